"""Answers files, in and out: YAML or JSON, with the same strictness as the rule book."""

from acucheck.answers.decoding import PersonAnswers, decode, load
from acucheck.answers.file_writing import as_tree, write

__all__ = ["PersonAnswers", "as_tree", "decode", "load", "write"]
