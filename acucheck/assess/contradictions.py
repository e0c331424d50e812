"""What was said and cannot all be so. It is never resolved to the mild side: what counts for more counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from acucheck.assess.engine import Evaluation
from acucheck.logic import Test, read_by_rules, tested_words, tests
from acucheck.model.answers import Answer, MatchStatus, Name, NameKind, Names, Ticks, Use
from acucheck.model.book import PLAN, AnswerKind, Question, RuleBook, Word, once_for_each
from acucheck.model.ids import QuestionId, RuleId
from acucheck.model.levels import ACTS, FAILS, Level, Outcome
from acucheck.model.report import CONTRADICTED, Conflict, Contradiction

_RECOGNISED, _SET_ASIDE = MatchStatus.RECOGNISED, MatchStatus.SET_ASIDE
_NO = "no"

_Line = tuple[QuestionId, frozenset[str]]  # a question, and lines or options there


class _Found(Struct, frozen=True):
    """Two things that go against each other, before it is known what comes of that."""

    kind: Conflict
    asked: QuestionId
    question: QuestionId
    lines: frozenset[str]
    name: Name | None
    counts: tuple[_Line, ...]  # what counts because of it


def contradictions(evaluation: Evaluation) -> tuple[Contradiction, ...]:
    """Every contradiction, in the order of what was said."""
    found = dict.fromkeys(_with_consequences(each, evaluation) for each in _conflicts(evaluation))
    return tuple(found)


def _conflicts(evaluation: Evaluation) -> Iterator[_Found]:
    for asked, name in evaluation.said.named:
        if not _agrees(asked, name, evaluation):
            yield from _conflicts_of_name(asked, name, evaluation)
    for closed in evaluation.denied:
        against = list(_behind(evaluation.book.questions[closed], evaluation))
        if not all(_is_lifted(found, evaluation) for found in against):
            yield from against


def _agrees(asked: QuestionId, name: Name, evaluation: Evaluation) -> bool:
    """Whether it is plain that a name contradicts nothing, as nearly every medicine does."""
    if name.kind is not NameKind.MEDICINE or name.contradicts or not _asks_for_medicines(asked, evaluation):
        return False
    settled_by = evaluation.book.questions[asked].settled_by
    for concept in name.concepts:
        direct = settled_by.get(concept)
        if direct is not None:
            told = evaluation.answers.get(direct.question)
            if type(told) is Ticks and (name.use is not None or direct.words.isdisjoint(told.yes)):
                return False
    return True


def _conflicts_of_name(asked: QuestionId, name: Name, evaluation: Evaluation) -> Iterator[_Found]:
    """What one name goes against."""
    if name.taken is _SET_ASIDE:
        if name.use is Use.NOT_TAKEN:
            yield from _ticked_all_the_same(asked, name, evaluation)
        return
    if name.contradicts:
        counts = tuple(_counts_as(asked, name, evaluation))
        yield _Found(Conflict.TYPED, asked, asked, frozenset(), name, counts)
    if name.taken is _RECOGNISED and not _is_purpose_cleared(name, evaluation):
        yield from _against_a_no(asked, name, evaluation)


def _ticked_all_the_same(asked: QuestionId, name: Name, evaluation: Evaluation) -> Iterator[_Found]:
    """The lines that were ticked and mean a medicine that is not taken, and no other."""
    for line in _direct(asked, name, evaluation):
        question, words = line
        if _is_ticked(question, words, evaluation) and not _named_otherwise(question, words, name, evaluation):
            yield _Found(Conflict.NOT_TAKEN, asked, question, words, name, (line,))


def _against_a_no(asked: QuestionId, name: Name, evaluation: Evaluation) -> Iterator[_Found]:
    """The direct questions that were answered no, though the name counts for something there."""
    for question, lines in _direct(asked, name, evaluation):
        if _denied(question, lines, evaluation) and not _is_ruled_out_by_no_plain_no(question, name, evaluation):
            counts = tuple(_counts_as(asked, name, evaluation))
            if _weighs(counts, evaluation.book):
                yield _Found(Conflict.NAMED, asked, question, lines, name, counts)


def _is_ruled_out_by_no_plain_no(question: QuestionId, name: Name, evaluation: Evaluation) -> bool:
    """Whether a condition ticks a line of a follow-up that may be so of whoever answered that question no."""
    if name.kind is not NameKind.CONDITION:
        return False
    for concept in name.concepts:
        asked, line = concept.split(".", 1)
        follow_up = evaluation.book.questions[QuestionId(asked)]
        opened_by = {test.question for test in tests(follow_up.gate, evaluation.book.facts)}
        if line in follow_up.said_as_no and question in opened_by:
            return True
    return False


def _weighs(counts: Iterable[_Line], book: RuleBook) -> bool:
    """Whether a rule above `note` reads any of this; what no such rule reads goes against nothing."""
    read = _weighty(book)
    return any(not lines.isdisjoint(read.get(question, ())) for question, lines in counts)


@once_for_each
def _weighty(book: RuleBook) -> dict[QuestionId, frozenset[str]]:
    return read_by_rules(book)


def _is_purpose_cleared(name: Name, evaluation: Evaluation) -> bool:
    """Whether the question of what such a medicine is for was answered with what clears, or is open by itself."""
    if name.kind is not NameKind.MEDICINE:
        return False
    for question in evaluation.book.questions.values():
        if question.clears and _is_about(question, name) and _may_clear(evaluation.counted(question.id), question):
            return True
    return False


def _is_about(question: Question, medicine: Name) -> bool:
    """Whether a question is asked because of such a medicine."""
    gate = question.gate
    return isinstance(gate, Word) and not gate.words.isdisjoint(medicine.concepts)


def _may_clear(told: Answer | None, question: Question) -> bool:
    """Whether what was told clears; of what a medicine is for, that is open until it is told."""
    if told is None:
        return _NO not in question.options
    return isinstance(told, Ticks) and bool(told.yes) and told.yes <= question.clears


def _direct(asked: QuestionId, name: Name, evaluation: Evaluation) -> Iterator[_Line]:
    """The direct questions that would have been yes, going by the name."""
    if name.kind is NameKind.CONDITION:
        for concept in sorted(name.concepts):
            question, line = concept.split(".", 1)
            yield QuestionId(question), frozenset({line})
        return
    for among in _answering_questions(asked, evaluation):
        if among != asked:
            yield among, frozenset()
        if among in evaluation.gates:
            yield from _settling(evaluation.book.questions[among], name)


def _settling(asked: Question, name: Name) -> Iterator[_Line]:
    """The direct questions about what a medicine is, with the lines there that say it."""
    for concept in sorted(name.concepts):
        direct = asked.settled_by.get(concept)
        if direct is not None:
            yield direct.question, direct.words


def _answering_questions(asked: QuestionId, evaluation: Evaluation) -> Iterable[QuestionId]:
    """The questions about medicines that a medicine given under *asked* is an answer to."""
    if _asks_for_medicines(asked, evaluation):
        return (asked,)
    return [question for question in evaluation.book.questions if _asks_for_medicines(question, evaluation)]


def _asks_for_medicines(question: QuestionId, evaluation: Evaluation) -> bool:
    asked = evaluation.book.questions[question]
    return asked.names is NameKind.MEDICINE


def _counts_as(asked: QuestionId, name: Name, evaluation: Evaluation) -> Iterator[_Line]:
    """What a name counts as."""
    if name.kind is NameKind.CONDITION:
        yield from _direct(asked, name, evaluation)
        return
    medicines = evaluation.book.concepts["medicine"]
    covered = [medicines[concept].covers for concept in name.concepts]
    words = name.concepts.union(*covered)
    for among in _answering_questions(asked, evaluation):
        yield among, words


def _denied(question: QuestionId, lines: frozenset[str], evaluation: Evaluation) -> bool:
    """Whether all of *lines* were answered no; without lines, whether it was said that there are no names.

    Of choices another was made; one that stands for not sure is no no. Nobody said no to a line that is not offered, as
    it is about another plan.
    """
    told = evaluation.counted(question)
    if not lines:
        return type(told) is Names and told.complete and not told.entries and not told.old
    if type(told) is not Ticks or told.old:
        return False
    if not lines.isdisjoint(told.yes | told.maybe):
        return False
    if not any(evaluation.offered(question, line) for line in lines):
        return False
    asked = evaluation.book.questions[question]
    if asked.kind is AnswerKind.MANY:
        return True
    if _NO in told.yes:
        return not lines <= asked.said_as_no
    return asked.not_sure not in told.yes and asked.not_sure not in lines


def _is_ticked(question: QuestionId, lines: frozenset[str], evaluation: Evaluation) -> bool:
    told = evaluation.counted(question)
    return type(told) is Ticks and not lines.isdisjoint(told.yes)


def _named_otherwise(question: QuestionId, lines: frozenset[str], name: Name, evaluation: Evaluation) -> bool:
    """Whether another name, of a medicine that is taken, is what was ticked."""
    for asked, each in evaluation.said.named:
        taken = each.taken is not _SET_ASIDE and each.kind is name.kind
        if taken and (question, lines) in _direct(asked, each, evaluation):
            return True
    return False


def _behind(closed: Question, evaluation: Evaluation) -> Iterator[_Found]:
    """What the answer to a question with a closed gate goes against; nothing where only the plan closes it."""
    told_elsewhere = evaluation.said.ticked.get(closed.id, ())
    named = [part for part in told_elsewhere if part.missing is not CONTRADICTED]
    by: set[tuple[QuestionId, Name | None]] = {(closed.id, None)}
    by.update((part.question, part.entry) for part in named)
    counting: list[_Line] = [(closed.id, frozenset(closed.options))]
    for each in evaluation.implied:
        if (each.asked, each.name) in by:
            counting.append((each.question, each.words))
    counts = tuple(counting)
    for question, lines in dict.fromkeys(_closing(closed, evaluation)):
        if closed.id in evaluation.answers:
            yield _Found(Conflict.FOLLOW_UP, closed.id, question, lines, None, counts)
        for part in named:
            yield _Found(Conflict.FOLLOW_UP, part.question, question, lines, part.entry, counts)


def _is_lifted(found: _Found, evaluation: Evaluation) -> bool:
    """Whether other answers lift every rule above `note` that reads what counts: then both can be so.

    A number that goes against it, such as an age, has no lines, and lifts nothing.
    """
    if not found.lines or not _weighs(found.counts, evaluation.book):
        return False
    bearing = [graded for graded in evaluation.bearing_on(found.counts) if graded.rule.strictest > Level.NOTE]
    return all(graded.standing is FAILS for graded in bearing)


def _closing(closed: Question, evaluation: Evaluation) -> Iterator[_Line]:
    """The answers that close a gate: to the questions it is about, or to those which these rest on."""
    book = evaluation.book
    for test in tests(closed.gate, book.facts):
        question = book.questions[test.question]
        answered = question.id in evaluation.answers and not _is_said_as_no(test, closed, evaluation)
        if answered and evaluation.test_by_itself(test) is FAILS:
            yield question.id, tested_words(test)
        elif question.id in evaluation.opened:
            yield from _closing(question, evaluation)


def _is_said_as_no(test: Test, closed: Question, evaluation: Evaluation) -> bool:
    """Whether a test is of the plan, or whoever answered it no may be what the question *closed* by it was told."""
    if test.question == PLAN:
        return True
    told = evaluation.answers.get(test.question)
    if not isinstance(told, Ticks) or _NO not in told.yes:
        return False
    of_closed = evaluation.answers.get(closed.id)
    ticked = of_closed.yes if isinstance(of_closed, Ticks) else frozenset[str]()
    is_said = bool(ticked) and ticked <= closed.said_as_no
    return is_said or tested_words(test) <= evaluation.book.questions[test.question].said_as_no


def _with_consequences(found: _Found, evaluation: Evaluation) -> Contradiction:
    """The contradiction with the rules that count by it; serious by its question, or by what it could come to."""
    book = evaluation.book
    questions = [found.question, *(question for question, _ in found.counts)]
    serious = any(book.questions[question].ask_if_contradicted for question in questions)
    rules: list[RuleId] = []
    for graded in evaluation.bearing_on(found.counts):
        if graded.outcome.worst >= Outcome.CHANGE or graded.rule.urgent is not None:
            serious = True
        if graded.standing >= ACTS:
            rules.append(graded.rule.id)
    lines = tuple(sorted(found.lines))
    return Contradiction(found.kind, found.asked, found.question, lines, found.name, serious, tuple(rules))
