"""Rules and answers to a report. Pure: nothing here knows a clock, a file or a terminal."""

from acucheck.assess.assessing import assess

__all__ = ["assess"]
