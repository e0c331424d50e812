"""The interview with its lines from a list: what is asked, what an answer is, and what comes of changing one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acucheck.answers import decode
from acucheck.assess import assess
from acucheck.interview import Interview, Stopped
from acucheck.interview.interview_state import Step
from acucheck.interview.typed_line import Again, answer_tree
from acucheck.interview.wording import Who
from acucheck.located import Origin, read_node, write_yaml
from acucheck.model.book import RuleBook
from acucheck.model.levels import Audience, Outcome
from acucheck.names.vocabulary import Vocabulary
from acucheck.render.as_json import as_json

DAY = date(2026, 11, 22)
NOBODY = "there is nobody left to answer"


class Person:
    """Somebody at the keyboard: lines in order, or by the question that is asked; counts lines and keys."""

    def __init__(self, vocabulary: Vocabulary, lines: Iterable[str]) -> None:
        self.lines = iter(lines)
        self.heard: list[str] = []
        self.typed: list[str] = []
        self.talk = Interview(vocabulary, DAY, self.answer, self.heard.append)

    def answer(self, hint: str) -> str:
        self.heard.append(hint)
        line = next(self.lines, None)
        if line is None:
            raise EOFError(NOBODY)
        self.typed.append(line)
        return line

    @property
    def keys(self) -> int:
        return sum(len(line) + 1 for line in self.typed)

    def until_the_end(self, who: Who | None = Who.SELF) -> Stopped:
        return self.talk.conduct(who)

    def said(self) -> str:
        return "\n".join(self.heard)


GATES_AFTER_PLAN = ["0", "34", "n", "0", "0", "0", "0", "0", "0", "0", "0", "0"]
"""Today, age, pregnant, bleeding, medicines, devices, heart, cancer, organs, nerves, skin, needles before."""

HEALTHY = ["0", "1", "u", *GATES_AFTER_PLAN, "y"]

PEOPLE = {
    "a healthy adult at home": HEALTHY,
    "on two medicines": [
        "0",
        "1",
        "u",
        "0",
        "68",
        "n",
        "1",
        "Eliquis 5 mg, metformin",
        "0",
        "0",
        "0",
        "0",
        "1",
        "0",
        "0",
        "0",
        "0",
        "y",
    ],
    "pregnant": ["0", "1", "LI4, PC6", "0", "31", "y", "12", "n", *["0"] * 10, "y"],
    "on chemotherapy": [
        "0",
        "1",
        "u",
        "0",
        "55",
        "n",
        "0",
        "capecitabine",
        "0",
        "0",
        "1",
        "2",
        "n",
        "n",
        "0",
        "0",
        "0",
        "0",
        "y",
    ],
    "a pacemaker": [
        "0",
        "1 3",
        "ST36",
        "u",
        "0",
        "72",
        "n",
        "0",
        "0",
        "1",
        "left chest",
        "0",
        "0",
        "0",
        "0",
        "0",
        "0",
        "y",
    ],
    "needle fear": ["0", "1", "u", "0", "29", "n", "0", "0", "0", "0", "0", "0", "0", "0", "1 3", "n", "y"],
}


@pytest.mark.parametrize("lines", PEOPLE.values(), ids=PEOPLE.keys())
def test_a_person_is_through_with_few_keys(lines: list[str], vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, lines)
    assert person.until_the_end() is Stopped.ALL_ASKED
    assert next(person.lines, None) is None
    assert len(person.talk.state.steps) <= 18
    assert person.keys <= 75


def test_a_healthy_adult_has_at_most_fifteen_questions_and_forty_five_keys(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, HEALTHY)
    person.until_the_end()
    assert len(person.talk.state.steps) == 15
    assert person.keys <= 45
    assert person.talk.outcome() is Outcome.NONE


def test_danger_signs_come_first_and_the_plan_second(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, HEALTHY)
    person.until_the_end()
    assert person.talk.state.steps[:3] == [Step("danger"), Step("plan"), Step("plan", "manual-needling")]


def test_an_urgent_sign_ends_the_questions_at_once(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, ["1"])
    assert person.until_the_end() is Stopped.URGENT
    assert person.talk.outcome() is Outcome.HELP
    assert len(person.typed) == 1


def test_not_sure_about_a_danger_sign_goes_on(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, ["1?", "1", "u", *GATES_AFTER_PLAN, "y"])
    assert person.until_the_end() is Stopped.ALL_ASKED
    assert person.talk.outcome() is Outcome.ASK


WRONG = [
    "",
    "   ",
    "x",
    "yes",
    "99",
    "0 1",
    "5??",
    "?5",
    "-1",
    "1.5",
    "1\n2",
    "a" * 10_000,
    "none",
    "N0",
    "B",
    "\x1b[A",
]


@pytest.mark.parametrize("line", WRONG)
def test_a_line_that_is_no_answer_records_nothing_and_asks_again(line: str, vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, [line] * 20)
    with pytest.raises(EOFError):
        person.until_the_end()
    assert person.talk.state.tree() == {}
    assert person.talk.state.steps == []


def test_a_question_mark_explains_and_asks_again(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, ["?", *HEALTHY])
    assert person.until_the_end() is Stopped.ALL_ASKED
    assert "These need a doctor first." in person.said()


def test_why_tells_how_to_find_out(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, ["0", "1", "u", "0", "34", "?", *GATES_AFTER_PLAN[2:], "y"])
    person.until_the_end()
    assert "To find out: a pregnancy test settles it." in person.said()


def test_back_at_the_first_question_stays_there(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, ["b", *HEALTHY])
    assert person.until_the_end() is Stopped.ALL_ASKED
    assert "This is the first question." in person.said()


def test_ten_questions_back_and_changed_the_follow_ups_are_taken_back_with_it(vocabulary: Vocabulary) -> None:
    lines = ["0", "1", "u", "0", "31", "y", "12", "n", *["0"] * 8]
    person = Person(vocabulary, [*lines, *["b"] * 11, "n", "0", "0", "y"])
    assert person.until_the_end() is Stopped.ALL_ASKED
    tree = person.talk.state.tree()
    assert tree["pregnant"] == "no"
    assert tree.keys().isdisjoint({"pregnancy-weeks", "maternity-team-agreed"})
    assert assess(vocabulary.book, person.talk.state.answers()).contradictions == ()
    assert Step("pregnancy-weeks") not in person.talk.state.steps


def test_a_changed_answer_asks_again_what_rests_on_it_and_compares(vocabulary: Vocabulary) -> None:
    lines = ["0", "1", "u", "0", "31", "y", "12", "n", *["0"] * 10, "6", "3", "0", "y"]
    person = Person(vocabulary, lines)
    assert person.until_the_end() is Stopped.ALL_ASKED
    assert "The outcome is still: go ahead with care." in person.said()


def test_the_outcome_before_and_after_a_change_is_shown(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, [*HEALTHY[:-1], "4", "2", "y"])
    person.until_the_end()
    assert "Before: no rule applies. Now: not today." in person.said()


def test_a_change_at_the_review_can_be_urgent(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, [*HEALTHY[:-1], "1", "1"])
    assert person.until_the_end() is Stopped.URGENT


def test_the_same_answer_again_asks_nothing_again(vocabulary: Vocabulary) -> None:
    lines = ["0", "1", "u", "0", "31", "y", "12", "n", *["0"] * 10, "6", "y", "y"]
    person = Person(vocabulary, lines)
    assert person.until_the_end() is Stopped.ALL_ASKED


def test_back_at_the_review_goes_to_the_last_question(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, [*HEALTHY[:-1], "b", "1", "99", "", "y"])
    assert person.until_the_end() is Stopped.ALL_ASKED
    assert person.talk.state.tree()["needles-before"] == ["first-time"]
    assert "So far: none" in person.said()


def test_names_are_read_back(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, PEOPLE["on two medicines"])
    person.until_the_end()
    assert "Eliquis 5 mg = brand of apixaban, Blood thinner" in person.said()


def test_ticks_are_read_back(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, ["0", "1", "u", "1? 3", *GATES_AFTER_PLAN[1:], "y"])
    person.until_the_end()
    assert "You said: Nothing eaten in the last few hours; maybe: Fever" in person.said()


def test_places_are_read_back_and_unknown_ones_named(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, ["0", "1", "LI4, the funny bone", *GATES_AFTER_PLAN, "y"])
    person.until_the_end()
    assert "LI4 Hegu" in person.said()
    assert "'the funny bone': not recognised" in person.said()


def test_an_unrecognised_name_opens_no_follow_up(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, ["0", "1", "u", "0", "34", "n", "0", "a tea", *["0"] * 7, "y"])
    assert person.until_the_end() is Stopped.ALL_ASKED


def test_a_plan_that_is_not_known_asks_for_no_place(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, ["0", "u", *GATES_AFTER_PLAN, "0", "y"])
    person.until_the_end()
    assert person.talk.state.tree()["plan"] == "not sure"
    assert len(person.talk.state.steps) == 15


def test_a_place_that_is_asked_for_cannot_be_nowhere(book: RuleBook) -> None:
    with pytest.raises(Again):
        answer_tree(book.questions["device-where"], "0")


@pytest.mark.parametrize(
    ("weeks", "asked"),
    [
        ("due 2020-01-01", "cannot be right: is the date wrong, or is the baby born?"),
        ("due 2029-01-01", "is the date wrong?"),
    ],
)
def test_weeks_that_cannot_be_right_are_questioned(weeks: str, asked: str, vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, ["0", "1", "u", "0", "31", "y", weeks, "n", "n", *["0"] * 10, "y"])
    person.until_the_end()
    assert asked in person.said()


def test_a_technique_reads_back_its_own_places_only(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, ["0", "1 9", "LI4", "upper back", *GATES_AFTER_PLAN, "0", "y"])
    person.until_the_end()
    assert person.said().count("LI4 Hegu") == 1


def test_the_review_is_in_the_order_of_the_questions_after_a_change(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, ["0", "1", "LI4", *GATES_AFTER_PLAN, "2", "1 9", "upper back", "0", "y"])
    person.until_the_end()
    assert person.talk.state.steps[1:4] == [
        Step("plan"),
        Step("plan", "manual-needling"),
        Step("plan", "cupping"),
    ]


def test_a_changed_plan_keeps_the_places_of_what_stays(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, ["0", "1 9", "LI4", "upper back", *GATES_AFTER_PLAN, "0", "2", "1 3", "ST36", "y"])
    person.until_the_end()
    assert person.talk.state.where == {"manual-needling": ["LI4"], "electroacupuncture": ["ST36"]}


@pytest.mark.parametrize("line", ["0", "1?", "x"])
def test_a_plan_is_numbers_without_doubt(line: str, vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, ["0", line])
    with pytest.raises(EOFError):
        person.until_the_end()
    assert "plan" not in person.talk.state.tree()


@pytest.mark.parametrize("line", ["0", "LI4?", "y", ",", "x" * 500, "LI4, u"])
def test_a_planned_place_is_named_or_not_known(line: str, vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, ["0", "1", line])
    with pytest.raises(EOFError):
        person.until_the_end()
    assert person.talk.state.where == {}


@pytest.mark.parametrize(("line", "who"), [("1", Who.SELF), ("2", Who.HELPER), ("3", Who.PRACTITIONER)])
def test_who_answers_is_asked_when_not_said(line: str, who: Who, vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, ["", "y", line, *HEALTHY])
    person.until_the_end(None)
    assert person.talk.who is who
    helped = "Answer for the person who will be treated" in person.said()
    assert helped is (who is Who.HELPER)
    assert (who.audience is Audience.PRACTITIONER) is (who is Who.PRACTITIONER)


def test_progress_never_says_less_than_what_comes(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, PEOPLE["pregnant"])
    person.until_the_end()
    totals = [int(line.split("]")[0].split()[-1]) for line in person.heard if line.startswith("[")]
    assert totals == sorted(totals)
    assert totals[-1] == len(person.talk.state.steps)


def test_weeks_and_numbers_are_checked_like_a_file(vocabulary: Vocabulary) -> None:
    person = Person(
        vocabulary, ["0", "1", "u", "0", "200", "soon", "31", "y", "many", "24+3", "n", "n", *["0"] * 10, "y"]
    )
    person.until_the_end()
    assert person.talk.state.tree()["age"] == "31"
    assert person.talk.state.tree()["pregnancy-weeks"] == "24+3"
    assert "Expected years from 0 to 120." in person.said()


@pytest.mark.parametrize(
    ("question", "line", "tree"),
    [
        ("bleeding", "1 5?", ["blood-thinner", "maybe easy-bleeding"]),
        ("bleeding", "1,2", ["blood-thinner", "antiplatelet"]),
        ("bleeding", "0", "none"),
        ("bleeding", "u", "not sure"),
        ("pregnant", "Y", "yes"),
        ("pregnant", "3", "could-be"),
        ("medicines", "aspirin; warfarin?", ["aspirin", "maybe warfarin"]),
        ("medicines", "none", "none"),
        ("medicines", "warfarin, ?", ["warfarin", "not sure"]),
        ("medicines", "aspirin, U", ["aspirin", "not sure"]),
        ("medicines", "Eliquis 2,5 mg", ["Eliquis 2,5 mg"]),
        ("medicines", "U", "not sure"),
        ("numb-where", "feet", ["feet"]),
        ("numb-where", "left foot, u", ["left foot", "not sure"]),
        ("age", " 34 ", "34"),
    ],
)
def test_a_line_becomes_what_an_answers_file_holds(question: str, line: str, tree: object, book: RuleBook) -> None:
    assert answer_tree(book.questions[question], line) == tree


@pytest.mark.parametrize("line", ["n", "no", "y", "1, 2", " ? ", ",,", "0?"])
def test_a_key_is_no_medicine(line: str, book: RuleBook) -> None:
    with pytest.raises(Again):
        answer_tree(book.questions["medicines"], line)


def lines_by_chance(draw: st.DataObject) -> Iterator[str]:
    """Lines that fit some question; a wrong one is simply asked again."""
    choices = st.sampled_from(
        [
            "0",
            "1",
            "2",
            "3",
            "u",
            "y",
            "n",
            "1 2?",
            "34",
            "12",
            "LI4, feet",
            "warfarin 3 mg, a tea",
            "left foot",
            "b",
            "?",
        ]
    )
    while True:
        yield draw.draw(choices)


@pytest.mark.usefixtures("quick")
@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.data())
def test_for_fifty_people_the_saved_answers_give_the_same_report(data: st.DataObject) -> None:
    vocabulary = shared_vocabulary()
    person = Person(vocabulary, (line for line, _ in zip(lines_by_chance(data), range(400), strict=False)))
    with suppress(EOFError):
        person.until_the_end()
    tree = person.talk.state.tree()
    if not tree:
        return
    saved = write_yaml(tree)
    root = read_node(saved, Origin("saved.yaml"))
    assert root is not None
    again = decode(root, vocabulary, DAY)
    live = person.talk.state.answers()
    assert again == live
    for audience in Audience:
        assert as_json(assess(vocabulary.book, again), audience) == as_json(assess(vocabulary.book, live), audience)


def shared_vocabulary() -> Vocabulary:
    """One vocabulary for all the examples of a property."""
    if not _SHARED:
        from acucheck.rulebook import default_rules, load  # noqa: PLC0415 - once, and only for this property

        _SHARED.append(Vocabulary(load(str(default_rules())).book))
    return _SHARED[0]


_SHARED: list[Vocabulary] = []
