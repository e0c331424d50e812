"""What differs between two rule books, and for whom, in the words of the rule books."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from acucheck.document.blocks import Block, Document, Heading, Lines
from acucheck.document.wording.made_with import made_with
from acucheck.model.book import Rule, RuleBook
from acucheck.model.difference import BookDifference, CellMove, Direction, EntryChange, People, PersonMove, RuleChange
from acucheck.model.levels import Outcome
from acucheck.rulebook.rule_differences import difference_in_words

_NAMED = 12
"""People who are named for each move."""

_RULES = 6
"""Rules that are named for each move."""


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
        yield difference.direction.value, difference_in_words(difference)


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
    for heading, milder in (("Milder", True), ("Stricter", False)):
        lines = [*_outcome_lines(moved, milder=milder)]
        if lines:
            yield Lines(tuple(lines), f"{heading} outcome")
    for heading, milder in (("Milder", True), ("Stricter", False)):
        lines = [*_cell_lines(moved, milder=milder)]
        if lines:
            yield Lines(tuple(lines), f"{heading} cells")


def _outcome_lines(moved: Sequence[PersonMove], *, milder: bool) -> Iterator[tuple[str, str]]:
    """Whose outcome moved from one to another, the furthest first."""
    found: dict[tuple[Outcome, Outcome], list[PersonMove]] = {}
    for person in moved:
        if person.before != person.after and (person.after < person.before) is milder:
            found.setdefault((person.before, person.after), []).append(person)
    furthest_first = sorted(found, key=lambda outcomes: -abs(outcomes[1] - outcomes[0]))
    for before, after in furthest_first:
        people = found[before, after]
        rules = chain.from_iterable(person.deciding for person in people)
        yield f"{before.word} -> {after.word}", _ids([person.id for person in people], rules)


def _cell_lines(moved: Sequence[PersonMove], *, milder: bool) -> Iterator[tuple[str, str]]:
    """Who has a technique that moved from one level to another, the most people first."""
    found: dict[tuple[str, str, str], list[tuple[str, CellMove]]] = {}
    for person in moved:
        for cell in person.cells:
            if (cell.after < cell.before) is milder:
                found.setdefault((cell.technique, cell.before.word, cell.after.word), []).append((person.id, cell))
    for (technique, before, after), moves in sorted(found.items(), key=lambda item: -len(item[1])):
        ids = dict.fromkeys(id_ for id_, _cell in moves)
        rules = (rule for _id, cell in moves for rule in cell.rules)
        yield f"{before} -> {after}", f"{technique}, {_ids([*ids], rules)}"


def _ids(people: Sequence[str], rules: Iterable[str]) -> str:
    """How many and which people, and the rules that most often ask for the stricter of the two."""
    named = ", ".join(people[:_NAMED])
    more = f" and {len(people) - _NAMED} more" if len(people) > _NAMED else ""
    why = ", ".join(rule for rule, _count in Counter(rules).most_common(_RULES))
    because = f"; the stricter by {why}" if why else ""
    return f"{len(people)}: {named}{more}{because}"
