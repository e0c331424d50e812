"""An answer in a few words: as the ledger gives it, and as the rule book words it."""

from __future__ import annotations

from acucheck.document.wording import phrases
from acucheck.model.answers import Answer, Names, NoSuchWeek, NotSure, Places, Plan, Planned, Quantity, Ticks
from acucheck.model.book import Question
from acucheck.model.levels import Audience


def said(answer: Answer) -> str:
    """The answer as it was given, on one line."""
    match answer:
        case NotSure():
            return "not sure"
        case Ticks(yes, maybe):
            return _listed([*sorted(yes), *(f"maybe {line}" for line in sorted(maybe))])
        case Quantity(typed) | NoSuchWeek(typed):
            return typed
        case Names(entries, complete, not_named):
            rest = not_named or ("not sure",) * (not complete)
            return _listed([*(entry.typed for entry in entries), *rest])
        case Places(entries, complete):
            return _listed([entry.typed for entry in entries] + ["not sure"] * (not complete))
        case Plan(items):
            return _listed([_planned(item) for item in items])


def in_words(question: Question, answer: Answer | None, audience: Audience) -> str:
    """The answer with its lines and options as they are worded for a reader; nothing where none was given."""
    match answer:
        case None | NotSure():
            return ""
        case Ticks(yes, maybe):
            labels = {line: label.for_audience(audience) for line, label in question.options.items()}
            unsure = [f"maybe {phrases.lower_first(label)}" for line, label in labels.items() if line in maybe]
            return "; ".join([*(label for line, label in labels.items() if line in yes), *unsure]) or "none"
        case _:
            return said(answer)


def _listed(parts: list[str]) -> str:
    return ", ".join(parts) or "none"


def _planned(item: Planned) -> str:
    places = ", ".join(place.typed for place in item.places)
    return f"{item.typed} ({places})" if places else f"{item.typed} (place not named)"
