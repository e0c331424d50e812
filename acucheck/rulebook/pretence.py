"""That no other rule book passes for the core: whoever sees its title on a page relies on all that the core says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from acucheck.model.book import Rule, RuleBook

_NAMED = 5
"""Rules that are named at the most."""

_SECTIONS = ("questions", "facts", "concepts", "techniques", "aftercare", "alternatives", "keeps")
"""What the rules rest on."""


def pretence(book: RuleBook, core: RuleBook) -> str:
    """What is wrong with a book that has the title of the *core* and is another one; else nothing."""
    if _spelt(book.title) != _spelt(core.title):
        return ""
    parts = [*_missing_parts(book, core)]
    if not parts:
        return ""
    return (
        f"this book calls itself {core.title!r} and is not: {'; '.join(parts)}. Give it a title of its own, or write "
        "a file that begins with 'extends: core', which keeps all of the core"
    )


def _missing_parts(book: RuleBook, core: RuleBook) -> Iterator[str]:
    missing = [rule_id for rule_id in core.rules if rule_id not in book.rules]
    if missing:
        yield f"it lacks the rules {_names_listed(missing)}"
    other = [rule.id for rule in book.rules.values() if _differs(rule, core)]
    if other:
        yield f"the core does not have, or not so, its rules {_names_listed(other)}"
    different = [section for section in _SECTIONS if getattr(book, section) != getattr(core, section)]
    if different:
        yield f"its {', '.join(different)} are not those of the core"


def _differs(rule: Rule, core: RuleBook) -> bool:
    known = core.rules.get(rule.id)
    return known is None or replace(rule, place=known.place) != known


def _spelt(title: str) -> str:
    return "".join(filter(str.isalnum, title.casefold()))


def _names_listed(names: Sequence[str]) -> str:
    listed = ", ".join(names[:_NAMED])
    if len(names) > _NAMED:
        return f"{listed} and {len(names) - _NAMED} more"
    return listed
