"""`rules.yaml` to a RuleBook, or to all of its problems."""

from acucheck.rulebook.loading import RuleFile, default_rules, load

__all__ = ["RuleFile", "default_rules", "load"]
