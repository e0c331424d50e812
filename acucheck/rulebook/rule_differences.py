"""What makes one rule stricter or milder than another one, and what only words it otherwise.

Where it cannot be told whether a difference is milder, it counts as milder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from acucheck.model.book import AnswerPlace, Condition, Precaution, Rule, RuleBook, Wording
from acucheck.model.difference import MILDER, REWORDED, STRICTER, Difference, Direction
from acucheck.model.ids import TechniqueId
from acucheck.model.levels import Level, Urgency
from acucheck.rulebook.implication import implies
from acucheck.rulebook.verdict_levels import verdict

_URGENCY = {None: 0, Urgency.TODAY: 1, Urgency.NOW: 2}
_WORDS = ("topic", "title", "risk", "ask_whom", "until", "alternatives", "positions", "chosen_because", "basis",
          "sources", "say")  # fmt: skip
"""The entries of a rule that decide nothing."""


def rule_differences(old: Rule, new: Rule, before: RuleBook, after: RuleBook) -> tuple[Difference, ...]:
    """All differences of the rule *new*, of the rule book *after*, from *old*, of the rule book *before*."""
    return (
        *_whom_differences(old, new, before, after),
        *_exceptions(old, new, before, after),
        *_verdict_differences(old, new, before, after),
        *_limits(old, new, before, after),
        *_urgency(old, new),
        *_if_not_known(old, new),
        *_aftercare_differences(old, new),
        *_precaution_differences(old, new),
        *_wording_differences(old, new),
    )


def told(difference: Difference) -> str:
    """A difference in a few words."""
    plain = _PLAIN.get((difference.entry, difference.direction))
    if plain is not None:
        return plain
    subject = f" {difference.subject}" if difference.subject else ""
    if not difference.before and not difference.after:
        return f"{difference.entry}{subject}: worded otherwise"
    before = difference.before or "nothing"
    after = difference.after or "nothing"
    return f"{difference.entry}{subject}: {before} -> {after}"


_PLAIN = {
    ("when", MILDER): "when: it does not concern everybody whom it concerned",
    ("when", STRICTER): "when: it concerns people whom it did not concern",
    ("unless", MILDER): "unless: it is lifted for people for whom it was not",
    ("unless", STRICTER): "unless: it is not lifted for everybody for whom it was",
}
"""Differences of a condition, which are told by whom they concern."""


def _whom_differences(old: Rule, new: Rule, before: RuleBook, after: RuleBook) -> Iterator[Difference]:
    """Whom a rule concerns: everybody where it has no `when`."""
    if not _follows(old.when, new.when, before, after):
        yield Difference(MILDER, "when")
    if not _follows(new.when, old.when, after, before):
        yield Difference(STRICTER, "when")


def _follows(first: Condition | None, then: Condition | None, by: RuleBook, by_then: RuleBook) -> bool:
    """Whether *then* holds wherever *first* does; a condition that is not there holds always."""
    if then is None:
        return True
    return first is not None and implies(first, then, by.facts, by_then.facts)


def _exceptions(old: Rule, new: Rule, before: RuleBook, after: RuleBook) -> Iterator[Difference]:
    if new.unless is not None and (old.unless is None or not _follows(new.unless, old.unless, after, before)):
        yield Difference(MILDER, "unless")
    if old.unless is not None and (new.unless is None or not _follows(old.unless, new.unless, before, after)):
        yield Difference(STRICTER, "unless")


def _verdict_differences(old: Rule, new: Rule, before: RuleBook, after: RuleBook) -> Iterator[Difference]:
    """Differences of level, those of several techniques together where they are alike."""
    alike: dict[tuple[Direction, str, str], list[str]] = {}
    for technique in dict.fromkeys([*before.techniques, *after.techniques]):
        was = _technique_level(old, technique, before)
        now = _technique_level(new, technique, after)
        if was != now:
            direction = STRICTER if now > was else MILDER
            alike.setdefault((direction, _shown(was), _shown(now)), []).append(technique)
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


def _limits(old: Rule, new: Rule, before: RuleBook, after: RuleBook) -> Iterator[Difference]:
    """Differences of level at places, those of several techniques together where they are alike."""
    by_technique: dict[tuple[TechniqueId, Direction, str, str], list[str]] = {}
    was = _levels_by_place(old, before)
    now = _levels_by_place(new, after)
    for where in dict.fromkeys([*was, *now]):
        place, technique = where
        level_was = _at_place(old, technique, before, was.get(where, Level.NONE))
        level_now = _at_place(new, technique, after, now.get(where, Level.NONE))
        if level_was != level_now:
            direction = STRICTER if level_now > level_was else MILDER
            move = technique, direction, level_was.word, level_now.word
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
        levels = {technique: verdict(limit.verdicts, technique, book)[0] for technique in book.techniques}
        for item in limit.where:
            place = f"where {item.question} says" if isinstance(item, AnswerPlace) else item
            for technique, level in levels.items():
                if level > Level.NONE:
                    found[place, technique] = max(level, found.get((place, technique), Level.NONE))
    return found


def _urgency(old: Rule, new: Rule) -> Iterator[Difference]:
    if old.urgent == new.urgent:
        return
    direction = STRICTER if _URGENCY[new.urgent] > _URGENCY[old.urgent] else MILDER
    yield Difference(direction, "urgent", "", _urgent_word(old.urgent), _urgent_word(new.urgent))


def _urgent_word(urgent: Urgency | None) -> str:
    return urgent.value if urgent else "no"


def _if_not_known(old: Rule, new: Rule) -> Iterator[Difference]:
    was = _lowered_to(old)
    now = _lowered_to(new)
    if was != now:
        direction = STRICTER if now > was else MILDER
        yield Difference(direction, "if-not-known", "", was.name.lower(), now.name.lower())


def _lowered_to(rule: Rule) -> Level:
    """The strictest that a rule is as long as it is not known whether it holds."""
    return rule.if_not_known if rule.if_not_known is not None else Level.AVOID


def _aftercare_differences(old: Rule, new: Rule) -> Iterator[Difference]:
    """What is to be done afterwards, and has to have happened first."""
    gone = [name for name in old.aftercare if name not in new.aftercare]
    added = [name for name in new.aftercare if name not in old.aftercare]
    if gone:
        yield Difference(MILDER, "aftercare", "", ", ".join(gone), "")
    if added:
        yield Difference(STRICTER, "aftercare", "", "", ", ".join(added))
    if old.until is not None and new.until is None:
        yield Difference(MILDER, "until", "", old.until.practitioner, "")
    if old.until is None and new.until is not None:
        yield Difference(STRICTER, "until", "", "", new.until.practitioner)


def _precaution_differences(old: Rule, new: Rule) -> Iterator[Difference]:
    """What is to be done: fewer sentences are milder, more are stricter, others are reworded."""
    for technique in dict.fromkeys([*old.precautions, *new.precautions]):
        was = old.precautions.get(technique, ())
        now = new.precautions.get(technique, ())
        gone = [each for each in was if each not in now]
        added = [each for each in now if each not in was]
        if gone or added:
            direction = _direction_of_words(gone, added)
            yield Difference(direction, "precautions", technique, _joined_sentences(gone), _joined_sentences(added))


def _direction_of_words(gone: list[Precaution], added: list[Precaution]) -> Direction:
    if not gone:
        return STRICTER
    return REWORDED if len(added) >= len(gone) else MILDER


def _joined_sentences(sentences: Iterable[Wording]) -> str:
    return " / ".join(sentence.practitioner or sentence.patient for sentence in sentences)


def _wording_differences(old: Rule, new: Rule) -> Iterator[Difference]:
    for name in _WORDS:
        was = getattr(old, name)
        now = getattr(new, name)
        added_or_gone = name == "until" and None in (was, now)
        if was != now and not added_or_gone:
            in_words = _WORDING.get(name, str)
            yield Difference(REWORDED, name.replace("_", "-"), "", in_words(was), in_words(now))


def _of_wording(wording: object) -> str:
    """A sentence, or two where the readers have one each."""
    if not isinstance(wording, Wording):
        return ""
    both = dict.fromkeys([wording.practitioner, wording.patient])
    return " / ".join(both)


def _of_list(names: object) -> str:
    return ", ".join(map(str, names)) if isinstance(names, tuple) else ""


def _nothing(_: object) -> str:
    return ""


_WORDING: Mapping[str, Callable[[object], str]] = {
    "title": _of_wording,
    "risk": _of_wording,
    "ask_whom": _of_wording,
    "until": _of_wording,
    "alternatives": _of_list,
    "sources": _of_list,
    "positions": _nothing,
    "basis": _nothing,
}
"""How the entries of a rule that are not plain text are shown."""
