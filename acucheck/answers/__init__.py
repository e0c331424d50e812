"""Answers files, in and out: YAML or JSON, with the same strictness as the rule book."""

from acucheck.answers.decoding import AsOf, OwnDay, PersonAnswers, check_day, decode, load, read_record

__all__ = ["AsOf", "OwnDay", "PersonAnswers", "check_day", "decode", "load", "read_record"]
