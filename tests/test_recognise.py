"""Names as people write them: what they are taken for, and that the dictionaries fit the rule book."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

import pytest

from acucheck.located import Node, Origin, read_node, read_text
from acucheck.model.answers import BodyPlace, Name, Taken
from acucheck.model.book import CHANNELS, Concept, RuleBook, Wording
from acucheck.model.levels import Side
from acucheck.recognise import atlas, dictionary
from acucheck.recognise.lookup import Entry, Kind, Lookup, Status
from acucheck.recognise.spelling import key
from acucheck.recognise.vocabulary import Vocabulary


@pytest.mark.parametrize(
    "spellings",
    [
        ("Eliquis", "ELIQUIS", " eli-quis. ", "\uff25\uff4c\uff49\uff51\uff55\uff49\uff53", "e\u200bliquis"),
        ("acide acétylsalicylique", "ACIDE ACETYLSALICYLIQUE", "acide ace\u0301tylsalicylique"),
        ("Straße", "STRASSE"),
        ("St. John's wort", "st johns wort", "St John\u2019s Wort"),
        ("ワーファリン", "\uff9c\uff70\uff8c\uff67\uff98\uff9d"),
    ],
)
def test_case_accents_width_and_punctuation_make_no_difference(spellings: tuple[str, ...]) -> None:
    assert len({key(spelling) for spelling in spellings}) == 1


def test_marks_of_other_scripts_stay_because_they_change_the_word() -> None:
    assert key("ジ") != key("シ")
    assert key("หา") != key("ห้า")
    assert key("\u03ac") != key("\u03b1")
    assert key("!?") == ""


MEDICINE_LINES = [
    # strengths, forms, frequencies, companies, salts
    ("Eliquis 5 mg", ["Eliquis 5 mg recognised anticoagulant-doac"]),
    ("Eliquis 2,5mg", ["Eliquis 2,5mg recognised anticoagulant-doac"]),
    ("ELIQUIS5MG BD", ["ELIQUIS5MG BD recognised anticoagulant-doac"]),
    ("5 mg warfarin, once daily", ["5 mg warfarin, once daily recognised anticoagulant-vka"]),
    ("morphine 10 mg/5 ml", ["morphine 10 mg/5 ml recognised opioid"]),
    ("fentanyl 25 mcg/h patch", ["fentanyl 25 mcg/h patch recognised opioid"]),
    ("Apo-Warfarin", ["Apo-Warfarin recognised anticoagulant-vka"]),
    ("warfarin-ratiopharm 5 mg", ["warfarin-ratiopharm 5 mg recognised anticoagulant-vka"]),
    ("warfarin sodium", ["warfarin sodium recognised anticoagulant-vka"]),
    ("I take warfarin for my heart", ["I take warfarin for my heart recognised anticoagulant-vka"]),
    (
        "warfarin because of aspirin",
        ["warfarin because of recognised anticoagulant-vka", "aspirin recognised antiplatelet-aspirin"],
    ),
    ("Eliquis (apixaban) 5 mg", ["Eliquis (apixaban) 5 mg recognised anticoagulant-doac"]),
    # lists
    (
        "aspirin and fish oil, metformin",
        [
            "aspirin recognised antiplatelet-aspirin",
            "fish oil recognised supplement-bleeding",
            "metformin recognised antidiabetic-low-risk",
        ],
    ),
    (
        "1. aspirin 75 mg 2. ramipril",
        ["aspirin 75 mg recognised antiplatelet-aspirin", "ramipril recognised antihypertensive"],
    ),
    ("aspirin metformin", ["aspirin recognised antiplatelet-aspirin", "metformin recognised antidiabetic-low-risk"]),
    ("warfarin blarfoxin", ["warfarin recognised anticoagulant-vka", "blarfoxin unrecognised"]),
    ("St John's wort", ["St John's wort recognised st-johns-wort"]),
    ("co-codamol 30/500", ["co-codamol 30/500 recognised opioid"]),
    # what does not simply count now
    ("my husband takes warfarin", ["my husband takes warfarin set-aside"]),
    ("my husband's warfarin", ["my husband's warfarin ambiguous ?anticoagulant-vka"]),
    ("stopped aspirin last year", ["stopped aspirin last year set-aside"]),
    ("stopped aspirin", ["stopped aspirin ambiguous ?antiplatelet-aspirin"]),
    ("used to take warfarin", ["used to take warfarin set-aside"]),
    (
        "no aspirin or warfarin, metformin",
        [
            "no aspirin set-aside",
            "warfarin set-aside",
            "metformin recognised antidiabetic-low-risk",
        ],
    ),
    ("no aspirin and warfarin", ["no aspirin set-aside", "warfarin ambiguous ?anticoagulant-vka"]),
    ("allergic to aspirin", ["allergic to aspirin set-aside"]),
    ("not sure if it is warfarin", ["not sure if it is warfarin ambiguous ?anticoagulant-vka"]),
    ("not taking the blarfoxin", ["not taking the blarfoxin unrecognised"]),
    ("hydrocortisone cream", ["hydrocortisone cream set-aside"]),
    ("timolol drops", ["timolol drops ambiguous ?beta-blocker"]),
    ("fentanyl nasal spray", ["fentanyl nasal spray recognised opioid"]),
    ("stopped paracetamol", ["stopped paracetamol not-relevant"]),
    # several meanings, near misses, nothing known
    ("blood thinner", ["blood thinner ambiguous ?anticoagulant ?antiplatelet"]),
    ("Water tablets", ["Water tablets ambiguous ?diuretic"]),
    ("acne tablets", ["acne tablets ambiguous ?photosensitiser ?retinoid"]),
    ("Benadryl", ["Benadryl ambiguous ?sedating-antihistamine"]),
    ("eliquiss", ["eliquiss suggestion ?anticoagulant-doac"]),
    ("asprin + metfornin", ["asprin suggestion ?antiplatelet-aspirin", "metfornin suggestion ?antidiabetic-low-risk"]),
    ("paracetamol 500 mg", ["paracetamol 500 mg not-relevant"]),
    ("aspirin 75", ["aspirin 75 recognised antiplatelet-aspirin"]),
    ("grandma's tonic", ["grandma's tonic unrecognised"]),
    ("5 mg", ["5 mg unrecognised"]),
    ("?", ["? unrecognised"]),
]
"""What is typed -> each name in it, what became of it, and its classes; those behind a question mark are asked about."""


@pytest.mark.parametrize(("typed", "wanted"), MEDICINE_LINES, ids=[typed for typed, _ in MEDICINE_LINES])
def test_every_medicine_in_a_line_is_taken_for_what_it_is(typed: str, wanted: list[str], book: RuleBook) -> None:
    found = Lookup(lambda: Vocabulary(book)).find(typed, Kind.MEDICINES)
    assert [_told(entry) for entry in found.entries] == wanted


def _told(entry: Entry) -> str:
    asked = sorted(f"?{concept}" for each in entry.candidates for concept in each.concepts)
    asked = asked if entry.status in {Status.AMBIGUOUS, Status.SUGGESTION} else []
    return " ".join([entry.text, entry.status.value, *entry.concepts, *dict.fromkeys(asked)])


def test_a_recognised_medicine_is_called_by_its_common_name(vocabulary: Vocabulary) -> None:
    assert vocabulary.medicines("Xarelto")[0].name == "rivaroxaban"
    assert vocabulary.medicines("blood thinner")[0].name == ""


def test_a_class_the_rule_book_does_not_have_leaves_the_medicine_known(book: RuleBook) -> None:
    concepts = {"medicine": {}, "region": book.concepts["region"], "hazard": book.concepts["hazard"]}
    narrow = Vocabulary(replace(book, concepts=concepts))
    name = narrow.medicines("Eliquis")[0]
    assert (name.taken, name.name, name.concepts) == (Taken.RECOGNISED, "apixaban", frozenset())
    assert narrow.medicines("blood thinner")[0].candidates[0].concepts == frozenset()


def test_a_condition_ticks_its_line_by_id_or_by_wording(vocabulary: Vocabulary, book: RuleBook) -> None:
    assert vocabulary.conditions("Diabetes")[0].concepts == {"organs.diabetes"}
    wording = book.questions["heart-lungs"].options["heart-valve"]
    for typed in ("heart valve", wording.practitioner, wording.patient):
        assert vocabulary.conditions(typed)[0].concepts == {"heart-lungs.heart-valve"}
    assert vocabulary.conditions("a sore knee")[0] == Name("a sore knee", Taken.UNRECOGNISED)


def test_a_condition_that_is_two_lines_is_ambiguous(book: RuleBook) -> None:
    organs = book.questions["organs"]
    twice = replace(organs, id="organs-again")
    name = Vocabulary(replace(book, questions={"organs": organs, "organs-again": twice})).conditions("diabetes")[0]
    assert (name.taken, set(name.concepts)) == (Taken.AMBIGUOUS, {"organs.diabetes", "organs-again.diabetes"})


@pytest.mark.parametrize(
    ("typed", "technique"),
    [
        ("manual-needling", "manual-needling"),
        ("Dry Needling", "deep-needling"),
        ("Needles with a mild current", "electroacupuncture"),
        ("leeches", ""),
    ],
)
def test_a_technique_goes_by_id_label_or_name(vocabulary: Vocabulary, typed: str, technique: str) -> None:
    assert vocabulary.technique(typed) == technique


@pytest.mark.parametrize("typed", ["LI4", "li 4", "LI-4", "Hegu", "he gu", "LI4 both sides"])
def test_a_point_goes_by_code_or_pinyin(vocabulary: Vocabulary, typed: str) -> None:
    place = vocabulary.places(typed)[0]
    assert (place.typed, place.id, place.name, place.side) == (typed, "LI4", "LI4 Hegu", None)
    assert place.lies_in == {"LI4": None, "hand": None, "arm": None, "pregnancy-core": None}
    assert place.holds == {}


@pytest.mark.parametrize(
    "typed",
    ["Yinjiao", "Zigong", "Futu", "Wangu", "Zhongzhu", "Zhongdu", "Juliao", "Erjian", "LI21", "EX-B2", "my knee?", "!"],
)
def test_a_name_of_two_points_or_of_none_is_not_recognised(vocabulary: Vocabulary, typed: str) -> None:
    assert vocabulary.places(f"{typed} left")[0] == BodyPlace(f"{typed} left", side=Side.LEFT)


def test_a_hazard_on_one_side_keeps_its_side(vocabulary: Vocabulary) -> None:
    lies_in = vocabulary.places("ST19")[0].lies_in
    assert lies_in is not None
    assert lies_in["heart"] is Side.LEFT
    assert lies_in["liver"] is Side.RIGHT
    assert lies_in["bowel"] is None


@pytest.mark.parametrize(
    ("typed", "region"),
    [
        ("the hand", "hand"),
        ("Wrists", "hand"),
        ("calf", "lower-leg"),
        ("nape", "neck-back"),
        ("lower-back", "lower-back"),
    ],
)
def test_a_region_goes_by_the_names_people_have_for_it(vocabulary: Vocabulary, typed: str, region: str) -> None:
    assert vocabulary.places(typed)[0].id == region


def test_a_region_lies_in_what_is_wider_and_holds_what_is_in_it(vocabulary: Vocabulary) -> None:
    wrist, arm = vocabulary.places("left wrist")[0], vocabulary.places("arm")[0]
    assert wrist.lies_in == {"hand": None, "arm": None}
    assert arm.lies_in == {"arm": None}
    assert wrist.holds is not None
    assert arm.holds is not None
    assert {"LI4", "LU9", "artery-radial", "artery", "pregnancy-core"} <= wrist.holds.keys()
    assert {"hand", "LI4", "LI11", "artery-radial"} <= arm.holds.keys()
    assert not wrist.holds.keys() & {"hand", "arm", "LI11"}


def test_what_lies_under_all_of_a_region_is_where_it_lies_not_what_it_holds(vocabulary: Vocabulary) -> None:
    chest = vocabulary.places("chest")[0]
    assert chest.lies_in == {"chest": None, "pneumothorax": None}
    assert chest.holds is not None
    assert "pneumothorax" not in chest.holds


def test_a_hazard_of_several_points_is_on_one_side_only_if_it_is_for_all_of_them(vocabulary: Vocabulary) -> None:
    """CV14 lies over the heart in the middle, ST19 on the left: in the upper belly the heart is on no one side."""
    upper = vocabulary.places("upper belly")[0].holds
    assert upper is not None
    points = [point for point in atlas.points().points.values() if point.region == "abdomen-upper"]
    for hazard in ("heart", "liver", "gallbladder", "spleen"):
        sides = {point.hazards[hazard] for point in points if hazard in point.hazards}
        assert upper[hazard] is (sides.pop() if len(sides) == 1 else None)


def test_a_region_only_the_rule_book_knows_goes_by_its_label(book: RuleBook) -> None:
    regions = dict(book.concepts["region"])
    regions["thumb-web"] = Concept("thumb-web", Wording("web of the thumb", "web of the thumb"), "hand")
    vocabulary = Vocabulary(replace(book, concepts={**book.concepts, "region": regions}))
    assert vocabulary.places("web of the thumb")[0].lies_in == {"thumb-web": None, "hand": None, "arm": None}


def test_every_channel_has_all_its_points(book: RuleBook) -> None:
    codes = atlas.points()
    channels = Counter(code.rstrip("0123456789") for code in codes if not code.startswith("EX-"))
    assert channels == CHANNELS
    assert channels.total() == 361
    assert all(f"{channel}{number}" in codes for channel, count in CHANNELS.items() for number in range(1, count + 1))
    assert {point.region for point in codes.values()} <= book.concepts["region"].keys()


def test_the_dictionaries_name_only_what_the_rule_book_knows(book: RuleBook) -> None:
    hazards = _hazards()
    classes = {group.text() for name in ("classes", "ask") for group, _ in _section(name).pairs()}
    assert atlas.regions().keys() == book.concepts["region"].keys()
    assert hazards <= book.concepts["hazard"].keys()
    assert classes <= book.concepts["medicine"].keys()


def test_every_class_of_medicine_and_every_hazard_can_be_met(book: RuleBook) -> None:
    met = {
        concept for medicine in dictionary.medicines(book.concepts["medicine"]).values() for concept in medicine.classes
    }
    assert all(concept.covers & met for concept in book.concepts["medicine"].values())
    hazards = _hazards()
    assert all(concept.covers & hazards for concept in book.concepts["hazard"].values())


def test_no_name_means_two_techniques_two_regions_or_a_point_and_a_region(book: RuleBook) -> None:
    names = [(f"technique {entry.id}", each) for entry in book.techniques.values() for each in (entry.id, *entry.names)]
    names += [(f"technique {entry.id}", each) for entry in book.techniques.values() for each in _both(entry.label)]
    regions = atlas.regions()
    for concept in book.concepts["region"].values():
        names += [(concept.id, each) for each in (concept.id, *_both(concept.label), *regions[concept.id].names)]
    names += [("a point", each) for point in atlas.points().points.values() for each in (point.code, point.name)]
    meant: dict[str, set[str]] = defaultdict(set)
    for what, name in names:
        meant[key(name)].add(what)
    assert {name: what for name, what in meant.items() if len(what) > 1} == {}


def _hazards() -> set[str]:
    of_points = {hazard for point in atlas.points().points.values() for hazard in point.hazards}
    return of_points | {hazard for region in atlas.regions().values() for hazard in region.hazards}


def _both(wording: Wording) -> tuple[str, str]:
    return wording.practitioner, wording.patient


SAID_TWICE = {
    "Arthrotec",
    "Artrotec",
    "Karvezide",
    "Panadeine Forte",
    "Unisom",
    "Vumerity",
    "codeine and ibuprofen",
    "levodopa",
}
"""Names of two entries that are the same medicine, or do the same: both belong to one class."""

DOUBTFUL = {"CBD", "Cardol", "Metex"}
"""Names of two quite different medicines. Taken for both, so that nothing is missed."""


def test_no_other_name_stands_for_two_medicines_silently() -> None:
    meant: dict[str, set[str]] = defaultdict(set)
    for inn, name in _medicine_names():
        meant[key(name)].add(inn)
    asked = {key(item.text()) for _, items in _section("ask").pairs() for item in items.items()}
    twice = {name for name, inns in meant.items() if len(inns) > 1} - asked
    assert twice <= {key(name) for name in SAID_TWICE | DOUBTFUL}


def _medicine_names() -> Iterator[tuple[str, str]]:
    for _, members in _section("classes").pairs():
        for inn, names in members.pairs():
            for name in (inn, *names.items()):
                yield inn.text(), name.text()


def _section(name: str) -> Node:
    origin = Origin("medicines.yaml")
    root = read_node(read_text(str(dictionary.FOLDER / origin.name), origin), origin)
    assert root is not None
    return root.fields(["classes", "ask", "not-relevant"])[name]
