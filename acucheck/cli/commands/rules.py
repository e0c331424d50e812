"""`acucheck rules`: check, list and show, for people who write rules."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from acucheck.authoring.answers_schema import answers_schema
from acucheck.authoring.checking import check
from acucheck.authoring.coverage import coverage
from acucheck.authoring.new_practice import new_practice
from acucheck.authoring.practice_schema import practice_schema
from acucheck.cli.boundary import say
from acucheck.cli.clock import today
from acucheck.cli.output import deliver, emit, refuse_to_overwrite
from acucheck.cli.rules_in_use import rules_in_use
from acucheck.document.pages.coverage_page import coverage_page
from acucheck.document.pages.rule_page import rule_page
from acucheck.errors import InvalidRules, Misuse, Problem, in_order
from acucheck.located.node import did_you_mean
from acucheck.model.book import Rule, RuleBook
from acucheck.model.ids import RuleId
from acucheck.render.as_rules import rule_json, rules_json
from acucheck.render.as_text import page_text
from acucheck.render.safe_text import escape_controls
from acucheck.rulebook import RuleFile, default_rules, load, rule_book
from acucheck.rulebook.entry_digests import SHOWN, rule_digest


def rule_ids() -> list[str]:
    """The ids of the rules that come with acucheck, for completion in a shell."""
    return list(rule_book().rules)


def check_rules(path: str | None, *, strict: bool) -> None:
    """Says that all is well, or raises InvalidRules with every problem; where it is to be *strict*, with warnings.

    Warnings are said in any case.
    """
    path = _path_or_core(path)
    checked = check(path, today())
    warnings = [Problem(each.place, f"warning: {each.message}") for each in checked.warnings]
    if checked.file is None or checked.problems or (strict and warnings):
        raise InvalidRules(_problem_lines([*checked.problems, *warnings]))
    if warnings:
        say(_problem_lines(warnings))
    remark = f"; {len(warnings)} to look at" if warnings else ""
    emit(f"{escape_controls(path)}: {_size_in_words(checked.file)}: no problem found{remark}.\n")


def _path_or_core(path: str | None) -> str:
    """The path that is named, or that of the rule book that comes with acucheck."""
    if path is None:
        return str(default_rules())
    return path


def _problem_lines(problems: Sequence[Problem]) -> str:
    return "\n".join(map(str, in_order(problems)))


def _size_in_words(file: RuleFile) -> str:
    own, book = file.book.own, file.book
    count = sum(len(each) for each in file.examples.values())
    if own is None:
        return f"{len(book.rules)} rules, {len(book.questions)} questions, {count} examples"
    added = f"{len(own.added)} rules, {len(own.questions)} questions, {len(own.names)} names added"
    return f"{added}, {len(own.changed)} changed, {len(own.silences)} silenced, {count} examples"


def print_coverage(path: str | None) -> None:
    """Prints how far the examples of each rule go. Raises InvalidRules when the rule book cannot be read."""
    file = load(_path_or_core(path))
    page = coverage_page(coverage(file))
    emit(page_text(page))


def list_rules(path: str | None, *, as_json: bool) -> None:
    """Prints a line for each rule, or all of them as JSON. Raises InvalidRules when the rule book cannot be read."""
    book = rules_in_use(path, today())
    rules = {**book.rules, **book.silenced}
    if as_json:
        emit(rules_json(book, _digests()))
        return
    column = max(map(len, rules))
    lines = ""
    for rule in rules.values():
        line = f"{rule.id:{column}}  {rule.strictest.word:7}  {_titled(rule, book)}"
        lines += f"{escape_controls(line)}\n"
    emit(lines)


def _titled(rule: Rule, book: RuleBook) -> str:
    """The title of a rule as the list of all rules has it."""
    if rule.id in book.silenced:
        return f"{rule.title.practitioner} (silenced)"
    return rule.title.practitioner


def show_rule(name: str, path: str | None, *, as_json: bool) -> None:
    """Prints all that one rule says. Raises Misuse when there is no rule of that name, and InvalidRules."""
    book = rules_in_use(path, today())
    rules = {**book.rules, **book.silenced}
    rule = rules.get(RuleId(name))
    if rule is None:
        hint = did_you_mean(name, list(rules))
        raise Misuse(f"There is no rule {name!r}{hint}; 'acucheck rules list' lists them.")
    digests = _digests()
    if as_json:
        emit(rule_json(rule, book, digests))
    else:
        page = rule_page(rule, book, digests.get(rule.id, ""))
        emit(page_text(page))


def _digests() -> dict[str, str]:
    """What stands behind `of`, for each rule of the core."""
    core = rule_book()
    return {rule.id: rule_digest(rule, core)[:SHOWN] for rule in core.rules.values()}


def print_schema(path: str | None, *, of_answers: bool) -> None:
    """Prints the schema of a practice's own file, or that of an answers file."""
    emit(_schema(rules_in_use(path, today()), of_answers=of_answers))


def _schema(book: RuleBook, *, of_answers: bool) -> str:
    schema = answers_schema(book) if of_answers else practice_schema(book)
    return json.dumps(schema, indent=1) + "\n"


def new_file(path: str) -> None:
    """Writes a practice's own file to begin with and its schema. Raises Misuse where one of them is there already."""
    schema = str(Path(path).with_suffix(".schema.json"))
    refuse_to_overwrite([path, schema])
    text = new_practice(Path(path).name, Path(schema).name)
    deliver({path: text, schema: _schema(rule_book(), of_answers=False)})
    say(f"{path} and {schema} were written.")


def copy_core(path: str) -> None:
    """Writes the core to a file, to compare with it later. Raises Misuse where the file is there already."""
    refuse_to_overwrite([path])
    deliver({path: default_rules().read_text(encoding="utf-8")})
