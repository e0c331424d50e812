"""JSON Schema (draft 07) for a practice's own file, made from the rule book: for editors that complete and explain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from acucheck.model.book import SESSION, AnswerKind, Question, Rule, RuleBook
from acucheck.model.levels import Basis, Level, ReadDepth, Urgency, Validity

Schema: TypeAlias = dict[str, object]

DRAFT = "http://json-schema.org/draft-07/schema#"
_ID = "^[a-z0-9]+(-[a-z0-9]+)*$"
_POINT = "^[A-Z]{2}(-[A-Z]{1,2})?[0-9]{1,3}( ?(to|-) ?[A-Z]{2}(-[A-Z]{1,2})?[0-9]{1,3})?$"
_NEEDED = ["topic", "title", "risk", "basis", "sources"]
_TEXT: Schema = {"type": "string", "minLength": 1}
_YES: Schema = {"enum": ["yes", True]}
"""A word that YAML itself takes for a truth value is admitted as one: acucheck reads the word."""


def practice_schema(book: RuleBook) -> Schema:
    """The schema of a file over *book*."""
    return {
        "$schema": DRAFT,
        "title": "A practice's own file for acucheck",
        "type": "object",
        "required": ["extends", "practice"],
        "additionalProperties": False,
        "properties": {
            "extends": {"const": "core", "description": "This file is read over the rules that come with acucheck."},
            "practice": _practice_schema(),
            "sources": _section_schema(_source_schema(), "Sources of the practice's own rules."),
            "names": _own_names_schema(book),
            "questions": _section_schema(_question_schema(book), "Questions that the practice adds."),
            "rules": _section_schema({**_rule_schema(book, {}), "required": _NEEDED}, "Rules that it adds."),
            "change": _change_schema(book),
            "silence": _silence_schema(book),
        },
        "definitions": {
            "changed": _changed_schema(book),
            "condition": _condition(book),
            "wording": _wording_schema(),
            "verdicts": _verdicts_schema(book),
            "level": {"enum": [level.word for level in Level], "description": "note, caution: adapt; refer: ask first"},
            "where": _where_schema(book),
        },
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _described(several: Mapping[str, str], schema: Schema) -> Schema:
    """Properties with a sentence each, which an editor shows beside the word."""
    return {name: {**schema, "description": text} for name, text in several.items()}


def _section_schema(entry: Schema, description: str) -> Schema:
    return {
        "type": "object",
        "description": description,
        "patternProperties": {_ID: entry},
        "additionalProperties": False,
    }


def _one_or_more(item: Schema) -> Schema:
    """One, or a list of them."""
    return {"anyOf": [item, {"type": "array", "items": item, "minItems": 1}]}


def _wording_schema() -> Schema:
    both: Schema = {
        "type": "object",
        "required": ["practitioner", "patient"],
        "additionalProperties": False,
        "properties": {"practitioner": _TEXT, "patient": _TEXT},
    }
    return {"anyOf": [_TEXT, both], "description": "One sentence, or one for each reader."}


def _practice_schema() -> Schema:
    texts = {
        "name": "Printed on every page.",
        "phone": "Printed on every page.",
        "emergency": "The number to ring in an emergency, in quotes.",
    }
    return {
        "type": "object",
        "required": ["name"],
        "additionalProperties": False,
        "properties": _described(texts, {"type": ["string", "integer"]}),
    }


def _source_schema() -> Schema:
    texts = {name: {"type": ["string", "integer"]} for name in ("by", "part", "year", "url")}
    read = {"enum": [depth.value for depth in ReadDepth], "description": "How well it was read."}
    return {
        "type": "object",
        "required": ["title", "read"],
        "additionalProperties": False,
        "properties": {"title": _TEXT, **texts, "guideline": {"enum": ["yes", "no", True, False]}, "read": read},
    }


def _own_names_schema(book: RuleBook) -> Schema:
    classes = {
        "type": "object",
        "required": ["class"],
        "additionalProperties": False,
        "properties": {"class": {"enum": [*book.concepts["medicine"]]}},
    }
    medicines = {"type": "object", "additionalProperties": {"anyOf": [_TEXT, classes]}}
    return {
        "type": "object",
        "description": "Names that the core lacks, each with a name that it knows.",
        "additionalProperties": False,
        "properties": {"medicines": medicines, "conditions": {"type": "object", "additionalProperties": _TEXT}},
    }


def _question_schema(book: RuleBook) -> Schema:
    after = {"enum": [*book.questions], "description": "The question behind which this one is asked."}
    texts = {name: _ref("wording") for name in ("ask", "short", "why", "find-out")}
    lines: Schema = {"type": "object", "patternProperties": {_ID: {}}}
    number = {"type": "object", "required": ["from", "to", "unit"]}
    kinds: Schema = {
        "anyOf": [
            {"enum": ["yes-no", "places", "gestation"]},
            {"type": "object", "properties": {"many": lines, "one": lines, "number": number}, "maxProperties": 1},
        ]
    }
    others = (
        "not-sure",
        "healthy",
        "clears",
        "past",
        "limbs",
        "if-contradicted",
        "said-as-no",
        "say",
        "if-not-known",
        "one-line",
        "in-list",
        "milder",
    )
    return {
        "type": "object",
        "required": ["ask", "answer", "keeps"],
        "additionalProperties": False,
        "properties": {
            "after": after,
            **texts,
            "answer": kinds,
            "keeps": {"enum": [each.value for each in Validity], "description": "How long an answer stays true."},
            "if": _ref("condition"),
            **{name: {} for name in others},
        },
    }


def _rule_schema(book: RuleBook, beside: Schema) -> Schema:
    """A rule, with entries *beside* its own."""
    limit = {
        "type": "object",
        "required": ["where", "verdicts"],
        "additionalProperties": False,
        "properties": {"where": _ref("where"), "verdicts": _ref("verdicts")},
    }
    titles: dict[str, str] = {source.id: source.title for source in book.sources.values()}
    properties: Schema = {
        "topic": {"enum": [*book.topics]},
        "title": _ref("wording"),
        "risk": _ref("wording"),
        "when": _ref("condition"),
        "unless": _ref("condition"),
        "verdicts": _ref("verdicts"),
        "limits": {"type": "array", "items": limit, "minItems": 1},
        "until": _ref("wording"),
        "urgent": {"enum": [urgency.value for urgency in Urgency]},
        "if-not-known": _ref("level"),
        "ask-whom": {**_ref("wording")},
        "ask-for": _TEXT,
        "precautions": {"type": "object", "propertyNames": {"enum": _technique_words(book)}},
        "aftercare": _one_or_more({"enum": [*book.aftercare]}),
        "alternatives": _one_or_more({"enum": [*book.alternatives]}),
        "positions": {"type": "object", "properties": _described(titles, {"type": "object"})},
        "chosen-because": _TEXT,
        "basis": {"enum": [basis.value for basis in Basis]},
        "sources": _one_or_more({"anyOf": [{"enum": [*book.sources]}, {"type": "string"}]}),
        "say": _TEXT,
        "examples": {"type": "array"},
    }
    return {"type": "object", "additionalProperties": False, "properties": {**beside, **properties}}


def _technique_words(book: RuleBook) -> list[str]:
    """The words that a verdict may stand behind: the whole session, groups of techniques, and techniques."""
    words: list[str] = [SESSION]
    for technique in book.techniques.values():
        words += technique.groups
    words += book.techniques
    return list(dict.fromkeys(words))


def _verdicts_schema(book: RuleBook) -> Schema:
    properties: Schema = {}
    for word in _technique_words(book):
        properties[word] = _ref("level")
    for technique in book.techniques.values():
        label = technique.label.practitioner
        properties[technique.id] = {"allOf": [_ref("level")], "description": label}
    return {"type": "object", "properties": properties, "additionalProperties": False, "minProperties": 1}


def _where_schema(book: RuleBook) -> Schema:
    places = [*book.concepts["region"], *book.concepts["hazard"]]
    asked = [question.id for question in book.questions.values() if question.kind is AnswerKind.PLACES]
    answer = {
        "type": "object",
        "required": ["answer"],
        "additionalProperties": False,
        "properties": {"answer": {"anyOf": [{"enum": asked}, {"type": "string"}]}},
    }
    point = {"type": "string", "pattern": _POINT, "description": "A point, or points as 'BL11 to BL25'."}
    return _one_or_more({"anyOf": [{"enum": places}, point, answer]})


def _condition(book: RuleBook) -> Schema:
    several = {"type": "array", "items": _ref("condition"), "minItems": 1}
    at_least = {
        "type": "object",
        "required": ["count", "of"],
        "properties": {"count": {"type": "integer"}, "of": several},
    }
    properties: Schema = {"all": several, "any": several, "at-least": at_least}
    properties |= {name: {**_YES, "description": "A fact of the rule book."} for name in book.facts}
    for question in book.questions.values():
        properties[question.id] = {**_test_schema(question, book), "description": question.ask.practitioner}
    return {"type": "object", "minProperties": 1, "maxProperties": 1, "properties": properties}


def _test_schema(question: Question, book: RuleBook) -> Schema:
    """What may stand behind a question in a condition."""
    match question.kind:
        case AnswerKind.MANY | AnswerKind.ONE:
            return _one_or_more({"enum": with_truth(question.options)})
        case AnswerKind.NAMES:
            return _one_or_more({"enum": [*book.concepts["medicine"]]})
        case AnswerKind.NUMBER | AnswerKind.GESTATION:
            limits: Schema = {"from": {"type": "number"}, "below": {"type": "number"}}
            return {"type": "object", "properties": limits, "additionalProperties": False, "minProperties": 1}
        case _:
            return {}


def with_truth(options: Iterable[str]) -> list[object]:
    """Options, with the truth values that YAML takes yes and no for."""
    found: list[object] = []
    for option in options:
        found.append(option)
        if option in {"yes", "no"}:
            found.append(option == "yes")
    return found


def _change_schema(book: RuleBook) -> Schema:
    others: Schema = {"type": "object", "required": ["of", "because"]}
    titles: dict[str, str] = {rule.id: rule.title.practitioner for rule in _core_rules(book)}
    return {
        "type": "object",
        "description": "Rules of the core, with what takes the place of their entries.",
        "properties": _described(titles, {"allOf": [_ref("changed")]}),
        "patternProperties": {r"^(questions|facts|medicine-classes)\.": others},
        "additionalProperties": False,
    }


def _core_rules(book: RuleBook) -> list[Rule]:
    """The rules of the core, with those that the practice silences."""
    rules = [*book.rules.values(), *book.silenced.values()]
    if book.own is None:
        return rules
    return [rule for rule in rules if rule.id not in book.own.added]


def _changed_schema(book: RuleBook) -> Schema:
    rule = _rule_schema(book, {"of": _TEXT, "because": _TEXT, "by": _TEXT})
    return {**rule, "required": ["of", "because"]}


def _silence_schema(book: RuleBook) -> Schema:
    entry: Schema = {
        "type": "object",
        "required": ["of", "because", "by"],
        "additionalProperties": False,
        "properties": {"of": _TEXT, "because": _TEXT, "by": _TEXT, "until": {"type": "string"}},
    }
    rules = [rule for rule in _core_rules(book) if rule.urgent is None]
    return {
        "type": "object",
        "description": "Rules of the core that do not count here; one that calls for help cannot be silenced.",
        "properties": {rule.id: {**entry, "description": rule.title.practitioner} for rule in rules},
        "additionalProperties": False,
    }
