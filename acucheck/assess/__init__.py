"""Rules and answers to a report. Pure: nothing here knows a clock, a file or a terminal."""

from acucheck.assess.assessment import assess, contradictions_among

__all__ = ["assess", "contradictions_among"]
