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
from acucheck.recognise import Vocabulary, dictionary
from acucheck.recognise.spelling import bare, key, split_side


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


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Eliquis 5 mg", "Eliquis"),
        ("Eliquis 2,5mg", "Eliquis"),
        ("Eliquis, 5 MG", "Eliquis"),
        ("levothyroxine 50 micrograms", "levothyroxine"),
        ("levothyroxine 50µg", "levothyroxine"),
        ("morphine 10 mg/5 ml", "morphine"),
        ("fentanyl 25 mcg/h", "fentanyl"),
        ("insulin 100 units", "insulin"),
        ("エリキュース \uff15\uff4d\uff47", "エリキュース"),
        ("aspirin 75", "aspirin 75"),
        ("5 mg", "5 mg"),
    ],
)
def test_a_strength_at_the_end_is_no_part_of_the_name(typed: str, name: str) -> None:
    assert bare(typed) == name


@pytest.mark.parametrize(
    ("typed", "words", "side"),
    [
        ("LI4 left", "LI4", Side.LEFT),
        ("left LI4", "LI4", Side.LEFT),
        ("LI4 (Right)", "LI4", Side.RIGHT),
        ("knee, right", "knee", Side.RIGHT),
        ("both knees", "knees", None),
        ("knees both sides", "knees", None),
        ("bilateral  LI4", "LI4", None),
        ("knee", "knee", None),
        ("left", "left", None),
        ("cleft", "cleft", None),
    ],
)
def test_a_side_stands_before_or_after_the_place(typed: str, words: str, side: Side | None) -> None:
    assert split_side(typed) == (words, side)


@pytest.mark.parametrize(
    ("typed", "taken", "concepts"),
    [
        ("Eliquis 5 mg", Taken.RECOGNISED, {"anticoagulant-doac"}),
        ("アピキサバン", Taken.RECOGNISED, {"anticoagulant-doac"}),
        ("aspirin 75", Taken.RECOGNISED, {"antiplatelet-aspirin"}),
        ("paracetamol 500 mg", Taken.RECOGNISED, set()),
        ("blood thinner", Taken.AMBIGUOUS, {"anticoagulant"}),
        ("Water tablets", Taken.AMBIGUOUS, {"diuretic"}),
        ("acne tablets", Taken.AMBIGUOUS, {"retinoid", "photosensitiser"}),
        ("rivaroxaban and acetylsalicylic acid", Taken.RECOGNISED, {"anticoagulant-doac", "antiplatelet-aspirin"}),
        ("eliquiss", Taken.UNRECOGNISED, set()),
        ("5 mg", Taken.UNRECOGNISED, set()),
        ("?", Taken.UNRECOGNISED, set()),
    ],
)
def test_a_medicine_is_taken_for_all_its_classes(
    vocabulary: Vocabulary, typed: str, taken: Taken, concepts: set[str]
) -> None:
    name = vocabulary.medicine(typed)
    assert (name.typed, name.taken, set(name.concepts)) == (typed, taken, concepts)


def test_a_recognised_medicine_is_called_by_its_common_name(vocabulary: Vocabulary) -> None:
    assert vocabulary.medicine("Xarelto").name == "rivaroxaban"
    assert vocabulary.medicine("Acetaminophen").name == "acetaminophen"
    assert vocabulary.medicine("blood thinner").name == ""


def test_a_class_the_rule_book_does_not_have_leaves_the_medicine_known(book: RuleBook) -> None:
    concepts = {"medicine": {}, "region": book.concepts["region"], "hazard": book.concepts["hazard"]}
    name = Vocabulary(replace(book, concepts=concepts)).medicine("Eliquis")
    assert (name.taken, name.name, name.concepts) == (Taken.RECOGNISED, "apixaban", frozenset())


def test_a_condition_ticks_its_line_by_id_or_by_wording(vocabulary: Vocabulary, book: RuleBook) -> None:
    assert vocabulary.condition("Diabetes") == Name("Diabetes", Taken.RECOGNISED, "", frozenset({"organs.diabetes"}))
    wording = book.questions["heart-lungs"].options["heart-valve"]
    for typed in ("heart valve", wording.practitioner, wording.patient):
        assert vocabulary.condition(typed).concepts == {"heart-lungs.heart-valve"}
    assert vocabulary.condition("a sore knee") == Name("a sore knee", Taken.UNRECOGNISED)


def test_a_condition_that_is_two_lines_is_ambiguous(book: RuleBook) -> None:
    organs = book.questions["organs"]
    twice = replace(organs, id="organs-again")
    name = Vocabulary(replace(book, questions={"organs": organs, "organs-again": twice})).condition("diabetes")
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
    place = vocabulary.place(typed)
    assert (place.typed, place.id, place.name, place.side) == (typed, "LI4", "LI4 Hegu", None)
    assert place.lies_in == {"LI4": None, "hand": None, "arm": None, "pregnancy-core": None}
    assert place.holds == {}


@pytest.mark.parametrize(
    "typed",
    ["Yinjiao", "Zigong", "Futu", "Wangu", "Zhongzhu", "Zhongdu", "Juliao", "Erjian", "LI21", "EX-B2", "my knee?", "!"],
)
def test_a_name_of_two_points_or_of_none_is_not_recognised(vocabulary: Vocabulary, typed: str) -> None:
    assert vocabulary.place(f"{typed} left") == BodyPlace(f"{typed} left", side=Side.LEFT)


def test_a_hazard_on_one_side_keeps_its_side(vocabulary: Vocabulary) -> None:
    lies_in = vocabulary.place("ST19").lies_in
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
    assert vocabulary.place(typed).id == region


def test_a_region_lies_in_what_is_wider_and_holds_what_is_in_it(vocabulary: Vocabulary) -> None:
    wrist, arm = vocabulary.place("left wrist"), vocabulary.place("arm")
    assert wrist.lies_in == {"hand": None, "arm": None}
    assert arm.lies_in == {"arm": None}
    assert wrist.holds is not None
    assert arm.holds is not None
    assert {"LI4", "LU9", "artery-radial", "artery", "pregnancy-core"} <= wrist.holds.keys()
    assert {"hand", "LI4", "LI11", "artery-radial"} <= arm.holds.keys()
    assert not wrist.holds.keys() & {"hand", "arm", "LI11"}


def test_what_lies_under_all_of_a_region_is_where_it_lies_not_what_it_holds(vocabulary: Vocabulary) -> None:
    chest = vocabulary.place("chest")
    assert chest.lies_in == {"chest": None, "pneumothorax": None}
    assert chest.holds is not None
    assert "pneumothorax" not in chest.holds


def test_a_hazard_of_several_points_is_on_one_side_only_if_it_is_for_all_of_them(vocabulary: Vocabulary) -> None:
    """CV14 lies over the heart in the middle, ST19 on the left: in the upper belly the heart is on no one side."""
    upper = vocabulary.place("upper belly").holds
    assert upper is not None
    points = [point for point in dictionary.points().values() if point.region == "abdomen-upper"]
    for hazard in ("heart", "liver", "gallbladder", "spleen"):
        sides = {point.hazards[hazard] for point in points if hazard in point.hazards}
        assert upper[hazard] is (sides.pop() if len(sides) == 1 else None)


def test_a_region_only_the_rule_book_knows_goes_by_its_label(book: RuleBook) -> None:
    regions = dict(book.concepts["region"])
    regions["thumb-web"] = Concept("thumb-web", Wording("web of the thumb", "web of the thumb"), "hand")
    vocabulary = Vocabulary(replace(book, concepts={**book.concepts, "region": regions}))
    assert vocabulary.place("web of the thumb").lies_in == {"thumb-web": None, "hand": None, "arm": None}


def test_every_channel_has_all_its_points(book: RuleBook) -> None:
    codes = dictionary.points()
    channels = Counter(code.rstrip("0123456789") for code in codes if not code.startswith("EX-"))
    assert channels == CHANNELS
    assert channels.total() == 361
    assert all(f"{channel}{number}" in codes for channel, count in CHANNELS.items() for number in range(1, count + 1))
    assert {point.region for point in codes.values()} <= book.concepts["region"].keys()


def test_the_dictionaries_name_only_what_the_rule_book_knows(book: RuleBook) -> None:
    hazards = _hazards()
    classes = {group.text() for name in ("classes", "ask") for group, _ in _section(name).pairs()}
    assert dictionary.regions().keys() == book.concepts["region"].keys()
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
    regions = dictionary.regions()
    for concept in book.concepts["region"].values():
        names += [(concept.id, each) for each in (concept.id, *_both(concept.label), *regions[concept.id].names)]
    names += [("a point", each) for point in dictionary.points().values() for each in (point.code, point.name)]
    meant: dict[str, set[str]] = defaultdict(set)
    for what, name in names:
        meant[key(name)].add(what)
    assert {name: what for name, what in meant.items() if len(what) > 1} == {}


def _hazards() -> set[str]:
    of_points = {hazard for point in dictionary.points().values() for hazard in point.hazards}
    return of_points | {hazard for region in dictionary.regions().values() for hazard in region.hazards}


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
