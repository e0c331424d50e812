"""Points and regions: the dictionaries of places on the body."""

from __future__ import annotations

from collections.abc import Iterable

from acucheck.located import Node
from acucheck.located.node import Entries
from acucheck.model.book import Source
from acucheck.model.ids import SourceId
from acucheck.model.levels import ReadDepth, Side
from acucheck.names.dictionary import names, read
from acucheck.names.entries import BodyPart, Point, Points, Region
from acucheck.names.spelling import key

SECTIONS = ("sources", "prefixes", "points", "parts", "levels", "ear", "ear-regions", "together", "ask", "details")
"""What the dictionary of points holds."""

POINT_FIELDS = ("name", "region")
POINT_MAY_HAVE = ("also", "hazards", "sources", "through")
"""What every entry of a point has, and what it may have."""

REGION_FIELDS = ("names",)
REGION_MAY_HAVE = ("hazards", "techniques", "stands-in")
"""What every entry of a region has, and what it may have."""

PART_FIELDS = ("name", "regions", "sources")
PART_MAY_HAVE = ("also", "hazards", "holds")
"""What every entry of a muscle or another part of the body has."""

_SIDES = {"left": Side.LEFT, "right": Side.RIGHT}


def points() -> Points:
    """Every point by code, and how people write them."""
    sections = read("points").fields(SECTIONS)
    prefixes = _prefixes(sections["prefixes"].pairs())
    entries = {code.text(): _point_entry(code, node) for code, node in sections["points"].pairs()}
    parts = {id_.text(): _part_entry(id_, node) for id_, node in sections["parts"].pairs()}
    return Points(
        points=entries,
        parts=parts,
        prefixes=prefixes,
        names=_ids_by_name(entries.values(), parts.values()),
        ask={key(name.text()): tuple(names(line)) for name, line in sections["ask"].pairs()},
        together=_points_together(sections["together"].pairs()),
        levels={letter.text(): part.text() for letter, part in sections["levels"].pairs()},
        in_ear=frozenset(map(key, names(sections["ear"]))),
        details=_details(sections["details"].pairs()),
        ear_regions=_names_by_region(sections["ear-regions"].pairs()),
        sources={name.text(): _source_entry(name, node) for name, node in sections["sources"].pairs()},
    )


def _prefixes(section: Entries) -> dict[str, tuple[str, ...]]:
    """Letters -> the channels that they are written for."""
    found: dict[str, tuple[str, ...]] = {}
    for channel, line in section:
        for letters in (channel.text(), *names(line)):
            earlier = found.get(key(letters), ())
            found[key(letters)] = (*earlier, channel.text())
    return found


def _details(section: Entries) -> dict[str, frozenset[str]]:
    """Technique, `any` or `told` -> what is said beside a place and is none; several techniques stand in one line."""
    found: dict[str, frozenset[str]] = {}
    for several, line in section:
        said = frozenset(map(str.casefold, names(line)))
        for one in names(several):
            found[one] = said.union(found.get(one, ()))
    return found


def _names_by_region(section: Entries) -> dict[str, str]:
    """Name of a point of the ear -> the region of those that it is one of."""
    found: dict[str, str] = {}
    for region, line in section:
        found.update(dict.fromkeys(map(key, names(line)), region.text()))
    return found


def _ids_by_name(points: Iterable[Point], parts: Iterable[BodyPart]) -> dict[str, tuple[str, ...]]:
    """Name -> the points and parts that are called so, each once."""
    found: dict[str, dict[str, None]] = {}
    for point in points:
        for name in (point.code, point.name, *point.also):
            found.setdefault(key(name), {})[point.code] = None
    for part in parts:
        for name in (part.id, part.name, *part.also):
            found.setdefault(key(name), {})[part.id] = None
    return {name: tuple(ids) for name, ids in found.items()}


def regions() -> dict[str, Region]:
    """Every region by id."""
    found = {}
    for name, node in read("regions").pairs():
        fields = node.fields(REGION_FIELDS, REGION_MAY_HAVE)
        techniques = _names_in(fields.get("techniques"))
        stands_in = ""
        if "stands-in" in fields:
            stands_in = fields["stands-in"].text()
        found[name.text()] = Region(
            names=_names_in(fields["names"]),
            hazards=_hazards_with_side(fields.get("hazards")),
            techniques=frozenset(map(key, techniques)),
            stands_in=stands_in,
        )
    return found


def _point_entry(code: Node, node: Node) -> Point:
    fields = node.fields(POINT_FIELDS, POINT_MAY_HAVE)
    return Point(
        code=code.text(),
        name=fields["name"].text(),
        also=_names_in(fields.get("also")),
        region=fields["region"].text(),
        hazards=_hazards_with_side(fields.get("hazards")),
        sources=_texts(fields.get("sources")),
        through=_texts(fields.get("through")),
    )


def _part_entry(id_: Node, node: Node) -> BodyPart:
    fields = node.fields(PART_FIELDS, PART_MAY_HAVE)
    return BodyPart(
        id=id_.text(),
        name=fields["name"].text(),
        also=_names_in(fields.get("also")),
        regions=_texts(fields["regions"]),
        hazards=_hazards_with_side(fields.get("hazards")),
        sources=_texts(fields["sources"]),
        holds=_texts(fields.get("holds")),
    )


def _points_together(section: Entries) -> dict[str, tuple[str, ...]]:
    """Name -> the points that are all meant by it; several names of the same points stand in one line."""
    found = {}
    for line, points in section:
        for name in line.text().split(","):
            found[key(name)] = tuple(names(points))
    return found


def _source_entry(key_: Node, node: Node) -> Source:
    may_have = ["by", "part", "year", "url"]
    fields = node.fields(["title", "read"], may_have)
    depths = {each.value: each for each in ReadDepth}
    rest = {name: fields[name].text() for name in may_have if name in fields}
    return Source(
        id=SourceId(key_.text()),
        title=fields["title"].text(),
        read=fields["read"].one_of(depths),
        guideline=False,
        **rest,
    )


def _texts(node: Node | None) -> tuple[str, ...]:
    if node is None:
        return ()
    return tuple(item.text() for item in node.items())


def _names_in(node: Node | None) -> tuple[str, ...]:
    if node is None:
        return ()
    return tuple(names(node))


def _hazards_with_side(node: Node | None) -> dict[str, Side | None]:
    """Hazards, each with the side it is on where one stands in front of it."""
    found: dict[str, Side | None] = {}
    for item in _texts(node):
        side, _, hazard = item.rpartition(" ")
        found[hazard] = _SIDES[side] if side else None
    return found
