"""`acucheck check`: load the rules, load the answers, assess, render, write."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from acucheck import answers as answers_files
from acucheck.assess import assess
from acucheck.cli import exits
from acucheck.cli.output import emit, refuse_to_overwrite
from acucheck.document import Record
from acucheck.errors import Misuse
from acucheck.model.levels import Outcome, Reader
from acucheck.names.vocabulary import Vocabulary
from acucheck.render.formats import ENDINGS, RENDERERS
from acucheck.rulebook import rule_book


class Wanted(Struct, frozen=True):
    """What to write, for whom and where. Without outputs it is printed; without a format the endings say it."""

    reader: Reader
    format: str | None
    outputs: Sequence[str]
    record: Record
    force: bool


def check_file(path: str, wanted: Wanted, as_of: date | None, fail_on: Outcome, rules: str | None) -> int:
    """Writes the report on the answers at *path* and returns the exit code of its outcome."""
    formats = {output: _format(output, wanted.format) for output in wanted.outputs or ["-"]}
    if not wanted.force:
        refuse_to_overwrite(formats)
    book = rule_book(rules)
    day = as_of or date.today()  # noqa: DTZ011 - the day where the session is
    record = answers_files.load(path, Vocabulary(book), day)
    report = assess(book, record.answers)
    pages = {name: RENDERERS[name](report, wanted.reader, wanted.record) for name in set(formats.values())}
    for output, name in formats.items():
        emit(pages[name], output)
    return exits.of_outcome(report.outcome.stands, report.outcome.worst, fail_on)


def _format(output: str, asked: str | None) -> str:
    """The format of one output. Raises Misuse when its ending says another one than was asked for."""
    by_ending = ENDINGS.get(Path(output).suffix.lower())
    if None not in {asked, by_ending} and asked != by_ending:
        raise Misuse(f"{output}: the ending says {by_ending}, and --format says {asked}; leave one of them out.")
    return by_ending or asked or "text"
