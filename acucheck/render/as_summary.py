"""The counts of a list as JSON, version `acucheck.summary/1`; its schema is `acucheck/schemas/summary-1.json`."""

from __future__ import annotations

import json
from datetime import date

from acucheck import __version__
from acucheck.document.pages.list_page import OUTCOMES
from acucheck.document.sections.about import NOT_THIS
from acucheck.document.tally import Tally
from acucheck.model.book import RuleBook
from acucheck.model.ids import RuleId
from acucheck.model.levels import Audience, Outcome, Standing
from acucheck.model.report import Missing
from acucheck.render.json_trees import book_tree, day_text
from acucheck.render.summary_types import NameCounts, OpenCounts, OutcomeCounts, RuleCounts, SummaryRecord


def as_summary(tally: Tally, book: RuleBook, as_of: date | None) -> str:
    """The counts as one JSON object in ASCII, with a line end at the end."""
    return json.dumps(summary_tree(tally, book, as_of), indent=2) + "\n"


def summary_tree(tally: Tally, book: RuleBook, as_of: date | None) -> SummaryRecord:
    """The counts as plain lists and mappings. Of what did not come up only outcomes are named.

    There is no day where each record was read on its own.
    """
    came_up = {rule for rule, _ in tally.rules}
    open_counts: list[OpenCounts] = []
    for (question, missing), people in tally.open.most_common():
        open_counts.append({"question": question, "missing": missing.value, "people": people})
    return {
        "schema": "acucheck.summary/1",
        "acucheck": __version__,
        "rule_book": book_tree(book),
        "as_of": day_text(as_of),
        "records": {"assessed": tally.assessed, "not_assessed": tally.unread + tally.bugs},
        "outcomes": [_outcome(outcome, tally) for outcome in OUTCOMES],
        "rules": [_rule_counts(rule, tally) for rule in book.rules if rule in came_up],
        "open": open_counts,
        "names": [_name_counts(named, tally) for named in tally.named()],
        "other_names": tally.other_names,
        "notice": NOT_THIS[Audience.PRACTITIONER],
    }


def _outcome(outcome: Outcome, tally: Tally) -> OutcomeCounts:
    return {"outcome": outcome.word, "stands": tally.stands[outcome], "worst": tally.worst[outcome]}


def _rule_counts(rule: RuleId, tally: Tally) -> RuleCounts:
    holds = tally.rules[rule, Standing.HOLDS]
    acts = tally.rules[rule, Standing.ACTS]
    return {"rule": rule, "holds": holds, "acts": acts}


def _name_counts(named: tuple[str, Missing], tally: Tally) -> NameCounts:
    typed, missing = named
    return {
        "typed": typed,
        "missing": missing.value,
        "people": tally.names[named],
        "left_open": tally.left_open[named],
        "by_it_alone": tally.alone[named],
    }
