"""What a whole list came to: counts by outcome and by rule, what is open, and the names that need somebody's eye."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeVar

from acucheck import __version__
from acucheck.document.blocks import Block, Document, Heading, Lines, Table
from acucheck.document.sections.about import NOT_THIS
from acucheck.document.wording.made_with import made_with
from acucheck.model.book import RuleBook
from acucheck.model.ids import QuestionId, RuleId
from acucheck.model.levels import Audience, Level, Outcome, Standing
from acucheck.model.report import Missing, OpenPoint, Report

T = TypeVar("T")

DIFFERENT = 10_000
"""Names that are counted one by one. A longer list is not kept: how often any other came is."""

SHOWN = 40
"""Names that are printed, those that came most often."""

OUTCOMES = {
    Outcome.NONE: "no rule applies",
    Outcome.NOTE: "a note",
    Outcome.CARE: "with care",
    Outcome.CHANGE: "leave something out",
    Outcome.ASK: "ask first",
    Outcome.NOT_TODAY: "not today",
    Outcome.HELP: "get help",
}


_WHY = {Missing.NOT_RECOGNISED: "not recognised", Missing.CONTRADICTED: "contradicted", Missing.TOO_OLD: "too old"}


class Tally:
    """Counts reports one after the other, in memory that does not grow with them."""

    def __init__(self) -> None:
        self.assessed = 0
        self.unread = 0
        self.bugs = 0
        self.stands: Counter[Outcome] = Counter()
        self.worst: Counter[Outcome] = Counter()
        self.rules: Counter[tuple[RuleId, Standing]] = Counter()
        self.open: Counter[tuple[QuestionId, Missing]] = Counter()
        self.names: Counter[tuple[str, Missing]] = Counter()
        self.left_open: Counter[tuple[str, Missing]] = Counter()  # those it makes worse at worst than as it stands
        self.alone: Counter[tuple[str, Missing]] = Counter()  # those of them for whom nothing else does so
        self.other_names = 0

    def add(self, report: Report) -> None:
        self.assessed += 1
        self.stands[report.outcome.stands] += 1
        self.worst[report.outcome.worst] += 1
        self.rules.update((finding.rule.id, finding.standing) for finding in report.findings)
        self.open.update({(point.question, point.missing) for point in report.open})
        self._add_names(report)

    def _add_names(self, report: Report) -> None:
        """Unrecognised names, and names that may mean one thing or another, with what they leave open."""
        worse = {_named(point) for point in report.open if point.could_be > report.outcome.stands}
        for named in dict.fromkeys(_named(point) for point in report.open if point.name):
            if named not in self.names and len(self.names) >= DIFFERENT:
                self.other_names += 1
                continue
            self.names[named] += 1
            self.left_open[named] += named in worse
            self.alone[named] += worse == {named}

    def named(self) -> list[tuple[str, Missing]]:
        """Every such name, first those that leave most people open, then those that came most often."""
        found = sorted(self.names, key=lambda named: (named[0], named[1].value))
        return sorted(found, key=lambda named: (-self.left_open[named], -self.alone[named], -self.names[named]))


def _named(point: OpenPoint) -> tuple[str, Missing]:
    return point.name.casefold(), point.missing


def tally_page(tally: Tally, book: RuleBook) -> Document:
    """The counts as a page. What did not come up is left out."""
    sections = (_records(tally), _outcomes(tally), _rules(tally, book), _open(tally, book), _names(tally), _about(book))
    return Document(f"acucheck {__version__}: summary of a list", tuple(block for part in sections for block in part))


def _records(tally: Tally) -> Iterator[Block]:
    yield Heading("RECORDS")
    missing = _count(tally.unread + tally.bugs)
    rows = (("assessed", _count(tally.assessed)), ("could not be assessed, and not counted below", missing))
    yield _table((), rows)


def _outcomes(tally: Tally) -> Iterator[Block]:
    rows = [
        (
            f"{outcome.word}: {words}",
            _count(tally.stands[outcome]),
            _count(tally.worst[outcome]),
        )
        for outcome, words in OUTCOMES.items()
    ]
    yield Heading("OUTCOMES")
    yield _table(("", "  stands", "at worst"), rows)


def _rules(tally: Tally, book: RuleBook) -> Iterator[Block]:
    totals: Counter[RuleId] = Counter()
    for (name, _), count in tally.rules.items():
        totals[name] += count
    rows = [
        (
            f"{name}: {book.rules[name].title.practitioner}",
            _count(tally.rules[name, Standing.HOLDS]),
            _count(tally.rules[name, Standing.ACTS]),
        )
        for name, _ in _most(totals)
    ]
    if rows:
        yield Heading("RULES")
        yield _table(("", "   holds", "    acts"), rows)


def _open(tally: Tally, book: RuleBook) -> Iterator[Block]:
    rows = [
        (f"{question}: {book.questions[question].short.practitioner}", missing.value, _count(count))
        for (question, missing), count in _most(tally.open)
    ]
    if rows:
        yield Heading("OPEN POINTS")
        yield _table((), rows)


def _names(tally: Tally) -> Iterator[Block]:
    found = tally.named()
    if not found:
        return
    yield Heading("NAMES TO LOOK AT")
    yield _table(("", "", "  people", "    open", "by it alone"), [_name(named, tally) for named in found[:SHOWN]])
    yield Lines((("", "Open: at worst it makes more of the session than stands. By it alone: nothing else does so."),))
    if len(found) > SHOWN or tally.other_names:
        rest = sum(tally.names[named] for named in found[SHOWN:]) + tally.other_names
        yield Lines((("", f"Other names, each less often or only later in the list: {rest:,} times."),))


def _name(named: tuple[str, Missing], tally: Tally) -> tuple[str, ...]:
    name, why = named
    counts = (tally.names[named], tally.left_open[named], tally.alone[named])
    return f"'{name}'", _WHY.get(why, "to be confirmed"), *map(_count, counts)


def _about(book: RuleBook) -> Iterator[Block]:
    yield Heading("ABOUT THIS PAGE")
    yield Lines((("", made_with(book)), ("", NOT_THIS[Audience.PRACTITIONER])))


def _most(counts: Counter[T]) -> list[tuple[T, int]]:
    """Those that came most often first, and in the order of the alphabet where they came equally often."""
    return sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))


def _count(number: int) -> str:
    return f"{number:8,}"


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    return Table(head, tuple(rows), (Level.NONE,) * len(rows))
