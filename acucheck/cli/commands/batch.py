"""`acucheck batch`: many records, one after the other. The rule book and the dictionaries are read once."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Protocol

import typer
from msgspec import Struct, field

from acucheck.answers import AsOf, OwnDay, check_day
from acucheck.assess import assess
from acucheck.cli import exit_codes
from acucheck.cli.boundary import failing_line, say
from acucheck.cli.folders import ANSWERS_FILES
from acucheck.cli.inputs import all_records, size
from acucheck.cli.list_streams import UnreadRecord
from acucheck.cli.output import STANDARD_OUTPUT, emit, refuse_to_replace
from acucheck.cli.paths import is_folder, is_same
from acucheck.cli.record_ids import Ids
from acucheck.cli.rules_in_use import rules_in_use
from acucheck.cli.sinks import Sink, Target, UnusableId, sink
from acucheck.cli.stopping import INTERRUPTED
from acucheck.document.tally import Tally
from acucheck.errors import AcucheckError, InvalidAnswers, Misuse, NothingAnswered, UnusableAnswers
from acucheck.model.book import RuleBook
from acucheck.model.levels import Outcome
from acucheck.names.cached import CachedVocabulary
from acucheck.names.vocabulary import Vocabulary
from acucheck.render.formats import JSON, LINES


class _Watch(Protocol):
    """Somebody to tell how far it is, and what went wrong on the way."""

    def step(self, size: int) -> None: ...

    def say(self, text: str) -> None: ...


class _Quiet:
    """Says what went wrong and nothing else."""

    def step(self, size: int) -> None:
        pass

    def say(self, text: str) -> None:
        say(text)


def batch_files(
    inputs: list[str], target: Target, as_of: AsOf, fail_on: Outcome | None, rules: str | None, *, summary: bool
) -> int:
    """Writes what every record of *inputs* comes to and returns the exit code of the whole list."""
    _refuse_twice(inputs)
    if target.output is not None:
        refuse_to_replace(inputs, [target.output])
        _refuse_among_answers(inputs, target.output, target)
    book = rules_in_use(rules, check_day(as_of))
    vocabulary = CachedVocabulary(book)
    several = len(inputs) > 1 or is_folder(inputs[0])
    run = _Run(vocabulary, as_of, fail_on, Ids(several=several), summary)
    to = None if target.output == STANDARD_OUTPUT else target.output
    try:
        with sink(target) as results, _watch(inputs, alone=bool(to) or summary) as watch:
            run.go(all_records(inputs, vocabulary, to), results, watch)
    except OSError as error:
        name = error.filename or to or "standard output"
        raise Misuse(f"{name}: this cannot be written ({error.strerror}). {run.stopped()}") from None
    except KeyboardInterrupt:
        say(f"Interrupted. {run.stopped()}")
        raise typer.Exit(INTERRUPTED) from None
    if summary:
        emit(_summary(run.tally, book, target, as_of))
    return run.exit_code()


def _refuse_twice(inputs: list[str]) -> None:
    """Raises Misuse when an input is named twice: each of its people would be two."""
    twice = [name for name in inputs if inputs.count(name) > 1]
    if twice:
        raise Misuse(f"{twice[0]}: this is named twice; name it once.")


def _refuse_among_answers(inputs: list[str], output: str, target: Target) -> None:
    """Raises Misuse where a result could take the place of somebody's answers, or be read as such the next time."""
    if target.format is not LINES:
        folder = Path(output)
    elif Path(output).suffix.lower() in ANSWERS_FILES:
        folder = Path(output).parent
    else:
        return
    for name in inputs:
        holds = name if is_folder(name) else str(Path(name).parent)
        of_answers = is_folder(name) or Path(name).suffix.lower() in ANSWERS_FILES
        if of_answers and is_same(holds, str(folder)):
            raise Misuse(f"{output}: this is among the answers that are read; write to another folder.")


def _summary(tally: Tally, book: RuleBook, target: Target, as_of: AsOf) -> str:
    """The counts as JSON where that is asked for, else as a page."""
    if target.format is JSON:
        from acucheck.render.as_summary import as_summary

        day = None if isinstance(as_of, OwnDay) else as_of
        return as_summary(tally, book, day)
    from acucheck.document.pages.list_page import tally_page
    from acucheck.render.as_text import page_text

    return page_text(tally_page(tally, book))


def _watch(inputs: list[str], *, alone: bool) -> AbstractContextManager[_Watch]:
    """A bar where standard error is a terminal, unless the lines run across the same one."""
    shows_bar = sys.stderr and sys.stderr.isatty()
    if not shows_bar or (sys.stdout.isatty() and not alone):
        return nullcontext(_Quiet())
    from acucheck.render.progress import ProgressBar

    return ProgressBar(sys.stderr, size(inputs))


class _Run(Struct):
    """One list on its way: what it was read with, and what it has come to so far."""

    vocabulary: Vocabulary
    as_of: AsOf
    fail_on: Outcome | None
    ids: Ids
    summary: bool  # whether what comes of it is counted
    tally: Tally = field(default_factory=Tally)
    codes: set[int] = set()

    def go(self, records: Iterable[UnreadRecord], results: Sink, watch: _Watch) -> None:
        for entry in records:
            try:
                self._assess(entry, results)
            except UnusableAnswers as error:
                self.tally.unread += 1
                watch.say(str(error))
                self._put_problem(entry, error.id, str(error), results)
            except (AcucheckError, OSError):
                raise
            except Exception as error:  # noqa: BLE001 - the other records do not depend on it
                self.tally.bugs += 1
                bug = (
                    f"{entry.place}: a bug in acucheck, not a result: {type(error).__name__} at {failing_line(error)}."
                )
                watch.say(bug)
                self._put_problem(entry, "", bug, results)
            watch.step(entry.size)
        self._conclude(watch)

    def _assess(self, entry: UnreadRecord, results: Sink) -> None:
        record = entry.read(self.vocabulary, self.as_of)
        self.ids.claim(record.head.id, entry.place)
        report = assess(self.vocabulary.book, record.answers, record.earlier)
        try:
            results.report(record.head, report)
        except UnusableId as error:
            raise InvalidAnswers(f"{entry.place.prefix}: {error}") from None
        if self.summary:
            self.tally.add(report)
        else:
            self.tally.assessed += 1
        if self.fail_on is not None:
            outcome = report.outcome
            self.codes.add(exit_codes.of_outcome(outcome.stands, outcome.worst, self.fail_on))

    def _put_problem(self, entry: UnreadRecord, id_: str, problem: str, results: Sink) -> None:
        """Puts what is wrong with a record among the results, under an id that no other record has."""
        called = id_ or self.ids.by_number(entry.place)
        try:
            self.ids.claim(called, entry.place)
        except InvalidAnswers:
            called = self.ids.by_number(entry.place)
        results.problem(called, problem)

    def _conclude(self, watch: _Watch) -> None:
        """Says how many could not be assessed. Raises NothingAnswered when there were no records at all."""
        missing = self.tally.unread + self.tally.bugs
        if missing:
            watch.say(f"Not assessed: {missing:,} of {missing + self.tally.assessed:,} records.")
        elif not self.tally.assessed:
            raise NothingAnswered("There is no record here, so there is nothing to check.")

    def stopped(self) -> str:
        return f"Records done: {self.tally.assessed:,}; the rest were not assessed."

    def exit_code(self) -> int:
        if self.tally.bugs:
            return exit_codes.BUG
        if self.tally.unread:
            return exit_codes.of_failure(InvalidAnswers())
        return exit_codes.worst(self.codes)
