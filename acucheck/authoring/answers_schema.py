"""JSON Schema (draft 07) for an answers file, made from the rule book: for editors that complete and explain."""

from __future__ import annotations

from acucheck.answers import fixed_words
from acucheck.answers.file_head import HEAD
from acucheck.authoring.practice_schema import DRAFT, Schema, with_truth
from acucheck.model.answers import Writer
from acucheck.model.book import AnswerKind, Question, RuleBook

_NOT_SURE = fixed_words.NOT_SURE


def answers_schema(book: RuleBook) -> Schema:
    """The schema of an answers file for *book*."""
    head: Schema = {name: {"type": ["string", "integer"]} for name in HEAD}
    head["answered-by"] = {"enum": [writer.value for writer in Writer], "description": "Who gives the answers."}
    questions: Schema = {}
    for question in book.questions.values():
        questions[question.id] = {**_answer_schema(question, book), "description": question.ask.practitioner}
    return {
        "$schema": DRAFT,
        "title": "Answers for acucheck",
        "type": "object",
        "additionalProperties": False,
        "properties": {**head, **questions},
    }


def _answer_schema(question: Question, book: RuleBook) -> Schema:
    match question.kind:
        case AnswerKind.MANY:
            maybe = [f"{fixed_words.MAYBE}{option}" for option in question.options]
            none, others = _on_one_line(question)
            line: Schema = {"enum": [*question.options, *maybe, *others]}
            alone: Schema = {"enum": [fixed_words.NONE, *none, _NOT_SURE, *question.options, *maybe]}
            return {"anyOf": [alone, {"type": "array", "items": line, "minItems": 1}]}
        case AnswerKind.ONE:
            return {"enum": [*with_truth(question.options), _NOT_SURE]}
        case AnswerKind.NUMBER | AnswerKind.GESTATION:
            return {"type": ["number", "string"]}
        case AnswerKind.PLAN:
            labels = [technique.label.practitioner.lower() for technique in book.techniques.values()]
            properties = dict.fromkeys(labels, _place_schema())
            return {"type": "object", "properties": properties, "additionalProperties": _place_schema()}
        case _:
            return {"type": ["string", "array", "object"]}


def _on_one_line(question: Question) -> tuple[list[str], list[str]]:
    """What may be written for one no to all lines of a list; and beside the lines that are so, to all the others."""
    if question.one_line is None:
        return [], []
    return [fixed_words.NONE_ON_ONE_LINE], [fixed_words.OTHERS_ON_ONE_LINE]


def _place_schema() -> Schema:
    return {"type": ["string", "array"], "description": "Points or regions; 'not named', or 'not sure' where asked."}
