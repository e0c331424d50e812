"""`acucheck check`: load the rules, load the answers, assess, render, write."""

from __future__ import annotations

from datetime import date, datetime

from acucheck import answers as answers_files
from acucheck.assess import assess
from acucheck.cli import exits
from acucheck.cli.output import emit
from acucheck.model.levels import Outcome, Reader
from acucheck.recognise import Vocabulary
from acucheck.render import RENDERERS
from acucheck.rulebook import default_rules, load


def check_file(
    path: str, reader: str, format_: str, as_of: datetime | None, output: str | None, fail_on: str, rules: str | None
) -> int:
    """Writes the report on the answers at *path* and returns the exit code of its outcome."""
    book = load(rules or str(default_rules())).book
    day = as_of.date() if as_of else date.today()  # noqa: DTZ011 - the day where the session is
    answers = answers_files.load(path, Vocabulary(book), day)
    report = assess(book, answers)
    emit(RENDERERS[format_](report, Reader(reader)), output)
    return exits.of_outcome(report.outcome, Outcome[fail_on.upper().replace("-", "_")])
