"""The day of a check, as the command line asks for it."""

from __future__ import annotations

from datetime import datetime

from acucheck.answers import AsOf, OwnDay
from acucheck.cli.clock import today
from acucheck.cli.options import DAY_FORMAT
from acucheck.cli.report_options import RECORD


def asked_day(asked: str | None) -> AsOf:
    """What `--as-of` says; the day where the session is, where it was left out."""
    if asked is None:
        return today()
    if asked == RECORD:
        return OwnDay(today())
    return datetime.strptime(asked, DAY_FORMAT).date()  # noqa: DTZ007 - a day has no time
