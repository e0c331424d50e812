"""The ids of a rule book's entries, each a type of its own where one could be taken for another.

Options, classes of medicine, regions and groups of techniques are alike words that a rule looks for, and plain text.
"""

from __future__ import annotations

from typing import NewType

QuestionId = NewType("QuestionId", str)
RuleId = NewType("RuleId", str)
SourceId = NewType("SourceId", str)
TechniqueId = NewType("TechniqueId", str)
AftercareId = NewType("AftercareId", str)
AlternativeId = NewType("AlternativeId", str)
