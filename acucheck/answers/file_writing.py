"""Answers back into a file that reads as the same answers."""

from __future__ import annotations

from collections.abc import Sequence

from acucheck.answers import fixed_words
from acucheck.located.yaml_writing import Tree, write_yaml
from acucheck.model.answers import (
    NOBODY,
    Answer,
    Answers,
    BodyPlace,
    Head,
    MatchStatus,
    Name,
    NameKind,
    Names,
    NoSuchWeek,
    NotSure,
    Places,
    Plan,
    Planned,
    Quantity,
    Ticks,
    Use,
)
from acucheck.model.book import AnswerKind, RuleBook


def write(answers: Answers, book: RuleBook, head: Head = NOBODY) -> str:
    """An answers file in YAML that says of itself what *head* knows. Reading it gives *answers* again.

    What is too old to hold is written as not sure, as a file holds answers of one day; weeks of a pregnancy go on.
    """
    return write_yaml(written_head(head) | as_tree(answers, book))


def written_head(head: Head) -> dict[str, Tree]:
    """What an answers file says of itself: whose it is, on which day it was answered, and by whom, where known."""
    known: dict[str, Tree] = {}
    if head.id:
        known[fixed_words.ID] = head.id
    if head.name:
        known[fixed_words.NAME] = head.name
    if head.day is not None:
        known[fixed_words.DATE] = head.day.isoformat()
    if head.writer is not None:
        known[fixed_words.ANSWERED_BY] = head.writer.value
    return known


def as_tree(answers: Answers, book: RuleBook) -> dict[str, Tree]:
    """The answers as plain lists, mappings and text, as an answers file holds them."""
    tree: dict[str, Tree] = {}
    for question_id, answer in answers.items():
        tree[question_id] = _answer_tree(answer, book.questions[question_id].kind)
    return tree


def _answer_tree(answer: Answer, kind: AnswerKind) -> Tree:
    match answer:
        case NotSure() | Ticks(old=True) | NoSuchWeek(old=True):
            return fixed_words.NOT_SURE
        case Quantity(old=True) if kind is AnswerKind.NUMBER:
            return fixed_words.NOT_SURE
        case Ticks(yes) if kind is AnswerKind.ONE:
            return next(iter(yes))
        case Ticks():
            return written_ticks(answer)
        case Quantity(typed) | NoSuchWeek(typed):
            return typed
        case Names():
            return written_names(_written_entries(answer), answer)
        case Places(entries, complete):
            return _written_list([*map(written_place, entries)], complete)
        case Plan(items):
            return {item.typed: written_places(item) for item in items}


def written_ticks(answer: Ticks) -> Tree:
    """The lines of a list that are so, those that may be, and whether one no was said to all the others."""
    doubtful = [fixed_words.MAYBE + line for line in sorted(answer.maybe)]
    lines: list[Tree] = [*sorted(answer.yes), *doubtful]
    if not answer.on_one_line:
        return lines or fixed_words.NONE
    if not lines:
        return fixed_words.NONE_ON_ONE_LINE
    return [*lines, fixed_words.OTHERS_ON_ONE_LINE]


def _written_list(entries: list[Tree], complete: bool) -> Tree:
    if complete:
        return entries or fixed_words.NONE
    return [*entries, fixed_words.NOT_SURE]


def _written_entries(answer: Names) -> list[Tree]:
    """Its entries as they were typed, where nothing but what was typed says what they mean; the others name by name."""
    entries: list[Tree] = []
    for name in _typed_once([name for name in answer.typed if not name.contradicts]):
        whole = answer.entry_of(name)
        if whole is None or not whole.is_line or answer.old:
            entries.append(written_name(name))
        elif whole.typed not in entries:
            entries.append(whole.typed)
    return entries


def _typed_once(entries: Sequence[Name]) -> list[Name]:
    """The names of a list, each thing typed once, though it may hold the names of an illness and a medicine for it."""
    illnesses = {entry.typed for entry in entries if entry.kind is NameKind.CONDITION}
    found = []
    for entry in entries:
        if not _is_unknown_medicine(entry) or entry.typed not in illnesses:
            found.append(entry)
    return found


def _is_unknown_medicine(name: Name) -> bool:
    return name.kind is NameKind.MEDICINE and name.taken is MatchStatus.UNRECOGNISED


def written_names(entries: list[Tree], answer: Names) -> Tree:
    """A list of names with *entries*, as far from complete as *answer*, and with its words that name nothing."""
    complete = answer.complete or bool(answer.not_named)
    return _written_list([*entries, *answer.not_named], complete and not answer.old)


def written_name(name: Name) -> Tree:
    """One name as an answers file holds it."""
    if name.given_as_class and name.typed == name.meant:
        return {fixed_words.CLASS: name.meant}
    if name.given_as_class:
        return {fixed_words.CLASS: name.meant, fixed_words.TYPED: name.typed}
    if name.use is not None:
        return written_use(name, name.use, name.when)
    if name.meant:
        return {fixed_words.NAME: name.meant, fixed_words.TYPED: name.typed}
    if name.taken is MatchStatus.MAYBE:
        return fixed_words.MAYBE + name.typed
    return name.typed


def written_use(name: Name, use: Use, when: str = "") -> dict[str, Tree]:
    """An entry that says why what was typed does not count, and since when, as an answers file holds it."""
    tree: dict[str, Tree] = {fixed_words.NAME: name.typed, fixed_words.USE: use.value}
    if when:
        tree[fixed_words.WHEN] = when
    return tree


def written_place(place: BodyPlace) -> Tree:
    """One point or region as an answers file holds it."""
    if place.meant:
        return {fixed_words.NAME: place.meant, fixed_words.TYPED: place.typed}
    return place.typed


def written_places(item: Planned) -> Tree:
    """Where a technique is planned, as an answers file holds it."""
    if item.places:
        return [*map(written_place, item.places)]
    return fixed_words.NOT_SURE if item.where_not_sure else fixed_words.NOT_NAMED
