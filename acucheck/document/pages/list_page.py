"""What a whole list came to: counts by outcome and by rule, what is open, and the names that need somebody's eye."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeVar

from acucheck import __version__
from acucheck.document.blocks import Block, Document, Heading, Lines, Table
from acucheck.document.sections.about import NOT_THIS
from acucheck.document.tally import Tally
from acucheck.document.wording.made_with import made_with
from acucheck.model.book import RuleBook
from acucheck.model.ids import RuleId
from acucheck.model.levels import Audience, Level, Outcome, Standing
from acucheck.model.report import Missing

T = TypeVar("T")

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


def tally_page(tally: Tally, book: RuleBook) -> Document:
    """The counts as a page. What did not come up is left out."""
    blocks = (
        *_records(tally),
        *_outcomes(tally),
        *_rule_counts_table(tally, book),
        *_open_points_table(tally, book),
        *_names_to_look_at(tally),
        *_about_the_list(book),
    )
    return Document(f"acucheck {__version__}: summary of a list", blocks)


def _records(tally: Tally) -> Iterator[Block]:
    assessed = _count(tally.assessed)
    missing = _count(tally.unread + tally.bugs)
    rows = (("assessed", assessed), ("could not be assessed, and not counted below", missing))
    yield Heading("RECORDS")
    yield _table((), rows)


def _outcomes(tally: Tally) -> Iterator[Block]:
    rows: list[tuple[str, ...]] = []
    for outcome, words in OUTCOMES.items():
        stands = _count(tally.stands[outcome])
        worst = _count(tally.worst[outcome])
        rows.append((f"{outcome.word}: {words}", stands, worst))
    yield Heading("OUTCOMES")
    yield _table(("", "  stands", "at worst"), rows)


def _rule_counts_table(tally: Tally, book: RuleBook) -> Iterator[Block]:
    totals: Counter[RuleId] = Counter()
    for (rule_id, _), count in tally.rules.items():
        totals[rule_id] += count
    rows: list[tuple[str, ...]] = []
    for rule_id, _ in _most(totals):
        title = book.rules[rule_id].title.practitioner
        holds = _count(tally.rules[rule_id, Standing.HOLDS])
        acts = _count(tally.rules[rule_id, Standing.ACTS])
        rows.append((f"{rule_id}: {title}", holds, acts))
    if rows:
        yield Heading("RULES")
        yield _table(("", "   holds", "    acts"), rows)


def _open_points_table(tally: Tally, book: RuleBook) -> Iterator[Block]:
    rows: list[tuple[str, ...]] = []
    for (question, missing), count in _most(tally.open):
        short = book.questions[question].short.practitioner
        rows.append((f"{question}: {short}", missing.value, _count(count)))
    if rows:
        yield Heading("OPEN POINTS")
        yield _table((), rows)


def _names_to_look_at(tally: Tally) -> Iterator[Block]:
    found = tally.named()
    if not found:
        return
    rows = [_name_row(named, tally) for named in found[:SHOWN]]
    yield Heading("NAMES TO LOOK AT")
    yield _table(("", "", "  people", "    open", "by it alone"), rows)
    yield Lines((("", "Open: at worst it makes more of the session than stands. By it alone: nothing else does so."),))
    if len(found) > SHOWN or tally.other_names:
        rest = sum(tally.names[named] for named in found[SHOWN:]) + tally.other_names
        yield Lines((("", f"Other names, each less often or only later in the list: {rest:,} times."),))


def _name_row(named: tuple[str, Missing], tally: Tally) -> tuple[str, ...]:
    """A name, why it has to be looked at, and its counts."""
    name, missing = named
    why = _WHY.get(missing, "to be confirmed")
    people = _count(tally.names[named])
    left_open = _count(tally.left_open[named])
    by_it_alone = _count(tally.alone[named])
    return f"'{name}'", why, people, left_open, by_it_alone


def _about_the_list(book: RuleBook) -> Iterator[Block]:
    lines = (("", made_with(book)), ("", NOT_THIS[Audience.PRACTITIONER]))
    yield Heading("ABOUT THIS PAGE")
    yield Lines(lines)


def _most(counts: Counter[T]) -> list[tuple[T, int]]:
    """Those that came most often first, and in the order of the alphabet where they came equally often."""
    return sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))


def _count(number: int) -> str:
    return f"{number:8,}"


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    """Rows of counts, which show no level."""
    levels = [Level.NONE] * len(rows)
    return Table(head, tuple(rows), tuple(levels))
