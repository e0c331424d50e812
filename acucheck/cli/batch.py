"""`acucheck batch`: many records, one after the other. The rule book and the dictionaries are read once."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date
from typing import Protocol

import typer
from msgspec import Struct, field

from acucheck.assess import assess
from acucheck.cli import exits
from acucheck.cli.boundary import say, where
from acucheck.cli.inputs import entries, size
from acucheck.cli.lists import Entry
from acucheck.cli.output import emit
from acucheck.cli.sinks import Sink, UnusableId, sink
from acucheck.document.tally import Tally, tally_page
from acucheck.errors import AcucheckError, InvalidAnswers, Misuse, NothingAnswered
from acucheck.model.levels import Outcome, Reader
from acucheck.names.cached import CachedVocabulary
from acucheck.names.vocabulary import Vocabulary
from acucheck.render.as_text import page_text
from acucheck.rulebook import rule_book


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
    inputs: list[str],
    reader: Reader,
    format_: str,
    as_of: date | None,
    output: str | None,
    fail_on: Outcome | None,
    rules: str | None,
    *,
    summary: bool,
) -> int:
    """Writes what every record of *inputs* comes to and returns the exit code of the whole list."""
    book = rule_book(rules)
    day = as_of or date.today()  # noqa: DTZ011 - the day where the session is
    run = _Run(CachedVocabulary(book), day, fail_on)
    to = None if output == "-" else output
    try:
        with (
            _stoppable(),
            sink(to, format_, reader, silent=summary) as write,
            _watch(inputs, alone=bool(to) or summary) as watch,
        ):
            run.go(inputs, write, watch)
    except OSError as error:
        raise Misuse(f"{to or 'standard output'}: this cannot be written ({error.strerror}). {run.stopped()}") from None
    except KeyboardInterrupt:
        say(f"Interrupted. {run.stopped()}")
        raise typer.Exit(exits.INTERRUPTED) from None
    if summary:
        emit(page_text(tally_page(run.tally, book)))
    return run.code()


@contextmanager
def _stoppable() -> Iterator[None]:
    """A request to end is an interrupt here: what is half written is taken away."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _watch(inputs: list[str], *, alone: bool) -> AbstractContextManager[_Watch]:
    """A bar where standard error is a terminal, unless the lines run across the same one."""
    if not (sys.stderr and sys.stderr.isatty()) or not (alone or not sys.stdout.isatty()):
        return nullcontext(_Quiet())
    from acucheck.render.progress import ProgressBar

    return ProgressBar(sys.stderr, size(inputs))


class _Run(Struct):
    """One list on its way: what it was read with, and what it has come to so far."""

    vocabulary: Vocabulary
    day: date
    fail_on: Outcome | None
    tally: Tally = field(default_factory=Tally)
    codes: set[int] = set()
    bugs: int = 0

    def go(self, inputs: list[str], write: Sink, watch: _Watch) -> None:
        for entry in entries(inputs, self.vocabulary, watch.say):
            try:
                self._assess(entry, write)
            except (InvalidAnswers, NothingAnswered) as error:
                self.tally.unread += 1
                watch.say(str(error))
            except (AcucheckError, OSError):
                raise
            except Exception as error:  # noqa: BLE001 - the other records do not depend on it
                self.bugs += 1
                watch.say(f"{entry.place}: a bug in acucheck, not a result: {type(error).__name__} at {where(error)}.")
            watch.step(entry.size)
        self._conclude(watch)

    def _assess(self, entry: Entry, write: Sink) -> None:
        record = entry.read(self.vocabulary, self.day)
        report = assess(self.vocabulary.book, record.answers)
        try:
            write(record.id, report)
        except UnusableId as error:
            raise InvalidAnswers(f"{entry.place}:1: {error}") from None
        self.tally.add(report)
        if self.fail_on is not None:
            self.codes.add(exits.of_outcome(report.outcome.stands, report.outcome.worst, self.fail_on))

    def _conclude(self, watch: _Watch) -> None:
        """Says how many are missing from the results. Raises NothingAnswered when there were no records at all."""
        missing = self.tally.unread + self.bugs
        if missing:
            watch.say(f"Not among the results: {missing:,} of {missing + self.tally.assessed:,} records.")
        elif not self.tally.assessed:
            raise NothingAnswered("There is no record here, so there is nothing to check.")

    def stopped(self) -> str:
        return f"Records done: {self.tally.assessed:,}; the rest were not assessed."

    def code(self) -> int:
        if self.bugs:
            return exits.BUG
        return exits.of_failure(InvalidAnswers()) if self.tally.unread else exits.worst(self.codes)
