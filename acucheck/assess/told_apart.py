"""Names of more than one meaning, told apart by what was answered to the questions themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from msgspec.structs import replace

from acucheck.assess.agreed_names import agreed_with, is_denied, question_of, standing_of_line
from acucheck.assess.not_pregnant import without_pregnancy
from acucheck.logic import urgent_lines
from acucheck.model.answers import (
    Answer,
    Answers,
    Candidate,
    Cue,
    MatchMethod,
    MatchStatus,
    Name,
    NameKind,
    Names,
    Ticks,
    names_given,
)
from acucheck.model.book import Question, RuleBook, once_for_each
from acucheck.model.ids import QuestionId
from acucheck.model.levels import FAILS, HOLDS, OPEN, Standing

_SAYS_MORE = frozenset({Cue.REASON, Cue.PLANNED, Cue.PAST, Cue.UNSURE})
"""Cues by which a name is not certain, and which a yes to its own line makes certain."""

_WORD = r"[\w'-]+"

_BY_NAME = frozenset({MatchMethod.EXACT, MatchMethod.BRAND})
"""How a medicine is known by a name of its own."""

_BESIDE = frozenset({Cue.REASON, Cue.PLANNED})
"""Cues of a medicine that is named to tell of something else, as in "since starting aspirin"."""


def told_apart(book: RuleBook, answers: Answers) -> Answers:
    """*answers* with each condition of more than one meaning taken as the one that was ticked as well.

    A meaning that goes against a no is dropped as long as another is left, but none by which a rule calls for help.
    What counts by a direct answer counts as before; a name of which every meaning was answered no stays as uncertain as
    it was, unless it says so little that nothing is left of it; a guess by few letters is then a word that nobody
    knows. Words beside a condition that agree with a no to it, such as "a cold, no fever" or "stroke ruled out",
    set it aside where every line of it was answered no as well. A medicine given as the reason of a complaint
    counts where it was named among the medicines as well, and of one that is known it stays in doubt only whether
    it counts. A name that ticks the milder of two lines may be the graver one too, where the list has a tick at
    neither. What was only guessed is no pregnancy or birth where there cannot be one.
    """
    changed: dict[QuestionId, Answer] = {}
    for question_id, answer in answers.items():
        if not isinstance(answer, Names):
            continue
        entries = tuple(chain.from_iterable(_each_apart(name, book, answers) for name in answer.entries))
        if entries != answer.entries:
            changed[question_id] = replace(answer, entries=entries)
    if not changed:
        return answers
    return {**answers, **changed}


def meaning_told(name: Name, book: RuleBook, answers: Answers) -> Candidate | None:
    """What a name in doubt means by a tick that was given, or by a medicine that was named; None while it is open."""
    told = _told_apart(without_pregnancy(name, book, answers), book, answers)
    if told == name or told.taken is not MatchStatus.RECOGNISED or not told.concepts:
        return None
    for meaning in name.candidates:
        if _standing_of_lines(meaning.concepts, answers) is HOLDS:
            return meaning
    return Candidate(told.name, told.concepts)


def graver_line(name: str, line: str, question: Question) -> str:
    """The graver line that stands beside *line*, where *name* may speak of it as well; else nothing."""
    milder = question.milder.get(line)
    if milder is None:
        return ""
    spelt = f" {' '.join(re.findall(_WORD, name.casefold()))} "
    if any(f" {word} " in spelt for word in milder.said_by):
        return ""
    return milder.line


def _each_apart(name: Name, book: RuleBook, answers: Answers) -> Iterator[Name]:
    """A name told apart, and behind it what it may be that is graver."""
    told = _told_apart(without_pregnancy(name, book, answers), book, answers)
    yield told
    if told.kind is NameKind.CONDITION and told.taken is MatchStatus.RECOGNISED and not told.meant:
        yield from _graver(told, book, answers)


def _graver(name: Name, book: RuleBook, answers: Answers) -> Iterator[Name]:
    """The name once more for each graver line that it may speak of, where the list was answered with neither line."""
    for question_id, line in _doubled_lines(book):
        question = book.questions[question_id]
        if f"{question_id}.{line}" not in name.concepts:
            continue
        graver = graver_line(name.typed, line, question)
        answer = answers.get(question_id)
        if graver and isinstance(answer, Ticks) and not (answer.yes | answer.maybe) & {line, graver}:
            concepts = frozenset({f"{question_id}.{graver}"})
            yield replace(name, taken=MatchStatus.AMBIGUOUS, name="", concepts=concepts, candidates=(), places=())


@once_for_each
def _doubled_lines(book: RuleBook) -> tuple[tuple[QuestionId, str], ...]:
    """The lines beside which a graver one stands, each with its question."""
    return tuple((question.id, line) for question in book.questions.values() for line in question.milder)


def _is_doubtful(name: Name) -> bool:
    if not name.concepts:
        return False
    maybe = name.taken is MatchStatus.MAYBE
    if name.kind is not NameKind.CONDITION:
        return _is_known_by_name(name) or (maybe and name.cue in _BESIDE)
    if maybe:
        return name.cue in _SAYS_MORE
    return name.taken is MatchStatus.AMBIGUOUS


def _told_apart(name: Name, book: RuleBook, answers: Answers) -> Name:
    if name.agreeing is not None and name.taken is not MatchStatus.SET_ASIDE:
        name = agreed_with(name, name.agreeing, book, answers)
    if _is_denied_guess(name, book, answers):
        return Name(name.typed, MatchStatus.UNRECOGNISED, kind=name.kind, cue=name.cue)
    if not _is_doubtful(name):
        return name
    if _is_known_by_name(name):
        return replace(name, taken=MatchStatus.MAYBE, candidates=())
    if name.kind is not NameKind.MEDICINE:
        return _condition_told_apart(name, book, answers)
    if name.name in _certain_medicines(answers):
        return replace(name, taken=MatchStatus.RECOGNISED, cue=None)
    return name


def _is_denied_guess(name: Name, book: RuleBook, answers: Answers) -> bool:
    """Whether a condition is near to a name by few of its letters alone, and each line of that was answered no.

    By which a rule calls for help stays a guess.
    """
    is_guess = name.kind is NameKind.CONDITION and name.via is MatchMethod.FUZZY and name.little and not name.meant
    if not is_guess or not name.concepts.isdisjoint(urgent_lines(book)):
        return False
    return _is_closed(Candidate("", name.concepts), book, answers)


def _condition_told_apart(name: Name, book: RuleBook, answers: Answers) -> Name:
    """A condition as the meaning that was ticked, or without the meanings that were answered no."""
    meanings = name.candidates or (Candidate(name.name, name.concepts),)
    ticked: list[Candidate] = []
    others: list[Candidate] = []
    denied: list[Candidate] = []
    for meaning in meanings:
        standing = _standing_of_lines(meaning.concepts, answers)
        kind = ticked if standing is HOLDS else others
        kind.append(meaning)
        if standing is FAILS:
            denied.append(meaning)
    if ticked and not any(_meaning_may_be(each, book, answers) for each in others):
        return replace(name, taken=MatchStatus.RECOGNISED, concepts=_concepts_of(ticked), candidates=(), cue=None)
    if name.little and all(each in denied or _is_closed(each, book, answers) for each in meanings):
        return replace(name, taken=MatchStatus.RECOGNISED, concepts=frozenset(), candidates=())
    possible = [each for each in meanings if _is_urgent(each, book) or each not in denied]
    if not possible or len(possible) == len(meanings):
        return name
    return replace(name, concepts=_concepts_of(possible), candidates=tuple(possible))


def _is_closed(meaning: Candidate, book: RuleBook, answers: Answers) -> bool:
    """Whether each line of a meaning was answered no, or its question was not asked because of a no."""
    return all(is_denied(line, book, answers) for line in meaning.concepts)


def _is_known_by_name(name: Name) -> bool:
    """Whether it is plain which medicine is meant, and in doubt only whether it is of its class, as of valerian."""
    if name.kind is not NameKind.MEDICINE or name.taken is not MatchStatus.SUGGESTED:
        return False
    return name.via in _BY_NAME and len(name.candidates) == 1


def _certain_medicines(answers: Answers) -> Iterator[str]:
    """The medicines that are named for certain."""
    for _, name in names_given(answers):
        if name.kind is NameKind.MEDICINE and name.taken is MatchStatus.RECOGNISED:
            yield name.name


def _concepts_of(meanings: Iterable[Candidate]) -> frozenset[str]:
    """What several meanings count as together."""
    found: set[str] = set()
    for meaning in meanings:
        found |= meaning.concepts
    return frozenset(found)


def _meaning_may_be(meaning: Candidate, book: RuleBook, answers: Answers) -> bool:
    """Whether a meaning that was not ticked is open nevertheless.

    A follow-up without an answer is open by itself, where it is to be asked at all, and so is what may be.
    """
    if _is_urgent(meaning, book):
        return True
    if any(_is_maybe(line, answers) for line in meaning.concepts):
        return False
    if _standing_of_lines(meaning.concepts, answers) is FAILS:
        return False
    return any(_is_line_left_open(line, book, answers) for line in meaning.concepts)


def _is_line_left_open(line: str, book: RuleBook, answers: Answers) -> bool:
    """Whether a line is to be asked about and was not answered."""
    question_id = question_of(line)
    asked = book.questions[question_id].gate is None or question_id in answers
    return asked and standing_of_line(line, answers) is OPEN


def _is_urgent(meaning: Candidate, book: RuleBook) -> bool:
    """Whether a rule calls for help by a meaning alone."""
    return not meaning.concepts.isdisjoint(urgent_lines(book))


def _standing_of_lines(lines: frozenset[str], answers: Answers) -> Standing:
    """HOLDS when all of some lines were ticked, FAILS when one was answered no, and else OPEN."""
    return min(standing_of_line(line, answers) for line in lines)


def _is_maybe(line: str, answers: Answers) -> bool:
    """Whether a line was ticked as not sure."""
    answer = answers.get(question_of(line))
    if not isinstance(answer, Ticks) or answer.old:
        return False
    return line.partition(".")[2] in answer.maybe
