"""Answers files: every kind of answer in and out, and what is refused without repeating it."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from anybody import CONTROLLED
from conftest import DAY
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from acucheck.answers import load
from acucheck.answers.choosing import choosing
from acucheck.answers.file_writing import as_tree, write
from acucheck.answers.plain_text import meaning
from acucheck.answers.template import template
from acucheck.errors import InvalidAnswers, InvalidFile, NothingAnswered
from acucheck.located import Node, Origin
from acucheck.model.answers import (
    NOT_SURE,
    Answers,
    MatchStatus,
    Name,
    NameKind,
    Names,
    NoSuchWeek,
    Places,
    Plan,
    Quantity,
    Ticks,
    Use,
    WholeEntry,
)
from acucheck.model.book import RuleBook, Wording
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Audience, Side
from acucheck.names.vocabulary import Vocabulary

Read = Callable[[str], Answers]
SAMPLE = re.compile("^#([a-z][a-z-]*: .*)$", re.MULTILINE)


def with_skin(book: RuleBook, options: Mapping[str, Wording]) -> RuleBook:
    """The rule book with other lines for the question about the skin."""
    skin = book.questions[QuestionId("skin")]
    return replace(book, questions={**book.questions, skin.id: replace(skin, options=options)})


def problems(read: Read, text: str) -> list[str]:
    """What is wrong with an answers file, each with its line and column."""
    with pytest.raises(InvalidFile) as error:
        read(text)
    return [str(problem).removeprefix("answers.yaml:") for problem in error.value.problems]


@settings(deadline=None, derandomize=True, max_examples=40)
@given(data=st.data())
def test_answers_written_and_read_back_are_equal(
    data: st.DataObject,
    anybody: st.SearchStrategy[Answers],
    vocabulary: Vocabulary,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    answers = data.draw(
        anybody.filter(lambda found: bool(found.keys() - {"plan"}) and repr(CONTROLLED) not in repr(found))
    )
    folder = tmp_path_factory.mktemp("answers")
    as_yaml, as_json = folder / "answers.yaml", folder / "answers.json"
    as_yaml.write_text(write(answers, vocabulary.book), encoding="utf-8")
    as_json.write_text(json.dumps(as_tree(answers, vocabulary.book)), encoding="utf-8")
    assert load(str(as_yaml), vocabulary, DAY).answers == answers
    assert load(str(as_json), vocabulary, DAY).answers == answers


def test_what_is_written_says_how_each_name_was_meant(read: Read, book: RuleBook) -> None:
    text = (
        "medicines: [aspirin, maybe warfarin, {class: ssri-snri}, {name: Plavix, use: stopped, when: 2019}, not sure]\n"
        "skin: none\npregnant: 'no'\nnumb-where: [left foot]\n"
    )
    written = write(read(text), book)
    assert "class: ssri-snri" in written
    assert "use: stopped, when: '2019'" in written
    assert read(written) == read(text)


def test_a_medicine_for_an_illness_is_written_once(book: RuleBook) -> None:
    illness = Name("tablets for gout", MatchStatus.RECOGNISED, "gout", frozenset({"gout"}), kind=NameKind.CONDITION)
    tablets = Name("tablets for gout", MatchStatus.UNRECOGNISED, kind=NameKind.MEDICINE)
    other = Name("white tablets", MatchStatus.UNRECOGNISED, kind=NameKind.MEDICINE)
    tree = as_tree({QuestionId("medicines"): Names((illness, tablets, other))}, book)
    assert tree == {"medicines": ["tablets for gout", "white tablets"]}


def test_a_list_of_lines_takes_ticks_doubts_none_and_not_sure(read: Read) -> None:
    ticks = {
        "bleeding: [blood-thinner, maybe low-platelets]": Ticks(
            frozenset({"blood-thinner"}), frozenset({"low-platelets"})
        ),
        "bleeding: blood-thinner": Ticks(frozenset({"blood-thinner"})),
        "bleeding: [blood-thinner, maybe blood-thinner]": Ticks(frozenset({"blood-thinner"})),
        "bleeding: none": Ticks(),
        "bleeding: None": Ticks(),
        "bleeding: not sure": NOT_SURE,
        "bleeding: Not  sure": NOT_SURE,
        "pregnant: could-be": Ticks(frozenset({"could-be"})),
        "pregnant: no": Ticks(frozenset({"no"})),
    }
    for text, answer in ticks.items():
        assert list(read(text).values()) == [answer]


def test_a_medicine_is_a_name_a_doubt_a_class_or_one_that_does_not_count_now(read: Read) -> None:
    answer = read(
        "medicines: [Eliquis 5 mg, maybe warfarin, maybe  maybe aspirin, maybe grandma's tea, {class: ssri-snri},"
        " {name: Plavix, use: stopped, when: 2019}, {name: Humira, use: past}, {name: insulin, use: someone else},"
        " {name: aspirin, use: not taken}, blood thinner]"
    )[QuestionId("medicines")]
    assert isinstance(answer, Names)
    assert answer.complete
    assert [(name.typed, name.taken, name.use) for name in answer.entries] == [
        ("Eliquis 5 mg", MatchStatus.RECOGNISED, None),
        ("warfarin", MatchStatus.MAYBE, None),
        ("aspirin", MatchStatus.MAYBE, None),
        ("grandma's tea", MatchStatus.UNRECOGNISED, None),
        ("ssri-snri", MatchStatus.RECOGNISED, None),
        ("Plavix", MatchStatus.SET_ASIDE, Use.STOPPED),
        ("Humira", MatchStatus.MAYBE, Use.PAST),
        ("insulin", MatchStatus.MAYBE, Use.SOMEONE_ELSE),
        ("aspirin", MatchStatus.SET_ASIDE, Use.NOT_TAKEN),
        ("blood thinner", MatchStatus.AMBIGUOUS, None),
    ]
    assert answer.entries[4].given_as_class


def test_not_sure_inside_a_list_leaves_it_incomplete(read: Read) -> None:
    found = read("medicines: [aspirin, not sure]\nconditions: not sure\nnumb-where: [left foot, not sure]\n")
    medicines, places = found[QuestionId("medicines")], found[QuestionId("numb-where")]
    assert isinstance(medicines, Names)
    assert isinstance(places, Places)
    assert found[QuestionId("conditions")] is NOT_SURE
    assert ([name.typed for name in medicines.entries], medicines.complete) == (["aspirin"], False)
    assert ([place.id for place in places.entries], places.complete) == (["foot"], False)
    assert read("medicines: [not sure]")[QuestionId("medicines")] == Names((), complete=False)
    assert read("medicines: none\nnumb-where: none") == {"medicines": Names(), "numb-where": Places()}


def test_one_name_needs_no_list(read: Read) -> None:
    found = read("medicines: {name: Plavix, use: stopped}\nnumb-where: right foot\n")
    medicines, places = found[QuestionId("medicines")], found[QuestionId("numb-where")]
    assert isinstance(medicines, Names)
    assert isinstance(places, Places)
    assert [name.typed for name in medicines.entries] == ["Plavix"]
    assert [place.side for place in places.entries] == [Side.RIGHT]


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("24", Quantity("24", 168)),
        ("24+3", Quantity("24+3", 171)),
        ("24 + 3", Quantity("24 + 3", 171)),
        ("1", Quantity("1", 7)),
        ("42+6", Quantity("42+6", 300)),
        ("43", NoSuchWeek("43", beyond=True)),
        ("0+6", NoSuchWeek("0+6", beyond=False)),
        ("due 2026-11-22", Quantity("due 2026-11-22", 280)),
        ("Due  2027-05-01", Quantity("Due 2027-05-01", 120)),
        ("due 2026-10-01", NoSuchWeek("due 2026-10-01", beyond=True)),
        ("due 2028-01-01", NoSuchWeek("due 2028-01-01", beyond=False)),
        ("not sure", NOT_SURE),
    ],
)
def test_weeks_are_counted_in_days_and_a_due_date_from_the_day_of_the_session(
    read: Read, typed: str, answer: Quantity
) -> None:
    assert read(f"pregnancy-weeks: {typed}") == {"pregnancy-weeks": answer}


def test_a_plan_pairs_techniques_with_places(read: Read) -> None:
    plan = read("plan: {needles: [LI4 left, ST36], hijama: not named, cupping: not sure, ozone bath: knee}")[
        QuestionId("plan")
    ]
    assert isinstance(plan, Plan)
    planned = []
    for item in plan.items:
        planned.append((item.typed, item.technique, [place.id for place in item.places]))
    assert planned == [
        ("needles", "manual-needling", ["LI4", "ST36"]),
        ("hijama", "wet-cupping", []),
        ("cupping", "cupping", []),
        ("ozone bath", "", ["knee"]),
    ]
    assert read("plan: not sure") == {"plan": NOT_SURE}


def test_answers_come_in_the_order_of_the_questions(read: Read, book: RuleBook) -> None:
    found = list(read("skin: none\ndanger: none\nage: 40\n"))
    assert found == [name for name in book.questions if name in found]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("pregnnt: no", "1:1: no question has this name; did you mean 'pregnant'?"),
        ("bleeding: [none, blood-thinner]", "1:12: 'none' stands alone"),
        ("medicines: [aspirin, none]", "1:22: 'none' stands alone"),
        ("medicines: maybe none", "1:12: write a name after 'maybe', or 'not sure' alone"),
        ("medicines: {class: nothing}", "1:20: expected one of"),
        ("medicines: {name: aspirin, use: sometimes}", "1:33: expected one of past, stopped, someone else"),
        ("medicines: {name: aspirin}", "1:12: beside the name stands"),
        ("pregnant: nope", "1:11: expected no, yes, could-be"),
        ("pregnant: [no]", "1:11: expected one line of text here"),
        ("age: old", "1:6: expected a number, not this"),
        ("age: 121", "1:6: expected years from 0 to 120"),
        ("age:", "1:5: nothing is written here"),
        ("pregnancy-weeks: soon", "1:18: write weeks as 24 or 24+3, or the due date as 'due 2027-05-01'"),
        ("pregnancy-weeks: due May", "1:18: write the due date as 'due 2027-05-01': year, month, day"),
        ("plan: none", "1:7: write the technique that is planned, or leave the plan out when it is not known"),
        ("plan: {cupping: FALSE}", "1:17: leave out what is not planned, or write 'not named'"),
        ("plan: {cupping: [not named, back]}", "1:18: write 'not named' alone when the places are not known"),
        ("plan: {cupping: none}", "1:17: write 'not named' alone when the places are not known"),
        ("plan: {dry cupping: back, dry  cupping: leg}", "1:27: this technique stands here twice"),
        ("numb-where: {left: foot}", "1:13: expected one line of text here"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(read: Read, text: str, problem: str) -> None:
    found = problems(read, text)
    assert len(found) == 1
    assert found[0].startswith(problem)


def test_a_wrong_line_is_answered_with_the_right_ones_and_never_repeated(read: Read, book: RuleBook) -> None:
    (found,) = problems(read, "skin: [sore-skinn]")
    assert found == (
        "1:8: this is not a line of 'skin'; did you mean 'sore-skin'?; write "
        f"{', '.join(book.questions[QuestionId('skin')].options)}, 'maybe' before one, 'none' or 'not sure'"
    )


def test_all_problems_of_a_file_come_together_in_the_order_of_their_places(
    vocabulary: Vocabulary, tmp_path: Path
) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text("skin: [zzsecret]\nage: zzsecret\nzzsecret: 1\n")
    with pytest.raises(InvalidAnswers) as error:
        load(str(path), vocabulary, DAY)
    places = [line.split(": ")[0] for line in str(error.value).splitlines()]
    assert places == [f"{path}:1:8", f"{path}:2:6", f"{path}:3:1"]
    assert "zzsecret" not in str(error.value)


@pytest.mark.parametrize("text", ["age: 40\nskin: none\n", '\n {"age": 40, "skin": "none"}'])
def test_standard_input_is_read_as_yaml_or_json(
    vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert load("-", vocabulary, DAY).answers == {"age": Quantity("40", 40), "skin": Ticks()}


@pytest.mark.parametrize("text", ["", "# only a comment\n", "plan: {cupping: back}\n"])
def test_a_file_that_answers_no_question_is_nothing_to_check(vocabulary: Vocabulary, tmp_path: Path, text: str) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text(text)
    with pytest.raises(NothingAnswered, match="no question is answered here"):
        load(str(path), vocabulary, DAY)


@pytest.mark.parametrize("audience", Audience)
def test_the_template_asks_every_question_and_answers_none(
    book: RuleBook, vocabulary: Vocabulary, tmp_path: Path, audience: Audience
) -> None:
    text = template(book, audience)
    assert [line.split(":")[0] for line in SAMPLE.findall(text)] == ["date", *book.questions]
    assert all(line.startswith("#") or not line for line in text.splitlines())
    path = tmp_path / "answers.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NothingAnswered):
        load(str(path), vocabulary, DAY)


def test_each_sample_line_of_the_template_is_an_answer(book: RuleBook, read: Read) -> None:
    date, *samples = SAMPLE.findall(template(book, Audience.PATIENT))
    assert (date, list(read(date))) == ("date: 2026-11-22", [])
    assert [list(read(sample)) for sample in samples] == [[name] for name in book.questions]
    assert list(read("\n".join(samples))) == list(book.questions)
    assert {sample.partition(": ")[2] for sample in samples} == {"not sure"}


def test_what_the_template_says_may_be_written_can_be_read(book: RuleBook, read: Read) -> None:
    for question, block in zip(
        book.questions.values(), template(book, Audience.PATIENT).split("\n\n")[1:], strict=True
    ):
        *_, hint = block.replace("\n#   ", " ").split("# Write ")
        hint = hint.splitlines()[0]
        assert hint.startswith("'not sure'")
        written = re.findall(r"\[.*\]$|\{.*\}$", hint) or ["none"] * ("'none'" in hint)
        if "one of: " in hint:
            written = hint.partition("one of: ")[2].split(", ")
        if "or weeks" in hint:
            written = ["24+3", "due 2027-05-01"]
        for answer in written or ["40"]:
            assert list(read(f"{question.id}: {answer}")) == [question.id], hint


def test_a_template_filled_in_by_taking_signs_away_reads_as_it_stands(book: RuleBook, read: Read) -> None:
    text = template(book, Audience.PRACTITIONER)
    filled = text.replace("#medicines: not sure", "medicines: [aspirin, warfarin 5 mg]").replace("#skin:", "skin:")
    assert set(read(filled)) == {"medicines", "skin"}


def test_a_list_of_one_line_is_shown_with_that_line_alone(book: RuleBook) -> None:
    text = template(with_skin(book, {"rash": Wording("Rash", "I have a rash")}), Audience.PATIENT)
    assert "'none' or a list: [rash]\n" in text


# Several lines


@pytest.mark.parametrize("end", ["\\n", "\\r\\n", "\\u2028", "\\u0085", "\\n\\n "])
def test_a_no_on_one_line_says_nothing_of_the_next(read: Read, end: str) -> None:
    found = read(f'medicines: "no aspirin{end}maybe  warfarin{end}"\nnumb-where: "left foot{end}right hand"\n')
    medicines, places = found[QuestionId("medicines")], found[QuestionId("numb-where")]
    assert isinstance(medicines, Names)
    assert isinstance(places, Places)
    assert [(name.typed, name.taken) for name in medicines.entries] == [
        ("no aspirin", MatchStatus.SET_ASIDE),
        ("warfarin", MatchStatus.MAYBE),
    ]
    assert [place.id for place in places.entries] == ["foot", "hand"]


def test_a_block_of_lines_is_a_list(read: Read) -> None:
    assert read("medicines: |\n  Tylenol #3\n\n  warfarin\n") == read("medicines: ['Tylenol #3', warfarin]")
    assert read("plan:\n  cupping: |\n    BL23\n    lower back\n") == read("plan: {cupping: [BL23, lower back]}")
    assert read("age: |\n  not sure\n") == {"age": NOT_SURE}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('medicines: "none\\nwarfarin"', "1:12: 'none' stands alone"),
        ('medicines: ["\\n \\n", warfarin]', "1:13: nothing is written here"),
        ('numb-where: "left foot\\nnone"', "1:13: 'none' stands alone"),
        ('plan: {cupping: "back\\nnot named"}', "1:17: write 'not named' alone"),
        ('plan: {"cupping\\nneedles": back}', "1:8: expected one line of text here, not several"),
        (
            'medicines: {name: "no aspirin\\nwarfarin", use: stopped}',
            "1:19: expected one line of text here, not several",
        ),
        ('medicines: {name: aspirin, typed: "a\\u2028b"}', "1:35: expected one line of text here, not several"),
        ('numb-where: {name: LI4, typed: "a\\nb"}', "1:32: expected one line of text here, not several"),
        ('pregnancy-weeks: "24\\n+3"', "1:18: expected one line of text here, not several"),
        ('bleeding: "blood-thinner\\nnone"', "1:11: this is not a line of 'bleeding'"),
        ("medicines: [[warfarin], aspirin]", "1:13: expected one line of text here, not a list"),
    ],
)
def test_where_one_line_is_wanted_several_are_refused(read: Read, text: str, problem: str) -> None:
    found = problems(read, text)
    assert len(found) == 1
    assert found[0].startswith(problem)


# What is meant by what was typed


def test_what_is_meant_by_what_was_typed_is_taken_for_that(read: Read) -> None:
    found = read(
        "medicines: [{name: Eliquis 5 mg, typed: eliquiss}, {class: anticoagulant, typed: blood  thinner},"
        " {name: Not  listed, typed: warfrin}, {class: anticoagulant}]\n"
        "conditions: {name: diabetes, typed: sugar sickness}\n"
    )
    medicines, conditions = found[QuestionId("medicines")], found[QuestionId("conditions")]
    assert isinstance(medicines, Names)
    assert isinstance(conditions, Names)
    assert [(name.typed, name.taken, name.meant, set(name.concepts)) for name in medicines.entries] == [
        ("eliquiss", MatchStatus.RECOGNISED, "Eliquis 5 mg", {"anticoagulant-doac"}),
        ("blood thinner", MatchStatus.RECOGNISED, "anticoagulant", {"anticoagulant"}),
        ("warfrin", MatchStatus.UNRECOGNISED, "Not listed", set()),
        ("anticoagulant", MatchStatus.RECOGNISED, "anticoagulant", {"anticoagulant"}),
    ]
    assert [name.given_as_class for name in medicines.entries] == [False, True, False, True]
    assert [(name.typed, set(name.concepts)) for name in conditions.entries] == [
        ("sugar sickness", {"organs.diabetes"})
    ]


def test_a_place_that_is_meant_stands_beside_what_was_typed(read: Read) -> None:
    found = read(
        "plan: {needles: [LI4, {name: ST40 left, typed: ST4O left}], cupping: [{name: chest, typed: boobs}]}\n"
        "numb-where: {name: CV7, typed: Yinjiao}\n"
    )
    plan, places = found[QuestionId("plan")], found[QuestionId("numb-where")]
    assert isinstance(plan, Plan)
    assert isinstance(places, Places)
    needled, cupped = plan.items
    assert [(place.typed, place.id, place.side) for place in needled.places] == [
        ("LI4", "LI4", None),
        ("ST4O left", "ST40", Side.LEFT),
    ]
    assert [(place.typed, place.id, place.side) for place in cupped.places] == [("boobs", "chest", None)]
    assert [(place.typed, place.id, place.meant) for place in places.entries] == [("Yinjiao", "CV7", "CV7")]


def test_several_names_in_one_item_are_several_names(read: Read) -> None:
    found = read("medicines: ['aspirin 75 mg, metformin; maybe warfarin', maybe fish oil and ibuprofen]")[
        QuestionId("medicines")
    ]
    assert isinstance(found, Names)
    assert [(name.typed, name.taken) for name in found.entries] == [
        ("aspirin 75 mg", MatchStatus.RECOGNISED),
        ("metformin", MatchStatus.RECOGNISED),
        ("warfarin", MatchStatus.MAYBE),
        ("fish oil", MatchStatus.MAYBE),
        ("ibuprofen", MatchStatus.MAYBE),
    ]


def test_each_of_several_names_in_an_entry_is_held_to_the_time_of_its_own_class(read: Read) -> None:
    found = read("medicines: {name: warfarin and rituximab, use: stopped, when: July 2026}")[QuestionId("medicines")]
    assert isinstance(found, Names)
    assert [(name.typed, name.taken, name.use) for name in found.entries] == [
        ("warfarin", MatchStatus.SET_ASIDE, Use.STOPPED),
        ("rituximab", MatchStatus.MAYBE, Use.STOPPED),
    ]


MEANT = [
    "medicines: [{name: Eliquis 5 mg, typed: eliquiss}, {name: not listed, typed: warfrin}]",
    "medicines: [{class: anticoagulant, typed: blood thinner}, {class: anticoagulant}, not sure]",
    "medicines: {name: warfarin and aspirin, use: stopped}",
    "medicines: ['aspirin 75 mg, metformin and fish oil', stopped warfarin, my husband takes warfarin]",
    "medicines: [maybe stopped aspirin, timolol drops, no aspirin or warfarin]",
    "medicines: 'warfarin, maybe aspirin'",
    "medicines: none and warfarin",
    "conditions: [{name: diabetes, typed: sugar sickness}, {name: not listed, typed: diabetis}]",
    "plan: {needles: [BL11-13, {name: ST40 left, typed: ST4O left}, Yinjiao, ST46], cuping: 'LI4, ST36'}",
    "plan: {needles: [none and LI4]}",
    "numb-where: [{name: CV7, typed: Yinjiao}, GV24+, not sure]",
]


@pytest.mark.parametrize("text", MEANT)
def test_what_was_meant_is_the_same_after_it_was_written(read: Read, book: RuleBook, text: str) -> None:
    found = read(text)
    assert read(write(found, book)) == found


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("medicines: {name: not listed}", "1:12: beside the name stands why it does not count ('use:') or what was"),
        ("medicines: [{name: zzz, typed: yyy}]", "1:20: this is not one known name; write the one that is meant, or"),
        ("medicines: [{name: acne tablets, typed: yyy}]", "1:20: this is not one known name"),
        ("medicines: [{name: 'aspirin, warfarin', typed: yyy}]", "1:20: this is not one known name"),
        ("medicines: [{name: aspirin, typed: yyy, use: past}]", "1:29: no entry here is called this"),
        ("medicines: [{typed: yyy}]", "1:13: "),
        ("medicines: [{class: nothing, typed: yyy}]", "1:21: expected one of"),
        ("medicines: [{class: anticoagulant, name: yyy}]", "1:36: no entry here is called this"),
        ("conditions: [{name: blarfoxin, typed: yyy}]", "1:21: this is not one known name"),
        ("numb-where: [{name: Yinjiao, typed: yyy}]", "1:21: this is not one point or region; write the one that is"),
        ("numb-where: [{name: 'LI4, ST36', typed: yyy}]", "1:21: this is not one point or region"),
        ("numb-where: [{name: LI4}]", "1:14: expected one line of text here"),
        ("plan: {needles: [{name: LI4, typed: yyy, use: past}]}", "1:42: no entry here is called this"),
    ],
)
def test_what_cannot_be_meant_is_named_with_its_place(read: Read, text: str, problem: str) -> None:
    found = problems(read, text)
    assert len(found) == 1
    assert found[0].startswith(problem)
    assert "yyy" not in found[0]


# Words that mean what they say, whoever wrote them down

MEAN: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "pregnant": {
        "yes": ("Yes", "YES", "y", "TRUE", "true", "“yes”", "yes."),
        "no": ("No", "NO", "n", "FALSE", "N"),
        "could-be": ("Could be", "could_be", "could–be"),
        "not sure": ("unsure", "Unknown", "don't know", "don’t know", "DONT KNOW", "not known", "idk", "?"),
    },
    "bleeding": {
        "none": ("No", "None", "NONE", "n", "no."),
        "not sure": ("unsure", "?", "Not known", "IDK"),
        "easy-bleeding": ("Easy bleeding", "EASY-BLEEDING", "easy‑bleeding", "easy_bleeding"),
        "maybe easy-bleeding": ("easy-bleeding?", "? easy bleeding", "Maybe: easy-bleeding", "possibly easy-bleeding",
                                "perhaps maybe easy-bleeding", "easy-bleeding (not sure)"),
        "[easy-bleeding, maybe heavy-periods]": ("easy-bleeding; heavy-periods?", "easy bleeding,;heavy periods?"),
    },
    "medicines": {"none": ("No", "NO", "n", "None"), "not sure": ("unknown", "Unsure", "idk", "don't know")},
    "numb-where": {"none": ("None",), "not sure": ("unknown", "Unsure")},
    "age": {"not sure": ("unknown",), "68": ("68",)},
    "pregnancy-weeks": {"not sure": ("Unknown",)},
    "plan": {
        "not sure": ("unknown",),
        "{cupping: not named}": ("cupping", "[cupping]", "{cupping: yes}", "{cupping: TRUE}"),
        "{cupping: not named, gua sha: not named}": ("cupping, gua sha", "cupping; gua sha", "[cupping, gua sha]"),
        "{cupping: [BL23, lower back], gua sha: not named}": ("'cupping: BL23, lower back; gua sha'",
                                                              "[{cupping: [BL23, lower back]}, gua sha]"),
    },
}  # fmt: skip


@pytest.mark.parametrize("question", MEAN)
def test_words_mean_what_they_say_in_any_case_and_print(read: Read, question: str) -> None:
    for word, others in MEAN[question].items():
        meant = read(f"{question}: {word}")
        for other in others:
            written = other
            if not other.startswith(("'", "[", "{")):
                written = json.dumps(other, ensure_ascii=False)
            assert read(f"{question}: {written}") == meant, other


def test_the_words_shown_for_an_option_are_as_good_as_its_id(read: Read, book: RuleBook) -> None:
    for question in book.questions.values():
        for option, label in question.options.items():
            for shown in (label.practitioner, label.patient):
                assert read(f"{question.id}: {json.dumps(shown)}") == read(f"{question.id}: '{option}'"), shown
    shown = ", ".join(label.patient for label in list(book.questions[QuestionId("skin")].options.values())[:3])
    assert read(f"skin: {json.dumps(shown)}") == read(
        f"skin: [{', '.join(list(book.questions[QuestionId('skin')].options)[:3])}]"
    )


def test_words_shown_for_two_lines_stand_for_neither(book: RuleBook) -> None:
    sore = {"wound": Wording("Wound", "It is sore"), "burn": Wording("Burn", "It is sore")}
    changed = with_skin(book, sore)
    skin = choosing(changed, changed.questions[QuestionId("skin")])
    origin = Origin("answers.yaml", private=True)
    assert skin.ticks(Node("Burn", origin, 1, 1)) == Ticks(frozenset({"burn"}))
    with pytest.raises(InvalidFile, match="this is not a line of 'skin'"):
        skin.ticks(Node("It is sore", origin, 1, 1))


def test_no_fixed_word_is_an_option_with_another_meaning(book: RuleBook) -> None:
    for question in book.questions.values():
        for option, label in question.options.items():
            for shown in (option, label.practitioner, label.patient):
                assert meaning(shown) in {"", option}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("bleeding: FALSE", "this does not say which lines of 'bleeding'; write"),
        ("bleeding: yes", "this does not say which lines of 'bleeding'; write"),
        ("medicines: FALSE", "this answers only a question of yes and no; write names, 'none' or 'not sure'"),
        ("conditions: TRUE", "this answers only a question of yes and no"),
        ("pregnant: no?", "expected no, yes, could-be, after-birth or 'not sure'"),
        ("pregnant: 'maybe yes'", "expected no, yes, could-be, after-birth or 'not sure'"),
        ("pregnant: yse", "did you mean 'yes'?"),
        ("bleeding: [none, easy-bleeding]", "'none' stands alone"),
        ("bleeding: no easy-bleeding", "did you mean 'maybe easy-bleeding'?"),
        ("bleeding: easy-bleding", "did you mean 'easy-bleeding'?"),
        (f"bleeding: {'easy-bleeding, ' * 80}", "this is not a line of 'bleeding'"),
        (f"bleeding: {'maybe ' * 200}easy-bleeding", "this is not a line of 'bleeding'"),
        ("bleeding: easy-bleeding; wrong", "this is not a line of 'bleeding'"),
        ("medicines: maybe unknown", "write a name after 'maybe'"),
        ("medicines: ['\u200b']", "nothing that can be seen is written here"),
        ("plan: [no]", "write the technique that is planned"),
        ("id: [x]", "expected one line of text here"),
        (f"name: {'x' * 201}", "this has more than 200 characters"),
        ("answered-by: nobody", "expected one of patient, helper, practitioner"),
        ("Age: 40\nAGE: 41", "this stands here twice; it is already on line 1"),
    ],
)
def test_what_words_do_not_say_is_refused(read: Read, text: str, says: str) -> None:
    assert says in problems(read, text)[0]


def test_a_file_may_say_whose_answers_it_holds(read: Read) -> None:
    head = "ID: p-17\nname: Zoë O’Brien\nDate: 20.11.2026\nanswered by: Patient\n"
    assert read(head + "age: 40") == {"age": Quantity("40", 40)}
    medicines = read(head + "medicines: my husband takes warfarin")[QuestionId("medicines")]
    assert isinstance(medicines, Names)
    assert medicines.entries[0].use is Use.SOMEONE_ELSE


def test_a_curly_quote_in_json_is_named(tmp_path: Path, vocabulary: Vocabulary) -> None:
    path = tmp_path / "answers.json"
    for text, place in (("{“age”: 68}", "1:2"), ('{"danger": “none”}', "1:12")):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(InvalidAnswers) as error:
            load(str(path), vocabulary, DAY)
        assert str(error.value) == f'{path}:{place}: this quote is not a straight one (U+201C); type "'


def test_lists_of_the_same_names_are_equal_in_whatever_entries_they_were_typed() -> None:
    apart, together = Names(()), Names((), whole=(WholeEntry("a and b", ("a", "b")),))
    assert apart == together
    assert hash(apart) == hash(together)
    assert apart != Names((), complete=False)
    assert apart != ()
