"""The body chart as SVG: planned places by number, areas by pattern, so that nothing hangs on a colour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from acucheck.document.blocks import Area, Chart, Mark
from acucheck.model.book import Concept
from acucheck.model.levels import Level, Side
from acucheck.render.body import HEIGHT, MIDDLE, SHAPES, Corner, Shape, View
from acucheck.render.html_tags import Html, join, tag, text

MARGIN, HEAD = 5, 22
WIDTH = 2 * (MIDDLE + MARGIN)
"""Of one drawing; the head is for its name."""

LETTER = 20
"""The height of letters and numbers. The drawing is as wide as eleven letters of the text, so these are no smaller."""

_BADGE_HEIGHT = LETTER * 5 // 4

_IN_A_ROW = 3
"""Numbers side by side in a badge; more would hide the body."""

PATTERNS = {Level.AVOID: "avoid", Level.REFER: "refer", Level.CAUTION: "caution"}

_DRAWN = {
    Level.AVOID: tag("path", d="M0 0L8 8M8 0L0 8", class_="ink"),
    Level.REFER: tag("path", d="M0 8L8 0", class_="ink"),
    Level.CAUTION: tag("circle", cx=4, cy=4, r="1.4", class_="dot"),
}


def drawings(chart: Chart, regions: Mapping[str, Concept]) -> Iterator[Html]:
    """A drawing of each side of the body, front and back. The legend beside them says all that they show."""
    for view in View:
        yield tag(
            "svg",
            tag("title", text(view.value)),
            _outline(view),
            *_shaded_areas(chart, view, regions),
            *_number_badges(chart, view, regions),
            *_letters(view),
            role="img",
            viewBox=f"{-MARGIN} {-HEAD} {WIDTH} {HEIGHT + HEAD + MARGIN}",
        )


def legend(chart: Chart) -> Iterator[tuple[Level, str]]:
    """What each kind of shading means, and every area that is shaded so."""
    for level, key in chart.keys.items():
        says = dict.fromkeys(area.says for area in chart.areas if area.level is level)
        yield level, f"{key}: {', '.join(says)}."


@cache
def _outline(view: View) -> Html:
    """The patterns, and the body that they are laid on: the same on every page."""
    if view is View.BACK:
        return join(_body(view))
    patterns = (_level_pattern(level, name) for level, name in PATTERNS.items())
    return join((tag("defs", *patterns), *_body(view)))


def _level_pattern(level: Level, name: str) -> Html:
    ground = tag("rect", width=8, height=8, class_=f"f-{name}")
    return tag("pattern", ground, _DRAWN[level], id=f"p-{name}", width=8, height=8, patternUnits="userSpaceOnUse")


def _body(view: View) -> Iterator[Html]:
    for shapes in SHAPES.values():
        for shape in shapes:
            yield from _polygons(shape, view, tuple(Side), "body")


def _shaded_areas(chart: Chart, view: View, regions: Mapping[str, Concept]) -> Iterator[Html]:
    """The mildest first, so that the strictest lies on top."""
    for area in sorted(chart.areas, key=lambda area: area.level):
        kind = f"a-{PATTERNS[area.level]}"
        for region in _drawn(area.region, regions):
            for shape in SHAPES[region]:
                yield from _polygons(shape, view, _sides(area), kind)


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


def _polygons(shape: Shape, view: View, sides: tuple[Side, ...], kind: str) -> Iterator[Html]:
    """A shape on those sides, where it can be seen."""
    if view not in shape.views:
        return
    for side in sides:
        corners = (_corner_at(corner, view, side) for corner in shape.corners)
        points = " ".join(f"{across},{down}" for across, down in corners)
        yield tag("polygon", points=points, class_=kind)


def _corner_at(corner: Corner, view: View, side: Side) -> Corner:
    """Where a corner of the left half lies on that side in that view."""
    across, down = corner
    if (side is Side.RIGHT) is (view is View.FRONT):
        across = 2 * MIDDLE - across
    return across, down


def _number_badges(chart: Chart, view: View, regions: Mapping[str, Concept]) -> Iterator[Html]:
    """One badge for all the numbers of an area, where it can be seen."""
    badges: dict[Corner, list[Mark]] = {}
    for mark in chart.marks:
        for region in _shapes_of(mark.region, regions):
            for shape in SHAPES[region]:
                for corner in dict.fromkeys(_badge_spots(mark, shape, view)):
                    badges.setdefault(corner, []).append(mark)
    for corner, several in badges.items():
        yield from _badges(corner, several)


def _shapes_of(region: str, regions: Mapping[str, Concept]) -> list[str]:
    """The region's own shape; where it has none, those in it."""
    if region in SHAPES:
        return [region]
    return _drawn(region, regions)


def _badge_spots(mark: Mark, shape: Shape, view: View) -> Iterator[Corner]:
    """The middle of the shape; where it meets its mirror image and no side was said, the middle of both."""
    if view not in shape.views:
        return
    across, down = shape.centre
    if mark.side is None and shape.at_the_middle:
        across = MIDDLE
    for side in _sides(mark):
        yield _corner_at((across, down), view, side)


def _badges(corner: Corner, marks: list[Mark]) -> Iterator[Html]:
    """The numbers that stand at one corner, in rows."""
    across, down = corner
    for start in range(0, len(marks), _IN_A_ROW):
        yield from _badge((across, down), marks[start : start + _IN_A_ROW])
        down += LETTER * 3 // 2


def _badge(corner: Corner, marks: list[Mark]) -> Iterator[Html]:
    """Numbers in a frame around *corner*, as far as the drawing reaches."""
    across, down = corner
    kind, rounding = "mark", _BADGE_HEIGHT // 2
    if any(map(_asks, marks)):
        kind, rounding = "flag", 3
    numbers = " ".join(map(_mark_number, marks))
    wide = LETTER * (len(numbers) + 1) * 3 // 5
    furthest_left, furthest_right = 2 - MARGIN, WIDTH - MARGIN - wide - 2
    left = min(max(across - wide // 2, furthest_left), furthest_right)
    top = down - _BADGE_HEIGHT // 2
    yield tag("rect", x=left, y=top, width=wide, height=_BADGE_HEIGHT, rx=rounding, class_=kind)
    line = down + LETTER * 3 // 8
    yield tag("text", text(numbers), x=left + wide // 2, y=line, class_=f"{kind}-text")


def _mark_number(mark: Mark) -> str:
    """The number of a mark, with a sign where something is to be taken care of."""
    if _asks(mark):
        return f"{mark.number}!"
    return str(mark.number)


def _asks(mark: Mark) -> bool:
    """Whether something is to be taken care of there."""
    return mark.level >= Level.CAUTION


def _letters(view: View) -> Iterator[Html]:
    """The name of the view, and which side is which in it."""
    left = 170 if view is View.FRONT else 30
    yield _view_letter(view.value, MIDDLE, -6)
    yield _view_letter("L", left, 60)
    yield _view_letter("R", 2 * MIDDLE - left, 60)


def _view_letter(letters: str, across: int, down: int) -> Html:
    return tag("text", text(letters), x=across, y=down, class_="letter")
