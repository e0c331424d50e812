"""How far the examples of rules go, as a page."""

from __future__ import annotations

from collections.abc import Sequence

from acucheck.authoring.coverage import STANDINGS, RuleCoverage
from acucheck.document.blocks import Document, Heading, Lines, Table
from acucheck.model.levels import Level


def coverage_page(rules: Sequence[RuleCoverage]) -> Document:
    """The examples of each rule by what they expect, and the verdicts that no cell of them reaches."""
    rows = [(rule.rule_id, *(str(rule.standings[word]) for word in STANDINGS)) for rule in rules]
    unreached = tuple((rule.rule_id, "; ".join(rule.unreached)) for rule in rules if rule.unreached)
    table = Table(("", *STANDINGS), tuple(rows), (Level.NONE,) * len(rows))
    missing = Lines(unreached) if unreached else Lines((("", "None: every verdict is reached."),))
    return Document("acucheck: examples of rules", (table, Heading("VERDICTS THAT NO EXAMPLE REACHES"), missing))
