"""The engine: how every rule stands and what it makes of every cell of a plan, worked out on sets as bits.

`Evaluation` is all that the rest of the program knows of it. What it means stands in plain loops in `reference`, which
no command loads; a property holds the two together.
"""

from acucheck.assess.engine.evaluation import Doubt, Evaluation, GradedRule

__all__ = ["Doubt", "Evaluation", "GradedRule"]
