"""What was decoded when acucheck was built, as long as it is still what a strict reading would give.

A file in `acucheck/decoded/` begins with a seal: a digest of the YAML it was decoded from, of the code that decodes it
and of its own content. With any other YAML, code or content the seal is broken, and the YAML is read instead.
"""

from __future__ import annotations

import unicodedata
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
    "located/from_yaml.py",
    "located/node.py",
    "located/reading.py",
    "located/tree.py",
    "located/verbatim.py",
    "located/writing.py",
    "located/yaml_faults.py",
    "logic.py",
    "model/__init__.py",
    "model/answers.py",
    "model/book.py",
    "model/levels.py",
    "names/__init__.py",
    "names/anatomy.py",
    "names/dictionary.py",
    "names/entries.py",
    "names/reading.py",
    "names/spelling.py",
    "rulebook/__init__.py",
    "rulebook/care.py",
    "rulebook/conditions.py",
    "rulebook/loading.py",
    "rulebook/questions.py",
    "rulebook/reading.py",
    "rulebook/rules.py",
    "rulebook/words.py",
    "sealed.py",
)
"""All that has a part in a strict reading."""

_LENGTH = sha256().digest_size


def unsealed(name: str, source: Path, kind: type[T]) -> T | None:
    """What was decoded from *source* under *name*; None when there is no such file or its seal is broken."""
    try:
        data = (FOLDER / name).read_bytes()
        content = memoryview(data)[_LENGTH:]
        if data[:_LENGTH] != _seal(source.read_bytes(), content):
            return None
        return msgpack.decode(content, type=kind)
    except (OSError, MsgspecError):
        return None


def sealed(value: object, source: Path) -> bytes:
    """*value*, which was decoded from *source*, with its seal in front."""
    content = msgpack.encode(value)
    return _seal(source.read_bytes(), memoryview(content)) + content


def _seal(source: bytes, content: memoryview) -> bytes:
    return sha256(code() + sha256(source).digest() + content).digest()


@cache
def code() -> bytes:
    """A digest of the code, and of the tables of letters that spellings are compared by."""
    code = b"".join(sha256((PACKAGE / name).read_bytes()).digest() for name in CODE)
    return sha256(code + unicodedata.unidata_version.encode()).digest()
