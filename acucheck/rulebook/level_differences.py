"""What makes the levels of one rule stricter or milder than those of another one, of the session and at places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from acucheck.model.book import AnswerPlace, Limit, Rule, RuleBook
from acucheck.model.difference import MILDER, STRICTER, Difference, Direction
from acucheck.model.ids import TechniqueId
from acucheck.model.levels import Level
from acucheck.rulebook.verdict_levels import verdict

Strictness = TypeVar("Strictness", int, Level, tuple[Level, bool])


def verdict_differences(old: Rule, new: Rule, before: RuleBook, after: RuleBook) -> Iterator[Difference]:
    """Differences of level, those of several techniques together where they are alike."""
    alike: dict[tuple[Direction, str, str], list[str]] = {}
    for technique in dict.fromkeys([*before.techniques, *after.techniques]):
        was = _technique_level(old, technique, before)
        now = _technique_level(new, technique, after)
        if was != now:
            move = direction_of(was, now), _shown(was), _shown(now)
            alike.setdefault(move, []).append(technique)
    for (direction, was_shown, now_shown), techniques in alike.items():
        yield Difference(direction, "verdicts", ", ".join(techniques), was_shown, now_shown)


def _technique_level(rule: Rule, technique: TechniqueId, book: RuleBook) -> tuple[Level, bool]:
    """What a rule says of a technique, and whether by that there is no session."""
    level, by_session = verdict(rule.verdicts, technique, book)
    return level, by_session and level is Level.AVOID


def _shown(level: tuple[Level, bool]) -> str:
    of_technique, no_session = level
    if no_session:
        return f"{of_technique.name.lower()} (the whole session)"
    return of_technique.name.lower()


def limit_differences(old: Rule, new: Rule, before: RuleBook, after: RuleBook) -> Iterator[Difference]:
    """Differences of level at places, those of several techniques together where they are alike."""
    by_technique: dict[tuple[TechniqueId, Direction, str, str], list[str]] = {}
    was = _levels_by_place(old, before)
    now = _levels_by_place(new, after)
    for where in dict.fromkeys([*was, *now]):
        place, technique = where
        level_was = _at_place(old, technique, before, was.get(where, Level.NONE))
        level_now = _at_place(new, technique, after, now.get(where, Level.NONE))
        if level_was != level_now:
            move = technique, direction_of(level_was, level_now), level_was.word, level_now.word
            by_technique.setdefault(move, []).append(place)
    alike: dict[tuple[Direction, str, str, str], list[str]] = {}
    for (technique, direction, was_word, now_word), places in by_technique.items():
        alike.setdefault((direction, was_word, now_word, ", ".join(places)), []).append(technique)
    for (direction, was_word, now_word, named), techniques in alike.items():
        yield Difference(direction, "limits", f"{', '.join(techniques)} at {named}", was_word, now_word)


def _at_place(rule: Rule, technique: TechniqueId, book: RuleBook, limit: Level) -> Level:
    """What a rule says of a technique where a limit says so much."""
    return max(_technique_level(rule, technique, book)[0], limit)


def _levels_by_place(rule: Rule, book: RuleBook) -> dict[tuple[str, TechniqueId], Level]:
    """The level of each technique at each place that a limit names, where it says any."""
    found: dict[tuple[str, TechniqueId], Level] = {}
    for limit in rule.limits:
        levels = _limit_levels(limit, book)
        for place in limit.where:
            name = _place_name(place)
            for technique, level in levels.items():
                found[name, technique] = max(level, found.get((name, technique), Level.NONE))
    return found


def _limit_levels(limit: Limit, book: RuleBook) -> dict[TechniqueId, Level]:
    """The level of each technique of which a limit says anything."""
    found: dict[TechniqueId, Level] = {}
    for technique in book.techniques:
        level, _ = verdict(limit.verdicts, technique, book)
        if level is not Level.NONE:
            found[technique] = level
    return found


def _place_name(place: str | AnswerPlace) -> str:
    if isinstance(place, AnswerPlace):
        return f"where {place.question} says"
    return place


def direction_of(was: Strictness, now: Strictness) -> Direction:
    """Stricter or milder: the way from what *was* to what is *now*, which is something else."""
    if now > was:
        return STRICTER
    return MILDER
