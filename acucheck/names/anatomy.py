"""Points and regions: the dictionaries of places on the body."""

from __future__ import annotations

from acucheck.located import Node
from acucheck.model.book import Source
from acucheck.model.levels import Read, Side
from acucheck.names.dictionary import names, read
from acucheck.names.entries import Point, Points, Region
from acucheck.names.spelling import key

_SIDES = {"left": Side.LEFT, "right": Side.RIGHT}


def points() -> Points:
    """Every point by code, and how people write them."""
    sections = read("points").fields(["sources", "prefixes", "points", "ask"])
    prefixes: dict[str, list[str]] = {}
    for channel, line in sections["prefixes"].pairs():
        for letters in [channel.text(), *names(line)]:
            prefixes.setdefault(key(letters), []).append(channel.text())
    found = {code.text(): _point(code, node) for code, node in sections["points"].pairs()}
    by_name: dict[str, dict[str, None]] = {}
    for point in found.values():
        for name in (point.code, point.name, *point.also):
            by_name.setdefault(key(name), {})[point.code] = None
    return Points(
        points=found,
        prefixes={letters: tuple(channels) for letters, channels in prefixes.items()},
        names={name: tuple(codes) for name, codes in by_name.items()},
        ask={key(name.text()): tuple(names(line)) for name, line in sections["ask"].pairs()},
        sources={name.text(): _source(name, node) for name, node in sections["sources"].pairs()},
    )


def regions() -> dict[str, Region]:
    """Every region by id."""
    found = {}
    for name, node in read("regions").pairs():
        fields = node.fields(["names"], ["hazards"])
        hazards = _sided(fields["hazards"]) if "hazards" in fields else {}
        found[name.text()] = Region(tuple(names(fields["names"])), hazards)
    return found


def _point(code: Node, node: Node) -> Point:
    fields = node.fields(["name", "region"], ["also", "hazards", "sources"])
    return Point(
        code=code.text(),
        name=fields["name"].text(),
        also=tuple(names(fields["also"])) if "also" in fields else (),
        region=fields["region"].text(),
        hazards=_sided(fields["hazards"]) if "hazards" in fields else {},
        sources=tuple(item.text() for item in fields["sources"].items()) if "sources" in fields else (),
    )


def _source(key_: Node, node: Node) -> Source:
    fields = node.fields(["title", "read"], ["by", "part", "year", "url"])
    rest = {name: fields[name].text() for name in ("by", "part", "year", "url") if name in fields}
    how = {each.value: each for each in Read}
    return Source(id=key_.text(), title=fields["title"].text(), read=fields["read"].one_of(how), **rest)


def _sided(node: Node) -> dict[str, Side | None]:
    """Hazards, each with the side it is on where one stands in front of it."""
    found: dict[str, Side | None] = {}
    for item in node.items():
        side, _, hazard = item.text().rpartition(" ")
        found[hazard] = _SIDES[side] if side else None
    return found
