"""What is said once of a rule book that is used: outdated decisions, silences that ended, an old format."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from acucheck import logic
from acucheck.model.answers import NameKind
from acucheck.model.book import RuleBook
from acucheck.model.ids import RuleId


def notices(book: RuleBook, path: str, day: date) -> Iterator[str]:
    """Whole sentences on the rule book at *path*, as it is used on *day*."""
    if book.own is not None:
        yield from (f"{problem}." for problem in book.own.outdated)
        for name in ended(book, day):
            yield f"{path}: the silence of {name!r} ended on {book.own.silences[name].until}; the rule counts again."
    missing = classes_without_a_time(book)
    if missing:
        yield (
            f"{path}: this rule book is written for an earlier acucheck: {len(missing)} classes of medicine do not say "
            "how long they count after a stop, so they count for good, and a line without 'past' counts however long "
            f"ago. 'acucheck rules check {path}' lists what is missing."
        )


def ended(book: RuleBook, day: date) -> list[RuleId]:
    """The silenced rules whose silence was over before *day*."""
    if book.own is None:
        return []
    over = []
    for rule_id, silence in book.own.silences.items():
        if silence.until is not None and silence.until < day:
            over.append(rule_id)
    return over


def in_force(book: RuleBook, day: date) -> RuleBook:
    """*book* with the rules whose silence is over by *day* among those that decide."""
    again = [rule_id for rule_id in ended(book, day) if rule_id in book.silenced]
    if not again:
        return book
    rules = {**book.rules}
    silenced = {**book.silenced}
    for rule_id in again:
        rules[rule_id] = silenced.pop(rule_id)
    return replace(book, rules=rules, silenced=silenced)


def classes_without_a_time(book: RuleBook) -> list[str]:
    """The classes of medicine that a rule above `note` reads and that do not say how long they count after a stop."""
    without = [name for name, entry in book.concepts["medicine"].items() if entry.after_stop is None]
    if not without:
        return []
    read = logic.read_by_rules(book)
    classes: set[str] = set()
    for asked in book.questions.values():
        if asked.names is NameKind.MEDICINE:
            classes.update(read.get(asked.id, ()))
    return [name for name in without if name in classes]
