"""An answer in a few words, as the ledger gives it."""

from __future__ import annotations

from acucheck.model.answers import Answer, Names, NoSuchWeek, NotSure, Places, Plan, Planned, Quantity, Ticks


def said(answer: Answer) -> str:
    """The answer as it was given, on one line."""
    match answer:
        case NotSure():
            return "not sure"
        case Ticks(yes, maybe):
            return _listed([*sorted(yes), *(f"maybe {line}" for line in sorted(maybe))])
        case Quantity(typed) | NoSuchWeek(typed):
            return typed
        case Names(entries, complete) | Places(entries, complete):
            return _listed([entry.typed for entry in entries] + ["not sure"] * (not complete))
        case Plan(items):
            return _listed([_planned(item) for item in items])


def _listed(parts: list[str]) -> str:
    return ", ".join(parts) or "none"


def _planned(item: Planned) -> str:
    places = ", ".join(place.typed for place in item.places)
    return f"{item.typed} ({places})" if places else f"{item.typed} (place not named)"
