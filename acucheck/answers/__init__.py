"""Answers files, in and out: YAML or JSON, with the same strictness as the rule book."""

from acucheck.answers.decoding import AsOf, OwnDay, PersonAnswers, decode, latest_day, load, read_record
from acucheck.answers.file_writing import as_tree, write

__all__ = ["AsOf", "OwnDay", "PersonAnswers", "as_tree", "decode", "latest_day", "load", "read_record", "write"]
