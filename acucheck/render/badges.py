"""The numbers of planned places: beside the body in two columns, each with a line to its place, and none on another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from acucheck.document.blocks import Mark
from acucheck.model.book import Concept
from acucheck.model.levels import Level, Side
from acucheck.render.body import HEIGHT, MIDDLE, SHAPES, Corner, Shape, View, seen_at
from acucheck.render.html_tags import Html, tag, text
from acucheck.render.point_spots import SPOTS

LETTER = 22
"""The height of letters and numbers; a drawing is so wide on a page that these are no smaller than the text."""

BADGE_HEIGHT = 28
_APART = BADGE_HEIGHT + 3
"""From the top of a badge to the top of the next."""

NEAREST = 12
"""Where the columns begin, which is beside the hands."""

FURTHEST = 37
"""How far the drawing reaches to each side of the body's own ground."""

SIGNS = {Level.CAUTION: "!", Level.REFER: "?"}
"""What stands behind the number; what is left out is told by its black octagon."""

KINDS = {
    Level.NONE: "go", Level.NOTE: "go", Level.CAUTION: "care", Level.REFER: "ask", Level.AVOID: "out",
}  # fmt: skip
"""The classes of the badges."""


class _Badge(Struct, frozen=True):
    """A mark, and the place that its line leads to."""

    mark: Mark
    spot: Corner

    @property
    def wanted_top(self) -> int:
        """Where it would begin if it stood beside its place."""
        _, down = self.spot
        return down - BADGE_HEIGHT // 2


def place_badges(marks: Iterable[Mark], view: View, regions: Mapping[str, Concept]) -> tuple[int, list[Html]]:
    """The lines and badges of a view, and how far down the drawing has to reach for them."""
    columns = _columns(marks, view, regions)
    most = max(map(len, columns))
    height = max(HEIGHT, most * _APART)
    lines: list[Html] = []
    badges: list[Html] = []
    for side, column in zip(Side, columns, strict=True):
        tops = _tops([badge.wanted_top for badge in column], height)
        for badge, top in zip(column, tops, strict=True):
            left, inner = _edges(badge.mark, side)
            lines += _line((inner, top + BADGE_HEIGHT // 2), badge.spot)
            badges += _drawn_badge(badge.mark, left, top)
    return height, lines + badges


def badge_sample(mark: Mark) -> Html:
    """The badge of a mark by itself, for the legend."""
    wide = _badge_width(mark)
    box = f"-1 -1 {wide + 2} {BADGE_HEIGHT + 2}"
    return tag("svg", *_drawn_badge(mark, 0, 0), class_="sign", viewBox=box, aria_hidden="true")


def _columns(marks: Iterable[Mark], view: View, regions: Mapping[str, Concept]) -> tuple[list[_Badge], list[_Badge]]:
    """The badges to the left and to the right, from above. One of the middle stands where there are fewer."""
    left: list[_Badge] = []
    right: list[_Badge] = []
    middle: list[_Badge] = []
    for mark in marks:
        for spot in _spots(mark, view, regions):
            across, _ = spot
            column = middle
            if across > MIDDLE:
                column = right
            elif across < MIDDLE:
                column = left
            column.append(_Badge(mark, spot))
    for badge in middle:
        fewer = min(right, left, key=len)
        fewer.append(badge)
    return sorted(left, key=_from_above), sorted(right, key=_from_above)


def _from_above(badge: _Badge) -> tuple[int, int]:
    _, down = badge.spot
    return down, badge.mark.number


def _spots(mark: Mark, view: View, regions: Mapping[str, Concept]) -> list[Corner]:
    """Where a mark is seen in a view: once on each side that is meant, and once on the middle line."""
    here = _known_or_middle(mark, view, regions)
    if here is None:
        return []
    sides = tuple(Side) if mark.side is None else (mark.side,)
    seen = [seen_at(here, view, side) for side in sides]
    return list(dict.fromkeys(seen))


def _known_or_middle(mark: Mark, view: View, regions: Mapping[str, Concept]) -> Corner | None:
    """Where a mark lies on the left half, or nothing where this view does not show it."""
    known = SPOTS.get(mark.place)
    if known is None:
        return _middle_of_region(mark, view, regions)
    if known.view is view:
        return known.at
    return None


def _middle_of_region(mark: Mark, view: View, regions: Mapping[str, Concept]) -> Corner | None:
    """The middle of the region's shape, or of the middlemost of those in it, where any can be seen."""
    shapes = [shape for name in shapes_of(mark.region, regions) for shape in SHAPES[name] if view in shape.views]
    if not shapes:
        return None
    height = sum(_down(shape) for shape in shapes) / len(shapes)
    shape = min(shapes, key=lambda shape: abs(_down(shape) - height))
    across, down = shape.centre
    if mark.side is None and shape.at_the_middle:
        across = MIDDLE
    return across, down


def _down(shape: Shape) -> int:
    _, down = shape.centre
    return down


def shapes_of(region: str, regions: Mapping[str, Concept]) -> list[str]:
    """The region's own shape; where it has none, those in it."""
    if region in SHAPES:
        return [region]
    return drawn_in(region, regions)


def drawn_in(region: str, regions: Mapping[str, Concept]) -> list[str]:
    """The regions with a shape that lie in this one."""
    if region not in regions:
        return []
    covered = regions[region].covers
    return [name for name in SHAPES if name in covered]


def _tops(wanted: Sequence[int], height: int) -> list[int]:
    """Where badges begin that would like to begin at *wanted*: near there, within *height*, each below the last."""
    tops: list[int] = []
    free = 0
    for top in wanted:
        tops.append(max(top, free))
        free = tops[-1] + _APART
    last = height - BADGE_HEIGHT
    for index in reversed(range(len(tops))):
        tops[index] = min(tops[index], last)
        last = tops[index] - _APART
    return tops


def _badge_width(mark: Mark) -> int:
    return max(LETTER * 3 // 5 * len(_number(mark)) + 8, BADGE_HEIGHT)


def _edges(mark: Mark, side: Side) -> tuple[int, int]:
    """The left edge of a badge in the column on that side of the drawing, and the edge that faces the body."""
    wide = _badge_width(mark)
    if side is Side.RIGHT:
        left = min(2 * MIDDLE - NEAREST, 2 * MIDDLE + FURTHEST - 2 - wide)
        return left, left
    left = max(NEAREST - wide, 2 - FURTHEST)
    return left, left + wide


def _line(start: Corner, end: Corner) -> Iterator[Html]:
    """A line with a dot at its end; the second, of the ground's colour, keeps it apart from what lies below."""
    (left, top), (right, bottom) = start, end
    way = f"M{left} {top}L{right} {bottom}"
    yield tag("path", d=way, class_="under")
    yield tag("path", d=way, class_="lead")
    yield tag("circle", cx=right, cy=bottom, r=3, class_="spot")


def _drawn_badge(mark: Mark, left: int, top: int) -> Iterator[Html]:
    """The number in the shape of its level."""
    wide = _badge_width(mark)
    kind = KINDS[mark.level]
    corners = " ".join(f"{left + across},{top + down}" for across, down in _outline(kind, wide))
    yield tag("polygon", points=corners, class_=f"badge b-{kind}")
    middle, line = left + wide // 2, top + BADGE_HEIGHT // 2 + LETTER * 3 // 8
    yield tag("text", text(_number(mark)), x=middle, y=line, class_=f"number n-{kind}")


def _outline(kind: str, wide: int) -> tuple[Corner, ...]:
    """The corners of a badge, from its left edge and its top: a box, narrower above for care, six sides, or eight."""
    high, cut = BADGE_HEIGHT, 6
    if kind == "out":
        upper = (cut, 0), (wide - cut, 0), (wide, cut), (wide, high - cut)
        return *upper, (wide - cut, high), (cut, high), (0, high - cut), (0, cut)
    if kind == "ask":
        half = high // 2
        return (cut, 0), (wide - cut, 0), (wide, half), (wide - cut, high), (cut, high), (0, half)
    if kind == "care":
        return (cut, 0), (wide - cut, 0), (wide, high), (0, high)
    return (0, 0), (wide, 0), (wide, high), (0, high)


def _number(mark: Mark) -> str:
    """The number of a mark, with the sign of its level."""
    return f"{mark.number}{SIGNS.get(mark.level, '')}"
