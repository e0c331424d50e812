"""How far the examples of rules go, as a page."""

from __future__ import annotations

from collections.abc import Sequence

from acucheck.authoring.coverage import STANDINGS, RuleCoverage
from acucheck.document.blocks import Document, Heading, Lines, Table
from acucheck.model.levels import Level


def coverage_page(rules: Sequence[RuleCoverage]) -> Document:
    """The examples of each rule by what they expect, and the verdicts that no cell of them reaches."""
    rows: list[tuple[str, ...]] = []
    unreached: list[tuple[str, str]] = []
    for rule in rules:
        counts = [str(rule.standings[word]) for word in STANDINGS]
        rows.append((rule.rule_id, *counts))
        if rule.unreached:
            unreached.append((rule.rule_id, "; ".join(rule.unreached)))
    table = Table(("", *STANDINGS), tuple(rows), (Level.NONE,) * len(rows))
    lines = unreached or [("", "None: every verdict is reached.")]
    heading = Heading("VERDICTS THAT NO EXAMPLE REACHES")
    return Document("acucheck: examples of rules", (table, heading, Lines(tuple(lines))))
