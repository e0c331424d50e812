"""An answer in a few words: as the ledger gives it, and as the rule book words it."""

from __future__ import annotations

import math

from acucheck.answers.fixed_words import NONE_ON_ONE_LINE, OTHERS_ON_ONE_LINE
from acucheck.model.answers import Answer, Names, NoSuchWeek, NotSure, Places, Plan, Planned, Quantity, Ticks
from acucheck.model.book import AnswerKind, Between, Question
from acucheck.model.levels import Audience


def said(answer: Answer) -> str:
    """The answer as it was given, on one line."""
    match answer:
        case NotSure():
            return "not sure"
        case Ticks():
            return _ticked_text(answer)
        case Quantity(typed) | NoSuchWeek(typed):
            return typed
        case Names(_, complete, not_named):
            names = dict.fromkeys(map(answer.as_entered, answer.typed))  # one entry may hold several names
            rest = not_named or _open_end(complete=complete)
            return _on_one_line([*names, *rest])
        case Places(entries, complete):
            places = [entry.typed for entry in entries]
            return _on_one_line(places + _open_end(complete=complete))
        case Plan(items):
            return _on_one_line(list(map(_planned_text, items)))


def _ticked_text(answer: Ticks) -> str:
    lines = sorted(answer.yes)
    lines += [f"maybe {line}" for line in sorted(answer.maybe)]
    if not answer.on_one_line:
        return _on_one_line(lines)
    if not lines:
        return NONE_ON_ONE_LINE
    return _on_one_line([*lines, OTHERS_ON_ONE_LINE])


def _open_end(*, complete: bool) -> list[str]:
    return [] if complete else ["not sure"]


def in_words(question: Question, answer: Answer | None, audience: Audience) -> str:
    """The answer with its lines and options as they are worded for a reader; nothing where none was given."""
    match answer:
        case None | NotSure():
            return ""
        case Ticks():
            return _ticked_in_words(question, answer, audience)
        case Quantity(typed, value) if question.kind is AnswerKind.GESTATION and not typed[0].isdigit():
            return f"{typed}, so {weeks_and_days(value)}"
        case _:
            return said(answer)


def _ticked_in_words(question: Question, answer: Ticks, audience: Audience) -> str:
    """The lines that were ticked, then those that were not sure, in the order of the question."""
    ticked: list[str] = []
    unsure: list[str] = []
    for line, option in question.options.items():
        label = option.for_audience(audience)
        if line in answer.yes:
            ticked.append(label)
        if line in answer.maybe:
            unsure.append(f"maybe '{label}'")
    parts = ticked + unsure
    if parts and answer.on_one_line:
        parts.append("no others, answered on one line")
    return "; ".join(parts) or "none"


def span(test: Between, question: Question) -> str:
    """From where to where a rule is about a number: years, or whole weeks of gestation."""
    unit = 7 if question.kind is AnswerKind.GESTATION else 1
    parts = []
    if math.isfinite(test.low) and test.low > question.low:
        parts.append(f"from {test.low / unit:g}")
    if math.isfinite(test.high):
        parts.append(f"below {test.high / unit:g}")
    return " ".join(parts) or "any"


def weeks_and_days(days: float) -> str:
    """*days* of gestation as people count them."""
    weeks, rest = divmod(int(days), 7)
    return f"{weeks} weeks and {rest} days" if rest else f"{weeks} weeks"


def _on_one_line(parts: list[str]) -> str:
    return ", ".join(parts) or "none"


def _planned_text(item: Planned) -> str:
    return f"{item.typed} ({typed_places(item)})"


def typed_places(item: Planned) -> str:
    """The places of a technique as they were typed, or why there are none."""
    if item.places:
        return ", ".join(place.typed for place in item.places)
    return "place not sure" if item.where_not_sure else "place not named"
