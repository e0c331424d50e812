"""The dictionaries in `acucheck/dictionaries/`, read with the same strictness as the rule book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from acucheck.located import Node, Origin, read_node, read_text
from acucheck.model.book import Concept
from acucheck.model.levels import Side
from acucheck.recognise.spelling import key, split_side

FOLDER = Path(__file__).resolve().parent.parent / "dictionaries"


@dataclass(frozen=True, slots=True)
class Medicine:
    """What a medicine's name stands for: the name to print and its classes; *ask* when it may mean several things."""

    name: str
    classes: frozenset[str]
    ask: bool


@dataclass(frozen=True, slots=True)
class Point:
    """A point: its WHO code, pinyin name, region, and its hazards with the side each is on."""

    code: str
    name: str
    region: str
    hazards: Mapping[str, Side | None]


@dataclass(frozen=True, slots=True)
class Region:
    """What people call a region, and the hazards that lie under all of it."""

    names: tuple[str, ...]
    hazards: Mapping[str, Side | None]


def medicines(classes: Mapping[str, Concept]) -> dict[str, Medicine]:
    """Every medicine by spelling. Classes that the rule book does not have are left out."""
    index: dict[str, Medicine] = {}
    sections = _read("medicines").fields(["classes", "ask", "not-relevant"])
    for group, members in sections["classes"].pairs():
        known = frozenset({group.text()} & classes.keys())
        for inn, names in members.pairs():
            for spelling in [inn, *names.items()]:
                _add(index, spelling.text(), inn.text(), known, ask=False)
    for group, phrases in sections["ask"].pairs():
        known = frozenset({group.text()} & classes.keys())
        for phrase in phrases.items():
            _add(index, phrase.text(), "", known, ask=True)
    for name in sections["not-relevant"].items():
        _add(index, name.text(), name.text(), frozenset(), ask=False)
    return index


def _add(index: dict[str, Medicine], spelling: str, name: str, classes: frozenset[str], *, ask: bool) -> None:
    known = index.get(key(spelling))
    if known is None:
        index[key(spelling)] = Medicine(name, classes, ask)
    else:
        index[key(spelling)] = Medicine(known.name or name, known.classes | classes, known.ask or ask)


def points() -> dict[str, Point]:
    """Every point by code."""
    found = {}
    for code, entry in _read("points").pairs():
        fields = entry.fields(["name", "region"], ["hazards"])
        hazards = _sided(fields["hazards"]) if "hazards" in fields else {}
        found[code.text()] = Point(code.text(), fields["name"].text(), fields["region"].text(), hazards)
    return found


def regions() -> dict[str, Region]:
    """Every region by id."""
    found = {}
    for name, entry in _read("regions").pairs():
        fields = entry.fields(["names"], ["hazards"])
        hazards = _sided(fields["hazards"]) if "hazards" in fields else {}
        found[name.text()] = Region(tuple(item.text() for item in fields["names"].items()), hazards)
    return found


def _sided(node: Node) -> dict[str, Side | None]:
    return dict(split_side(item.text()) for item in node.items())


def _read(name: str) -> Node:
    path = FOLDER / f"{name}.yaml"
    origin = Origin(path.name)
    node = read_node(read_text(str(path), origin), origin)
    return node if node is not None else Node(None, origin, 1, 1)
