"""The name of a file made from an id: as it is written, as far as every system takes it."""

from __future__ import annotations

import unicodedata

LONGEST_NAME = 200
"""Bytes of a file name, without its ending; file systems take 255 in all."""

_REFUSED = frozenset('/\\:*?"<>|%')
"""What some system refuses in a name, and the sign that stands in its place."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

_NUMBERED = [f"{device}{number}" for device in ("COM", "LPT") for number in "0123456789¹²³"]
_DEVICES = frozenset({"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", *_NUMBERED})
"""Names that are devices on Windows, whatever ending follows."""


def file_name(id_: str) -> str:
    """The id with what cannot stand in a file name written as its code, so that no two ids share a name."""
    name = "".join(map(_file_letter, id_))
    if name[0] in ". " or name.partition(".")[0].rstrip().upper() in _DEVICES:
        name = _code(name[0]) + name[1:]
    if name[-1] in ". ":
        name = name[:-1] + _code(name[-1])
    return name


def _file_letter(letter: str) -> str:
    """A letter as it stands in a file name."""
    return _code(letter) if _cannot_stand(letter) else letter


def _cannot_stand(letter: str) -> bool:
    invisible = unicodedata.category(letter) in _UNSEEN or (letter.isspace() and letter != " ")
    return invisible or letter in _REFUSED


def _code(letter: str) -> str:
    """Each byte of a letter as two figures."""
    return "".join(f"%{byte:02X}" for byte in letter.encode("utf-8", "surrogatepass"))


def comparable_name(name: str) -> str:
    """One text for all names that some system takes for one: that differ in capitals, or in how an accent is put."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
