"""`acucheck check`: load the rules, load the answers, assess, render, write."""

from __future__ import annotations

from datetime import date

from acucheck import answers as answers_files
from acucheck.assess import assess
from acucheck.cli import exits
from acucheck.cli.files import rules_path
from acucheck.cli.output import emit
from acucheck.model.levels import Outcome, Reader
from acucheck.recognise.vocabulary import Vocabulary
from acucheck.render.formats import RENDERERS
from acucheck.rulebook import load


def check_file(
    path: str, reader: Reader, format_: str, as_of: date | None, output: str | None, fail_on: Outcome, rules: str | None
) -> int:
    """Writes the report on the answers at *path* and returns the exit code of its outcome."""
    book = load(rules_path(rules)).book
    day = as_of or date.today()  # noqa: DTZ011 - the day where the session is
    answers = answers_files.load(path, Vocabulary(book), day)
    report = assess(book, answers)
    emit(RENDERERS[format_](report, reader), output)
    return exits.of_outcome(report.outcome.stands, report.outcome.worst, fail_on)
