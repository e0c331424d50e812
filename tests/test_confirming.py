"""Names and places that are not certain: asked about at the keyboard, kept as they are meant, open until then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar, cast

import pytest
from conftest import DAY, SETTING
from keyboard import Left, Person, Said
from msgspec.structs import replace
from small_books import NAMES, bounds, cell, finding, still_open, told, written

from acucheck.answers import decode
from acucheck.answers.file_writing import as_tree, write, written_name
from acucheck.assess import assess
from acucheck.document.wording import phrases
from acucheck.errors import InvalidFile
from acucheck.interview import Ending
from acucheck.interview.confirming import Back, Confirming
from acucheck.interview.interview_state import Step
from acucheck.interview.prompts import Asking
from acucheck.located import Origin, read_node
from acucheck.located.from_memory import node_of
from acucheck.located.yaml_writing import Tree
from acucheck.model.answers import Answers, BodyPlace, Candidate, Head, MatchMethod, MatchStatus, Name, Names
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Audience, Level, Standing
from acucheck.model.report import Bounds, Missing, Report
from acucheck.names import dictionary
from acucheck.names.setting import Setting
from acucheck.names.vocabulary import Vocabulary
from acucheck.render.as_json import as_json
from acucheck.rulebook import load

NONE, NOTE, CAUTION, REFER, AVOID = Level


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    path = tmp_path_factory.mktemp("books") / "small.yaml"
    path.write_text(NAMES, encoding="utf-8")
    return Vocabulary(load(str(path)).book)


def saved(answers: Answers, vocabulary: Vocabulary, setting: Setting = SETTING) -> Answers:
    """The answers after they were written to a file and read again."""
    root = read_node(
        write(answers, vocabulary.book, Head(day=setting.day, writer=setting.writer)), Origin("saved.yaml")
    )
    assert root is not None
    return decode(root, vocabulary, DAY)


def medicines(vocabulary: Vocabulary, *lines: str) -> Person:
    """Somebody who answers *lines* when asked about medicines, and nothing else of note."""
    person = Person(vocabulary, {"plan": "not sure", "medicines": lines})
    assert person.until_the_end() is Ending.ALL_ASKED
    assert person.counts["medicines"] == len(lines)
    return person


Meant = tuple[list[str], Tree, str]
"""The lines typed, how the answer is kept, and how it is read back or why it was asked again."""

MEANT: dict[str, Meant] = {
    "a suggestion that is right": (
        ["eliquiss", "y"],
        [{"name": "apixaban", "typed": "eliquiss"}],
        "eliquiss = apixaban, Direct anticoagulant",
    ),
    "a suggestion that is wrong": (
        ["eliquiss", "N"],
        [{"name": "not listed", "typed": "eliquiss"}],
        "'eliquiss': not recognised",
    ),
    "a suggestion that may be right": (
        ["eliquiss", "u"],
        ["eliquiss"],
        "'eliquiss' is no sure name, perhaps apixaban; taken as Direct anticoagulant until known",
    ),
    "a doubtful name that is meant": (
        ["Pause", "y"],
        [{"name": "tranexamic acid", "typed": "Pause"}],
        "Pause = tranexamic acid, Medicine for bleeding",
    ),
    "one of several, by its number": (
        ["Benadryl", "1"],
        [{"name": "diphenhydramine", "typed": "Benadryl"}],
        "Benadryl = diphenhydramine, Allergy tablet that makes sleepy",
    ),
    "one of several that no rule is about": (
        ["Benadryl", "2"],
        [{"name": "cetirizine", "typed": "Benadryl"}],
        "Benadryl: makes no difference here",
    ),
    "none of several": (
        ["Benadryl", "0"],
        [{"name": "not listed", "typed": "Benadryl"}],
        "'Benadryl': not recognised",
    ),
    "not sure which of several": (["Benadryl", "u"], ["Benadryl"], "1, 2, 3, 0 none of these, u unsure: "),
    "a key that is none": (
        ["Benadryl", "y", "4", "", "1 2", "x" * 500, "a\x1bb", "u"],
        ["Benadryl"],
        "   Write 1, 2, 3, 0 or u.",
    ),
    "words for a kind of medicine, and its name": (
        ["Wassertabletten", "Furosemide 40 mg"],
        [{"name": "Furosemide 40 mg", "typed": "Wassertabletten"}],
        "Wassertabletten = furosemide, Water tablet",
    ),
    "words for a kind of medicine, and a wrong name first": (
        ["Wassertabletten", "blarfoxin", "furosemid and warfarin", "U"],
        ["Wassertabletten"],
        "   That is not one known name. Write it as on the box, or not known.",
    ),
    "stopped, and still taken": (
        ["stopped aspirin", "y"],
        [{"name": "acetylsalicylic acid", "typed": "stopped aspirin"}],
        "stopped aspirin = acetylsalicylic acid, Aspirin",
    ),
    "stopped long ago": (
        ["stopped aspirin", "s", "March 2015"],
        [{"name": "stopped aspirin", "use": "stopped", "when": "March 2015"}],
        "stopped aspirin: set aside, stopped",
    ),
    "stopped lately": (
        ["stopped aspirin", "s", "when it hurt", "last week"],
        [{"name": "stopped aspirin", "use": "stopped", "when": "last week"}],
        "   Write when, such as 2015 or March 2015, or not known.",
    ),
    "stopped, and nobody knows when": (
        ["stopped aspirin", "s", "u"],
        [{"name": "stopped aspirin", "use": "stopped"}],
        "A year, or a month and year, u unknown: ",
    ),
    "in doubt, and never taken": (
        ["stopped aspirin", "n"],
        [{"name": "stopped aspirin", "use": "not taken"}],
        "stopped aspirin: set aside, said not to be so",
    ),
    "in doubt, and somebody else's": (
        ["stopped aspirin", "e"],
        [{"name": "stopped aspirin", "use": "someone else"}],
        "stopped aspirin: set aside, someone else's",
    ),
    "stopped, and not sure when": (
        ["stopped aspirin", "u"],
        ["maybe stopped aspirin"],
        "maybe stopped aspirin = acetylsalicylic acid, Aspirin",
    ),
    "a doubt of one's own is not asked about": (
        ["aspirin?, warfarin"],
        ["maybe aspirin", "warfarin"],
        "maybe aspirin = acetylsalicylic acid, Aspirin",
    ),
    "a doubt about several": (
        ["aspirin and warfarin?", "u", "u"],
        ["maybe aspirin", "maybe warfarin"],
        "maybe warfarin = Vitamin K antagonist",
    ),
    "a doubt about words for a kind": (
        ["aspirin and wassertabletten?", "y", "u"],
        [{"name": "acetylsalicylic acid", "typed": "aspirin"}, "maybe wassertabletten"],
        "maybe wassertabletten = Water tablet",
    ),
    "what is certain among what is not": (
        ["Eliquis, eliquiss, grandma's tonic, u", "y"],
        ["Eliquis", {"name": "apixaban", "typed": "eliquiss"}, "grandma's tonic", "not sure"],
        "'grandma's tonic': not recognised; it is kept as it is, go back to write it again",
    ),
    "several names in one are kept apart": (
        ["1. eliquiss 5 mg 2. aspirin", "y"],
        [{"name": "apixaban", "typed": "eliquiss 5 mg"}, "aspirin"],
        "aspirin = acetylsalicylic acid, Aspirin",
    ),
    "back to the question, and written again": (["eliquiss", "b", "warfarin", "n"], ["warfarin"], "So far: eliquiss"),
    "back to the question from the name of a kind": (["Wassertabletten", "B", "0", "n"], "none", "Until that is known"),
    "back from whether it is still taken": (
        ["stopped aspirin", "b", "u", "n"],
        "not sure",
        "   y  taken now, until lately, or kept in case",
    ),
}


@pytest.mark.parametrize(("lines", "kept", "said"), MEANT.values(), ids=MEANT.keys())
def test_what_is_meant_is_kept_with_what_was_typed_and_read_back(
    lines: list[str], kept: Tree, said: str, small: Vocabulary
) -> None:
    person = medicines(small, *lines)
    assert person.talk.state.tree()["medicines"] == kept
    assert said in person.text()


@pytest.mark.parametrize("lines", [lines for lines, _, _ in MEANT.values()], ids=MEANT.keys())
def test_a_saved_interview_reads_as_the_same_answers_and_report(lines: list[str], small: Vocabulary) -> None:
    state = medicines(small, *lines).talk.state
    live = state.answers()
    again = saved(live, small, state.setting)
    assert again == live
    for audience in Audience:
        assert as_json(assess(small.book, again), audience) == as_json(assess(small.book, live), audience)


def test_a_confirmed_name_holds_and_a_refused_one_stays_open(small: Vocabulary) -> None:
    def report(*lines: str) -> Report:
        return assess(small.book, medicines(small, *lines).talk.state.answers())

    confirmed, unsure, refused = report("eliquiss", "y"), report("eliquiss", "u"), report("eliquiss", "n")
    assert finding(confirmed, "thinner").standing is Standing.HOLDS
    assert not any(point.name for point in confirmed.open)
    assert finding(unsure, "thinner").standing is Standing.ACTS
    assert [each.rule.id for each in refused.findings] == []
    for still in (unsure, refused):
        assert still_open(still)["medicines", "eliquiss"].missing is Missing.NOT_RECOGNISED


def test_each_question_about_a_name_repeats_what_was_typed(small: Vocabulary) -> None:
    said = medicines(small, "eliquiss, Benadryl, wassertabletten, stopped aspirin", "u", "u", "u", "u").text()
    assert "   'eliquiss': is this apixaban (Direct anticoagulant)?" in said
    assert "   'Benadryl' is not certain. Which is it?" in said
    assert "   2  cetirizine (UK) (no rule here is about it)" in said
    assert "   Which medicine is 'wassertabletten'? Until that is known it counts as: Water tablet." in said
    assert "   'stopped aspirin' is not certain. Which is it?" in said


CONDITIONS: dict[str, tuple[str, str, str, Tree]] = {
    "a near miss is shown by the line that it may tick": (
        "haemophillia",
        "y",
        "'haemophillia': is this Known bleeding disorder (haemophilia, von Willebrand, other)?",
        {"name": "bleeding.bleeding-disorder", "typed": "haemophillia"},
    ),
    "words that may mean one line are no kind of medicine": (
        "worst headache ever",
        "y",
        "'worst headache ever': is this Sudden, very bad headache, unlike any before?",
        {"name": "danger.worst-headache", "typed": "worst headache ever"},
    ),
    "a line that ticks what opens its question": (
        "IVF",
        "2",
        "'IVF' is not certain. Which is it?",
        {"name": "fertility.after-transfer", "typed": "IVF"},
    ),
    "a condition in doubt is not taken like a medicine": (
        "perhaps a stroke",
        "y",
        "'perhaps a stroke' is not certain. Which is it?",
        {"name": "nerves-mind.stroke", "typed": "perhaps a stroke"},
    ),
}


@pytest.mark.parametrize(("typed", "key", "asked", "kept"), CONDITIONS.values(), ids=CONDITIONS.keys())
def test_a_condition_is_confirmed_by_its_line(
    typed: str, key: str, asked: str, kept: Tree, vocabulary: Vocabulary
) -> None:
    (name,) = vocabulary.conditions(typed, SETTING)
    asking = confirming(vocabulary, Audience.PRACTITIONER)
    assert next(asking.name(name)).text == asked
    assert confirmed(asking.name(name), key) == kept
    assert isinstance(kept, dict)
    (meant,) = vocabulary.conditions(str(kept["name"]), SETTING)
    assert meant.taken is MatchStatus.RECOGNISED
    assert meant.concepts <= name.concepts


def test_stopping_while_a_name_is_asked_about_leaves_it_as_it_was_typed(small: Vocabulary) -> None:
    person = Person(small, {"medicines": ("eliquiss",)})
    with pytest.raises(Left):
        person.until_the_end()
    assert person.talk.state.tree()["medicines"] == ["eliquiss"]


def test_words_for_a_kind_in_doubt_that_are_still_taken_count_as_that_kind(small: Vocabulary) -> None:
    live = medicines(small, "aspirin and wassertabletten?", "y", "y").talk.state.answers()
    names = live[QuestionId("medicines")]
    assert isinstance(names, Names)
    assert [(name.typed, set(name.concepts)) for name in names.entries] == [
        ("aspirin", {"antiplatelet-aspirin"}),
        ("wassertabletten", {"diuretic"}),
    ]
    assert saved(live, small) == live


@pytest.mark.parametrize("line", ["none and warfarin", "1. warfarin 2. none", "warfarin and not sure"])
def test_a_word_that_a_file_has_for_something_else_is_no_failure_among_names(line: str, small: Vocabulary) -> None:
    person = Person(small, {"medicines": (line, "u")})
    person.until_the_end()
    assert saved(person.talk.state.answers(), small) == person.talk.state.answers()


def test_a_kind_of_medicine_the_rule_book_does_not_have_is_no_failure(small: Vocabulary) -> None:
    person = Person(small, {"medicines": ("acne tablets", "0")})
    person.until_the_end()
    assert saved(person.talk.state.answers(), small) == person.talk.state.answers()


# Every name that can be asked about


def test_whatever_is_chosen_can_be_read_and_is_what_was_chosen(vocabulary: Vocabulary) -> None:
    wrong = [
        f"{name.typed!r}, {name.name!r}, {key}: {problem}"
        for name in asked_about(vocabulary)
        for key in keys(name)
        for problem in misread(name, key, vocabulary)
    ]
    assert not wrong, f"{len(wrong)}: {wrong[:5]}"


def asked_about(vocabulary: Vocabulary) -> Iterator[Name]:
    """A slip in each known medicine, and each name that is always asked about."""
    known = [*dictionary.medicines().items(), *dictionary.harmless().items()]
    for each in dict.fromkeys(candidate for _, found in known for candidate in found.readings if candidate.name):
        yield Name("blarfoxin", MatchStatus.SUGGESTED, each.name, each.concepts, MatchMethod.FUZZY, (each,))
    for spelling, found in known:
        if found.ask:
            yield from vocabulary.medicines(spelling, SETTING)


def keys(name: Name) -> list[str]:
    """Every key but those for not sure: the kind of a medicine is asked for by name."""
    several = len(name.candidates) > 1
    if name.via is MatchMethod.PHRASE and not several:
        return []
    return [*(str(place) for place in range(1, len(name.candidates) + 1)), "0"] if several else ["y", "n"]


def misread(name: Name, key: str, vocabulary: Vocabulary) -> Iterator[str]:
    kept = confirmed(confirming(vocabulary).name(name), key)
    if kept is None:
        yield "not kept"
        return
    try:
        found = decode(node_of({"medicines": [kept]}, Origin("answers")), vocabulary, DAY)[QuestionId("medicines")]
    except InvalidFile as error:
        yield str(error)
        return
    assert isinstance(found, Names)
    refused = key in {"0", "n"}
    candidate = name.candidates[int(key) - 1 if key.isdecimal() and not refused else 0]
    wanted = (MatchStatus.UNRECOGNISED, frozenset()) if refused else (MatchStatus.RECOGNISED, candidate.concepts)
    if [(each.typed, each.taken, each.concepts) for each in found.entries] != [(name.typed, *wanted)]:
        yield f"{kept} is {[each.concepts for each in found.entries]}"


def test_whatever_condition_is_meant_can_be_kept_and_ticks_at_least_that(vocabulary: Vocabulary) -> None:
    readings = {each: None for found in vocabulary.condition_index().values() for each in found.readings}
    ticking = [each for each in readings if phrases.is_condition(each.concepts) and not each.name]
    assert len(ticking) > 300
    for meant in ticking:
        name = Name("blarfoxin", MatchStatus.SUGGESTED, "", meant.concepts, MatchMethod.FUZZY, (meant,))
        kept = confirmed(confirming(vocabulary).name(name), "y")
        entry = node_of({"conditions": [kept]}, Origin("answers"))
        answer = decode(entry, vocabulary, DAY)[QuestionId("conditions")]
        assert isinstance(answer, Names)
        assert answer.entries[0].concepts >= meant.concepts, kept


# Places

WHERE: dict[str, Meant] = {
    "a suggestion that is right": (
        ["ST4O left, LI4", "y"],
        [{"name": "ST40 left", "typed": "ST4O left"}, "LI4"],
        "ST40 Fenglong (left)",
    ),
    "a suggestion that is wrong": (
        ["ST4O", "n"],
        [{"name": "not listed", "typed": "ST4O"}],
        "'ST4O': not recognised",
    ),
    "a suggestion that may be right": (["ST4O", "u"], ["ST4O"], "'ST4O': is this ST40 Fenglong?"),
    "one of two of one name": (
        ["Yinjiao", "2"],
        [{"name": "CV7", "typed": "Yinjiao"}],
        "   'Yinjiao' is not certain. Which is it?",
    ),
    "none of two": (
        ["Yinjiao", "0"],
        [{"name": "not listed", "typed": "Yinjiao"}],
        "1, 2, 0 none of these, u unsure: ",
    ),
    "not sure which": (["Yinjiao", "u"], ["Yinjiao"], "   2  CV7 Yinjiao"),
    "nothing near": (["the funny bone, LI4"], ["the funny bone", "LI4"], "'the funny bone': not recognised"),
    "several in one are kept apart": (
        ["LI4 and ST4O", "y"],
        ["LI4", {"name": "ST40", "typed": "ST4O"}],
        "ST40 Fenglong",
    ),
    "back to the question, and written again": (["ST4O", "b", "ST40"], ["ST40"], "So far: ST4O"),
}


@pytest.mark.parametrize(("lines", "kept", "said"), WHERE.values(), ids=WHERE.keys())
def test_where_a_technique_is_planned_is_asked_about_too(
    lines: list[str], kept: Tree, said: str, small: Vocabulary
) -> None:
    person = Person(small, {"plan.manual-needling": tuple(lines)})
    assert person.until_the_end() is Ending.ALL_ASKED
    assert person.talk.state.tree()["plan"] == {"Manual needling": kept}
    assert said in person.text()
    assert saved(person.talk.state.answers(), small) == person.talk.state.answers()


@pytest.mark.parametrize(("lines", "kept", "said"), WHERE.values(), ids=WHERE.keys())
def test_the_place_of_an_answer_is_asked_about_too(lines: list[str], kept: Tree, said: str, small: Vocabulary) -> None:
    person = Person(small, {"numb": "yes", "numb-where": tuple(lines)})
    assert person.until_the_end() is Ending.ALL_ASKED
    assert person.talk.state.tree()["numb-where"] == kept
    assert said in person.text()
    assert saved(person.talk.state.answers(), small) == person.talk.state.answers()


def test_a_confirmed_place_shows_both_words_at_the_review(small: Vocabulary) -> None:
    person = Person(small, {"plan.manual-needling": ("ST4O left", "yes")})
    person.until_the_end()
    assert "Manual needling, where: ST40 left (ST4O left)" in person.text()


def test_a_place_not_known_among_others_keeps_the_list_open(small: Vocabulary) -> None:
    person = Person(small, {"numb": "yes", "numb-where": ("ST4O, u", "yes")})
    person.until_the_end()
    assert person.talk.state.tree()["numb-where"] == [{"name": "ST40", "typed": "ST4O"}, "not sure"]


def test_places_of_two_techniques_are_confirmed_one_by_one(small: Vocabulary) -> None:
    places: dict[str, Said] = {"plan.manual-needling": ("ST4O", "yes"), "plan.cupping": ("Yinjiao", "1")}
    person = Person(small, {"plan": ["manual-needling", "cupping"], **places})
    assert person.until_the_end() is Ending.ALL_ASKED
    assert person.talk.state.tree()["plan"] == {
        "Manual needling": [{"name": "ST40", "typed": "ST4O"}],
        "Cupping": [{"name": "GV28", "typed": "Yinjiao"}],
    }


# One name by itself


T = TypeVar("T")


def confirming(vocabulary: Vocabulary, audience: Audience = Audience.PATIENT) -> Confirming:
    return Confirming(vocabulary, SETTING, audience, Step(QuestionId("medicines")), lambda _: None)


def confirmed(asking: Asking[T], *lines: str) -> T:
    """What comes of the prompts when they are answered with *lines*, all of which are needed."""
    left = [*lines]
    try:
        next(asking)
        while left:
            asking.send(left.pop(0))
    except StopIteration as end:
        assert not left
        return cast("T", end.value)
    raise AssertionError("one more prompt waits for an answer")


def test_what_was_typed_against_a_name_is_not_asked_about_beside_it(small: Vocabulary) -> None:
    (given,) = small.medicines("warfarin", SETTING)
    answer = Names((given, replace(given, contradicts=True)))
    assert confirmed(confirming(small).names(answer, {})) == [written_name(given)]


@pytest.mark.parametrize(
    "name",
    [
        Name("warfarin", MatchStatus.RECOGNISED, "warfarin", frozenset({"anticoagulant-vka"}), MatchMethod.EXACT),
        Name("blarfoxin", MatchStatus.UNRECOGNISED),
        Name("warfarin", MatchStatus.SET_ASIDE, "warfarin", frozenset({"anticoagulant-vka"}), MatchMethod.EXACT),
        Name("the red tablets", MatchStatus.AMBIGUOUS),
    ],
    ids=lambda name: name.taken.value,
)
def test_what_is_certain_or_unknown_is_not_asked_about(name: Name, small: Vocabulary) -> None:
    assert confirmed(confirming(small).name(name)) is None


@pytest.mark.parametrize("place", [BodyPlace("LI4", "LI4", "LI4 Hegu"), BodyPlace("the funny bone")])
def test_a_place_that_is_certain_or_unknown_is_not_asked_about(place: BodyPlace, small: Vocabulary) -> None:
    assert confirmed(confirming(small).place(place)) is None


def test_a_kind_among_several_is_kept_as_the_kind(small: Vocabulary) -> None:
    kinds = tuple(Candidate("", frozenset({name})) for name in ("anticoagulant", "antiplatelet"))
    name = Name(
        "clot tablets",
        MatchStatus.AMBIGUOUS,
        "",
        frozenset({"anticoagulant", "antiplatelet"}),
        MatchMethod.PHRASE,
        kinds,
    )
    assert confirmed(confirming(small).name(name), "2") == {"class": "antiplatelet", "typed": "clot tablets"}
    with pytest.raises(Back):
        confirmed(confirming(small).name(name), "b")
    assert written_name(name) == "clot tablets"


# What is not confirmed, in the report

Ask = Callable[[str, str], Report]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """The report on needles at a place, where a rule for weak defences leaves them out at another."""
    folder = tmp_path_factory.mktemp("limits")

    def report(where: str, place: str) -> Report:
        rule = f"weak: when: {{immune: weak}}, limits: [{{where: [{where}], verdicts: {{needling: avoid}}}}]"
        vocabulary = Vocabulary(load(str(written(Path(folder / "book.yaml"), rule))).book)
        return assess(vocabulary.book, told(f"immune: [weak]\nplan: {{needles: [{place}]}}", vocabulary))

    return report


@pytest.mark.parametrize(
    ("where", "place", "level"),
    [
        ("LI4", "IG4", bounds(NONE, AVOID, AVOID)),  # LI4 or SI4: the worse of them acts
        ("hand", "IG4", bounds(AVOID, AVOID, AVOID)),  # both lie there
        ("arm", "Wuli", bounds(NONE, AVOID, AVOID)),
        ("LI4", "Ll-4", bounds(NONE, AVOID, AVOID)),  # LI4 or LR14, and perhaps neither
        ("ST36", "Ll-4", bounds(NONE, CAUTION, AVOID)),  # suggested elsewhere, and it could still be there
        ("leg", "ST4O", bounds(NONE, AVOID, AVOID)),
        ("leg", "the funny bone", bounds(NONE, CAUTION, AVOID)),
    ],
)
def test_a_place_that_is_not_certain_acts_at_its_worse_reading_and_stays_open(
    ask: Ask, where: str, place: str, level: Bounds[Level]
) -> None:
    report = ask(where, place)
    assert cell(report, "manual-needling", place).level == level
    assert still_open(report)["plan", place].missing is Missing.NOT_RECOGNISED


def test_a_name_of_two_points_that_both_lie_elsewhere_leaves_nothing_out(ask: Ask) -> None:
    level = cell(ask("ST36", "IG4"), "manual-needling", "IG4").level
    assert (level.found, level.stands) == (NONE, NONE)


@pytest.mark.parametrize("place", ["L4", "Shenmen", "temple", "ribs"])
def test_a_region_that_the_rule_book_does_not_have_is_no_failure(ask: Ask, place: str) -> None:
    assert still_open(ask("leg", place))


def test_what_was_meant_is_written_as_a_file_holds_it(small: Vocabulary) -> None:
    text = (
        "plan: {cupping: [{name: ST40 left, typed: ST4O left}]}\n"
        "medicines: [{name: apixaban, typed: eliquiss}, {class: diuretic, typed: wassertabletten}, {class: diuretic}]\n"
        "numb-where: [{name: CV7, typed: Yinjiao}, not sure]\n"
        "conditions: [{name: not listed, typed: diabetis}, {name: diabetes, typed: sugar}]\n"
    )
    answers = told(text, small)
    assert saved(answers, small) == answers
    assert as_tree(answers, small.book) == {
        "plan": {"cupping": [{"name": "ST40 left", "typed": "ST4O left"}]},
        "medicines": [
            {"name": "apixaban", "typed": "eliquiss"},
            {"class": "diuretic", "typed": "wassertabletten"},
            {"class": "diuretic"},
        ],
        "numb-where": [{"name": "CV7", "typed": "Yinjiao"}, "not sure"],
        "conditions": [{"name": "not listed", "typed": "diabetis"}, {"name": "diabetes", "typed": "sugar"}],
    }


# Names that other answers tell


TOLD: dict[str, tuple[dict[str, Said], str, Tree]] = {
    "a heart attack beside the tick of a stable heart": (
        {"heart-lungs": ["stable-heart"]},
        "heart attack 11 march",
        [{"name": "heart-lungs.stable-heart", "typed": "heart attack 11 march"}],
    ),
    "a cancer beside the tick of a past one": (
        {"cancer-immune": ["cancer-past"]},
        "breast cancer RIGHT 2022",
        [{"name": "cancer-immune.cancer-past", "typed": "breast cancer RIGHT 2022"}],
    ),
    "blood given beside the tick of it": (
        {"today": ["blood-donor"]},
        "gave blood at Lifeblood on Friday",
        [{"name": "today.blood-donor", "typed": "gave blood"}, "at Lifeblood on Friday"],
    ),
    "a last period at an age": (
        {"age": "52"},
        "LMP 2024",
        [{"name": "not listed", "typed": "LMP 2024"}],
    ),
}


@pytest.mark.parametrize(("said", "typed", "kept"), TOLD.values(), ids=TOLD.keys())
def test_a_name_that_other_answers_tell_is_not_asked_about(
    said: dict[str, Said], typed: str, kept: Tree, vocabulary: Vocabulary
) -> None:
    person = Person(vocabulary, {"age": "41", **said, "conditions": (typed,)})
    assert person.until_the_end() is Ending.ALL_ASKED
    assert person.talk.state.tree()["conditions"] == kept


@pytest.mark.parametrize(
    ("said", "typed", "reply"),
    [
        ({"heart-lungs": ["maybe stable-heart"]}, "heart attack 11 march", "u"),
        ({"age": "40", "pregnant": "no"}, "LMP 2024", "n"),
        ({"age": "52", "pregnant": "not sure"}, "LMP 2024", "n"),
    ],
)
def test_a_name_that_they_leave_open_is_asked_about(
    said: dict[str, Said], typed: str, reply: str, vocabulary: Vocabulary
) -> None:
    person = Person(vocabulary, {**said, "conditions": (typed, reply)})
    person.until_the_end()
    assert person.counts["conditions"] == 2


def test_what_is_past_and_was_confirmed_is_not_held_against_a_no(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"age": "34", "conditions": ("broke collarbone as a kid", "y")})
    assert person.until_the_end() is Ending.ALL_ASKED
    assert saved(person.talk.answers, vocabulary) == person.talk.answers
    assert not assess(vocabulary.book, person.talk.answers).contradictions


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("night sweats from letrozole, hot flushes", "'night sweats from letrozole': is this"),
        ("tinglin (in the arm)", "'tinglin (in the arm)': is this"),
        ("tinglin (migraine)", "'tinglin (migraine)': is this"),
    ],
)
def test_a_name_is_shown_with_its_cause_and_with_its_brackets(typed: str, shown: str, vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"conditions": (typed, "n", "n", "n")})
    prompt = person.until("conditions")
    while shown not in prompt.text:
        person.answer_as_usual(prompt)
        prompt = person.talk.prompt
    assert prompt.text.startswith(shown)
