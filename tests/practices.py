"""Practice's own files for tests: digests are filled in, so that a change of the core breaks none of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from acucheck.model.book import RuleBook
from acucheck.model.ids import QuestionId, RuleId
from acucheck.rulebook import rule_book
from acucheck.rulebook.entry_digests import SHOWN, entry_digest, rule_digest

CLINIC = Path(__file__).parent / "practice" / "clinic.yaml"

_DIGESTS: Mapping[str, Callable[[str, RuleBook], str]] = {
    "rules": lambda name, book: rule_digest(book.rules[RuleId(name)], book),
    "questions": lambda name, book: entry_digest(book.questions[QuestionId(name)]),
    "facts": lambda name, book: entry_digest(book.facts[name]),
    "medicine-classes": lambda name, book: entry_digest(book.concepts["medicine"][name]),
}


def filled_in(text: str) -> str:
    """*text* with the digest that the core has now for each entry in angle brackets."""
    return re.sub(r"<([a-z-]{3,}(?:\.[a-z-]+)?)>", lambda match: _digest(match[1]), text)


def clinic() -> str:
    """The file with every section."""
    return filled_in(CLINIC.read_text(encoding="utf-8"))


def _digest(name: str) -> str:
    section, dot, entry = name.rpartition(".")
    return _DIGESTS[section if dot else "rules"](entry, rule_book())[:SHOWN]
