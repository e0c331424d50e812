"""Rules as JSON: a list of them, version `acucheck.rules/1`, or one with all that it says, `acucheck.rule/1`."""

from __future__ import annotations

import json
from collections.abc import Mapping

from acucheck.document.pages.rule_page import condition_in_words
from acucheck.model.book import AnswerPlace, Limit, Position, Precaution, Rule, RuleBook, Wording
from acucheck.model.levels import Level
from acucheck.render.json_trees import book_tree

Digests = Mapping[str, str]
"""Rule -> the digest of what the core has under its name."""


def rules_json(book: RuleBook, digests: Digests) -> str:
    """All rules of *book*, those that are silenced last."""
    rules = [*book.rules.values(), *book.silenced.values()]
    listed = [_rule_head(rule, book, digests) for rule in rules]
    return _ascii_json({"schema": "acucheck.rules/1", "rule_book": book_tree(book), "rules": listed})


def rule_json(rule: Rule, book: RuleBook, digests: Digests) -> str:
    """One rule with all that it says."""
    if_not_known = None if rule.if_not_known is None else rule.if_not_known.word
    precautions: dict[str, object] = {}
    for technique, several in rule.precautions.items():
        precautions[technique] = list(map(_precaution, several))
    return _ascii_json(
        {
            "schema": "acucheck.rule/1",
            **_rule_head(rule, book, digests),
            "place": str(rule.place),
            "risk": _wording_record(rule.risk),
            "when": rule.when and condition_in_words(rule.when, book),
            "unless": rule.unless and condition_in_words(rule.unless, book),
            "verdicts": _level_words(rule.verdicts),
            "limits": list(map(_limit_record, rule.limits)),
            "until": _wording_or_none(rule.until),
            "if_not_known": if_not_known,
            "ask_whom": _wording_or_none(rule.ask_whom),
            "precautions": precautions,
            "aftercare": list(rule.aftercare),
            "alternatives": list(rule.alternatives),
            "positions": list(map(_position, rule.positions)),
            "chosen_because": rule.chosen_because or None,
            "basis": rule.basis.value,
            "sources": list(rule.sources),
        }
    )


def _ascii_json(tree: object) -> str:
    """ASCII, which is JSON in every encoding, with a line end at the end."""
    return json.dumps(tree, indent=2) + "\n"


def _rule_head(rule: Rule, book: RuleBook, digests: Digests) -> dict[str, object]:
    return {
        "rule": rule.id,
        "title": _wording_record(rule.title),
        "topic": rule.topic,
        "strictest": rule.strictest.word,
        "urgent": rule.urgent and rule.urgent.value,
        "status": _status(rule, book),
        "of": digests.get(rule.id),
    }


def _status(rule: Rule, book: RuleBook) -> str:
    """Whether a rule is as in the core, or what the practice did with it."""
    if rule.id in book.silenced:
        return "silenced"
    if book.own is not None and rule.id in book.own.added:
        return "added"
    if book.own is not None and rule.id in book.own.changed:
        return "changed"
    return "core"


def _wording_record(wording: Wording) -> dict[str, str]:
    return {"practitioner": wording.practitioner, "patient": wording.patient}


def _wording_or_none(wording: Wording | None) -> dict[str, str] | None:
    if wording is None:
        return None
    return _wording_record(wording)


def _precaution(each: Precaution) -> dict[str, object]:
    return {**_wording_record(each), "at": list(each.at), "taken": each.taken}


def _limit_record(limit: Limit) -> dict[str, object]:
    return {"where": list(map(_place_record, limit.where)), "verdicts": _level_words(limit.verdicts)}


def _position(position: Position) -> dict[str, object]:
    return {
        "source": position.source,
        "level": position.level.word,
        "says": position.says or None,
        "techniques": sorted(position.techniques),
    }


def _level_words(verdicts: Mapping[str, Level]) -> dict[str, str]:
    return {word: level.word for word, level in verdicts.items()}


def _place_record(item: str | AnswerPlace) -> object:
    if isinstance(item, AnswerPlace):
        return {"answer": item.question}
    return item
