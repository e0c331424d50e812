"""What was decoded when acucheck was built, as long as it is still what a strict reading would give.

A file in `acucheck/decoded/` begins with a seal: lengths and checksums of the YAML it was decoded from, of the code
that decodes it and of its own content. With any other YAML, code or content the seal is broken, and the YAML is read
instead. It guards against what is stale or damaged, and not against forgery: whoever can write here can change the
code as well.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from typing import TypeVar
from zlib import crc32

from msgspec import MsgspecError, msgpack

T = TypeVar("T")

PACKAGE = Path(__file__).resolve().parent
FOLDER = PACKAGE / "decoded"

MARKS = "marks"
"""The file in there that may stand for sources that are left out."""

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
    "logic.py",
    "model/__init__.py",
    "model/answers.py",
    "model/book.py",
    "model/ids.py",
    "model/levels.py",
    "model/practice.py",
    "names/__init__.py",
    "names/anatomy.py",
    "names/automaton.py",
    "names/automaton_building.py",
    "names/dictionary.py",
    "names/entries.py",
    "names/dictionary_index.py",
    "names/agreeing_words.py",
    "names/lexicon.py",
    "names/marks.py",
    "names/numbered_phrases.py",
    "names/sign_words.py",
    "names/spelling.py",
    "names/templates.py",
    "rulebook/__init__.py",
    "rulebook/aftercare_entries.py",
    "rulebook/answer_entries.py",
    "rulebook/concept_entries.py",
    "rulebook/conditions.py",
    "rulebook/hints.py",
    "rulebook/loading.py",
    "rulebook/practice_entry.py",
    "rulebook/in_list.py",
    "rulebook/milder_line.py",
    "rulebook/one_line_entry.py",
    "rulebook/option_entries.py",
    "rulebook/precaution_entries.py",
    "rulebook/questions.py",
    "rulebook/source.py",
    "rulebook/rule_demands.py",
    "rulebook/rule_places.py",
    "rulebook/rules.py",
    "rulebook/section_reading.py",
    "rulebook/small_parts.py",
    "precompiled.py",
)
"""All that has a part in a strict reading."""

_LENGTH_BYTES, _CHECKSUM_BYTES = 8, 4
_MARK = _LENGTH_BYTES + _CHECKSUM_BYTES

_PIECE = 64 * 1024
_AS_IT_IS: int = getattr(os, "O_BINARY", 0)
"""What tells Windows to leave the ends of lines alone."""


def unsealed(name: str, sources: Collection[Path], kind: type[T]) -> T | None:
    """What was decoded from *sources* under *name*; None when there is no such file or its seal is broken."""
    try:
        data = (FOLDER / name).read_bytes()
        seal = _MARK * (len(sources) + 2)
        content = memoryview(data)[seal:]
        if data[:seal] != _seal(sources, content):
            return None
        return msgpack.decode(content, type=kind)
    except (OSError, MsgspecError):
        return None


def sealed(value: object, sources: Collection[Path]) -> bytes:
    """*value*, which was decoded from *sources*, with its seal in front."""
    content = msgpack.encode(value)
    return _seal(sources, memoryview(content)) + content


def _seal(sources: Collection[Path], content: memoryview) -> bytes:
    """The marks of the code, of each source and of the content, one behind the other."""
    return b"".join([code(), *map(_mark_of_source, sources), _mark(len(content), crc32(content))])


def _mark(length: int, checksum: int) -> bytes:
    return length.to_bytes(_LENGTH_BYTES, "big") + checksum.to_bytes(_CHECKSUM_BYTES, "big")


def marks_of(sources: Iterable[Path]) -> bytes:
    """The marks of some sources by their names, for a folder that is to have these in place of the sources."""
    return msgpack.encode({path.name: _mark_of_file(path) for path in sources})


def _mark_of_source(path: Path) -> bytes:
    """The mark of a source; where it is not there, as in the browser page, that which stands for it."""
    try:
        return _mark_of_file(path)
    except FileNotFoundError:
        return msgpack.decode((FOLDER / MARKS).read_bytes(), type=dict[str, bytes]).get(path.name, b"")


def _mark_of_file(path: str | Path) -> bytes:
    """The mark of a file, read a piece at a time: to make room for the whole of each takes longer than to read it."""
    length = checksum = 0
    handle = os.open(path, os.O_RDONLY | _AS_IT_IS)
    try:
        while piece := os.read(handle, _PIECE):
            length += len(piece)
            checksum = crc32(piece, checksum)
    finally:
        os.close(handle)
    return _mark(length, checksum)


@cache
def code() -> bytes:
    """The mark of all the code."""
    marks = b"".join([_mark_of_file(f"{PACKAGE}/{name}") for name in CODE])
    return _mark(len(marks), crc32(marks))
