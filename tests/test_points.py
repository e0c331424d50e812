"""The points and regions of the body: their number and names, and that no hazard is left without a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from acucheck.document.wording import phrases
from acucheck.located import Node, Origin, read_node, read_text
from acucheck.model.answers import Answer, BodyPlace, Places, Plan
from acucheck.model.book import CHANNELS, AnswerPlace, RuleBook
from acucheck.model.ids import QuestionId, TechniqueId
from acucheck.model.levels import Audience, Level, Side
from acucheck.model.report import Missing, Report
from acucheck.names import anatomy
from acucheck.names.dictionary import names
from acucheck.names.spelling import key
from acucheck.names.vocabulary import Vocabulary
from acucheck.render.as_text import as_text
from acucheck.rulebook.verdict_levels import verdict

WHO = Path(__file__).parent / "who-points.yaml"

EVERYBODY_AT = {
    "LU1": {"pneumothorax"},
    "CV17": {"sternal-foramen", "heart"},
    "BL1": {"eye", "no-moxa"},
    "GV16": {"brainstem", "spinal-cord"},
    "ST9": {"artery-carotid", "carotid-sinus"},
    "ST12": {"great-vessels", "nerve-brachial-plexus"},
    "CV22": {"trachea", "mediastinum"},
    "LR13": {"liver", "spleen", "bowel"},
    "BL23": {"kidney"},
    "CV3": {"bladder"},
    "ST17": {"no-needle"},
    "CV8": {"no-needle"},
    "ST35": {"joint"},
    "PC6": {"nerve-median"},
    "GV20": {"fontanelle"},
}
"""A point -> some of what is at risk there, by the notes on each point."""

CUPS_ARE_ABOUT_THE_SKIN = {"pregnancy", "devices", "nerves", "skin", "places", "techniques", "treatment", "today"}

ON_ONE_SIDE = {"liver": "right", "gallbladder": "right", "spleen": "left"}


@pytest.fixture(scope="module")
def published() -> dict[str, Node]:
    origin = Origin(WHO.name)
    root = read_node(read_text(str(WHO), origin), origin)
    assert root is not None
    return root.fields(["channels", "points", "extra", "names"])


def test_channels_and_points_are_as_many_as_who_counts(published: dict[str, Node]) -> None:
    codes = list(anatomy.points().points)
    extra = [code for code in codes if code.startswith("EX-")]
    counted = {channel: sum(code.rstrip("0123456789") == channel for code in codes) for channel in CHANNELS}
    assert counted == CHANNELS
    assert len(counted) == published["channels"].whole()
    assert sum(counted.values()) == published["points"].whole()
    assert len(extra) == published["extra"].whole()


def test_every_point_has_the_name_that_who_gives_it(published: dict[str, Node]) -> None:
    expected = {
        f"{channel.text()}{number}": key(name)
        for channel, line in published["names"].pairs()
        for number, name in enumerate(names(line), start=1)
    }
    found = {code: key(point.name) for code, point in anatomy.points().points.items() if not code.startswith("EX-")}
    assert found == expected


def test_a_span_from_a_point_to_itself_is_that_point(vocabulary: Vocabulary) -> None:
    assert {place.id for place in vocabulary.places("ST36 to ST36")} == {"ST36"}


def test_every_hazard_of_a_point_or_region_meets_a_rule(book: RuleBook) -> None:
    """By itself or by what it lies within."""
    named = _places_of_rules(book) | _belonging_to_a_limb(book)
    assert [hazard for hazard in sorted(_hazards()) if not named & set(_up(book, hazard))] == []


def test_every_hazard_that_is_no_custom_of_pregnancy_meets_a_rule_for_everybody(book: RuleBook) -> None:
    """A soft spot of the skull is there in small children only; what belongs to a limb bears by an answer."""
    always = {
        item for rule in book.rules.values() if rule.when is None for limit in rule.limits for item in limit.where
    }
    some = {"fontanelle", *_belonging_to_a_limb(book)}
    bodily = [hazard for hazard in sorted(_hazards() - some) if not hazard.startswith("pregnancy-")]
    assert [hazard for hazard in bodily if not always & set(_up(book, hazard))] == []


def test_every_place_of_a_rule_is_met_by_a_point_or_a_region(book: RuleBook, vocabulary: Vocabulary) -> None:
    known = [place for id_ in (*anatomy.points().points, *anatomy.regions()) for place in vocabulary.places(id_)]
    met = {item for place in known for item in place.lies_in or {}}
    assert _places_of_rules(book) - met == set()


def test_every_region_that_lies_over_a_hazard_is_known_to_the_rule_book(book: RuleBook) -> None:
    assert set(anatomy.regions()) == set(book.concepts["region"])


def test_a_rule_grades_wet_cupping_no_milder_than_the_cup_it_is_done_with(book: RuleBook) -> None:
    """In the areas where a cup is a matter of the place or the skin; where blood is, asking first comes before it."""
    rules = [rule for rule in book.rules.values() if rule.topic in CUPS_ARE_ABOUT_THE_SKIN]
    milder = [
        rule.id
        for rule in rules
        for verdicts in (rule.verdicts, *(limit.verdicts for limit in rule.limits))
        if verdict(verdicts, TechniqueId("wet-cupping"), book)[0] < verdict(verdicts, TechniqueId("cupping"), book)[0]
    ]
    assert milder == []


@pytest.mark.parametrize(("code", "hazards"), EVERYBODY_AT.items())
def test_what_is_at_risk_at_a_point(code: str, hazards: set[str], vocabulary: Vocabulary) -> None:
    assert hazards <= _at(code, vocabulary).keys()


@pytest.mark.parametrize(
    ("plan", "levels"),
    [
        ("{acu: [BL13]}", [Level.REFER]),  # what nobody knows is asked about first
        ("{acu: [BL13], cupping: [ST36]}", [Level.REFER]),
        ("{acu: [ST36]}", [Level.REFER]),
        ("{ear acupuncture: [BL13]}", [Level.CAUTION, Level.CAUTION]),  # at the ear as well, where its name says it is
        ("{press: [navel]}", [Level.AVOID]),
        ("{ear acupuncture: not named}", [Level.CAUTION]),  # it may be tiny needles left in the ear
    ],
)
def test_under_a_technique_nobody_knows_a_place_is_graded_as_for_what_it_may_be(
    person: Callable[[str], Report], plan: str, levels: list[Level]
) -> None:
    report = person(f"plan: {plan}")
    cells = [cell for line in report.techniques for cell in line.places if not cell.technique]
    assert [cell.level.stands for cell in cells] == levels
    assert {cell.level.worst for cell in cells} == {Level.AVOID}
    page = " ".join(as_text(report, Audience.PRACTITIONER).split())
    assert "ST36" in plan or "No hazard that bears on this plan" not in page
    assert "were named" not in page


def test_a_technique_that_may_be_several_is_asked_about_and_not_called_unknown(person: Callable[[str], Report]) -> None:
    report = person("plan: {ear needles: not named}")
    (point,) = (point for point in report.open if point.name)
    assert (point.question, point.name, point.missing) == ("plan", "ear needles", Missing.NOT_SURE)
    (line,) = (line for line in report.techniques if line.planned)
    assert [cell.place.id for cell in line.places if cell.place] == ["ear"]
    assert not [line for line in report.techniques if line.assumed]
    assert [line.assumed for line in person("plan: {humming: [LI4]}").techniques][:1] == [True]


def test_a_place_nobody_knows_is_open_also_under_a_technique_that_may_be_several(
    person: Callable[[str], Report],
) -> None:
    report = person("plan: {press: [the far side of the moon]}")
    assert {(point.name, point.missing) for point in report.open if point.name} == {
        ("press", Missing.NOT_SURE),
        ("the far side of the moon", Missing.NOT_RECOGNISED),
    }


@pytest.mark.parametrize(
    ("plan", "places"),
    [
        ("{cupping: [Ub11, 18, 23]}", ["BL11", "BL18", "BL23"]),
        ("{ear acupuncture: [endocrine, uterus, Shenmen]}", ["ear-birth", "ear-birth", "ear"]),
        ("{ear seeds: [Uterus both, Ovary left, Hip]}", ["ear-birth", "ear-birth", "ear"]),
        ("{ear seeds: [Hip right, Shoulder left, Knee, ear]}", ["ear", "ear", "ear", "ear"]),
        ("{ear acupuncture: [HT7, Hip]}", ["HT7", "ear"]),
        ("{needles: [ah shi lateral thigh R, Xiyan both knees, Jianqian R]}", ["thigh-outer", "EX-LE5", "shoulder"]),
        ("{electroacupuncture: [LI10 to LI11 R 4Hz, ST36 2/100 Hz]}", ["LI10", "LI11", "ST36"]),
        ("{facial acupuncture: [forehead lines, marionette lines]}", ["forehead", "face"]),
        ("{back massage: not named}", ["back"]),
        ("{back massage: [calf]}", ["calf", "back"]),
        ("{facial acupuncture: [forehead, ST36]}", ["forehead", "ST36"]),
        ("{facial needles: [ST36]}", ["ST36", "face"]),
        ("{scalp needles: not named}", ["head"]),
        ("{needles in the ear: [Hip]}", ["ear"]),
        ("{vaccaria seeds: [Lung left]}", ["ear"]),
        ("{facial gua sha: not sure}", ["face"]),
        ("{massage: not named}", []),
    ],
)
def test_the_places_of_a_plan_go_on_from_each_other_and_may_be_in_the_name_of_the_technique(
    read: Callable[[str], dict[QuestionId, Answer]], plan: str, places: list[str]
) -> None:
    answer = read(f"plan: {plan}")[QuestionId("plan")]
    assert isinstance(answer, Plan)
    assert [place.id for item in answer.items for place in item.places] == places


@pytest.mark.parametrize(
    ("typed", "technique"),
    [
        ("acupotomy", "deep-needling"),
        ("fire cupping", "cupping"),
        ("bee sting", "point-injection"),
        ("massage gun", "massage"),
        ("leeches", "bloodletting"),
    ],
)
def test_a_technique_is_known_by_the_names_practitioners_write(
    vocabulary: Vocabulary, typed: str, technique: str
) -> None:
    assert vocabulary.technique(typed) == technique


def test_liver_gallbladder_and_spleen_keep_their_side() -> None:
    """In the middle they are on no side, and CV12 to CV15 and KI21 lie over the liver on both."""
    middle = ("CV", "KI21")
    wrong = [
        (code, hazard)
        for code, point in anatomy.points().points.items()
        for hazard, side in point.hazards.items()
        if hazard in ON_ONE_SIDE and not code.startswith(middle) and (side is None or side.value != ON_ONE_SIDE[hazard])
    ]
    assert wrong == []


@pytest.mark.parametrize("code", ["ST36", "PC6"])
def test_points_used_in_pregnancy_are_on_no_list(code: str, vocabulary: Vocabulary) -> None:
    assert [hazard for hazard in _at(code, vocabulary) if hazard.startswith("pregnancy-")] == []


def _at(code: str, vocabulary: Vocabulary) -> dict[str, object]:
    place: BodyPlace = vocabulary.places(code)[0]
    return dict(place.lies_in or {})


def _belonging_to_a_limb(book: RuleBook) -> set[str]:
    """What a place in an answer stands for as well."""
    return {item for question in book.questions.values() for items in question.limbs.values() for item in items}


def _places_of_rules(book: RuleBook) -> set[str]:
    limits = [limit for rule in book.rules.values() for limit in rule.limits]
    return {item for limit in limits for item in limit.where if not isinstance(item, AnswerPlace)}


def _hazards() -> set[str]:
    of_points = {hazard for point in anatomy.points().points.values() for hazard in point.hazards}
    return of_points | {hazard for region in anatomy.regions().values() for hazard in region.hazards}


def _up(book: RuleBook, hazard: str) -> list[str]:
    """A hazard and everything it lies within."""
    found = []
    while hazard:
        found.append(hazard)
        hazard = book.concepts["hazard"][hazard].within
    return found


@pytest.mark.parametrize(
    ("typed", "place", "side"),
    [
        ("right elbow fold", "elbow", Side.RIGHT),
        ("armpit left", "armpit", Side.LEFT),
        ("upper lip", "mouth", None),
        ("big toe right", "toes", Side.RIGHT),
        ("behind both knees", "knee-back", None),
        ("right chest below the collarbone", "chest", Side.RIGHT),
        ("motor area", "head", None),
        ("L4/5", "lower-back", None),
        ("C5/6", "neck-back", None),
        ("ball of left foot", "foot", Side.LEFT),
        ("Baxie both hands", "EX-UE9", None),
        ("hearing area both", "head", None),
        ("Knie links", "knee", Side.LEFT),
        ("bas du dos", "lower-back", None),
        ("back of left upper arm", "upper-arm", Side.LEFT),
    ],
)
def test_places_are_known_by_the_words_people_use(
    typed: str, place: str, side: Side | None, vocabulary: Vocabulary
) -> None:
    assert [(each.id, each.side) for each in vocabulary.places(typed)] == [(place, side)]


@pytest.mark.parametrize("typed", ["L4/7", "chest below the whatsit", "below the collarbone above", "rash left thigh"])
def test_words_around_a_place_that_may_say_more_are_not_passed_over(typed: str, vocabulary: Vocabulary) -> None:
    assert any(place.id not in {"chest", "thigh"} for place in vocabulary.places(typed))


def test_where_it_is_told_where_something_is_it_may_be_named_with_the_place(vocabulary: Vocabulary) -> None:
    told = vocabulary.places("around the rash left chest", told=True)
    assert [(each.id, each.side, each.typed) for each in told] == [("chest", Side.LEFT, "around the rash left chest")]
    both = vocabulary.places("scars at L4/5, left calf", told=True)
    assert [place.id for place in both] == ["lower-back", "calf"]
    assert not vocabulary.places("my pacemaker left chest", told=True)[0].id
    assert not vocabulary.places("rash", told=True)[0].id


@pytest.mark.parametrize(
    ("sore", "left_out", "spared"),
    [
        ("elbows", ("LI11", "LU5"), ("LI4", "LI10", "PC6", "LI15")),
        ("lips", ("ST4", "GV26"), ("EX-HN5", "EX-HN3", "LI20")),
        ("wrists", ("PC7", "LU9", "HT7"), ("LI4", "PC6")),
        ("ankles", ("KI3", "BL60"), ("LR3", "SP6")),
        ("big toe", ("SP1", "LR1"), ("KI3", "ST42")),
        ("left calf", ("BL57 left",), ("BL57 right", "ST36 left")),
        ("fingers", ("LI1", "EX-UE9"), ("PC6", "HT7")),
        ("armpits", ("HT1",), ("LI15", "LI4")),
        ("forehead", ("GB14", "EX-HN3"), ("ST6", "EX-HN5")),
        ("eyelids", ("ST1", "BL1"), ("ST6",)),
    ],
)
def test_a_small_sore_place_spares_the_rest_of_the_limb_or_face(
    sore: str, left_out: tuple[str, ...], spared: tuple[str, ...], person: Callable[[str], Report]
) -> None:
    text = "skin: [sore-skin]\nsore-skin-kind: [open-wound]\nsore-skin-where: [{}]\nplan: {{manual needling: [{}]}}\n"
    levels = {}
    for planned in (*left_out, *spared):
        (cell,) = person(text.format(sore, planned)).techniques[0].places
        levels[planned] = cell.level.stands
    assert {planned for planned, level in levels.items() if level is Level.AVOID} == set(left_out)


def test_a_place_named_for_both_sides_is_two_where_one_side_matters(person: Callable[[str], Report]) -> None:
    plan = "plan: {manual needling: [BL57 both, GV4]}\n"
    sore = "skin: [sore-skin]\nsore-skin-kind: [open-wound]\nsore-skin-where: [left calf]\n"
    apart, together = person(plan + sore), person(plan)
    levels = {(cell.place.id, cell.place.side): cell.level.stands for cell in apart.techniques[0].places if cell.place}
    assert levels["BL57", Side.LEFT] is Level.AVOID > levels["BL57", Side.RIGHT]
    assert [cell.place.side for cell in together.techniques[0].places if cell.place] == [None, None]
    for report in (apart, person(plan + sore.replace("left ", ""))):
        assert "No side was named" not in as_text(report, Audience.PRACTITIONER)
    assert "No side was named for BL57" in as_text(person(plan.replace(" both", "") + sore), Audience.PRACTITIONER)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("top of the neck", ["neck-back"]),
        ("top of the neck, between first and second vertebra", ["neck-back", "beside-cervical-spine"]),
        ("between the first and second cervical vertebrae", ["beside-cervical-spine"]),
        ("second vertebra of the neck", ["beside-cervical-spine"]),
        ("between 4th and 5th lumbar vertebra", ["beside-lumbar-spine"]),
        ("the 12th thoracic vertebra", ["beside-thoracic-spine"]),
        ("fourth vertebra", ["beside-cervical-spine", "beside-thoracic-spine", "beside-lumbar-spine"]),
        ("twelfth vertebra", ["beside-thoracic-spine"]),
        ("C1/C2", ["neck-back"]),
        ("C0-C1", ["neck-back"]),
        ("atlas", ["neck-back"]),
        ("atlantoaxial joint", ["neck-back"]),
        ("craniocervical junction", ["neck-back"]),
        ("upper neck", ["neck"]),
        ("cervicothoracic junction", ["cervicothoracic-area"]),
        ("bottom of the spine", ["sacrum"]),
        ("back of left upper arm", ["upper-arm left"]),
        ("rear of right thigh", ["thigh right"]),
        ("back of left elbow", ["elbow left"]),
        ("the lower third of the left leg", ["leg left"]),
        ("halfway up the left calf", ["calf left"]),
        ("just above the left knee", ["thigh left"]),
        ("outer left elbow", ["elbow-outer left"]),
        ("left thumb web", ["hand left"]),
        ("BL13 left to BL13 right", ["BL13 left", "BL13 right"]),
        ("from left PC6 to right PC6", ["PC6 left", "PC6 right"]),
        ("BL13 L - BL13 R", ["BL13 left", "BL13 right"]),
        ("between BL13 left and BL13 right", ["BL13 left", "BL13 right"]),
        ("between BL13 both sides", ["BL13"]),
        ("across BL13", ["BL13"]),
        ("SP10 to ST36", ["SP10", "ST36"]),
        ("LI4 -> LI11", ["LI4", "LI11"]),
        ("BL13 left to BL15 left", ["BL13 left", "BL15 left"]),
        ("BL13 to BL15", ["BL13", "BL14", "BL15"]),
    ],
)
def test_levels_of_the_spine_parts_of_limbs_and_both_ends_of_a_current_are_read(
    typed: str, expected: list[str], vocabulary: Vocabulary
) -> None:
    assert _written(vocabulary.places(typed)) == expected


@pytest.mark.parametrize(
    ("typed", "planned", "told"),
    [
        ("the dodgy part of my left knee", ["? left"], ["? left", "knee left"]),
        ("back of neck near the skull", ["?"], ["?", "neck-back", "head"]),
        ("left knee or so near right ankle", ["?"], ["?", "knee left", "ankle right"]),
        ("the far side of the moon", ["?"], ["?"]),
        ("general unease", ["?"], ["?"]),
        ("ninth cervical vertebra", ["?"], ["?", "neck-back"]),
        ("left hand to right hand", ["hand left", "hand right", "?"], ["hand left", "hand right", "?"]),
        ("left hand to the moon", ["? left"], ["? left", "hand left"]),
        ("C1 and C2", ["?", "?"], ["?", "neck-back", "?", "neck-back"]),
    ],
)
def test_a_known_place_in_words_that_are_not_read_counts_and_the_rest_is_asked(
    typed: str, planned: list[str], told: list[str], vocabulary: Vocabulary
) -> None:
    assert _written(vocabulary.places(typed)) == planned
    assert _written(vocabulary.places(typed, told=True)) == told


def test_a_known_place_in_words_that_are_not_read_is_suggested_in_a_plan(vocabulary: Vocabulary) -> None:
    (knee,) = vocabulary.places("the dodgy part of my left knee")
    assert [(each.id, each.side) for each in knee.readings] == [("knee", Side.LEFT)]
    (several,) = vocabulary.places("left knee or so near right ankle")
    assert [each.id for each in several.readings] == ["knee", "ankle"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("from SP10 to ST36", ["SP10", "ST36", "?"]),
        ("ST36 to ST38", ["ST36", "ST37", "ST38"]),
        ("{name: knee, typed: k}", ["knee"]),
    ],
)
def test_what_lies_between_two_points_is_asked_where_something_is_and_not_in_a_plan(
    typed: str, expected: list[str], read: Callable[[str], dict[QuestionId, Answer]]
) -> None:
    found = read(
        f"nerves-mind: [unstable-spine]\nunstable-spine-where: [{typed}]\nplan: {{electroacupuncture: [{typed}]}}\n"
    )
    answer, plan = found[QuestionId("unstable-spine-where")], found[QuestionId("plan")]
    assert isinstance(answer, Places)
    assert isinstance(plan, Plan)
    assert _written(answer.entries) == expected
    assert _written(plan.items[0].places) == [place for place in expected if place != "?"]


def _written(found: Iterable[BodyPlace]) -> list[str]:
    return [f"{place.id or '?'} {place.side.value if place.side else ''}".strip() for place in found]


@pytest.mark.parametrize(
    "where",
    [
        "[top of the neck, between first and second vertebra]",
        "between first and second vertebra",
        "C1/C2",
        "C1 and C2",
        "atlas",
        "the loose bit of my upper neck",
    ],
)
def test_an_unstable_neck_in_plain_words_leaves_the_neck_out(where: str, person: Callable[[str], Report]) -> None:
    unstable = f"nerves-mind: [unstable-spine]\nunstable-spine-where: {where}\n"
    report = person(f"{unstable}plan: {{manual needling: [GB20], massage: [neck]}}\n")
    levels = {cell.technique: cell.level.stands for line in report.techniques for cell in line.places if line.planned}
    assert levels == {"manual-needling": Level.AVOID, "massage": Level.AVOID}


@pytest.mark.parametrize("typed", ["BL13 left to BL13 right", "between BL13 both sides", "from BL13 to ST36"])
def test_current_from_one_point_to_another_is_graded_as_at_each(typed: str, person: Callable[[str], Report]) -> None:
    pulses = "plan: {{electroacupuncture: [{}]}}\ndevices: [pacemaker]\n"
    (alone,) = person(pulses.format("BL13")).techniques[0].places
    (first, *_) = person(pulses.format(typed)).techniques[0].places
    assert first.level.stands is alone.level.stands


def test_a_lamp_that_flashes_is_a_technique_of_light(vocabulary: Vocabulary) -> None:
    assert vocabulary.technique("flashing light lamp") == "laser"


@pytest.mark.parametrize(
    ("typed", "called", "hazards"),
    [
        ("outer side of the right thigh", "the outer side of the right thigh", set()),
        ("IT band left", "the outer side of the left thigh", set()),
        ("left inner thigh", "the inner side of the left thigh", {"artery-femoral", "vein-femoral"}),
        ("inside of the right forearm", "the inner side of the right forearm", {"nerve-median", "artery-radial"}),
        ("outside of the right elbow", "the outer side of the right elbow", set()),
        ("inner knee", "the inner side of the knee", set()),
        ("outer forearm", "the outer side of the forearm", set()),
    ],
)
def test_a_side_of_a_limb_has_what_lies_there_and_no_more(
    typed: str, called: str, hazards: set[str], vocabulary: Vocabulary
) -> None:
    (place,) = vocabulary.places(typed)
    dangers = {"artery-femoral", "vein-femoral", "nerve-sciatic", "nerve-median", "artery-radial"}
    assert phrases.at(place) == called
    assert dangers.intersection(place.holds or ()) == hazards
    assert dangers.isdisjoint(place.lies_in or ())
