"""Answers files, in and out: YAML or JSON, with the same strictness as the rule book."""

from acucheck.answers.decoding import Record, decode, load
from acucheck.answers.template import template
from acucheck.answers.file_writing import as_tree, write

__all__ = ["Record", "as_tree", "decode", "load", "template", "write"]
