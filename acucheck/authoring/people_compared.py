"""People by two rule books: whose outcome and whose cells moved, and by which rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from acucheck.answers import decode
from acucheck.assess import assess
from acucheck.authoring.examples import DAY
from acucheck.errors import InvalidFile
from acucheck.located import Node
from acucheck.model.answers import Answer, Answers, Name, NameKind, Names, Plan, Ticks
from acucheck.model.book import Question, RuleBook
from acucheck.model.difference import CellMove, PersonMove
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Outcome, Standing
from acucheck.model.report import Cell, Finding, Report
from acucheck.names.setting import Setting
from acucheck.names.vocabulary import Vocabulary
from acucheck.rulebook import RuleFile


def moved(id_: str, before: Report, after: Report) -> PersonMove | None:
    """What moved for one person; None where nothing did."""
    cells = tuple(_cell_moves(before, after))
    was, now = before.outcome.stands, after.outcome.stands
    if was == now and not cells:
        return None
    stricter = before if was > now else after
    no_more = _only_in(before, after)
    new = _only_in(after, before)
    return PersonMove(id_, was, now, cells, no_more, new, _deciding_rules(stricter))


def _cell_moves(before: Report, after: Report) -> Iterator[CellMove]:
    """The planned cells whose level moved."""
    now = _cells_by_place(after)
    for place_in_plan, cell in _cells_by_place(before).items():
        same = now.get(place_in_plan)
        if same is None or same.level.stands == cell.level.stands:
            continue
        technique, place = place_in_plan
        stricter = max(cell, same, key=lambda each: each.level.stands)
        yield CellMove(technique, place, cell.level.stands, same.level.stands, stricter.rules)


def _cells_by_place(report: Report) -> dict[tuple[str, str], Cell]:
    """Each planned cell, by its technique and place."""
    found: dict[tuple[str, str], Cell] = {}
    for line in report.techniques:
        if line.planned or line.assumed:
            for cell in (line.cell, *line.places):
                place = "" if cell.place is None else cell.place.typed
                found[cell.technique or cell.typed, place] = cell
    return found


def _counting(report: Report) -> list[Finding]:
    """The findings that count at their own levels."""
    return [finding for finding in report.findings if finding.standing >= Standing.ACTS]


def _only_in(report: Report, other: Report) -> tuple[str, ...]:
    """The rules that count in *report* and not in the *other* one."""
    counting = [finding.rule.id for finding in _counting(report)]
    elsewhere = {finding.rule.id for finding in _counting(other)}
    return tuple(rule_id for rule_id in counting if rule_id not in elsewhere)


def _deciding_rules(report: Report) -> tuple[str, ...]:
    """The rules that ask for the outcome that stands."""
    stands = report.outcome.stands
    found: list[str] = []
    for finding in _counting(report):
        decides = finding.outcome == stands
        if stands is Outcome.HELP:
            decides = finding.rule.urgent is not None
        if decides:
            found.append(finding.rule.id)
    return tuple(found)


def as_asked_by(answers: Answers, book: RuleBook, vocabulary: Vocabulary, setting: Setting) -> Answers:
    """*answers* as far as another rule book asks for them, with the names recognised anew by its own *vocabulary*."""
    found: dict[QuestionId, Answer] = {}
    for question_id, answer in answers.items():
        question = book.questions.get(question_id)
        if question is None:
            continue
        translated = _translated(answer, question, book, vocabulary, setting)
        if translated is not None:
            found[question_id] = translated
    return found


def _translated(
    answer: Answer, question: Question, book: RuleBook, vocabulary: Vocabulary, setting: Setting
) -> Answer | None:
    match answer:
        case Ticks():
            return _known_ticks(answer, question)
        case Names(entries, complete, not_named):
            again: list[Name] = []
            for entry in entries:
                again += _recognised_anew(entry, question, vocabulary, setting)
            return Names(tuple(again), complete, not_named)
        case Plan(items):
            known = {"", *book.techniques}
            return Plan(tuple(item for item in items if item.technique in known))
        case _:
            return answer


def _known_ticks(answer: Ticks, question: Question) -> Ticks | None:
    """The lines of *answer* that the question has; None where it has none of them."""
    known = frozenset(question.options)
    left = replace(answer, yes=answer.yes & known, maybe=answer.maybe & known)
    if (answer.yes or answer.maybe) and not (left.yes or left.maybe):
        return None
    return left


def _recognised_anew(entry: Name, question: Question, vocabulary: Vocabulary, setting: Setting) -> Iterator[Name]:
    """A name as the other book takes it. What was said of its use stays."""
    if entry.use is not None or entry.meant or entry.given_as_class:
        known = _known_to(vocabulary.book)
        yield replace(entry, concepts=entry.concepts & known)
    elif question.names is NameKind.MEDICINE:
        yield from vocabulary.medicines(entry.typed, setting)
    else:
        yield from vocabulary.conditions(entry.typed, setting)


def _known_to(book: RuleBook) -> frozenset[str]:
    """The classes of medicine and the lines of questions that a book has."""
    known: set[str] = set(book.concepts["medicine"])
    for question in book.questions.values():
        for option in question.options:
            known.add(f"{question.id}.{option}")
    return frozenset(known)


def example_people(files: Iterable[RuleFile]) -> Iterator[tuple[str, Answers]]:
    """The people of the examples of some rule books, as far as they can be read, each under the name of its rule."""
    for file in files:
        vocabulary = Vocabulary(file.book)
        for rule_id, examples in file.examples.items():
            for number, example in enumerate(examples, start=1):
                answers = _answers(example, vocabulary)
                if answers:
                    yield f"{rule_id} {number}", answers


def _answers(example: Node, vocabulary: Vocabulary) -> Answers:
    given = example.known_entry("given")
    if given is None or not given.known_pairs():
        return {}
    try:
        return decode(given, vocabulary, DAY)
    except InvalidFile:
        return {}


def compared(id_: str, answers: Answers, before: RuleBook, after: RuleBook, asked_before: Answers) -> PersonMove | None:
    """What moved for one person, whose answers each book takes as it asks for them."""
    return moved(id_, assess(before, asked_before), assess(after, answers))
