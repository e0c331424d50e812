"""The rule book that a command works with."""

from __future__ import annotations

from datetime import date

from acucheck.cli.boundary import say
from acucheck.model.book import RuleBook
from acucheck.rulebook import rule_book


def rules_in_use(path: str | None, day: date) -> RuleBook:
    """The rule book at *path*, or the usual one, as it is in force on *day*. Says once what is to be said of it.

    Raises InvalidRules with every problem.
    """
    book = rule_book(path)
    if path is None:
        return book
    from acucheck.rulebook.notices import in_force, notices

    for notice in notices(book, path, day):
        say(notice)
    return in_force(book, day)
