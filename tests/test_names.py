"""Names as people write them, measured: lists written without sight of the dictionaries or of the code.

`tests/names/*.yaml` was written on 2026-11-22 from public knowledge, before the first run. A line there changes only to
correct a fact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import pytest
from conftest import SETTING

from acucheck.located import Node, Origin, read_node, read_text
from acucheck.model.book import AnswerKind, Concept, RuleBook
from acucheck.names.lookup import Lookup, LookupEntry, LookupKind, LookupStatus
from acucheck.names.vocabulary import Vocabulary

NAMES = Path(__file__).parent / "names"


@dataclass(frozen=True)
class Truth:
    """What one name of a line is. *ids* is None for what nobody knows."""

    text: str
    ids: frozenset[str] | None
    also: frozenset[str]
    ask: bool
    aside: bool


@dataclass(frozen=True)
class Typed:
    """One line, the group it belongs to, and its names."""

    typed: str
    group: str
    names: tuple[Truth, ...]
    line: int


class Verdict(Enum):
    """How a name was taken, against what it is."""

    RIGHT = "right"
    ASKED = "asked"  # the right one is among what is asked about
    MISSED = "missed"  # not recognised, or asked about something else: it stays open
    ALARM = "alarm"  # harmless or not taken, and counted as a risk
    LOST = "lost"  # a risk counted as harmless or set aside
    CONFUSED = "confused"  # counted as something that it is not


def _typed(kind: str) -> Iterator[Typed]:
    path = NAMES / f"{kind}.yaml"
    root = read_node(read_text(str(path), Origin(path.name)), Origin(path.name))
    assert root is not None
    for node in root.parts():
        fields = node.fields(["typed", "group", "entries"])
        names = tuple(_truth(item) for item in fields["entries"].parts())
        yield Typed(fields["typed"].text(), fields["group"].text(), names, node.line)


def _truth(node: Node) -> Truth:
    fields = node.fields(["text", "is"], ["also", "ask", "aside", "side"])
    unknown = fields["is"].is_text() and fields["is"].text() == "unknown"
    return Truth(
        text=fields["text"].text(),
        ids=None if unknown else _ids(fields["is"]),
        also=_ids(fields["also"]) if "also" in fields else frozenset(),
        ask="ask" in fields,
        aside="aside" in fields,
    )


def _ids(node: Node) -> frozenset[str]:
    return frozenset(item.text() for item in node.items()) if node.content else frozenset()


def verdict(truth: Truth, entry: LookupEntry, concepts: Mapping[str, Concept], finer: frozenset[str]) -> Verdict:
    """How *entry* was taken, against *truth*. Asked about a wider kind is asked about each of the kind.

    *finer* are the lines of follow-ups and the choices that open one, which tell more of the same and could not be
    named when the lists were written.
    """
    candidates = frozenset().union(*(_covered(each.concepts, concepts) for each in entry.candidates))
    match entry.status:
        case LookupStatus.RECOGNISED if truth.aside or not truth.ids:
            return Verdict.ALARM
        case LookupStatus.RECOGNISED:
            ids, taken = truth.ids or frozenset(), frozenset(entry.concepts)
            right = not truth.ask and ids <= taken <= ids | truth.also | finer
            return Verdict.RIGHT if right else Verdict.CONFUSED
        case LookupStatus.NOT_RELEVANT:
            return Verdict.RIGHT if truth.ids == frozenset() or truth.aside else Verdict.LOST
        case LookupStatus.SET_ASIDE:
            return Verdict.RIGHT if truth.aside or not truth.ids else Verdict.LOST
        case LookupStatus.UNRECOGNISED:
            return Verdict.RIGHT if truth.ids is None else Verdict.MISSED
        case _ if truth.ids:
            return Verdict.ASKED if _covered(truth.ids, concepts) & candidates else Verdict.MISSED
        case _:
            return Verdict.ASKED


def _covered(ids: Iterable[str], concepts: Mapping[str, Concept]) -> frozenset[str]:
    return frozenset().union(*(concepts[each].covers if each in concepts else {each} for each in ids))


class Measured:
    """Every name of one kind against what it is."""

    def __init__(self, kind: LookupKind, book: RuleBook) -> None:
        lookup = Lookup(lambda: Vocabulary(book), SETTING)
        concepts = book.concepts["medicine"]
        telling_more = [
            each for each in book.questions.values() if each.gate is not None or each.kind is AnswerKind.ONE
        ]
        finer = frozenset(f"{each.id}.{option}" for each in telling_more for option in each.options)
        self.table: Counter[tuple[str, Verdict]] = Counter()
        self.wrong: list[str] = []
        for typed in _typed(kind.value):
            entries = {entry.text: entry for entry in lookup.find(typed.typed, kind).entries}
            for truth in typed.names:
                entry = entries.get(truth.text) or _holding(truth, list(entries.values()))
                how = verdict(truth, entry, concepts, finer)
                self.table[typed.group, how] += 1
                if how is not Verdict.RIGHT:
                    self.wrong.append(
                        f"{how.value:8} {typed.group:13} line {typed.line}: {typed.typed!r}: {_short(truth.ids)};"
                        f" {entry.text!r} {entry.status.value} {_short(entry.concepts)}"
                        f" {[_short(each.concepts) for each in entry.candidates]}"
                    )

    def share(self, groups: set[str], *good: Verdict) -> float:
        total = sum(count for (group, _), count in self.table.items() if group in groups)
        return sum(count for (group, how), count in self.table.items() if group in groups and how in good) / total

    def count(self, how: Verdict) -> int:
        return sum(count for (_, each), count in self.table.items() if each is how)

    def __str__(self) -> str:
        groups = sorted({group for group, _ in self.table})
        lines = [f"{'group':14}" + "".join(f"{how.value:>10}" for how in Verdict)]
        lines += [f"{group:14}" + "".join(f"{self.table[group, how]:10}" for how in Verdict) for group in groups]
        return "\n".join([*lines, *self.wrong])


def _short(ids: Iterable[str] | None) -> str:
    return "unknown" if ids is None else "+".join(sorted(ids)) or "nothing"


def _holding(truth: Truth, entries: list[LookupEntry]) -> LookupEntry:
    """Where a line was split otherwise: the entry that shares most with the name, or nothing known."""
    found = [entry for entry in entries if entry.text in truth.text or truth.text in entry.text]
    return max(found, key=lambda entry: len(entry.text), default=LookupEntry(truth.text, LookupStatus.UNRECOGNISED))


@pytest.fixture(scope="module", params=list(LookupKind), ids=lambda kind: kind.value)
def measured(request: pytest.FixtureRequest, book: RuleBook) -> Measured:
    return Measured(request.param, book)


def test_no_risk_is_taken_for_harmless_and_nothing_for_something_else(measured: Measured) -> None:
    bad = (Verdict.LOST, Verdict.ALARM, Verdict.CONFUSED)
    assert {how: measured.count(how) for how in bad} == dict.fromkeys(bad, 0), str(measured)


GOOD = (Verdict.RIGHT, Verdict.ASKED)
EXACT = {
    "generic",
    "brand",
    "dose",
    "phrase",
    "list",
    "look-alike",
    "name",
    "code",
    "prefix",
    "pinyin",
    "both",
    "extra",
    "side",
}


def test_names_spelt_right_are_recognised_or_asked_about(measured: Measured) -> None:
    groups = EXACT & {group for group, _ in measured.table}
    assert measured.share(groups, *GOOD) >= 0.98, str(measured)


def test_names_with_one_slip_are_recognised_or_suggested(measured: Measured) -> None:
    groups = {"typo-1", "slip"} & {group for group, _ in measured.table}
    assert measured.share(groups, *GOOD) >= 0.9, str(measured)


def test_harmless_names_lead_to_no_question(measured: Measured) -> None:
    groups = {"harmless", "no-line", "region"} & {group for group, _ in measured.table}
    if groups:
        assert measured.share(groups, Verdict.RIGHT) >= 0.95, str(measured)
