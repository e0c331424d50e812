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
from acucheck.document.blocks import Area, Chart, Key, Mark
from acucheck.document.page import Page, placed_cells
from acucheck.document.pages.report_page import report_page
from acucheck.document.sections.body_chart import AREAS
from acucheck.model.answers import Answers, BodyPlace
from acucheck.model.book import RuleBook
from acucheck.model.levels import Audience, Level, Side
from acucheck.model.report import Report
from acucheck.names.atlas import Atlas
from acucheck.names.vocabulary import Vocabulary
from acucheck.render.as_html import as_html
from acucheck.render.as_text import as_text
from acucheck.render.badges import LETTER
from acucheck.render.body import MIDDLE, SHAPES, Corner, View
from acucheck.render.chart import PATTERNS, WIDTH, drawings, legend
from acucheck.render.point_spots import SPOTS
from acucheck.render.style import STYLE

Person = Callable[[str], Report]
BOTH_SIDES = 2
SHOULDERS = 80  # how far down they begin in the drawing


@pytest.fixture(scope="session")
def anybody(vocabulary: Vocabulary) -> st.SearchStrategy[Answers]:
    return anybodys_answers(vocabulary, DAY)


def drawing(report: Report, audience: Audience = Audience.PATIENT) -> Chart | None:
    return next((block for block in report_page(report, audience).blocks if isinstance(block, Chart)), None)


def corners_of(drawn: str, kind: str) -> list[list[Corner]]:
    """The corners of every shape of a class."""
    found = re.findall(rf'points="([-0-9, ]+)" class="{kind}"', drawn)
    return [[(int(x), int(y)) for x, y in re.findall(r"(-?\d+),(-?\d+)", points)] for points in found]


def shaded(drawn: str, level: Level) -> list[list[Corner]]:
    """The corners of every shape that is shaded for a level."""
    return corners_of(drawn, f"a-{PATTERNS[level]}")


def outlined(drawn: str) -> list[list[Corner]]:
    """The corners of every shape that matters only if the plan changes."""
    return corners_of(drawn, "a-elsewhere")


def limits_in_words(page: Page) -> Iterator[tuple[str, Side | None, Level, bool]]:
    """Every region or area that a limit names, with the side, what it asks there, and whether the plan meets it."""
    for asked in page.report.places:
        if asked.item:
            yield asked.item, None, asked.level, asked.planned
        yield from ((place.id, place.side, asked.level, asked.planned) for place in asked.places)


def regions_of_the_plan(report: Report) -> Iterator[tuple[BodyPlace, Level]]:
    """Every planned region at which more than a note stands for a technique that is known."""
    for cell, place in placed_cells(report):
        if cell.technique and place.id in report.book.concepts["region"] and cell.level.stands > Level.NOTE:
            yield place, cell.level.stands


def is_shaded(place: BodyPlace, level: Level, area: Area, book: RuleBook) -> bool:
    """Whether an area of the plan holds all of a place and is shaded as strictly as that."""
    holds = place.id in book.concepts["region"][area.region].covers and area.side in {None, place.side}
    return holds and area.planned and area.level >= level


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
    level_of = {(area.region, area.side, area.planned): area.level for area in chart.areas}
    named = {(region, planned) for name, _, _, planned in wanted for region in AREAS.get(name, (name,))}
    drawn_at = {(region, planned) for region, _, planned in level_of}
    places = list(regions_of_the_plan(report))
    assert named <= drawn_at
    assert drawn_at - named <= {(place.id, True) for place, _ in places}
    for place, level in places:
        assert any(is_shaded(place, level, area, report.book) for area in chart.areas)
    for name, side, level, planned in wanted:
        assert all(level_of[region, side, planned] >= level for region in AREAS.get(name, (name,)))
    said = {key.level: key.says for key in chart.keys}
    assert len(said) == len(chart.keys)
    assert {area.level for area in chart.areas if area.planned} <= set(said)
    assert (None in said) is any(not area.planned for area in chart.areas)
    for area in chart.areas:
        assert area.says in said[area.level if area.planned else None]
        assert area.says in words
    for view, drawn in zip(View, drawings(chart, regions), strict=True):
        for level in PATTERNS:
            here = [area for area in chart.areas if area.planned and area.level is level]
            assert len(shaded(drawn, level)) == sum(shapes_of(area, view, report.book) for area in here)
        others = [area for area in chart.areas if not area.planned]
        assert len(outlined(drawn)) == sum(shapes_of(area, view, report.book) for area in others)
    called = [part for mark in chart.marks for part in mark.says.partition(": ")[0].split()]  # a row may be wrapped
    assert [part for part in called if part not in words] == []
    assert all(any(f">{mark.number}" in drawn for drawn in drawings(chart, regions)) for mark in chart.marks)
    for drawn in drawings(chart, regions):
        boxes_lie_apart(drawn)


Box = tuple[int, int, int, int]


def badges(drawn: str) -> list[tuple[str, str, Box]]:
    """The number in every badge of a drawing, with the kind of the badge and its left, top, right and bottom."""
    found: list[tuple[str, str, Box]] = []
    texts = re.findall(r'class="number n-\w+">([^<]+)</text>', drawn)
    shapes = re.findall(r'points="([-0-9, ]+)" class="badge b-(\w+)"', drawn)
    for number, (points, kind) in zip(texts, shapes, strict=True):
        across = [int(x) for x, _ in re.findall(r"(-?\d+),(-?\d+)", points)]
        down = [int(y) for _, y in re.findall(r"(-?\d+),(-?\d+)", points)]
        found.append((number, kind, (min(across), min(down), max(across), max(down))))
    return found


def boxes_lie_apart(drawn: str) -> None:
    """Fails where a badge lies on another, leaves the drawing, or is narrower than what is written in it."""
    ground = re.search(r'viewBox="(-?\d+) (-?\d+) (\d+) (\d+)"', drawn)
    assert ground is not None
    left, top, wide, high = map(int, ground.groups())
    seen: list[Box] = []
    for number, _, box in badges(drawn):
        assert left < box[0]
        assert box[2] < left + wide
        assert top < box[1]
        assert box[3] < top + high
        assert box[2] - box[0] >= len(number) * LETTER * 3 // 5
        for other in seen:
            beside = box[2] < other[0] or other[2] < box[0]
            assert beside or box[3] < other[1] or other[3] < box[1], (number, box, other)
        seen.append(box)


def test_the_low_back_of_somebody_pregnant_is_shaded_where_no_needle_goes(person: Person, book: RuleBook) -> None:
    report = person("plan: {thin needles: [PC6]}\npregnant: yes\npregnancy-weeks: 20\npelvic-pain-agreed: no\n")
    assert "the low back and sacrum" in " ".join(as_text(report, Audience.PATIENT).split())
    chart = drawing(report)
    assert chart is not None
    assert chart.keys[-1].says.startswith("Only if the plan changes: ")
    assert "the low back and sacrum" in chart.keys[-1].says
    _, back = drawings(chart, book.concepts["region"])
    assert shaded(back, Level.AVOID) == [], "the plan goes nowhere near"
    below_the_head = [shape for shape in outlined(back) if all(y > SHOULDERS for _, y in shape)]
    down = [y for shape in below_the_head for _, y in shape]
    assert (min(down), max(down)) == (142, 208), "from the waist to the end of the sacrum"


def test_a_place_of_the_plan_is_shaded_and_what_lies_elsewhere_is_only_outlined(person: Person, book: RuleBook) -> None:
    report = person("plan: {thin needles: [lower back]}\npregnant: yes\npregnancy-weeks: 20\npelvic-pain-agreed: no\n")
    chart = drawing(report)
    assert chart is not None
    planned, others = chart.keys
    assert planned == Key(Level.AVOID, "No thin needles at the low back and sacrum.")
    assert "belly" in others.says
    front, back = drawings(chart, book.concepts["region"])
    assert shaded(back, Level.AVOID)
    assert shaded(front, Level.AVOID) == []
    assert outlined(front)


def test_a_hazard_that_is_an_area_is_shaded_where_it_lies_under_all_of_a_region(book: RuleBook) -> None:
    atlas = Atlas(book)
    for hazard, regions in AREAS.items():
        assert {name for name, region in atlas.regions.items() if hazard in region.hazards} == set(regions)


def test_every_region_of_the_rule_book_can_be_drawn(book: RuleBook) -> None:
    regions = book.concepts["region"]
    assert set(SHAPES) <= set(regions)
    assert [name for name, region in regions.items() if not region.covers & set(SHAPES)] == []
    assert all(across >= MIDDLE for shapes in SHAPES.values() for shape in shapes for across, _ in shape.corners)


def test_a_region_of_several_shapes_has_one_number_in_each_view(person: Person, book: RuleBook) -> None:
    chart = drawing(person("plan: {manual needling: [left leg]}\n"))
    assert chart is not None
    assert chart.marks[0].region == "leg"
    assert "leg" not in SHAPES
    for drawn in drawings(chart, book.concepts["region"]):
        assert [number for number, _, _ in badges(drawn)] == ["1!"]


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
    assert all(x >= MIDDLE for shape in (*shaded(front, Level.AVOID), *outlined(front)) for x, _ in shape)
    assert all(x <= MIDDLE for shape in (*shaded(back, Level.AVOID), *outlined(back)) for x, _ in shape)
    right, left = (box for _, _, box in sorted(badges(front) + badges(back), key=lambda badge: badge[2])[:2])
    assert right != left


def test_a_place_says_what_stands_for_which_technique_and_for_parts_of_it(person: Person) -> None:
    chart = drawing(
        person("pregnant: yes\npregnancy-weeks: 13\nobstetric-team-agreed: no\n"
               "plan: {massage: [shoulders], manual needling: [GB20, GB21]}\n")
    )  # fmt: skip
    assert chart is not None
    assert {mark.says: mark.level for mark in chart.marks} == {
        "GB20 Fengchi: with care (thin needles)": Level.CAUTION,
        "GB21 Jianjing: leave out (thin needles)": Level.AVOID,
        "the shoulder: with care; parts leave out (massage)": Level.AVOID,
    }


LEVELS = (Level.NONE, Level.NOTE, Level.CAUTION, Level.REFER, Level.AVOID)


def test_each_level_has_a_shape_of_its_own_and_the_legend_shows_the_same(book: RuleBook) -> None:
    marks = tuple(Mark(1, "", "hand", Side.LEFT, level, "the left hand") for level in LEVELS)
    looks: list[tuple[str, str, int]] = []
    for mark in marks:
        chart = Chart("Places", (), (mark,), (), "")
        front, _ = drawings(chart, book.concepts["region"])
        (badge,) = badges(front)
        (item,) = legend(chart)
        (sample,) = badges(item)
        assert badge[:2] == sample[:2]
        looks.append((*badge[:2], len(corners_of(front, f"badge b-{badge[1]}")[0])))
    assert looks[0] == looks[1], "what goes ahead, and what is good to know"
    assert len({kind for _, kind, _ in looks}) == len(LEVELS) - 1
    assert {number for number, _, _ in looks} == {"1", "1!", "1?"}
    assert {corners for _, kind, corners in looks if kind in {"out", "ask"}} == {8, 6}


def test_a_planned_region_is_shaded_by_its_level_although_no_limit_names_it(person: Person, book: RuleBook) -> None:
    chart = drawing(person("medicines: [Pradaxa]\nplan: {cupping: [lower back], needles: [BL40 right]}\n"))
    assert chart is not None
    area = next(area for area in chart.areas if area.region == "lower-back")
    assert (area.level, area.planned) == (chart.marks[0].level, True)
    assert area.level > Level.NOTE
    _, back = drawings(chart, book.concepts["region"])
    assert len(shaded(back, area.level)) == BOTH_SIDES
    assert any(key.level is area.level and key.says.endswith("cupping at the lower back.") for key in chart.keys)


def test_a_place_that_is_not_recognised_has_no_number(person: Person) -> None:
    chart = drawing(person("plan: {manual needling: [xyzzy, PC6]}\n"))
    assert chart is not None
    assert [(mark.number, mark.place) for mark in chart.marks] == [(1, "PC6")]


def test_numbers_never_share_a_badge_and_never_hide_another(person: Person, book: RuleBook) -> None:
    points = [f"BL{number}" for number in range(11, 31)] + [f"GV{number}" for number in range(2, 14)] + ["ST36", "PC6"]
    chart = drawing(person(f"plan: {{needles: [{', '.join(points)}]}}\n"))
    assert chart is not None
    _, back = drawings(chart, book.concepts["region"])
    numbers = [re.sub(r"\D", "", number) for number, _, _ in badges(back)]
    assert len(numbers) == 20 * BOTH_SIDES + 12
    boxes_lie_apart(back)


def inside(spot: Corner, corners: tuple[Corner, ...]) -> bool:
    """Whether a place lies within a shape, or as near to its edge as the drawing is exact."""
    nearest = 3
    x, y = spot
    odd = False
    for (x1, y1), (x2, y2) in zip(corners, corners[1:] + corners[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            odd = not odd
        way = (x2 - x1) ** 2 + (y2 - y1) ** 2
        along = min(1, max(0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / way))
        if (x - x1 - along * (x2 - x1)) ** 2 + (y - y1 - along * (y2 - y1)) ** 2 <= nearest**2:
            return True
    return odd


def test_a_point_is_drawn_in_its_region(book: RuleBook) -> None:
    atlas = Atlas(book)
    regions = book.concepts["region"]
    outside: list[str] = []
    for code, spot in SPOTS.items():
        region = atlas.points.points[code].region
        drawn = [name for name in (region, regions[region].within) if name in SHAPES]
        shapes = [shape for name in drawn for shape in SHAPES[name] if spot.view in shape.views]
        if not any(inside(spot.at, shape.corners) for shape in shapes):
            outside.append(f"{code} {region} {spot}")
    assert outside == []


@pytest.mark.parametrize(
    ("point", "view", "down"),
    [
        ("PC6", View.FRONT, range(198, 207)), ("LU7", View.FRONT, range(198, 207)),
        ("SP6", View.FRONT, range(368, 389)), ("SP1", View.FRONT, range(411, 419)),
        ("LR3", View.FRONT, range(402, 413)), ("ST36", View.FRONT, range(312, 331)),
        ("BL57", View.BACK, range(335, 356)), ("LI4", View.BACK, range(212, 231)),
        ("BL40", View.BACK, range(290, 305)),
    ],
)  # fmt: skip
def test_a_line_leads_to_the_end_of_the_limb_where_the_point_lies(
    person: Person, book: RuleBook, point: str, view: View, down: range
) -> None:
    chart = drawing(person(f"plan: {{manual needling: [{point} left]}}\n"))
    assert chart is not None
    drawn = dict(zip(View, drawings(chart, book.concepts["region"]), strict=True))
    (there,) = re.findall(r'cy="(\d+)" r="3" class="spot"', drawn[view])
    assert int(there) in down
    assert [badges(other) for seen, other in drawn.items() if seen is not view] == [[]]


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


def test_in_print_no_card_is_broken_and_the_drawing_stands_over_both_columns() -> None:
    _, _, printed = STYLE.partition("@media print {")
    assert ".verdict, .block, tr, figure { break-inside: avoid; }" in printed
    assert "break-inside: auto" not in printed
    spanning = re.findall(r"(\.\w+) section:has\(figure\) \{ column-span: all; \}", printed)
    assert spanning == re.findall(r"(\.\w+) main \{ columns: 2;", printed)
    assert spanning


def test_each_drawing_has_a_name_and_the_figure_has_one(people: dict[str, Report]) -> None:
    page = as_html(people["many-places"], Audience.PATIENT)
    assert '<figure aria-label="Body chart, front and back">' in page
    assert re.findall(r'role="img"[^>]*><title>(\w+)</title>', page) == ["Front", "Back"]


def test_a_region_that_an_older_rule_book_lacks_is_not_drawn() -> None:
    area = Area("elbow", None, Level.AVOID, "the elbow", planned=True)
    mark = Mark(1, "leg", "leg", None, Level.AVOID, "the leg: leave out")
    drawn = "".join(drawings(Chart("Places", (area,), (mark,), (Key(Level.AVOID, "No cupping."),), ""), {}))
    assert "a-avoid" not in drawn
    assert badges(drawn) == []
