"""`acucheck check`: load the rules, load the answers, assess, render, write."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from acucheck import answers as answers_files
from acucheck.answers import AsOf, check_day
from acucheck.assess import assess
from acucheck.cli import exit_codes
from acucheck.cli.output import (
    STANDARD_OUTPUT,
    deliver,
    folder_of,
    is_stream,
    refuse_to_overwrite,
    refuse_to_replace,
    tell_what_was_left,
)
from acucheck.cli.paths import is_folder
from acucheck.cli.rules_in_use import rules_in_use
from acucheck.errors import Misuse
from acucheck.model.answers import Head
from acucheck.model.levels import Audience, Outcome
from acucheck.names.vocabulary import Vocabulary
from acucheck.render.formats import BY_ENDING, TEXT, Format


class Wanted(Struct, frozen=True):
    """What to write, for whom and where. Without outputs it is printed; without a format the endings say it."""

    audience: Audience
    format: Format | None
    outputs: Sequence[str]
    head: Head  # whose page it is and of which day, as far as the command line says it
    force: bool


def check_file(path: str, wanted: Wanted, as_of: AsOf, fail_on: Outcome, rules: str | None) -> int:
    """Writes the report on the answers at *path* and returns the exit code of its outcome."""
    outputs = wanted.outputs or [STANDARD_OUTPUT]
    formats = {output: _format(output, wanted.format) for output in outputs}
    _look_at(outputs, path, wanted)
    latest = check_day(as_of)
    if wanted.head.day is not None and wanted.head.day > latest:
        raise Misuse("--date is still to come: it is the day on which this was answered, --as-of that of the check.")
    book = rules_in_use(rules, latest)
    record = answers_files.load(path, Vocabulary(book), as_of, wanted.head)
    _refuse_to_differ(record.head, wanted.head)
    report = assess(book, record.answers, record.earlier)
    texts = {output: each.written(report, wanted.audience, record.head) for output, each in formats.items()}
    code = exit_codes.of_outcome(report.outcome.stands, report.outcome.worst, fail_on)
    deliver(texts)
    return code


def _look_at(outputs: Iterable[str], path: str, wanted: Wanted) -> None:
    """Raises Misuse where something would be lost by writing; says what an earlier run has left."""
    files = [output for output in outputs if not is_stream(output)]
    refuse_to_replace([path], files)
    if not wanted.force:
        refuse_to_overwrite(files)
    tell_what_was_left(folder_of(output) for output in files)


def _refuse_to_differ(said: Head, wanted: Head) -> None:
    """Raises Misuse when the file says another name or day than the command line."""
    differing = "{} differs from what stands in the file behind '{}'; leave one of them out."
    if wanted.name not in {"", said.name}:
        raise Misuse(differing.format("--name", "name:"))
    if wanted.day not in {None, said.day}:
        raise Misuse(differing.format("--date", "date:"))


def _format(output: str, asked: Format | None) -> Format:
    """The format of one output. Raises Misuse when its ending says another one than was asked for, or none."""
    ending = Path(output).suffix.lower()
    by_ending = BY_ENDING.get(ending)
    if asked and by_ending and asked is not by_ending:
        raise Misuse(
            f"{output}: the ending says {by_ending.name}, and --format says {asked.name}; leave one of them out."
        )
    free = is_stream(output) or is_folder(output or ".") or (asked and not ending)
    if by_ending is None and not free:
        known = ", ".join(BY_ENDING)
        raise Misuse(f"{output}: this ending is no format; write a name that ends in one of {known}.")
    return by_ending or asked or TEXT
