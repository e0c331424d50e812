"""The engine: how every rule stands and what it makes of every cell of a plan, worked out on sets as bits.

`Conditions` and, with the plan, `Evaluation` are all that the rest of the program knows of it. What it means stands in
plain loops in `reference`, which no command loads; a property holds the two together.
"""

from acucheck.assess.engine.evaluation import Conditions, Doubt, Evaluation, GradedRule

__all__ = ["Conditions", "Doubt", "Evaluation", "GradedRule"]
