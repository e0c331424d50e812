"""Anybody: random answers to the questions of a rule book, with names as awkward as people type them."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st
from msgspec.structs import replace

from acucheck.located.characters import visible
from acucheck.model.answers import (
    NOT_SURE,
    Answer,
    Answers,
    BodyPlace,
    Cue,
    MatchStatus,
    Name,
    NameKind,
    Names,
    NoSuchWeek,
    Places,
    Plan,
    Planned,
    Quantity,
    Ticks,
    Use,
)
from acucheck.model.book import AnswerKind, Question
from acucheck.names.setting import Setting
from acucheck.names.vocabulary import Vocabulary

CONTROLLED = "\x1b[31mred\x1b[0m \x07"
"""No reader lets control characters in; a report made without one may hold them."""

AWKWARD = (
    "ワーファリン 5 mg",
    "\U0001f469\u200d\U0001f52c\U0001f48a pills",
    "\u202eniripsa",
    "حبوب منع الحمل",
    CONTROLLED,
    "w" * 200,
    "药" * 90,
    "[bold]tea[/bold] <b>&amp;</b> *x* `y`",
    "# none: - a, {b: c}, 'd' \"e\"",
    "e\u0301\u0327 caf\xe9",
    "null",
    "12:30",
    "~",
    "yes",
    "=",
)
MEDICINES = ("Eliquis 5 mg", "warfarin", "aspirin", "ibuprofen", "blood thinner", "metformin", "paracetamol", "Humira")
CONDITIONS = ("diabetes", "Epilepsy, or a seizure in the past", "pacemaker", "a sore knee")
PLACES = ("LI4 left", "ST36", "SP6", "GB21 right", "left foot", "chest", "lower back", "Zhongfu", "Yinjiao", "my knee?")
TECHNIQUES = ("needles", "electroacupuncture", "hijama", "cupping", "massage", "moxa", "leeches", "laser")
RESERVED = ("none", "not sure", "not named")


def typed(known: tuple[str, ...]) -> st.SearchStrategy[str]:
    """A name as an answers file holds it: on one line, all of it to be seen, and not one of the fixed words."""
    letters = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    anything = st.text(letters, min_size=1, max_size=20)
    names = st.one_of(st.sampled_from(known), st.sampled_from(AWKWARD), anything)
    return names.map(lambda text: " ".join(visible(text).split())).filter(
        lambda text: text != "" and text.lower() not in RESERVED and not text.lower().startswith("maybe ")
    )


def answers(vocabulary: Vocabulary, day: date) -> st.SearchStrategy[Answers]:
    """Answers to as many questions as somebody with a long history is asked; mostly with a plan and medicines."""
    each = {question.id: answer(question, vocabulary, day) for question in vocabulary.book.questions.values()}

    @st.composite
    def some(draw: st.DrawFn) -> Answers:
        often = draw(st.sets(st.sampled_from(["plan", "medicines", "conditions"])))
        others = draw(st.sets(st.sampled_from(list(each)), max_size=16))
        return {name: draw(one) for name, one in each.items() if name in often | others}

    return some()


def answer(question: Question, vocabulary: Vocabulary, day: date) -> st.SearchStrategy[Answer]:
    """Any answer to one question, "not sure" among them."""
    return st.one_of(st.just(NOT_SURE), _answer(question, vocabulary, day))


def _answer(question: Question, vocabulary: Vocabulary, day: date) -> st.SearchStrategy[Answer]:
    match question.kind:
        case AnswerKind.MANY:
            lines = st.frozensets(st.sampled_from(sorted(question.options)))
            return st.builds(lambda yes, maybe: Ticks(yes, maybe - yes), lines, lines)
        case AnswerKind.ONE:
            return st.sampled_from(sorted(question.options)).map(lambda option: Ticks(frozenset({option})))
        case AnswerKind.NAMES:
            one = (
                _medicine(vocabulary, day)
                if question.names is NameKind.MEDICINE
                else _named(CONDITIONS, vocabulary).map(lambda name: vocabulary.conditions(name, Setting(day))[0])
            )
            return st.builds(
                lambda names, complete: Names(tuple(names), complete), st.lists(one, max_size=4), st.booleans()
            )
        case AnswerKind.PLACES:
            return st.builds(lambda places, known: Places(tuple(places), known), _places(vocabulary), st.booleans())
        case AnswerKind.NUMBER:
            whole = st.integers(int(question.low), int(question.high))
            return whole.map(lambda number: Quantity(str(number), float(number)))
        case AnswerKind.GESTATION:
            weeks = st.integers(7, 42 * 7 + 6).map(lambda days: Quantity(f"{days // 7}+{days % 7}", days))
            return st.one_of(weeks, st.integers(-400, 400).map(lambda days: _due(day, days)))
        case AnswerKind.PLAN:
            techniques = st.dictionaries(typed(TECHNIQUES), _places(vocabulary), min_size=1, max_size=3)
            return techniques.map(
                lambda plan: Plan(tuple(_planned(key, value, vocabulary) for key, value in plan.items()))
            )


def _named(known: tuple[str, ...], vocabulary: Vocabulary) -> st.SearchStrategy[str]:
    """Words that are not read as saying only that there is something."""
    return typed(known).filter(lambda name: not vocabulary.is_not_named(name))


def _medicine(vocabulary: Vocabulary, day: date) -> st.SearchStrategy[Name]:
    named = _named(MEDICINES, vocabulary).map(lambda name: vocabulary.medicines(name, Setting(day))[0])
    aside = named.filter(lambda name: bool(name.concepts)).map(
        lambda name: replace(name, taken=MatchStatus.SET_ASIDE, use=Use.NOT_TAKEN, cue=None)
    )
    maybe = named.filter(lambda name: name.taken in {MatchStatus.RECOGNISED, MatchStatus.AMBIGUOUS})
    return st.one_of(
        named,
        aside,
        maybe.map(lambda name: replace(name, taken=MatchStatus.MAYBE, cue=Cue.UNSURE)),
        st.sampled_from(sorted(vocabulary.book.concepts["medicine"])).map(
            lambda name: Name(name, MatchStatus.RECOGNISED, "", frozenset({name}), meant=name, given_as_class=True)
        ),
    )


def _places(vocabulary: Vocabulary) -> st.SearchStrategy[list[BodyPlace]]:
    return st.lists(typed(PLACES).map(lambda name: vocabulary.places(name)[0]), max_size=3)


def _planned(technique: str, places: list[BodyPlace], vocabulary: Vocabulary) -> Planned:
    return Planned(technique, vocabulary.technique(technique), tuple(places))


def _due(day: date, left: int) -> Quantity | NoSuchWeek:
    """A due date so many days after *day*."""
    words = f"due {day + timedelta(days=left)}"
    days = 280 - left
    return Quantity(words, days) if 7 <= days <= 42 * 7 + 6 else NoSuchWeek(words, days > 280)
