"""The counts of a list as JSON, version `acucheck.summary/1`; its schema is `acucheck/schemas/summary-1.json`."""

from __future__ import annotations

import json
from datetime import date

from acucheck import __version__
from acucheck.document.pages.list_page import OUTCOMES, Tally
from acucheck.document.sections.about import NOT_THIS
from acucheck.model.book import RuleBook
from acucheck.model.levels import Audience, Standing
from acucheck.render.json_trees import book_tree

SCHEMA = "acucheck.summary/1"


def as_summary(tally: Tally, book: RuleBook, as_of: date) -> str:
    """The counts as one JSON object in ASCII, with a line end at the end."""
    tree: dict[str, object] = {
        "schema": SCHEMA,
        "acucheck": __version__,
        "rule_book": book_tree(book),
        "as_of": as_of.isoformat(),
        "records": {"assessed": tally.assessed, "not_assessed": tally.unread + tally.bugs},
        "outcomes": _outcomes(tally),
        "rules": _rules(tally, book),
        "open": _open(tally),
        "names": _names(tally),
        "other_names": tally.other_names,
        "notice": NOT_THIS[Audience.PRACTITIONER],
    }
    return json.dumps(tree, indent=2) + "\n"


def _outcomes(tally: Tally) -> list[dict[str, object]]:
    """Every outcome, also one that did not come up."""
    return [
        {
            "outcome": outcome.name.lower().replace("_", "-"),
            "stands": tally.stands[outcome],
            "worst": tally.worst[outcome],
        }
        for outcome in OUTCOMES
    ]


def _rules(tally: Tally, book: RuleBook) -> list[dict[str, object]]:
    """The rules that came up, in the order of the rule book."""
    came_up = {rule for rule, _ in tally.rules}
    return [
        {"rule": rule, "holds": tally.rules[rule, Standing.HOLDS], "acts": tally.rules[rule, Standing.ACTS]}
        for rule in book.rules
        if rule in came_up
    ]


def _open(tally: Tally) -> list[dict[str, object]]:
    """The questions that were open, with why, the most frequent first."""
    return [
        {"question": question, "missing": missing.value, "people": people}
        for (question, missing), people in tally.open.most_common()
    ]


def _names(tally: Tally) -> list[dict[str, object]]:
    """The typed words that are open, first those that leave most people so."""
    return [
        {
            "typed": named[0],
            "missing": named[1].value,
            "people": tally.names[named],
            "left_open": tally.left_open[named],
            "by_it_alone": tally.alone[named],
        }
        for named in tally.named()
    ]
