"""The body chart as SVG: planned places by number, areas by pattern, so that nothing hangs on a colour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from acucheck.document import Area, Chart, Mark
from acucheck.model.book import Concept
from acucheck.model.levels import Level, Side
from acucheck.render.body import HEIGHT, MIDDLE, SHAPES, Corner, Shape, View
from acucheck.render.html_tags import Html, join, tag, text

_BETWEEN = 210
"""How far the back stands to the right of the front."""

PATTERNS = {Level.AVOID: "avoid", Level.REFER: "refer", Level.CAUTION: "caution"}

_DRAWN = {
    Level.AVOID: tag("path", d="M0 0L8 8M8 0L0 8", class_="ink"),
    Level.REFER: tag("path", d="M0 8L8 0", class_="ink"),
    Level.CAUTION: tag("circle", cx=4, cy=4, r="1.4", class_="dot"),
}


def svg(chart: Chart, regions: Mapping[str, Concept]) -> Html:
    """The drawing as one element, with its title and all of it in words."""
    return tag(
        "svg",
        tag("title", text(chart.title), id="chart-title"),
        tag("desc", text(" ".join(words(chart))), id="chart-words"),
        _outline(),
        *_areas(chart, regions),
        *_marks(chart, regions),
        *_letters(),
        role="img",
        aria_labelledby="chart-title chart-words",
        viewBox=f"-6 -16 {2 * _BETWEEN} {HEIGHT + 20}",
    )


def words(chart: Chart) -> Iterator[str]:
    """What is shaded, then what is marked."""
    for level, key in chart.keys.items():
        says = ", ".join(area.says for area in chart.areas if area.level is level)
        yield f"{key}: {says}."
    for mark in chart.marks:
        yield f"{mark.number}: {mark.says}."


@cache
def _outline() -> Html:
    """The patterns, and the body that they are laid on: the same on every page."""
    patterns = (_pattern(level, name) for level, name in PATTERNS.items())
    return join((tag("defs", *patterns), *_body()))


def _pattern(level: Level, name: str) -> Html:
    ground = tag("rect", width=8, height=8, class_=f"f-{name}")
    return tag("pattern", ground, _DRAWN[level], id=f"p-{name}", width=8, height=8, patternUnits="userSpaceOnUse")


def _body() -> Iterator[Html]:
    for shapes in SHAPES.values():
        for shape in shapes:
            yield from _polygons(shape, tuple(Side), "body")


def _areas(chart: Chart, regions: Mapping[str, Concept]) -> Iterator[Html]:
    """The mildest first, so that the strictest lies on top."""
    for area in sorted(chart.areas, key=lambda area: area.level):
        kind = f"a-{PATTERNS[area.level]}"
        for region in _drawn(area.region, regions):
            for shape in SHAPES[region]:
                yield from _polygons(shape, _sides(area), kind)


def _drawn(region: str, regions: Mapping[str, Concept]) -> list[str]:
    """The regions with a shape that lie in this one."""
    if region not in regions:
        return []
    covered = regions[region].covers
    return [name for name in SHAPES if name in covered]


def _sides(where: Area | Mark) -> tuple[Side, ...]:
    if where.side is None:
        return tuple(Side)
    return (where.side,)


def _polygons(shape: Shape, sides: tuple[Side, ...], kind: str) -> Iterator[Html]:
    """A shape on those sides, in every view that it can be seen in."""
    for view in shape.views:
        for side in sides:
            corners = (_at(corner, view, side) for corner in shape.corners)
            points = " ".join(f"{across},{down}" for across, down in corners)
            yield tag("polygon", points=points, class_=kind)


def _at(corner: Corner, view: View, side: Side) -> Corner:
    """Where a corner of the left half lies on that side in that view."""
    across, down = corner
    if (side is Side.RIGHT) is (view is View.FRONT):
        across = 2 * MIDDLE - across
    if view is View.BACK:
        across += _BETWEEN
    return across, down


def _marks(chart: Chart, regions: Mapping[str, Concept]) -> Iterator[Html]:
    """One badge for all the numbers of an area, in each view that it can be seen in."""
    badges: dict[Corner, list[Mark]] = {}
    for mark in chart.marks:
        for region in _marked(mark.region, regions):
            for shape in SHAPES[region]:
                for corner in dict.fromkeys(_spots(mark, shape)):
                    badges.setdefault(corner, []).append(mark)
    for corner, marks in badges.items():
        yield from _badge(corner, marks)


def _marked(region: str, regions: Mapping[str, Concept]) -> list[str]:
    """The region's own shape; where it has none, those in it."""
    return [region] if region in SHAPES else _drawn(region, regions)


def _spots(mark: Mark, shape: Shape) -> Iterator[Corner]:
    """The middle of the shape; where it meets its mirror image and no side was said, the middle of both."""
    across, down = shape.centre
    if mark.side is None and shape.at_the_middle:
        across = MIDDLE
    for view in shape.views:
        for side in _sides(mark):
            yield _at((across, down), view, side)


def _badge(corner: Corner, marks: list[Mark]) -> Iterator[Html]:
    across, down = corner
    flagged = any(_asks(mark) for mark in marks)
    numbers = " ".join(map(_number, marks))
    size = 8 + 6 * len(numbers)
    kind, corners = ("flag", 3) if flagged else ("mark", 8)
    yield tag("rect", x=across - size // 2, y=down - 8, width=size, height=16, rx=corners, class_=kind)
    yield tag("text", text(numbers), x=across, y=down + 4, class_=f"{kind}-text")


def _number(mark: Mark) -> str:
    """Its number, with a sign where something is to be taken care of."""
    return f"{mark.number}!" if _asks(mark) else str(mark.number)


def _asks(mark: Mark) -> bool:
    """Whether something is to be taken care of there."""
    return mark.level >= Level.CAUTION


def _letters() -> Iterator[Html]:
    """The names of the views, and which side is which in each."""
    for view, left in ((View.FRONT, 180), (View.BACK, 20)):
        start = _BETWEEN if view is View.BACK else 0
        yield _letter(view.value, start + MIDDLE, -4)
        yield _letter("L", start + left, 60)
        yield _letter("R", start + 2 * MIDDLE - left, 60)


def _letter(letters: str, across: int, down: int) -> Html:
    return tag("text", text(letters), x=across, y=down, class_="letter")
