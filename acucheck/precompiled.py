"""What was decoded when acucheck was built, as long as it is still what a strict reading would give.

A file in `acucheck/decoded/` begins with a seal: a digest of the YAML it was decoded from, of the code that decodes it
and of its own content. With any other YAML, code or content the seal is broken, and the YAML is read instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from msgspec import MsgspecError, msgpack

T = TypeVar("T")

PACKAGE = Path(__file__).resolve().parent
FOLDER = PACKAGE / "decoded"

CODE = (
    "__init__.py",
    "errors.py",
    "located/__init__.py",
    "located/characters.py",
    "located/duration.py",
    "located/file_kinds.py",
    "located/from_yaml.py",
    "located/node.py",
    "located/from_file.py",
    "located/verbatim.py",
    "located/yaml_writing.py",
    "located/yaml_faults.py",
    "logic.py",
    "model/__init__.py",
    "model/answers.py",
    "model/book.py",
    "model/ids.py",
    "model/levels.py",
    "names/__init__.py",
    "names/anatomy.py",
    "names/dictionary.py",
    "names/entries.py",
    "names/dictionary_index.py",
    "names/lexicon.py",
    "names/spelling.py",
    "names/templates.py",
    "rulebook/__init__.py",
    "rulebook/aftercare_entries.py",
    "rulebook/conditions.py",
    "rulebook/loading.py",
    "rulebook/option_entries.py",
    "rulebook/precaution_entries.py",
    "rulebook/questions.py",
    "rulebook/source.py",
    "rulebook/rule_places.py",
    "rulebook/rules.py",
    "rulebook/small_parts.py",
    "precompiled.py",
)
"""All that has a part in a strict reading."""

_LENGTH = sha256().digest_size


def unsealed(name: str, sources: Iterable[Path], kind: type[T]) -> T | None:
    """What was decoded from *sources* under *name*; None when there is no such file or its seal is broken."""
    try:
        data = (FOLDER / name).read_bytes()
        content = memoryview(data)[_LENGTH:]
        if data[:_LENGTH] != _seal(sources, content):
            return None
        return msgpack.decode(content, type=kind)
    except (OSError, MsgspecError):
        return None


def sealed(value: object, sources: Iterable[Path]) -> bytes:
    """*value*, which was decoded from *sources*, with its seal in front."""
    content = msgpack.encode(value)
    return _seal(sources, memoryview(content)) + content


def _seal(sources: Iterable[Path], content: memoryview) -> bytes:
    read = b"".join(sha256(source.read_bytes()).digest() for source in sources)
    return sha256(code() + read + content).digest()


@cache
def code() -> bytes:
    """A digest of the code."""
    return sha256(b"".join(sha256((PACKAGE / name).read_bytes()).digest() for name in CODE)).digest()
