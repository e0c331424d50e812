"""What differs between two rule books, and for whom, in the words of the rule books."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from acucheck.document.blocks import Block, Document, Heading, Lines
from acucheck.document.wording.made_with import made_with
from acucheck.model.book import Rule, RuleBook
from acucheck.model.difference import BookDifference, Direction, EntryChange, People, PersonMove, RuleChange
from acucheck.model.levels import Outcome
from acucheck.rulebook.rule_differences import told

_NAMED = 12
"""People who are named for each move."""


def difference_page(before: RuleBook, after: RuleBook, found: BookDifference, people: People) -> Document:
    """People first, then rules, and in both what is milder before what is not; last what rules rest on."""
    blocks: list[Block] = [Lines((("From", made_with(before)), ("To", made_with(after))))]
    blocks += _people(people)
    blocks += _rules("GONE", found.gone)
    for direction in Direction:
        changed = [each for each in found.changed if each.direction is direction]
        blocks += _changes(direction.value.upper(), changed)
    blocks += _rules("ADDED", found.added)
    blocks += _entries(found.entries)
    return Document("acucheck: what differs between two rule books", tuple(blocks))


def _rules(heading: str, rules: Sequence[Rule]) -> Iterator[Block]:
    if rules:
        yield Heading(f"{heading}: {len(rules)}")
        yield Lines(tuple((rule.id, rule.title.practitioner) for rule in rules))


def _changes(heading: str, changes: Sequence[RuleChange]) -> Iterator[Block]:
    if changes:
        yield Heading(f"{heading}: {len(changes)}")
        for change in changes:
            yield Lines(tuple(_differences(change)), f"{change.rule.id}: {change.rule.title.practitioner}")


def _differences(change: RuleChange) -> Iterator[tuple[str, str]]:
    for difference in change.differences:
        yield difference.direction.value, told(difference)


def _entries(entries: Sequence[EntryChange]) -> Iterator[Block]:
    if not entries:
        return
    yield Heading(f"WHAT RULES REST ON: {len(entries)}")
    for section in dict.fromkeys(each.section for each in entries):
        lines = [(each.how, _entry(each)) for each in entries if each.section == section]
        yield Lines(tuple(lines), section)


def _entry(change: EntryChange) -> str:
    return f"{change.entry}: {', '.join(change.parts)}" if change.parts else change.entry


def _people(people: People) -> Iterator[Block]:
    moved = people.moved
    yield Heading(f"PEOPLE: {people.looked_at} {people.called}, {len(moved)} of them moved")
    if people.unread:
        yield Lines((("", f"{people.unread} could not be read and were left out."),))
    by_outcome = _by_outcome(moved)
    for heading, milder in (("Milder", True), ("Stricter", False)):
        lines = [(_move(*pair), _ids(those)) for pair, those in by_outcome.items() if (pair[1] < pair[0]) is milder]
        if lines:
            yield Lines(tuple(lines), f"{heading} outcome")
    for heading, milder in (("Milder", True), ("Stricter", False)):
        lines = [*_cell_lines(moved, milder=milder)]
        if lines:
            yield Lines(tuple(lines), f"{heading} cells")


def _by_outcome(moved: Sequence[PersonMove]) -> dict[tuple[Outcome, Outcome], list[PersonMove]]:
    """The people by how their outcome moved, the furthest to milder first."""
    found: dict[tuple[Outcome, Outcome], list[PersonMove]] = {}
    for person in moved:
        if person.before != person.after:
            found.setdefault((person.before, person.after), []).append(person)
    return dict(sorted(found.items(), key=lambda item: item[0][1] - item[0][0]))


def _move(before: Outcome, after: Outcome) -> str:
    return f"{before.word} -> {after.word}"


def _ids(people: Sequence[PersonMove]) -> str:
    named = ", ".join(person.id for person in people[:_NAMED])
    more = f" and {len(people) - _NAMED} more" if len(people) > _NAMED else ""
    alone = _counted(rule for person in people for rule in (*person.gone, *person.new))
    altered = _counted(rule for person in people for rule in person.changed)
    because = f"; rules that count by one book alone: {alone}" if alone else ""
    otherwise = f"; rules that changed: {altered}" if altered else ""
    return f"{len(people)}: {named}{more}{because}{otherwise}"


def _counted(rules: Iterable[str]) -> str:
    """The rules that concern the most people, each with how many."""
    return ", ".join(f"{rule} ({count})" for rule, count in Counter(rules).most_common(4))


def _cell_lines(moved: Sequence[PersonMove], *, milder: bool) -> Iterator[tuple[str, str]]:
    """Who has a technique that moved from one level to another, the most people first."""
    found: dict[tuple[str, str, str], dict[str, PersonMove]] = {}
    for person in moved:
        for cell in person.cells:
            if (cell.after < cell.before) is milder:
                move = cell.technique, cell.before.word, cell.after.word
                found.setdefault(move, {})[person.id] = person
    for (technique, before, after), people in sorted(found.items(), key=lambda item: -len(item[1])):
        yield f"{before} -> {after}", f"{technique}, {_ids([*people.values()])}"
