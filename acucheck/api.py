"""acucheck from Python: read a rule book once, assess one person after the other. Nothing is printed or written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from acucheck import answers as answers_files
from acucheck.assess import assess as _assess
from acucheck.errors import AcucheckError, InvalidAnswers, InvalidFile, InvalidRules, NothingAnswered
from acucheck.located import Node, Origin
from acucheck.located.from_memory import node_of
from acucheck.model.answers import Head
from acucheck.model.book import PLAN, RuleBook
from acucheck.model.levels import Level, Outcome
from acucheck.model.report import Report
from acucheck.names.cached import CachedVocabulary
from acucheck.render.as_record import record_tree
from acucheck.render.record_types import PersonRecord
from acucheck.rulebook import rule_book
from acucheck.rulebook.notices import in_force

__all__ = [
    "AcucheckError",
    "Checker",
    "InvalidAnswers",
    "InvalidRules",
    "Level",
    "NothingAnswered",
    "Outcome",
    "PersonRecord",
    "Report",
    "as_record",
    "assess",
    "load_rulebook",
]


class Checker:
    """A rule book ready to be applied. It can be sent to another process, which reads its own dictionaries."""

    __slots__ = ("book", "vocabulary")

    def __init__(self, book: RuleBook) -> None:
        self.book = book
        self.vocabulary = CachedVocabulary(book)

    def on(self, day: date) -> Checker:
        """A checker with the rules that are in force on *day*: one counts again once its silence is over."""
        book = in_force(self.book, day) if self.book.silenced else self.book
        return self if book is self.book else Checker(book)

    def __reduce__(self) -> tuple[type[Checker], tuple[RuleBook]]:
        return Checker, (self.book,)


def load_rulebook(path: str | None = None) -> Checker:
    """The rule book at *path*, or the one that comes with acucheck.

    What stands at *path* may be a practice's own file over the core. Raises InvalidRules with every problem.
    """
    return Checker(rule_book(path))


def assess(rulebook: Checker, answers: Mapping[str, object], *, as_of: date | None = None) -> Report:
    """The report on one person, whose *answers* are what an answers file holds, as plain lists, mappings and text.

    It is read as of *as_of*, or of today; with a `date` among the answers that is the day on which they were given, and
    what is too old by then counts as not asked or not sure. Raises InvalidAnswers with every problem, none of which
    repeats an answer, and NothingAnswered when no question but the plan has one.
    """
    try:
        day = as_of or date.today()  # noqa: DTZ011 - the day where the session is
        rulebook = rulebook.on(day)
        found = answers_files.read_record(_root(answers), rulebook.vocabulary, day) if answers else None
    except InvalidFile as error:
        raise InvalidAnswers(_problems_in_words(error, answers, rulebook.book)) from None
    if found is None or not found.given.keys() - {PLAN}:
        raise NothingAnswered("No question is answered here, so there is nothing to check.")
    return _assess(rulebook.book, found.answers, found.earlier)


assess.__name__ = "acucheck.assess"
"""`import acucheck.assess.plan as plan` finds this function on its way, and the module by the name of what it finds."""


def as_record(report: Report, id: str = "") -> PersonRecord:  # noqa: A002 - as it is called in the record
    """What the report comes to as plain lists, mappings and text, as `acucheck batch` writes it; small enough to keep.

    A report itself holds its rule book: between processes send this.
    """
    return record_tree(Head(id), report)


def _root(answers: Mapping[str, object]) -> Node:
    """The answers as nodes. The line of each is the number of its entry, so that a message can name it."""
    pairs = []
    for number, (name, value) in enumerate(answers.items(), start=1):
        node = node_of({name: value}, Origin("answers", private=True, line=number))
        pairs += node.pairs()
    return Node(pairs, Origin("answers", private=True), 1, 1)


def _problems_in_words(error: InvalidFile, answers: Mapping[str, object], book: RuleBook) -> str:
    """Every problem with the question that it is about, or else the number of the entry."""
    names = list(answers)
    lines = []
    for problem in error.problems:
        name = names[problem.place.line - 1]
        where = f"answers[{name!r}]" if name in book.questions else f"answers, entry {problem.place.line}"
        lines.append(f"{where}: {problem.message}")
    return "\n".join(dict.fromkeys(lines))
