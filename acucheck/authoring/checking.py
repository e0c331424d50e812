"""All that `acucheck rules check` finds in a rule book: problems, which are refused, and warnings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct

from acucheck.authoring import examples
from acucheck.authoring.coverage import without_examples
from acucheck.authoring.floor_problems import floor_problems
from acucheck.authoring.lost_remarks import lost_remarks
from acucheck.authoring.never_holding import never_holding
from acucheck.authoring.unread import unread
from acucheck.errors import Problem, in_order
from acucheck.names import dictionary_check
from acucheck.names.own_names import OwnNames
from acucheck.names.vocabulary import Vocabulary
from acucheck.rulebook import RuleFile, default_rules, say_check, sentence_check
from acucheck.rulebook.loading import pretending, read_rule_file
from acucheck.rulebook.notices import ended


class Checked(Struct, frozen=True):
    """What was read, as far as it could be, with problems and warnings in the order of their places."""

    file: RuleFile | None
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def check(path: str, day: date) -> Checked:
    """The rule book, or the practice's own file, at *path*, with all that is wrong with it on *day*.

    The dictionaries are checked along with the rule book that they come with: another one may know less. That book is
    also the one that may say what no other may.
    """
    file = read_rule_file(path)
    if isinstance(file, tuple):
        return Checked(None, tuple(in_order(file)), ())
    vocabulary = Vocabulary(file.book)
    is_core = Path(path).resolve() == default_rules().resolve()
    problems = [*file.problems, *pretending(file, path), *examples.problems(file, vocabulary)]
    if file.book.own is not None:
        problems += [*OwnNames(vocabulary).problems(), *file.book.own.outdated]
    else:
        problems += _of_sentences(file)
    if is_core:
        problems += dictionary_check.problems(file.book)
    else:
        problems += floor_problems(file)
    warnings = _warnings(file, path, day)
    return Checked(file, tuple(in_order(problems)), tuple(in_order(warnings)))


def _of_sentences(file: RuleFile) -> list[Problem]:
    """What is no whole sentence, and what nobody could say of themselves."""
    return [*sentence_check.problems(file), *say_check.problems(file)]


def _warnings(file: RuleFile, path: str, day: date) -> Iterator[Problem]:
    if path != "-":
        text = Path(path).read_text(encoding="utf-8-sig")
        yield from lost_remarks(text, path)
    yield from _ended_silences(file, day)
    if file.book.own is not None:
        yield from _of_sentences(file)
    if not file.problems:  # else what could not be decoded would read as what nobody reads
        yield from unread(file)
        yield from never_holding(file.book)
        yield from without_examples(file)


def _ended_silences(file: RuleFile, day: date) -> Iterator[Problem]:
    over = ended(file.book, day)
    if not over:
        return
    for key, _ in file.sections["silence"].pairs():
        if key.content in over:
            yield key.problem("this silence is over, so the rule counts again; take it out, or decide anew")
