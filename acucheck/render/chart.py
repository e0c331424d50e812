"""The body chart as SVG: places by number, areas by pattern, levels by shape, so that nothing hangs on a colour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from acucheck.document.blocks import Area, Chart, Mark
from acucheck.model.book import Concept
from acucheck.model.levels import Level, Side
from acucheck.render.badges import FURTHEST, badge_sample, drawn_in, place_badges
from acucheck.render.body import MIDDLE, SHAPES, Shape, View, seen_at
from acucheck.render.html_tags import Html, join, tag, text

HEAD, FOOT = 24, 5
WIDTH = 2 * (MIDDLE + FURTHEST)
"""Of one drawing; the head is for its name."""

PATTERNS = {Level.AVOID: "avoid", Level.REFER: "refer", Level.CAUTION: "caution"}

_DRAWN = {
    Level.AVOID: tag("path", d="M0 0L8 8M8 0L0 8", class_="ink"),
    Level.REFER: tag("path", d="M0 8L8 0", class_="ink"),
    Level.CAUTION: tag("circle", cx=4, cy=4, r="1.4", class_="dot"),
}
_ELSEWHERE = "elsewhere"


def drawings(chart: Chart, regions: Mapping[str, Concept]) -> Iterator[Html]:
    """A drawing of each side of the body, front and back. The legend beside them says all that they show."""
    for view in View:
        height, badges = place_badges(chart.marks, view, regions)
        yield tag(
            "svg",
            tag("title", text(view.value)),
            _outline(view),
            *_drawn_areas(chart, view, regions),
            *badges,
            *_letters(view),
            role="img",
            viewBox=f"{-FURTHEST} {-HEAD} {WIDTH} {height + HEAD + FOOT}",
        )


def legend(chart: Chart) -> Iterator[Html]:
    """What is asked at the areas that are drawn alike, and what stands at each number."""
    for key in chart.keys:
        shape = tag("rect", width="100%", height="100%", class_=_kind(key.level))
        sample = tag("svg", shape, class_="swatch", aria_hidden="true")
        yield tag("p", sample, text(f" {key.says}"))
    if chart.marks:
        yield tag("ol", *map(_legend_item, chart.marks))


def _legend_item(mark: Mark) -> Html:
    return tag("li", badge_sample(mark), text(f" {mark.says}"), value=mark.number)


def _kind(level: Level | None) -> str:
    """The class of an area: shaded by its level, or only outlined where the plan does not meet it."""
    return f"a-{_ELSEWHERE if level is None else PATTERNS[level]}"


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


def _drawn_areas(chart: Chart, view: View, regions: Mapping[str, Concept]) -> Iterator[Html]:
    """Those of the plan, the mildest first so that the strictest lies on top; the outlines of all others above them."""
    for area in sorted(chart.areas, key=_from_below):
        kind = _kind(area.level if area.planned else None)
        sides = tuple(Side) if area.side is None else (area.side,)
        for region in drawn_in(area.region, regions):
            for shape in SHAPES[region]:
                yield from _polygons(shape, view, sides, kind)


def _from_below(area: Area) -> tuple[bool, Level]:
    return not area.planned, area.level


def _polygons(shape: Shape, view: View, sides: tuple[Side, ...], kind: str) -> Iterator[Html]:
    """A shape on those sides, where it can be seen."""
    if view not in shape.views:
        return
    for side in sides:
        corners = (seen_at(corner, view, side) for corner in shape.corners)
        points = " ".join(f"{across},{down}" for across, down in corners)
        yield tag("polygon", points=points, class_=kind)


def _letters(view: View) -> Iterator[Html]:
    """The name of the view, and which side is which in it."""
    left = 170 if view is View.FRONT else 30
    yield _view_letter(view.value, MIDDLE)
    yield _view_letter("L", left)
    yield _view_letter("R", 2 * MIDDLE - left)


def _view_letter(letters: str, across: int) -> Html:
    return tag("text", text(letters), x=across, y=-6, class_="letter")
