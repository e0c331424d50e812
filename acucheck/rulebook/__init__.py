"""`rules.yaml` to a rule book, or to all of its problems."""

from acucheck.rulebook.source import RuleFile, default_rules, load, rule_book

__all__ = ["RuleFile", "default_rules", "load", "rule_book"]
