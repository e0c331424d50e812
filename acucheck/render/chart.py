"""The body chart as SVG: planned places by number, areas by pattern, so that nothing hangs on a colour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from acucheck.document import Area, Chart, Mark
from acucheck.model.book import Concept
from acucheck.model.levels import Level, Side
from acucheck.render.body import HEIGHT, MIDDLE, SHAPES, Corner, Shape, View
from acucheck.render.safe_text import escape_controls

_BETWEEN = 210
"""How far the back stands to the right of the front."""

PATTERNS = {Level.AVOID: "avoid", Level.REFER: "refer", Level.CAUTION: "caution"}

_DRAWN = {
    Level.AVOID: '<path d="M0 0L8 8M8 0L0 8" class="ink"/>',
    Level.REFER: '<path d="M0 8L8 0" class="ink"/>',
    Level.CAUTION: '<circle cx="4" cy="4" r="1.4" class="dot"/>',
}


def svg(chart: Chart, regions: Mapping[str, Concept]) -> str:
    """The drawing as one element, with its title and all of it in words."""
    parts = [*_patterns(), *_body(), *_areas(chart, regions), *_marks(chart, regions), *_letters()]
    return (
        f'<svg role="img" aria-labelledby="chart-title chart-words" viewBox="-6 -16 {2 * _BETWEEN} {HEIGHT + 20}">'
        f'<title id="chart-title">{escape(chart.title)}</title>'
        f'<desc id="chart-words">{escape(escape_controls(" ".join(words(chart))))}</desc>{"".join(parts)}</svg>'
    )


def words(chart: Chart) -> Iterator[str]:
    """What is shaded, then what is marked."""
    for level, key in chart.keys.items():
        yield f"{key}: {', '.join(area.says for area in chart.areas if area.level is level)}."
    yield from (f"{mark.number}: {mark.says}." for mark in chart.marks)


def _patterns() -> Iterator[str]:
    patterns = "".join(
        f'<pattern id="p-{name}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" class="f-{name}"/>{_DRAWN[level]}</pattern>'
        for level, name in PATTERNS.items()
    )
    yield f"<defs>{patterns}</defs>"


def _body() -> Iterator[str]:
    for shapes in SHAPES.values():
        for shape in shapes:
            for view in shape.views:
                yield from (_polygon(shape, view, side, "body") for side in Side)


def _areas(chart: Chart, regions: Mapping[str, Concept]) -> Iterator[str]:
    """The mildest first, so that the strictest lies on top."""
    for area in sorted(chart.areas, key=lambda area: area.level):
        for region in _drawn(area.region, regions):
            for shape in SHAPES[region]:
                for view in shape.views:
                    yield from (_polygon(shape, view, side, f"a-{PATTERNS[area.level]}") for side in _sides(area))


def _drawn(region: str, regions: Mapping[str, Concept]) -> list[str]:
    """The regions with a shape that lie in this one."""
    covers = regions[region].covers if region in regions else frozenset()
    return [name for name in SHAPES if name in covers]


def _sides(where: Area | Mark) -> tuple[Side, ...]:
    return tuple(Side) if where.side is None else (where.side,)


def _polygon(shape: Shape, view: View, side: Side, kind: str) -> str:
    corners = " ".join(f"{across},{down}" for across, down in (_at(corner, view, side) for corner in shape.corners))
    return f'<polygon points="{corners}" class="{kind}"/>'


def _at(corner: Corner, view: View, side: Side) -> Corner:
    """Where a corner of the left half lies on that side in that view."""
    across, down = corner
    mirrored = (side is Side.RIGHT) is (view is View.FRONT)
    return (2 * MIDDLE - across if mirrored else across) + (_BETWEEN if view is View.BACK else 0), down


def _marks(chart: Chart, regions: Mapping[str, Concept]) -> Iterator[str]:
    """One badge for all the numbers of an area, in each view that it can be seen in."""
    badges: dict[Corner, list[Mark]] = {}
    for mark in chart.marks:
        for region in _marked(mark.region, regions):
            for shape in SHAPES[region]:
                for corner in dict.fromkeys(_spots(mark, shape)):
                    badges.setdefault(corner, []).append(mark)
    yield from (_badge(corner, marks) for corner, marks in badges.items())


def _marked(region: str, regions: Mapping[str, Concept]) -> list[str]:
    """The region's own shape; where it has none, those in it."""
    return [region] if region in SHAPES else _drawn(region, regions)


def _spots(mark: Mark, shape: Shape) -> Iterator[Corner]:
    """The middle of the shape; where it meets its mirror image and no side was said, the middle of both."""
    across, down = shape.centre
    middle = mark.side is None and shape.at_the_middle
    for view in shape.views:
        yield from (_at((MIDDLE if middle else across, down), view, side) for side in _sides(mark))


def _badge(corner: Corner, marks: list[Mark]) -> str:
    across, down = corner
    flagged = max(mark.level for mark in marks) >= Level.CAUTION
    text = " ".join(f"{mark.number}{'!' if mark.level >= Level.CAUTION else ''}" for mark in marks)
    size = 8 + 6 * len(text)
    return (
        f'<rect x="{across - size // 2}" y="{down - 8}" width="{size}" height="16" rx="{3 if flagged else 8}"'
        f' class="{"flag" if flagged else "mark"}"/>'
        f'<text x="{across}" y="{down + 4}" class="{"flag-text" if flagged else "mark-text"}">{text}</text>'
    )


def _letters() -> Iterator[str]:
    """The names of the views, and which side is which in each."""
    for view, left in ((View.FRONT, 180), (View.BACK, 20)):
        start = _BETWEEN if view is View.BACK else 0
        yield f'<text x="{start + MIDDLE}" y="-4" class="letter">{view.value}</text>'
        yield f'<text x="{start + left}" y="60" class="letter">L</text>'
        yield f'<text x="{start + 2 * MIDDLE - left}" y="60" class="letter">R</text>'
