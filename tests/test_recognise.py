"""Names as people write them: what they are taken for, and that the dictionaries fit the rule book."""

from __future__ import annotations

import re
from collections import Counter
from itertools import cycle
from pathlib import Path

import pytest
from conftest import SETTING
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from acucheck.errors import InvalidRules
from acucheck.model.answers import Candidate, MatchMethod, MatchStatus, Writer
from acucheck.model.book import CHANNELS, Concept, RuleBook, Wording
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Side
from acucheck.names import anatomy, dictionary, dictionary_check, dictionary_index, entries, line
from acucheck.names.cached import CachedVocabulary
from acucheck.names.entries import DictionaryEntry
from acucheck.names.labelled import Labelled
from acucheck.names.lookup import Lookup, LookupEntry, LookupKind, LookupStatus
from acucheck.names.setting import Setting
from acucheck.names.spelling import key
from acucheck.names.vocabulary import Vocabulary
from acucheck.rulebook import rule_book

LOOKUP = Lookup(lambda: Vocabulary(rule_book()), SETTING)
KNOWN = [
    name
    for _, members in dictionary.read("medicines")
    .fields(["classes", "unsure", "phrases", "homonyms"], ["local"])["classes"]
    .pairs()
    for medicine, line in members.pairs()
    for name in (medicine.text(), *dictionary.names(line)[:2])
]
"""Names that the dictionary is certain of."""


def test_a_name_with_a_dose_is_the_same_whether_or_not_its_line_is_parsed() -> None:
    words = Vocabulary(rule_book())
    doses = cycle(["5 mg", "2,5mcg", "1000 mg", "0.5 g", "10ml"])
    other = [
        typed
        for typed in map(" ".join, zip(dictionary_index.medicines(), doses, strict=False))
        if words.medicines(typed, SETTING) != words.medicines(f"{typed},", SETTING)
    ]
    assert other == []


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
    ("apixaban sodium 5 mg", ["apixaban sodium 5 mg recognised anticoagulant-doac"]),
    ("I take warfarin for my heart", ["I take warfarin for my heart recognised anticoagulant-vka"]),
    ("tablets for blood pressure", ["tablets for blood pressure recognised antihypertensive"]),
    ("zzgq yyqk warferin wwqv xxqg", ["zzgq yyqk warferin wwqv xxqg suggestion ?anticoagulant-vka"]),
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
            "fish oil not-relevant",
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
    ("my husband takes warfarin", ["my husband takes warfarin ambiguous ?anticoagulant-vka"]),
    ("my husband's warfarin", ["my husband's warfarin ambiguous ?anticoagulant-vka"]),
    ("stopped aspirin in 2019", ["stopped aspirin in 2019 set-aside"]),
    ("stopped aspirin last month", ["stopped aspirin last month ambiguous ?antiplatelet-aspirin"]),
    ("stopped aspirin", ["stopped aspirin ambiguous ?antiplatelet-aspirin"]),
    ("used to take warfarin", ["used to take warfarin ambiguous ?anticoagulant-vka"]),
    ("no aspirin or warfarin", ["no aspirin set-aside", "warfarin set-aside"]),
    (
        "no aspirin or warfarin, metformin",
        [
            "no aspirin ambiguous ?antiplatelet-aspirin",
            "warfarin recognised anticoagulant-vka",
            "metformin recognised antidiabetic-low-risk",
        ],
    ),
    (
        "no aspirin and warfarin",
        ["no aspirin ambiguous ?antiplatelet-aspirin", "warfarin recognised anticoagulant-vka"],
    ),
    ("allergic to aspirin", ["allergic to aspirin set-aside"]),
    ("not sure if it is warfarin", ["not sure if it is warfarin ambiguous ?anticoagulant-vka"]),
    ("not taking the blarfoxin", ["not taking the blarfoxin unrecognised"]),
    ("hydrocortisone cream", ["hydrocortisone cream not-relevant"]),
    ("haloperidol drops", ["haloperidol drops recognised antipsychotic"]),
    ("fentanyl nasal spray", ["fentanyl nasal spray recognised opioid"]),
    ("stopped paracetamol", ["stopped paracetamol not-relevant"]),
    # several meanings, near misses, nothing known
    ("blood thinner", ["blood thinner ambiguous ?anticoagulant"]),
    ("Water tablets", ["Water tablets recognised diuretic"]),
    ("acne tablets", ["acne tablets ambiguous ?photosensitiser ?retinoid"]),
    ("Benadryl", ["Benadryl ambiguous ?sedating-antihistamine"]),
    ("eliquiss", ["eliquiss suggestion ?anticoagulant-doac"]),
    ("prednisonne", ["prednisonne suggestion ?corticosteroid-systemic"]),
    ("asprin + metfornin", ["asprin suggestion ?antiplatelet-aspirin", "metfornin suggestion ?antidiabetic-low-risk"]),
    ("paracetamol 500 mg", ["paracetamol 500 mg not-relevant"]),
    ("aspirin 75", ["aspirin 75 recognised antiplatelet-aspirin"]),
    ("grandma's tonic", ["grandma's tonic unrecognised"]),
    ("5 mg", ["5 mg unrecognised"]),
    ("?", ["? unrecognised"]),
]
"""What is typed -> each name in it, what became of it, its classes; those behind a question mark are asked about."""


@pytest.mark.parametrize(("typed", "wanted"), MEDICINE_LINES, ids=[typed for typed, _ in MEDICINE_LINES])
def test_every_medicine_in_a_line_is_taken_for_what_it_is(typed: str, wanted: list[str], book: RuleBook) -> None:
    found = Lookup(lambda: Vocabulary(book), SETTING).find(typed, LookupKind.MEDICINES)
    assert [_told(entry) for entry in found.entries] == wanted


def _told(entry: LookupEntry) -> str:
    asked = sorted(f"?{concept}" for each in entry.candidates for concept in each.concepts)
    asked = asked if entry.status in {LookupStatus.AMBIGUOUS, LookupStatus.SUGGESTION} else []
    return " ".join([entry.text, entry.status.value, *entry.concepts, *dict.fromkeys(asked)])


@pytest.mark.parametrize(
    "typed",
    [
        "warfarin and not aspirin",
        "warfarin and no asprin",
        "warfarin and no blarfoxin",
        "warfarin or no blarfoxin",
        "warfarin and never blarfoxin",
        "warfarin with no side effects",
        "warfarin, no problems",
        "warfarin and stopped asprin",
        "warfarin and my husband takes blarfoxin",
        "warfarin and allergic to blarfoxin",
    ],
)
def test_what_is_said_of_one_name_never_sets_another_aside(typed: str, book: RuleBook) -> None:
    entries = Lookup(lambda: Vocabulary(book), SETTING).find(typed, LookupKind.MEDICINES).entries
    status = next(entry.status for entry in entries if "warfarin" in entry.text)
    assert status in {LookupStatus.RECOGNISED, LookupStatus.AMBIGUOUS}


def test_a_harmless_medicine_is_never_taken_for_the_risky_one_in_its_name(vocabulary: Vocabulary) -> None:
    wrong = [
        medicine.text()
        for _, members in dictionary.read("harmless").pairs()
        for medicine, _ in members.pairs()
        for name in vocabulary.medicines(medicine.text(), SETTING)
        if name.concepts and name.taken is not MatchStatus.SET_ASIDE
    ]
    assert wrong == []


def test_a_recognised_medicine_is_called_by_its_common_name(vocabulary: Vocabulary) -> None:
    assert vocabulary.medicines("Xarelto", SETTING)[0].name == "rivaroxaban"
    assert vocabulary.medicines("blood thinner", SETTING)[0].name == ""


@pytest.mark.parametrize(
    ("typed", "classes"),
    [
        ("Cartia (aspirin) 100", {"antiplatelet-aspirin"}),
        ("aspirin (Cartia) 100", {"antiplatelet-aspirin"}),
        ("Cartia (diltiazem)", {"antihypertensive"}),
        ("Cartia, aspirin", {"antihypertensive", "antiplatelet-aspirin"}),
        ("Cartia aspirin 100", {"antihypertensive", "antiplatelet-aspirin"}),
        ("Cartia (metformin)", {"antihypertensive", "antiplatelet-aspirin", "antidiabetic-low-risk"}),
    ],
)
def test_what_stands_in_brackets_says_which_medicine_a_brand_is(
    typed: str, classes: set[str], vocabulary: Vocabulary
) -> None:
    named = vocabulary.medicines(typed, SETTING)
    assert {concept for name in named for concept in name.concepts} == classes
    assert len(named) == 2


def test_a_class_the_rule_book_does_not_have_leaves_the_medicine_known(book: RuleBook) -> None:
    concepts = {"medicine": {}, "region": book.concepts["region"], "hazard": book.concepts["hazard"]}
    narrow = Vocabulary(replace(book, concepts=concepts))
    name = narrow.medicines("Eliquis", SETTING)[0]
    assert (name.taken, name.name, name.concepts) == (MatchStatus.RECOGNISED, "apixaban", frozenset())
    assert narrow.medicines("blood thinner", SETTING)[0].candidates == ()


def test_a_condition_ticks_its_line_by_id_or_by_wording(vocabulary: Vocabulary, book: RuleBook) -> None:
    assert vocabulary.conditions("Diabetes", SETTING)[0].concepts == {"organs.diabetes"}
    wording = book.questions[QuestionId("heart-lungs")].options["heart-valve"]
    for typed in ("heart valve", wording.practitioner, wording.patient):
        assert vocabulary.conditions(typed, SETTING)[0].concepts == {"heart-lungs.heart-valve"}
    assert vocabulary.conditions("the vapours of old", SETTING)[0].taken is MatchStatus.UNRECOGNISED


def test_a_condition_that_is_two_lines_is_ambiguous(book: RuleBook) -> None:
    organs = book.questions[QuestionId("organs")]
    twice = replace(organs, id="organs-again")
    name = Vocabulary(replace(book, questions={"organs": organs, "organs-again": twice})).conditions(
        "diabetes", SETTING
    )[0]
    assert (name.taken, set(name.concepts)) == (MatchStatus.AMBIGUOUS, {"organs.diabetes", "organs-again.diabetes"})


@pytest.mark.parametrize(
    ("typed", "technique"),
    [
        ("manual-needling", "manual-needling"),
        ("Dry Needling", "deep-needling"),
        ("Needles with a mild current", "electroacupuncture"),
        ("ozone bath", ""),
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
    ("typed", "ids", "certain"),
    [
        ("Yinjiao", ["GV28", "CV7"], True),
        ("Zigong", ["CV19", "EX-CA1"], True),
        ("LI4 Quchi", ["LI4", "LI11"], True),
        ("Hegu (LR3)", ["LR3", "LI4"], True),
        ("S13", ["ST13", "SI3"], True),
        ("IG4", ["LI4", "SI4"], True),
        ("R3", ["KI3", "CV3"], True),
        ("R 17", ["KI17", "CV17"], True),
        ("Ll-4", ["LI4", "LR14"], False),
        ("ST4O", ["ST40"], False),
        ("5P6", ["SP6"], False),
        ("Zusanlii", ["ST36"], False),
        ("LI21", [], False),
        ("!", [], False),
    ],
)
def test_a_place_that_is_not_certain_is_asked_about(
    vocabulary: Vocabulary, typed: str, ids: list[str], *, certain: bool
) -> None:
    (place,) = vocabulary.places(f"{typed} left")
    assert (place.typed, place.id, place.side) == (f"{typed} left", "", Side.LEFT)
    assert [each.id for each in place.readings] == ids
    assert place.ambiguous is certain
    assert all(each.side is Side.LEFT for each in place.readings)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("UB-60", ["BL60"]),
        ("Liv 3", ["LR3"]),
        ("ren 4", ["CV4"]),
        ("Du-20", ["GV20"]),
        ("SJ5", ["TE5"]),
        ("3E5", ["TE5"]),
        ("P6", ["PC6"]),
        ("R25", ["KI25"]),
        ("D\u00fc3", ["SI3"]),
        ("E36", ["ST36"]),
        ("Fu'ai", ["SP16"]),
        ("Z\u00fa S\u0101n L\u01d0", ["ST36"]),
        ("GV29", ["EX-HN3"]),
        ("GV24+", ["EX-HN3"]),
        ("Yintang EX-HN3", ["EX-HN3"]),
        ("LI4 Hegu", ["LI4"]),
        ("Hegu, LI-4 (left)", ["LI4", "LI4 left"]),
        ("Zhongzhu TE3", ["TE3"]),
        ("R ST36", ["ST36 right"]),
        ("ST36 (L)", ["ST36 left"]),
        ("LI4 L/R", ["LI4"]),
        ("bilateral LI4", ["LI4"]),
        ("the left knee", ["knee left"]),
        ("sole of the left foot", ["foot left"]),
        ("BL11-13", ["BL11", "BL12", "BL13"]),
        ("BL-60", ["BL60"]),
        ("BL 11 to BL 12 right", ["BL11 right", "BL12 right"]),
        ("LI4 ST36 SP6", ["LI4", "ST36", "SP6"]),
        ("LI4 and ST36 + SP6", ["LI4", "ST36", "SP6"]),
        ("L4-L5", ["lower-back"]),
        ("13-11 BL", [""]),
        ("Ub11,18,23", ["BL11", "BL18", "BL23"]),
        ("St-31 & 32", ["ST31", "ST32"]),
        ("GB-22/23", ["GB22", "GB23"]),
        ("LI 4, 11", ["LI4", "LI11"]),
        ("BL 11/12/13", ["BL11", "BL12", "BL13"]),
        ("ST 36 37", ["ST36", "ST37"]),
        ("BL23 L, 25 R", ["BL23 left", "BL25 right"]),
        ("EX-HN 1, 3", ["EX-HN1", "EX-HN3"]),
        ("BL 11 - BL 13 left", ["BL11 left", "BL12 left", "BL13 left"]),
        ("from UB11 to BL13", ["BL11", "BL12", "BL13"]),
        ("BL13-11", ["BL11", "BL12", "BL13"]),
        ("BL66-70", ["BL66", "BL67", ""]),
        ("LI4-LR3", ["LI4", "LR3"]),
        ("knee, 5", ["knee", ""]),
        ("BL 11, 2 cun out", ["BL11", ""]),
        ("left and right LI4", ["LI4"]),
        ("backs of both knees", ["knee-back"]),
        ("lateral left knee", ["knee-outer left"]),
        ("piriformis muscle", ["deep-hip-muscles"]),
        ("trigger point in the left levator scapulae", ["levator-scapulae left"]),
        ("ashi points of the lower back", ["lower-back"]),
        ("ashi points", [""]),
        ("between the ribs", ["intercostal-muscles"]),
        ("between thumb and index finger", ["hand"]),
        ("below the xiphoid", ["abdomen-upper"]),
        ("whole body", ["whole-body"]),
        ("4 gates", ["LI4", "LR3"]),
        ("four gates left", ["LI4 left", "LR3 left"]),
        ("NADA protocol", ["ear"]),
        ("Huatuojiaji L4-L5", ["beside-lumbar-spine"]),
        ("Huatuojiaji T11-L2", ["beside-thoracic-spine", "beside-lumbar-spine"]),
        ("EX-B2 at T7", ["beside-thoracic-spine"]),
        ("back at T5", ["back", "beside-thoracic-spine"]),
        ("L5/S1", ["lower-back", "sacrum"]),
        ("T7-T9", ["upper-back"]),
        ("TH5-TH7", ["TE5", "TE6", "TE7"]),
        ("S2-S3", ["", ""]),
        ("Jiaji C9", [""]),
        ("Jiaji L4-C2", [""]),
        ("ribs at T5", ["upper-back", ""]),
        ("ear uterus", ["ear-birth"]),
        ("ear knee", ["ear"]),
        ("kidney point of the ear", ["ear"]),
        ("left ear: lung", ["ear left"]),
        ("ear nonsense", [""]),
        ("ear BL23", [""]),
        ("2 cun below ST36", ["ST36", ""]),
    ],
)
def test_a_place_goes_by_any_common_notation(vocabulary: Vocabulary, typed: str, found: list[str]) -> None:
    places = vocabulary.places(typed)
    assert [f"{place.id} {place.side.value}" if place.side else place.id for place in places] == found


def test_a_number_goes_on_along_the_channel_of_the_line_before(vocabulary: Vocabulary) -> None:
    assert [(place.id, place.typed) for place in vocabulary.places("18", "Ub11")] == [("BL18", "Ub18")]
    assert vocabulary.places("18", "the knee")[0].id == ""
    assert vocabulary.places("99", "Ub11")[0].beyond == "BL"


def test_within_the_ear_a_name_may_be_a_point_of_it(vocabulary: Vocabulary, book: RuleBook) -> None:
    assert vocabulary.places("endocrine", within="ear")[0].id == "ear-birth"
    assert vocabulary.places("sympathetic", within="ear")[0].id == "ear"
    assert vocabulary.places("endocrine")[0].id == ""
    regions = {"hand": book.concepts["region"]["hand"]}
    narrow = Vocabulary(replace(book, concepts={**book.concepts, "region": regions}))
    assert narrow.places("ear endocrine")[0].id == ""


@pytest.mark.parametrize(
    ("muscle", "hazards"),
    [
        ("rhomboids", {"pneumothorax"}),
        ("intercostals", {"pneumothorax"}),
        ("serratus anterior", {"pneumothorax"}),
        ("lats", {"pneumothorax"}),
        ("pec minor", {"pneumothorax"}),
        ("supraspinatus", {"pneumothorax"}),
        ("infraspinatus", {"pneumothorax"}),
        ("upper trapezius", {"pneumothorax"}),
        ("levator scapulae", {"pneumothorax", "vertebral-artery"}),
        ("scalenes", {"pneumothorax", "artery-carotid", "nerve-brachial-plexus"}),
        ("SCM", {"pneumothorax", "artery-carotid", "vein-jugular"}),
        ("thoracic paraspinals", {"pneumothorax", "spinal-cord"}),
        ("multifidus", {"pneumothorax", "spinal-cord"}),
        ("lumbar multifidus", {"spinal-cord", "pregnancy-lumbosacral"}),
        ("QL", {"kidney", "pneumothorax"}),
        ("iliopsoas", {"bowel", "artery-femoral", "kidney"}),
        ("piriformis", {"nerve-sciatic"}),
        ("tibialis anterior", {"artery-anterior-tibial", "nerve-deep-peroneal"}),
        ("whole body", {"pneumothorax", "bowel", "artery-femoral"}),
        ("Jiaji T7", {"pneumothorax", "spinal-cord"}),
    ],
)
def test_a_muscle_carries_what_is_at_risk_there(vocabulary: Vocabulary, muscle: str, hazards: set[str]) -> None:
    (place,) = vocabulary.places(muscle)
    assert place.lies_in is not None
    assert hazards <= place.lies_in.keys()


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("sholder", ["shoulder"]),
        ("lower bakc", []),
        ("kne", ["knee"]),
        ("right nee", ["knee"]),
        ("elbo", ["elbow"]),
        ("hed", ["head"]),
        ("kn", []),
        ("kne kne", []),
        ("sholder blades", ["upper-back"]),
        ("sholderblades", ["upper-back"]),
        ("zu san lii", ["ST36"]),
        ("between the rugs", []),
        ("between the lugs", []),
        ("front of the cheek", []),
        ("under the gap", []),
        ("in the zusanlii", []),
        ("x" * 60, []),
    ],
)
def test_a_near_miss_is_suggested_only_where_each_word_could_be_that_word(
    vocabulary: Vocabulary, typed: str, ids: list[str]
) -> None:
    found = [place for place in vocabulary.places(typed) if not place.id]
    assert [each.id for place in found for each in place.readings] == ids


@pytest.mark.parametrize(
    "line",
    ["1" * 1000, "zzzq and " * 110, "a" + " " * 998 + "b", "LI4 ST36 " * 110, "-" * 1000, "z" * 1000, "L4-" * 333],
    ids=["digits", "unknown names", "spaces", "codes", "dashes", "letters", "halves of ranges"],
)
def test_a_long_line_of_places_is_read(vocabulary: Vocabulary, line: str) -> None:
    found = vocabulary.places(line)
    assert found


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("platelets 45", "bleeding.low-platelets"),
        ("PLT 45 000", "bleeding.low-platelets"),
        ("Hb 70", "bleeding.little-blood"),
        ("INR 12", "today.new-signs"),
        ("INR 9", "today.new-signs"),
    ],
)
def test_a_figure_that_was_measured_counts_in_whichever_list_it_stands(
    vocabulary: Vocabulary, line: str, counts: str
) -> None:
    for names in (vocabulary.medicines(line, SETTING), vocabulary.conditions(line, SETTING)):
        assert any(counts in name.concepts for name in names)


@pytest.mark.parametrize("line", ["LI4 ST36", "LI4 ST36 " * 20], ids=["one that is kept", "one that is too long"])
def test_a_vocabulary_for_many_people_reads_every_line_as_one_for_one_person_does(line: str, book: RuleBook) -> None:
    one, many = Vocabulary(book), CachedVocabulary(book)
    for _ in range(2):
        assert many.medicines(line, SETTING) == one.medicines(line, SETTING)
        assert many.conditions(line, SETTING) == one.conditions(line, SETTING)
        assert many.techniques(line) == one.techniques(line)
        assert many.places(line) == one.places(line)
        assert many.technique_place(line) == one.technique_place(line)
        assert many.goes_between(line) is one.goes_between(line)


def test_a_line_that_is_one_name_is_kept_for_everybody(book: RuleBook) -> None:
    many, other = CachedVocabulary(book), Setting(SETTING.day, Writer.PATIENT, 12)
    assert many.medicines("warfarin", SETTING) is many.medicines("warfarin", other)
    assert many.conditions("epilepsy", SETTING) is many.conditions("epilepsy", other)
    assert many.medicines("warfarin as a child", SETTING) is not many.medicines("warfarin as a child", other)


def test_beyond_so_many_unknown_places_no_near_miss_is_looked_for_and_none_is_dropped(vocabulary: Vocabulary) -> None:
    found = vocabulary.places(", ".join(["zusanlii"] * 20 + ["LI4"]))
    assert [len(place.readings) for place in found] == [1] * 12 + [0] * 8 + [0]
    assert found[-1].id == "LI4"


def test_an_index_with_labels_holds_what_they_are_about_and_the_labels_themselves() -> None:
    def known(*concepts: str, ask: bool = False) -> DictionaryEntry:
        return DictionaryEntry(tuple(Candidate("", frozenset({each})) for each in concepts), MatchMethod.EXACT, ask)

    names = {
        "sugar": known("a"),
        "gout": known("b"),
        "both": known("a", "b"),
        "swelling": known("c"),
        "flat": DictionaryEntry((), MatchMethod.EXACT),
    }
    labels = {"a": ("a-line", "Sugar", "Sweet"), "c": ("c-line", "Swelling", "Sweet")}
    index = Labelled(names, labels)
    assert dict(index) == {
        "sugar": known("a"),
        "swelling": known("c"),
        "flat": DictionaryEntry((), MatchMethod.EXACT),
        "aline": known("a"),
        "cline": known("c"),
        "sweet": known("a", "c", ask=True),
    }
    assert len(index) == len(dict(index))


def test_a_line_of_a_follow_up_typed_as_words_ticks_what_opens_its_question() -> None:
    vocabulary = Vocabulary(rule_book())
    (found,) = vocabulary.conditions("epilepsy control controlled", SETTING)
    assert found.concepts == {"epilepsy-control.controlled", "nerves-mind.epilepsy"}
    (earlier,) = vocabulary.conditions("loss before", SETTING)
    assert earlier.concepts == {"pregnancy-situation.loss-before"}


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("eGFR 12", {"organs.kidney-disease", "kidneys-how-weak.failing"}),
        ("eGFR 15", {"organs.kidney-disease"}),
        ("eGFR 45", {"organs.kidney-disease"}),
    ],
)
def test_a_filtration_rate_far_below_its_bound_ticks_how_weak_the_kidneys_are(typed: str, lines: set[str]) -> None:
    (found,) = Vocabulary(rule_book()).conditions(typed, SETTING)
    assert {line for reading in found.candidates for line in reading.concepts} == lines


@pytest.mark.parametrize(
    ("typed", "ticks"),
    [
        ("I am pregnant", {"pregnant.yes"}),
        ("pregnant 12 weeks", {"pregnant.yes"}),
        ("20 weeks pregnant", {"pregnant.yes"}),
        ("12/40", {"pregnant.yes"}),
        ("morning sickness", {"pregnant.yes"}),
        ("placenta praevia", {"pregnant.yes", "pregnancy-situation.low-placenta"}),
        ("trying for a baby", {"pregnant.could-be", "fertility.trying-to-conceive"}),
        ("embryo transfer last week", {"pregnant.could-be", "fertility.after-transfer"}),
        ("breastfeeding", {"pregnant.after-birth", "after-birth.breastfeeding"}),
        ("miscarriage", {"pregnancy-situation.loss-before"}),  # long past, perhaps
        ("fertility.after-transfer", {"pregnant.could-be", "fertility.after-transfer"}),
        ("chronic kidney disease stage 4", {"organs.kidney-disease"}),
        ("fit and well", set()),
    ],
)
def test_a_condition_ticks_its_line_and_what_opens_it(vocabulary: Vocabulary, typed: str, ticks: set[str]) -> None:
    (name,) = vocabulary.conditions(typed, SETTING)
    assert name.taken is MatchStatus.RECOGNISED
    assert name.concepts == ticks


def test_the_choices_of_a_question_are_no_names_of_their_own(vocabulary: Vocabulary) -> None:
    (name,) = vocabulary.conditions("yes", SETTING)
    assert name.taken is MatchStatus.UNRECOGNISED


def test_what_ticks_one_line_bears_the_name_of_no_other(vocabulary: Vocabulary) -> None:
    for typed in ("AF", "heart failure", "hepatitis C", "pulmonary embolism", "lupus", "Guillain-Barre"):
        assert [name.name for name in vocabulary.conditions(typed, SETTING)] == [""]


def test_codes_run_together_are_taken_apart_also_where_one_is_not_known(vocabulary: Vocabulary) -> None:
    assert [place.id for place in vocabulary.places("LI4ST36")] == ["LI4", "ST36"]
    assert [(place.id, place.beyond) for place in vocabulary.places("LI4ST99")] == [("LI4", ""), ("", "ST")]


def test_a_number_beyond_a_channel_tells_how_far_it_goes(vocabulary: Vocabulary) -> None:
    assert [place.beyond for place in vocabulary.places("ST46, Liv 15, GB 45, XX3, L99")] == ["ST", "LR", "GB", "", ""]


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
        ("Wrists", "wrist"),
        ("calf", "calf"),
        ("nape", "neck-back"),
        ("lower-back", "lower-back"),
    ],
)
def test_a_region_goes_by_the_names_people_have_for_it(vocabulary: Vocabulary, typed: str, region: str) -> None:
    assert vocabulary.places(typed)[0].id == region


def test_a_region_lies_in_what_is_wider_and_holds_what_is_in_it(vocabulary: Vocabulary) -> None:
    hand, arm = vocabulary.places("left hand")[0], vocabulary.places("arm")[0]
    assert hand.lies_in == {"hand": None, "arm": None}
    assert arm.lies_in == {"arm": None}
    assert hand.holds is not None
    assert arm.holds is not None
    assert {"LI4", "LU9", "artery-radial", "artery", "pregnancy-core"} <= hand.holds.keys()
    assert {"hand", "wrist", "LI4", "LI11", "artery-radial"} <= arm.holds.keys()
    assert not hand.holds.keys() & {"hand", "arm", "LI11"}


def test_what_lies_under_all_of_a_region_is_where_it_lies_not_what_it_holds(vocabulary: Vocabulary) -> None:
    chest = vocabulary.places("chest")[0]
    assert chest.lies_in == {"chest": None, "pneumothorax": None}
    assert chest.holds is not None
    assert "pneumothorax" not in chest.holds


def test_a_hazard_of_several_points_is_on_one_side_only_if_it_is_for_all_of_them(vocabulary: Vocabulary) -> None:
    """CV14 lies over the heart in the middle, ST19 on the left: in the upper belly the heart is on no one side."""
    upper = vocabulary.places("upper belly")[0].holds
    assert upper is not None
    points = [point for point in anatomy.points().points.values() if point.region == "abdomen-upper"]
    for hazard in ("heart", "liver", "gallbladder", "spleen"):
        sides = {point.hazards[hazard] for point in points if hazard in point.hazards}
        assert upper[hazard] is (sides.pop() if len(sides) == 1 else None)


def test_a_region_only_the_rule_book_knows_goes_by_its_label(book: RuleBook) -> None:
    regions = dict(book.concepts["region"])
    regions["thumb-web"] = Concept("thumb-web", Wording("zone of the test", "zone of the test"), "hand")
    vocabulary = Vocabulary(replace(book, concepts={**book.concepts, "region": regions}))
    assert vocabulary.places("zone of the test")[0].lies_in == {"thumb-web": None, "hand": None, "arm": None}


def test_points_muscles_and_regions_are_called_by_their_names(book: RuleBook) -> None:
    vocabulary = Vocabulary(book)
    assert vocabulary.place_name("LI4") == "LI4 Hegu"
    assert vocabulary.place_name("rotator-cuff") == "the rotator cuff"
    assert vocabulary.place_name("knee") == book.concepts["region"]["knee"].label.practitioner


def test_every_channel_has_all_its_points(book: RuleBook) -> None:
    codes = anatomy.points().points
    channels = Counter(code.rstrip("0123456789") for code in codes if not code.startswith("EX-"))
    assert channels == CHANNELS
    assert channels.total() == 361
    assert all(f"{channel}{number}" in codes for channel, count in CHANNELS.items() for number in range(1, count + 1))
    assert {point.region for point in codes.values()} <= book.concepts["region"].keys()


def test_every_class_of_medicine_and_every_hazard_can_be_met(book: RuleBook) -> None:
    met = {concept for known in dictionary.medicines().values() for each in known.readings for concept in each.concepts}
    assert all(concept.covers & met for concept in book.concepts["medicine"].values())
    hazards = {hazard for point in anatomy.points().points.values() for hazard in point.hazards}
    hazards |= {hazard for region in anatomy.regions().values() for hazard in region.hazards}
    assert all(concept.covers & hazards for concept in book.concepts["hazard"].values())


# The dictionaries themselves


def test_nothing_is_wrong_with_the_dictionaries(book: RuleBook) -> None:
    assert [str(problem) for problem in dictionary_check.problems(book)] == []


def test_every_look_alike_is_known_as_what_it_is(book: RuleBook) -> None:
    """What keeps two names apart is that both are known: neither is ever a near miss of the other."""
    lookup = Lookup(lambda: Vocabulary(book), SETTING)
    for name, others in dictionary.read("lookalikes").pairs():
        for each in [name.text(), *dictionary.names(others)]:
            (entry,) = lookup.find(each, LookupKind.MEDICINES).entries
            assert entry.via is not MatchMethod.FUZZY, each
            assert entry.status is not LookupStatus.UNRECOGNISED, each


BROKEN = [
    ("medicines", "warfarin sodium, ", "warfarin sodium, , ", "a name is missing here; take the comma out"),
    ("medicines", "      warfarin sodium, ", "      Plavix, warfarin sodium, ", "'Plavix' already stands for"),
    (
        "medicines",
        "  anticoagulant-vka:\n",
        "  anticoagulant-vkb:\n",
        "there is no 'anticoagulant-vkb' in the rule book",
    ),
    ("medicines", "homonyms:\n", "homonyms:\n  Zzz: blarfoxin (US)\n", "'blarfoxin (US)' is not known"),
    ("medicines", "phrases:\n", "phrasez:\n", "no entry here is called 'phrasez'"),
    ("medicines", "classes:\n", "classes: [\n", "the bracket that opens here is not closed"),
    ("medicines", "warfarin sodium, ", "warfarin sodium\uff0c ", "a comma of another script stands in this line"),
    ("harmless", "  cetirizine:\n", "  Plavix:\n  cetirizine:\n", "'Plavix' already stands for clopidogrel"),
    ("lookalikes", "\nCelebrex: ", "\nBlarfoxin: Celexa\nCelebrex: ", "this name is not in the dictionaries"),
    ("lookalikes", "\nCelebrex: ", "\nCelebrex: Blarfoxin, ", "'Blarfoxin' is not known"),
    ("conditions", "lines:\n", "lines:\n  nowhere:\n    nothing: aaa\n", "there is no 'nowhere' in the rule book"),
    ("conditions", "\nseveral:", "\nseveral:\n  zzz: organs.wings\n#", "'organs.wings' is not known"),
    (
        "conditions",
        "\nharmless:",
        "\nharmless: type 2 diabetes, ",
        "'type 2 diabetes' already stands for organs.diabetes",
    ),
    (
        "conditions",
        "opened-by:  # what opens the question of these lines: their names tick that as well\n",
        "opened-by:\n  pregnant.perhaps: fertility.late-period\n",
        "there is no 'pregnant.perhaps' in the rule book",
    ),
    (
        "conditions",
        "opened-by:  # what opens the question of these lines: their names tick that as well\n",
        "opened-by:\n  bleeding.little-blood: little-blood-kind.lilac\n",
        "'little-blood-kind.lilac' is not known",
    ),
    ("new-signs", "line: today.new-signs", "line: today.wings", "there is no 'today.wings' in the rule book"),
    (
        "new-signs",
        "    danger:\n",
        "    danger:\n      danger.wings: a + b\n",
        "there is no 'danger.wings' in the rule book",
    ),
    ("techniques", "names:\n", "names:\n  flying: flying carpet\n", "there is no 'flying' in the rule book"),
    ("techniques", "ask:\n", "ask:\n  zzz: flying\n", "'flying' is not known"),
    ("points", '{name: Hegu, also: "', '{name: Hegu, also: "LI5, ', "'LI5' already stands for LI5"),
    (
        "points",
        "region: hand, hazards: [pregnancy-core]",
        "region: paw, hazards: [pregnancy-core]",
        "there is no 'paw' in the rule book",
    ),
    ("points", "ask:", "ask:\n  Zzz: LI99\n#", "'LI99' is not known"),
    ("regions", "foot:\n  names:\n", "foot:\n  names:\n    Hegu, LI4,\n", "'LI4' already stands for LI4"),
    ("regions", "foot:\n  names:\n", "foot:\n  names:\n    hand,\n", "'hand' already stands for hand"),
    (
        "regions",
        "foot:\n  names:\n",
        "foot:\n  names:\n    the lower leg,\n",
        "'the lower leg' already stands for lower-leg",
    ),
    ("regions", "  techniques:\n    foot massage", "  techniques:\n    foot flying", "'foot flying' is not known"),
    ("points", "    regions: [neck-back]\n", "    regions: [mast]\n", "there is no 'mast' in the rule book"),
    ("points", "    name: the diaphragm\n", "    name: the chest\n", "'the chest' already stands for chest"),
    ("points", "    also: diaphragma\n", "    also: Hegu, knee\n", "'knee' already stands for knee"),
    ("points", "  S: beside-sacrum\n", "  S: beside-tail\n", "there is no 'beside-tail' in the rule book"),
    ("points", "  four flowers, si hua", "  knee, si hua", "'knee' already stands for knee"),
    ("points", "四花: BL17, BL19\n", "四花: BL17, knee\n", "'knee' is not known"),
    ("points", "through: [neck-back, ", "through: [mast, ", "there is no 'mast' in the rule book"),
    (
        "conditions",
        "    over: 3 months\n    source: acucheck-judgement",
        "    over: 3 months\n    source: hearsay",
        "there is no 'hearsay' in the rule book",
    ),
    (
        "conditions",
        "    counts-as: organs.hernia\n",
        "    counts-as: organs.wings\n",
        "there is no 'organs.wings' in the rule book",
    ),
    ("conditions", "      acute appendicitis, ", "      acute wings, ", "'acute wings' is not known"),
    ("conditions", "    over: 3 months\n", "    after: 3 months\n", "write 'over: TIME', or 'counts-as: LINE'"),
    ("conditions", "    past: counts\n", "    past: maybe\n", "expected counts"),
    ("conditions", "    over: 3 months\n", "    over: a while\n", "write a length of time as"),
    (
        "conditions",
        "  lines: bleeding.bleeding-disorder\n",
        "  lines: bleeding.blue-blood\n",
        "'bleeding.blue-blood' is not known",
    ),
    (
        "conditions",
        "    haemophilia trait, ",
        "    wings in the\n    family, haemophilia trait, ",
        "'wings in the family' is not known",
    ),
    (
        "conditions",
        "    lines: skin.metal-allergy\n",
        "    lines: skin.metal-allergies\n",
        "'skin.metal-allergies' is not known",
    ),
    ("medicines", "    diclofenac, ibuprofen, ", "    blarfoxin, ibuprofen, ", "'blarfoxin' is not known"),
    ("medicines", "  vagina:\n", "  navel:\n", "there is no 'navel' in the rule book"),
]


@pytest.mark.parametrize(("name", "line", "becomes", "says"), BROKEN, ids=[f"{each[0]}: {each[3]}" for each in BROKEN])
def test_a_broken_dictionary_is_told_with_its_place(  # noqa: PLR0913, PLR0917 - a row of the table and three fixtures
    name: str, line: str, becomes: str, says: str, book: RuleBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in entries.FOLDER.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        if path.stem == name:
            assert line in text
            text = text.replace(line, becomes, 1)
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(entries, "FOLDER", tmp_path)
    found = [problem for problem in dictionary_check.problems(book) if says in problem.message]
    assert len(found) == 1, [str(problem) for problem in dictionary_check.problems(book)]
    place = found[0].place
    lines = (tmp_path / place.file).read_text(encoding="utf-8").split("\n")[place.line - 1 :]
    shown = "\n".join(lines)[place.column - 1 :][:200].split()
    quoted = says.split("'")[1] if says.startswith("'") else ""
    assert " ".join(shown).startswith(quoted)


def test_a_point_needs_no_other_names(book: RuleBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in entries.FOLDER.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        if path.stem == "points":
            text, count = re.subn(r"(LI5: \{name: Yangxi), also: \"[^\"]*\"", r"\1", text)
            assert count == 1
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(entries, "FOLDER", tmp_path)
    assert dictionary_check.problems(book) == []
    assert Vocabulary(book).places("LI5")[0].name == "LI5 Yangxi"


def test_a_broken_dictionary_is_an_error_of_the_rules(
    book: RuleBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries, "FOLDER", tmp_path)
    broken = Vocabulary(book)
    looks = (
        lambda: broken.medicines("anything", SETTING),
        lambda: broken.conditions("anything", SETTING),
        lambda: broken.techniques("anything"),
        lambda: broken.places("anything"),
    )
    for look in looks:
        with pytest.raises(InvalidRules, match=r"\.yaml:1:1: there is no such file"):
            look()


# Properties

WORDS = [
    "aspirin",
    "Warfarin",
    "fish oil",
    "St John's wort",
    "blarfoxin",
    "ramipril",
    "blood thinner",
    "vitamin D",
    "asprin",
]
BETWEEN = [", ", "; ", " + ", " & ", "\n"]
LINES = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from([*WORDS, *BETWEEN, "no ", "stopped ", "5 mg", " and ", "my husband takes ", "/", "(", ")"])
    ).map("".join),
)
ANYTHING = st.sampled_from(sorted(LookupKind, key=lambda kind: kind.value))


@pytest.mark.usefixtures("quick")
@settings(deadline=None)
@given(LINES, ANYTHING)
def test_nothing_typed_is_dropped(typed: str, kind: LookupKind) -> None:
    """Every letter and figure of a line is in some entry, in order, but for the words and numbers that join them."""
    text = " ".join(entry.text for entry in LOOKUP.find(typed, kind).entries)
    assert LOOKUP.find(typed, kind).entries
    if kind is not LookupKind.POINTS:
        assert _left(typed, text) <= JOINING, (typed, text)


JOINING = {
    "and",
    "und",
    "et",
    "y",
    "plus",
    "or",
    "nor",
    "oder",
    "ou",
    "with",
    "but",
    "also",
    "then",
    "as",
    "well",
    "together",
}


def _left(typed: str, text: str) -> set[str]:
    """The words of *typed* that are not in *text*; list numbers aside."""
    there = Counter(re.findall(r"[^\W_]+", text.lower()))
    words = Counter(re.findall(r"[^\W_]+", typed.lower()))
    return {word for word in words - there if not re.fullmatch(r"\d{1,2}", word)}


@pytest.mark.usefixtures("quick")
@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4), st.sampled_from(BETWEEN), st.data())
def test_case_accents_spacing_and_order_change_nothing(names: list[str], between: str, data: st.DataObject) -> None:
    plain = _concepts(between.join(names))
    assert _concepts(between.join(reversed(names))) == plain
    assert _concepts(between.join(name.upper() for name in names)) == plain
    assert _concepts(between.join(f"  {name} " for name in names)) == plain
    accented = [name.replace("a", "\u00e0").replace("i", "i\u0301") for name in names]
    assert _concepts(between.join(accented)) == plain
    assert _concepts(", ".join(data.draw(st.permutations(names)))) == plain


def _concepts(typed: str) -> Counter[tuple[LookupStatus, tuple[str, ...]]]:
    return Counter((entry.status, entry.concepts) for entry in LOOKUP.find(typed, LookupKind.MEDICINES).entries)


DOSES = [
    "5 mg",
    "2,5mg",
    "500 micrograms",
    "10 mg/5 ml",
    "tablets",
    "5 mg once daily",
    "XR",
    "capsule",
    "bd",
    "at night",
]


@pytest.mark.usefixtures("quick")
@settings(deadline=None)
@given(st.sampled_from(sorted(KNOWN)), st.sampled_from(DOSES))
def test_a_dose_or_form_never_changes_the_class(name: str, dose: str) -> None:
    plain = LOOKUP.find(name, LookupKind.MEDICINES).entries
    dosed = LOOKUP.find(f"{name} {dose}", LookupKind.MEDICINES).entries
    assert [(each.status, each.concepts) for each in dosed] == [(each.status, each.concepts) for each in plain]


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("DVT 2011 and 2016", MatchStatus.RECOGNISED),
        ("pacemaker, 2021", MatchStatus.RECOGNISED),
        ("heart attack 2015", MatchStatus.RECOGNISED),
        ("heart attack 2015 and 2026", MatchStatus.AMBIGUOUS),
        ("appendicitis 2011, 2026", MatchStatus.AMBIGUOUS),
    ],
)
def test_one_more_date_belongs_to_the_condition_before_it_and_makes_nothing_older(
    typed: str, taken: MatchStatus, vocabulary: Vocabulary
) -> None:
    (name,) = vocabulary.conditions(typed, SETTING)
    assert (name.typed, name.taken) == (typed, taken)
    (date_alone,) = vocabulary.conditions("2016", SETTING)
    assert (date_alone.taken, date_alone.concepts) == (MatchStatus.RECOGNISED, frozenset())


def test_the_expression_that_cuts_a_line_is_made_when_a_line_is_first_read() -> None:
    line._lexeme.cache_clear()  # noqa: SLF001 - there is no other way to a first line
    assert [word.plain for word in line.words_of("warfarin 5 mg")] == ["warfarin", "5 mg"]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("scar closed but a bit red at one corner", ["scar closed", "but a bit red at one corner"]),
        ("fell from the ladder", ["fell", "from the ladder"]),
        ("had infection of the tubes", ["had infection", "of the tubes"]),
        ("old zrbx shunt", ["old zrbx", "shunt"]),
        ("GP lowering the pred slowly", ["GP lowering", "the pred slowly"]),
        ("stroke and zrbx of the hernia", ["stroke", "zrbx", "of the hernia"]),
        ("zrbx (yrnk)", ["zrbx (yrnk)"]),
        ("zrbx, yrnk", ["zrbx", "yrnk"]),
    ],
)
def test_words_are_not_cut_from_what_they_lead_to(typed: str, shown: list[str], book: RuleBook) -> None:
    assert [name.typed for name in Vocabulary(book).conditions(typed, SETTING)] == shown


@pytest.mark.parametrize(
    "typed", ["Arnica 30C", "arnica 200", "Nux vomica C30", "Rhus tox 9CH", "Arnica LM6", "Bryonia 1M"]
)
def test_a_potency_makes_a_remedy_of_a_plant(typed: str, book: RuleBook) -> None:
    (name, *_) = Vocabulary(book).medicines(f"{typed}, homeopathic", SETTING)
    assert name.name == "homeopathic remedy"


@pytest.mark.parametrize("typed", ["Arnica D4", "Arnica 2X", "Arnica 30 mg", "Arnica 30", "Warfarin C30"])
def test_a_low_potency_or_a_dose_does_not(typed: str, book: RuleBook) -> None:
    (name, *_) = Vocabulary(book).medicines(typed, SETTING)
    assert name.name != "homeopathic remedy"
