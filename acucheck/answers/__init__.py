"""Answers files, in and out: YAML or JSON, with the same strictness as the rule book."""

from acucheck.answers.reading import Record, decode, load
from acucheck.answers.template import template
from acucheck.answers.writing import as_tree, write

__all__ = ["Record", "as_tree", "decode", "load", "template", "write"]
