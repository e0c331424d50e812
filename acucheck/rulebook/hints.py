"""What to write in place of words that rule authors tend to write."""

from __future__ import annotations

from collections.abc import Mapping

from acucheck.names import dictionary_index
from acucheck.names.spelling import key

CONDITIONS: Mapping[str, str] = {
    "and": "write 'all:' with a list of conditions",
    "or": "write 'any:' with a list of conditions",
    "not": "there is no 'not'; an exception is 'unless' on a rule, over answers that its question has under 'clears'",
    "except": "an exception is 'unless' on the rule, over answers that its question has under 'clears'",
}

LEVELS: Mapping[str, str] = {
    "not-today": "write 'session: avoid'",
    "not today": "write 'session: avoid'",
    "ban": "write 'avoid'",
    "stop": "write 'avoid', or 'session: avoid' for the whole session",
    "no": "write 'avoid'",
    "yes": "write 'none'",
    "ok": "write 'none'",
    "care": "write 'caution'",
    "careful": "write 'caution'",
    "ask": "write 'refer', and 'ask-whom' beside it",
    "help": "a rule that calls for help has 'urgent: now'",
}

ANSWERS: Mapping[str, str] = {
    "number": "write {number: {from: 0, to: 120, unit: years}}",
    "text": "free words are no answer here; write {names: condition}, or lines to choose from: {many: {...}}",
    "many": "write {many: {first-line: What it says, second-line: What it says}}",
    "one": "write {one: {first-choice: What it says, no: 'No'}}",
    "names": "write {names: medicine}",
    "yes/no": "write 'yes-no'",
    "boolean": "write 'yes-no'",
}

NUMBERS = "write numbers as {from: 65}, {below: 18} or {from: 20, below: 37}"


def classes(word: str) -> str:
    """The class to write for the name of a medicine; nothing where that is none that is known."""
    known = dictionary_index.medicines().get(key(word))
    if known is None:
        return ""
    found: set[str] = set()
    for reading in known.readings:
        found.update(reading.concepts)
    return f"{word!r} is a medicine; write its class, {' or '.join(sorted(found))}"
