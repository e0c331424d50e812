"""The drawing of the body: it shades what the words say, names all that it shades, and can be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from anybody import answers as anybodys_answers
from conftest import DAY
from hypothesis import given, settings
from hypothesis import strategies as st

from acucheck.assess import assess
from acucheck.document.blocks import Area, Chart
from acucheck.document.page import Page
from acucheck.document.pages.report_page import report_page
from acucheck.document.sections.body_places import AREAS
from acucheck.model.answers import Answers
from acucheck.model.book import RuleBook
from acucheck.model.levels import Audience, Level, Side
from acucheck.model.report import Report
from acucheck.names.atlas import Atlas
from acucheck.names.vocabulary import Vocabulary
from acucheck.render.as_html import as_html
from acucheck.render.as_text import as_text
from acucheck.render.body import MIDDLE, SHAPES, View
from acucheck.render.chart import LETTER, PATTERNS, WIDTH, drawings, legend
from acucheck.render.style import STYLE

Person = Callable[[str], Report]
BOTH_SIDES = 2


@pytest.fixture(scope="session")
def anybody(vocabulary: Vocabulary) -> st.SearchStrategy[Answers]:
    return anybodys_answers(vocabulary, DAY)


def drawing(report: Report, audience: Audience = Audience.PATIENT) -> Chart | None:
    return next((block for block in report_page(report, audience).blocks if isinstance(block, Chart)), None)


def shaded(drawn: str, level: Level) -> list[list[tuple[int, int]]]:
    """The corners of every shape that is shaded for a level."""
    found = re.findall(rf'points="([0-9, ]+)" class="a-{PATTERNS[level]}"', drawn)
    return [[(int(x), int(y)) for x, y in re.findall(r"(\d+),(\d+)", points)] for points in found]


def limits_in_words(page: Page) -> Iterator[tuple[str, Side | None, Level]]:
    """Every region or area that a limit of the plan names, with the side and what it asks there."""
    for asked in page.report.places:
        if asked.item:
            yield asked.item, None, asked.level
        yield from ((place.id, place.side, asked.level) for place in asked.places)


def shapes_of(area: Area, view: View, book: RuleBook) -> int:
    """In how many shapes an area is seen in a view."""
    regions = book.concepts["region"][area.region].covers & set(SHAPES)
    seen = sum(view in shape.views for region in regions for shape in SHAPES[region])
    return seen * (BOTH_SIDES if area.side is None else 1)


@pytest.mark.usefixtures("quick")
@settings(deadline=None, derandomize=True, max_examples=60)
@given(data=st.data())
def test_what_is_shaded_is_what_the_words_limit(
    data: st.DataObject, book: RuleBook, anybody: st.SearchStrategy[Answers]
) -> None:
    report = assess(book, data.draw(anybody))
    for audience in Audience:
        agree(report, audience)


def test_what_is_shaded_for_the_examples_is_what_the_words_limit(people: dict[str, Report]) -> None:
    for report in people.values():
        for audience in Audience:
            agree(report, audience)


def agree(report: Report, audience: Audience) -> None:
    """Fails where the drawing, its legend and the words differ."""
    page, chart = Page(report, audience), drawing(report, audience)
    regions = report.book.concepts["region"]
    wanted = [each for each in limits_in_words(page) if each[0] in regions or each[0] in AREAS]
    if chart is None:
        assert wanted == [] or not page.has_session
        return
    words = " ".join(as_text(report, audience).split())
    level_of = {(area.region, area.side): area.level for area in chart.areas}
    assert {region for name, _, _ in wanted for region in AREAS.get(name, (name,))} == {r for r, _ in level_of}
    for name, side, level in wanted:
        assert all(level_of[region, side] >= level for region in AREAS.get(name, (name,)))
    said = dict(legend(chart))
    assert {area.level for area in chart.areas} == set(chart.keys) == set(said)
    for area in chart.areas:
        assert area.says in said[area.level]
        assert area.says in words
    for view, drawn in zip(View, drawings(chart, regions), strict=True):
        for level in PATTERNS:
            seen = sum(shapes_of(area, view, report.book) for area in chart.areas if area.level is level)
            assert len(shaded(drawn, level)) == seen
    called = [part for mark in chart.marks for part in mark.says.partition(": ")[0].split()]  # a row may be wrapped
    assert [part for part in called if part not in words] == []
    assert all(any(f"{mark.number}" in drawn for drawn in drawings(chart, regions)) for mark in chart.marks)


def test_the_low_back_of_somebody_pregnant_is_shaded_where_no_needle_goes(person: Person, book: RuleBook) -> None:
    report = person("plan: {thin needles: [PC6]}\npregnant: yes\npregnancy-weeks: 20\npelvic-pain-agreed: no\n")
    assert "the low back and sacrum" in " ".join(as_text(report, Audience.PATIENT).split())
    chart = drawing(report)
    assert chart is not None
    assert "the low back and sacrum" in dict(legend(chart))[Level.AVOID]
    _, back = drawings(chart, book.concepts["region"])
    down = [y for shape in shaded(back, Level.AVOID) for _, y in shape]
    assert (min(down), max(down)) == (142, 208), "from the waist to the end of the sacrum"


def test_a_hazard_that_is_an_area_is_shaded_where_it_lies_under_all_of_a_region(book: RuleBook) -> None:
    atlas = Atlas(book)
    for hazard, regions in AREAS.items():
        assert {name for name, region in atlas.regions.items() if hazard in region.hazards} == set(regions)


def test_every_region_of_the_rule_book_can_be_drawn(book: RuleBook) -> None:
    regions = book.concepts["region"]
    assert set(SHAPES) <= set(regions)
    assert [name for name, region in regions.items() if not region.covers & set(SHAPES)] == []
    assert all(across >= MIDDLE for shapes in SHAPES.values() for shape in shapes for across, _ in shape.corners)


def test_a_region_of_several_shapes_is_marked_in_each_of_them(person: Person, book: RuleBook) -> None:
    chart = drawing(person("plan: {manual needling: [left leg]}\n"))
    assert chart is not None
    assert chart.marks[0].region == "leg"
    assert "leg" not in SHAPES
    front, _ = drawings(chart, book.concepts["region"])
    assert front.count(">1</text>") > 1


def test_only_the_side_that_is_meant_is_shaded_and_marked(person: Person, book: RuleBook) -> None:
    report = person(
        "cancer-immune: [nodes-removed]\nlymph-limb: [left arm]\nlymph-team-agreed: no\n"
        "plan: {manual needling: [LI4 right, PC6 left, CV12]}\n"
    )
    chart = drawing(report)
    assert chart is not None
    assert {area.side for area in chart.areas} == {Side.LEFT}
    assert {"arm", "shoulder", "chest", "side", "upper-back"} <= {area.region for area in chart.areas}
    assert [(mark.region, mark.side) for mark in chart.marks] == [
        ("hand", Side.RIGHT), ("forearm", Side.LEFT), ("abdomen-upper", None),
    ]  # fmt: skip
    front, back = drawings(chart, book.concepts["region"])
    assert all(x >= MIDDLE for shape in shaded(front, Level.AVOID) for x, _ in shape)
    assert all(x <= MIDDLE for shape in shaded(back, Level.AVOID) for x, _ in shape)


def test_a_mark_tells_techniques_apart_where_they_differ(people: dict[str, Report]) -> None:
    chart = drawing(people["pacemaker"])
    assert chart is not None
    assert chart.marks[0].says == (
        "ST36 Zusanli: leave out (needles with a mild current); go ahead; good to know (thin needles)"
    )


def test_there_is_no_drawing_without_a_session_or_anything_to_draw(person: Person) -> None:
    assert drawing(person("danger: [chest-pain]")) is None
    assert drawing(person("today: [fever]")) is None
    assert drawing(person("plan: {manual needling: not named}")) is None


# Sizes


def ems(rule: str) -> float:
    """The width that a rule of the style gives to a drawing, in letters of the text."""
    found = re.search(rf"^{re.escape(rule)} {{ width: ([\d.]+)em;", STYLE, re.MULTILINE)
    assert found is not None, rule
    return float(found[1])


def points(rule: str) -> float:
    """The size that a rule gives to the text, in points."""
    found = re.search(rf"^{re.escape(rule)} {{ font-size: ([\d.]+)pt;", STYLE, re.MULTILINE)
    assert found is not None, rule
    return float(found[1])


def test_letters_and_numbers_are_as_large_as_the_text_on_a_screen_and_at_least_7_points_in_print() -> None:
    assert f"font: 600 {LETTER}px" in STYLE
    letter = LETTER / WIDTH
    assert ems(".views svg") * letter >= 1
    assert points("  body") >= 11
    assert points("  .practitioner") >= 9
    assert ems("  .views svg") * letter * points("  body") >= 7
    assert ems("  .practitioner .views svg") * letter * points("  .practitioner") >= 7


def test_in_print_no_text_is_smaller_than_the_size_for_its_reader() -> None:
    _, _, printed = STYLE.partition("@media print {")
    sizes = re.findall(r"font-size: ([\d.]+)(\w+)", printed)
    assert sizes
    assert all(float(size) >= {"pt": 9, "em": 1}[unit] for size, unit in sizes)


def test_many_numbers_at_one_place_stand_in_rows_inside_the_drawing(person: Person, book: RuleBook) -> None:
    report = person("plan: {needles: [BL23, BL24, BL25, BL22, GV4, BL52, BL51]}\n")
    chart = drawing(report)
    assert chart is not None
    _, back = drawings(chart, book.concepts["region"])
    badges = re.findall(r'<rect x="(-?\d+)" y="(-?\d+)" width="(\d+)"', back)
    assert len({down for _, down, _ in badges}) >= 2
    assert all(int(across) >= -5 and int(across) + int(wide) <= WIDTH - 5 for across, _, wide in badges)


def test_each_drawing_has_a_name_and_the_figure_has_one(people: dict[str, Report]) -> None:
    page = as_html(people["many-places"], Audience.PATIENT)
    assert '<figure aria-label="Body chart, front and back">' in page
    assert re.findall(r'role="img"[^>]*><title>(\w+)</title>', page) == ["Front", "Back"]


def test_a_region_that_an_older_rule_book_lacks_is_not_drawn() -> None:
    chart = Chart("Places", (Area("elbow", None, Level.AVOID, "the elbow"),), (), {Level.AVOID: "Leave out"}, "")
    assert "a-avoid" not in "".join(drawings(chart, {}))
