"""From a file or standard input to its nodes: what can be wrong before any meaning is looked at."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

from acucheck.errors import InvalidFile, Place, Problem
from acucheck.located.characters import not_text, place_at
from acucheck.located.file_kinds import file_kind
from acucheck.located.node import Node, Origin

LARGEST = 4_000_000
"""Bytes. Ten times the complete rule book; an answers file is a thousandth of it."""


def read_text(path: str, origin: Origin) -> str:
    """The text of the file at *path*, or of standard input for `-`.

    Raises InvalidFile when there is no such file, it cannot be read, is too large or is not UTF-8 text.
    """
    start = origin.place(1, 1)
    try:
        if path == "-":
            if sys.stdin is None:
                _refuse_file(start, "there is no standard input; name a file")
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with Path(path).open("rb") as file:
                data = file.read(LARGEST + 1)
    except FileNotFoundError:
        _refuse_file(start, "there is no such file; check the name")
    except IsADirectoryError:
        _refuse_file(start, "this is a folder; name a file in it")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a usable file name"
        _refuse_file(start, f"the file cannot be read ({reason})")
    if kind := file_kind(data):
        _refuse_file(start, f"this is {kind}")
    if len(data) > LARGEST:
        _refuse_file(start, f"the file is larger than {LARGEST // 1_000_000} MB, so it cannot be the right one")
    return decoded(data, origin)


def read_node(text: str, origin: Origin, *, as_json: bool = False) -> Node | None:
    """The one document in *text*, or None when there is nothing but comments. Raises InvalidFile."""
    if as_json:
        from acucheck.located.from_json import parse_json

        return parse_json(text, origin)
    from acucheck.located.from_yaml import parse_yaml

    return parse_yaml(text, origin)


def decoded(data: bytes, origin: Origin) -> str:
    """The text that *data* is. Raises InvalidFile when it is not UTF-8 or steers a terminal."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8", "replace")
        _refuse_file(place_at(before, len(before), origin), "this is not UTF-8 text; save the file as UTF-8")
    if wrong := not_text(text):
        _refuse_file(place_at(text, wrong[0], origin), wrong[1])
    return text


def _refuse_file(place: Place, message: str) -> NoReturn:
    raise InvalidFile([Problem(place, message)]) from None
