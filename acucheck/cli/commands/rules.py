"""`acucheck rules`: check, list and show, for people who write rules."""

from __future__ import annotations

from pathlib import Path

from acucheck import examples
from acucheck.assess.limit_levels import strictest
from acucheck.cli.output import emit
from acucheck.document.pages.rule_page import rule_page
from acucheck.errors import InvalidRules, Misuse
from acucheck.located.node import did_you_mean
from acucheck.model.ids import RuleId
from acucheck.names import dictionary_check
from acucheck.render.as_text import page_text
from acucheck.render.safe_text import escape_controls
from acucheck.rulebook import default_rules, load, rule_book, say_check, sentence_check


def rule_ids() -> list[str]:
    return list(rule_book().rules)


def check_rules(path: str | None) -> None:
    """Says that all is well, or raises InvalidRules with every problem.

    The dictionaries are checked along with the rule book that they come with: another one may know less.
    """
    own = path is None or Path(path).resolve() == default_rules().resolve()
    path = str(default_rules()) if path is None else path
    file = load(path)
    found = [*sentence_check.problems(file), *say_check.problems(file), *examples.problems(file)]
    if own:
        found += dictionary_check.problems(file.book)
    if found:
        raise InvalidRules("\n".join(str(problem) for problem in found))
    count = sum(len(each) for each in file.examples.values())
    book = file.book
    counted = f"{len(book.rules)} rules, {len(book.questions)} questions, {count} examples"
    emit(f"{escape_controls(path)}: {counted}: no problem found.\n")


def list_rules(path: str | None) -> None:
    rules = rule_book(path).rules
    column = max(len(name) for name in rules)
    emit(
        "".join(f"{rule.id:{column}}  {strictest(rule).word:7}  {rule.title.practitioner}\n" for rule in rules.values())
    )


def show_rule(name: str, path: str | None) -> None:
    book = rule_book(path)
    rule = book.rules.get(RuleId(name))
    if rule is None:
        raise Misuse(
            f"There is no rule {name!r}{did_you_mean(name, list(book.rules))}; 'acucheck rules list' lists them."
        )
    emit(page_text(rule_page(rule, book)))
