"""People by two rule books: whose outcome and whose cells moved, and by which rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from acucheck.answers import decode
from acucheck.assess import assess
from acucheck.authoring.examples import DAY, given_answers
from acucheck.errors import InvalidFile
from acucheck.located import Node
from acucheck.model.answers import Answer, Answers, Name, NameKind, Names, Plan, Ticks
from acucheck.model.book import Question, RuleBook
from acucheck.model.difference import CellMove, PersonMove
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Outcome, Standing
from acucheck.model.report import Cell, Report
from acucheck.names.setting import Setting
from acucheck.names.vocabulary import Vocabulary
from acucheck.rulebook import RuleFile


def moved(id_: str, before: Report, after: Report) -> PersonMove | None:
    """What moved for one person; None where nothing did."""
    cells = tuple(_cell_moves(before, after))
    if before.outcome.stands == after.outcome.stands and not cells:
        return None
    counting_before, counting_after = _counting_names(before), _counting_names(after)
    return PersonMove(
        id_,
        before.outcome.stands,
        after.outcome.stands,
        cells,
        tuple(rule_id for rule_id in counting_before if rule_id not in counting_after),
        tuple(rule_id for rule_id in counting_after if rule_id not in counting_before),
        _deciding(before if before.outcome.stands > after.outcome.stands else after),
    )


def _cell_moves(before: Report, after: Report) -> Iterator[CellMove]:
    """The planned cells whose level moved."""
    was, now = _cells_by_place(before), _cells_by_place(after)
    for (technique, place), cell in was.items():
        same = now.get((technique, place))
        if same is not None and same.level.stands != cell.level.stands:
            stricter = max(cell, same, key=lambda each: each.level.stands)
            yield CellMove(technique, place, cell.level.stands, same.level.stands, stricter.rules)


def _cells_by_place(report: Report) -> dict[tuple[str, str], Cell]:
    """Each planned cell, by its technique and place."""
    found: dict[tuple[str, str], Cell] = {}
    for line in report.techniques:
        if line.planned or line.assumed:
            for cell in (line.cell, *line.places):
                place = cell.place.typed if cell.place is not None else ""
                found[cell.technique or cell.typed, place] = cell
    return found


def _counting_names(report: Report) -> list[str]:
    return [finding.rule.id for finding in report.findings if finding.standing >= Standing.ACTS]


def _deciding(report: Report) -> tuple[str, ...]:
    """The rules that ask for the outcome that stands."""
    stands = report.outcome.stands
    counting = [finding for finding in report.findings if finding.standing >= Standing.ACTS]
    if stands is Outcome.HELP:
        return tuple(finding.rule.id for finding in counting if finding.rule.urgent is not None)
    return tuple(finding.rule.id for finding in counting if finding.outcome == stands)


def as_asked_by(answers: Answers, book: RuleBook, vocabulary: Vocabulary, setting: Setting) -> Answers:
    """*answers* as far as another rule book asks for them, with the names recognised anew by its own *vocabulary*."""
    found: dict[QuestionId, Answer] = {}
    for question_id, answer in answers.items():
        question = book.questions.get(question_id)
        translated = _translated(answer, question, book, vocabulary, setting) if question is not None else None
        if translated is not None:
            found[question_id] = translated
    return found


def _translated(
    answer: Answer, question: Question, book: RuleBook, vocabulary: Vocabulary, setting: Setting
) -> Answer | None:
    match answer:
        case Ticks(yes, maybe):
            known = frozenset(question.options)
            left = replace(answer, yes=yes & known, maybe=maybe & known)
            return left if left.yes | left.maybe or not yes | maybe else None
        case Names(entries, complete, not_named):
            again = [name for entry in entries for name in _recognised_anew(entry, question, vocabulary, setting)]
            return Names(tuple(again), complete, not_named)
        case Plan(items):
            return Plan(tuple(item for item in items if not item.technique or item.technique in book.techniques))
        case _:
            return answer


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
    lines = {f"{question.id}.{option}" for question in book.questions.values() for option in question.options}
    return frozenset({*book.concepts["medicine"], *lines})


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
    pairs = given_answers(example)
    if not pairs:
        return {}
    try:
        given = next(value for key, value in example.pairs() if key.content == "given")
        return decode(given, vocabulary, DAY)
    except InvalidFile:
        return {}


def compared(id_: str, answers: Answers, before: RuleBook, after: RuleBook, asked_before: Answers) -> PersonMove | None:
    """What moved for one person, whose answers each book takes as it asks for them."""
    return moved(id_, assess(before, asked_before), assess(after, answers))
