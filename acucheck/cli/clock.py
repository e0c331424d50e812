"""The only place of the command line that looks at a clock."""

from __future__ import annotations

from datetime import date


def today() -> date:
    """The day where the session is."""
    return date.today()  # noqa: DTZ011 - that of the machine, which stands where the session is
