"""What makes one rule stricter or milder than another one, and what only words it otherwise.

Where it cannot be told whether a difference is milder, it counts as milder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from acucheck.model.book import Condition, Precaution, Rule, RuleBook, Wording
from acucheck.model.difference import MILDER, REWORDED, STRICTER, Difference, Direction
from acucheck.model.levels import Level, Urgency
from acucheck.rulebook.implication import implies
from acucheck.rulebook.level_differences import direction_of, limit_differences, verdict_differences

_URGENCY = {None: 0, Urgency.TODAY: 1, Urgency.NOW: 2}
_WORDS = (
    "topic",
    "title",
    "risk",
    "ask_whom",
    "ask_for",
    "until",
    "alternatives",
    "positions",
    "chosen_because",
    "basis",
    "sources",
    "say",
)
"""The entries of a rule that decide nothing."""


def rule_differences(old: Rule, new: Rule, before: RuleBook, after: RuleBook) -> tuple[Difference, ...]:
    """All differences of the rule *new*, of the rule book *after*, from *old*, of the rule book *before*."""
    return (
        *_whom_differences(old, new, before, after),
        *_exceptions(old, new, before, after),
        *verdict_differences(old, new, before, after),
        *limit_differences(old, new, before, after),
        *_urgency(old, new),
        *_if_not_known(old, new),
        *_aftercare_differences(old, new),
        *_precaution_differences(old, new),
        *_wording_differences(old, new),
    )


def difference_in_words(difference: Difference) -> str:
    """A difference in a few words."""
    plain = _PLAIN.get((difference.entry, difference.direction))
    if plain is not None:
        return plain
    what = difference.entry
    if difference.subject:
        what = f"{difference.entry} {difference.subject}"
    if not difference.before and not difference.after:
        return f"{what}: worded otherwise"
    before = difference.before or "nothing"
    after = difference.after or "nothing"
    return f"{what}: {before} -> {after}"


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
    if _lifts_more(new.unless, old.unless, after, before):
        yield Difference(MILDER, "unless")
    if _lifts_more(old.unless, new.unless, before, after):
        yield Difference(STRICTER, "unless")


def _lifts_more(first: Condition | None, then: Condition | None, by: RuleBook, by_then: RuleBook) -> bool:
    """Whether the exception *first* may lift a rule where *then* does not; one that is not there lifts nothing."""
    if first is None:
        return False
    return then is None or not _follows(first, then, by, by_then)


def _urgency(old: Rule, new: Rule) -> Iterator[Difference]:
    if old.urgent == new.urgent:
        return
    direction = direction_of(_URGENCY[old.urgent], _URGENCY[new.urgent])
    yield Difference(direction, "urgent", "", _urgent_word(old.urgent), _urgent_word(new.urgent))


def _urgent_word(urgent: Urgency | None) -> str:
    if urgent is None:
        return "no"
    return urgent.value


def _if_not_known(old: Rule, new: Rule) -> Iterator[Difference]:
    was = _lowered_to(old)
    now = _lowered_to(new)
    if was != now:
        yield Difference(direction_of(was, now), "if-not-known", "", was.name.lower(), now.name.lower())


def _lowered_to(rule: Rule) -> Level:
    """The strictest that a rule is as long as it is not known whether it holds."""
    if rule.if_not_known is None:
        return Level.AVOID
    return rule.if_not_known


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
    if len(added) >= len(gone):
        return REWORDED
    return MILDER


def _joined_sentences(sentences: Iterable[Wording]) -> str:
    """The sentences for the practitioner; for the patient where there is none."""
    return " / ".join(sentence.practitioner or sentence.patient for sentence in sentences)


def _wording_differences(old: Rule, new: Rule) -> Iterator[Difference]:
    for name in _WORDS:
        was = getattr(old, name)
        now = getattr(new, name)
        added_or_gone = name == "until" and None in (was, now)
        if was != now and not added_or_gone:
            in_words = _WORDING.get(name, str)
            yield Difference(REWORDED, name.replace("_", "-"), "", in_words(was), in_words(now))


def _of_wording(wording: Wording | None) -> str:
    """A sentence, or two where the readers have one each; nothing where there is none."""
    if wording is None:
        return ""
    both = dict.fromkeys([wording.practitioner, wording.patient])
    return " / ".join(both)


def _of_list(names: Iterable[str]) -> str:
    return ", ".join(names)


def _nothing(_: object) -> str:
    return ""


_WORDING: Mapping[str, Callable[[Any], str]] = {
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
