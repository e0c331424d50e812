"""What differs between two rule books, and for whom, in the words of the rule books."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from acucheck.document.blocks import Block, Document, Heading, Lines
from acucheck.document.wording.made_with import made_with
from acucheck.model.book import Rule, RuleBook
from acucheck.model.difference import BookDifference, Direction, EntryChange, People, PersonMove, RuleChange
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
    blocks += _rules_listed("GONE", found.gone)
    for direction in Direction:
        changed = [each for each in found.changed if each.direction is direction]
        blocks += _changes(direction.value.upper(), changed)
    blocks += _rules_listed("ADDED", found.added)
    blocks += _entries(found.entries)
    return Document("acucheck: what differs between two rule books", tuple(blocks))


def _rules_listed(heading: str, rules: Sequence[Rule]) -> Iterator[Block]:
    if rules:
        titles = [(rule.id, rule.title.practitioner) for rule in rules]
        yield Heading(f"{heading}: {len(rules)}")
        yield Lines(tuple(titles))


def _changes(heading: str, changes: Sequence[RuleChange]) -> Iterator[Block]:
    if changes:
        yield Heading(f"{heading}: {len(changes)}")
        for change in changes:
            title = f"{change.rule.id}: {change.rule.title.practitioner}"
            yield Lines(tuple(_differences(change)), title)


def _differences(change: RuleChange) -> Iterator[tuple[str, str]]:
    for difference in change.differences:
        yield difference.direction.value, difference_in_words(difference)


def _entries(entries: Sequence[EntryChange]) -> Iterator[Block]:
    if not entries:
        return
    yield Heading(f"WHAT RULES REST ON: {len(entries)}")
    for section in dict.fromkeys(each.section for each in entries):
        lines = [(each.how, _entry_parts(each)) for each in entries if each.section == section]
        yield Lines(tuple(lines), section)


def _entry_parts(change: EntryChange) -> str:
    """An entry, with those of its parts that differ."""
    if not change.parts:
        return change.entry
    return f"{change.entry}: {', '.join(change.parts)}"


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
        is_milder = person.after < person.before
        if person.before != person.after and is_milder is milder:
            found.setdefault((person.before, person.after), []).append(person)
    for before, after in sorted(found, key=_steps_between, reverse=True):
        ids: list[str] = []
        rules: list[str] = []
        for person in found[before, after]:
            ids.append(person.id)
            rules += person.deciding
        yield f"{before.word} -> {after.word}", _ids(ids, rules)


def _steps_between(outcomes: tuple[Outcome, Outcome]) -> int:
    """How far one outcome is from another."""
    before, after = outcomes
    return abs(after - before)


def _cell_lines(moved: Sequence[PersonMove], *, milder: bool) -> Iterator[tuple[str, str]]:
    """Who has a technique that moved from one level to another, the most people first."""
    ids: dict[tuple[str, str, str], list[str]] = {}
    rules: dict[tuple[str, str, str], list[str]] = {}
    for person in moved:
        for cell in person.cells:
            is_milder = cell.after < cell.before
            if is_milder is milder:
                move = (cell.technique, cell.before.word, cell.after.word)
                ids.setdefault(move, []).append(person.id)
                rules.setdefault(move, []).extend(cell.rules)
    for move in sorted(ids, key=lambda move: -len(ids[move])):
        technique, before, after = move
        people = list(dict.fromkeys(ids[move]))
        yield f"{before} -> {after}", f"{technique}, {_ids(people, rules[move])}"


def _ids(people: Sequence[str], rules: Iterable[str]) -> str:
    """How many and which people, and the rules that most often ask for the stricter of the two."""
    named = ", ".join(people[:_NAMED])
    others = len(people) - _NAMED
    more = f" and {others} more" if others > 0 else ""
    most_often = Counter(rules).most_common(_RULES)
    why = ", ".join(rule for rule, _times in most_often)
    because = f"; the stricter by {why}" if why else ""
    return f"{len(people)}: {named}{more}{because}"
