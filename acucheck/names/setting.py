"""What has to be known of a line besides its words: who wrote it, on which day, and how old the person is."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from acucheck.model.answers import Writer


class Setting(Struct, frozen=True):
    """The day on which a line was written, by whom, and the age in years of the person it is about; None: not known."""

    day: date
    writer: Writer | None = None
    age: float | None = None
