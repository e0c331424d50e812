"""The template of a table: its first row, and a row that explains each column and is never read as a person."""

from __future__ import annotations

import csv
from io import StringIO

from acucheck.answers import fixed_words
from acucheck.answers.file_head import HEAD
from acucheck.model.book import AnswerKind, Question, RuleBook
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Audience

_OF_HEAD = {
    fixed_words.ID: "EXPLANATION: this row is passed over; delete it when you like. Here: what the record is called",
    fixed_words.NAME: "Here: whose answers these are",
    fixed_words.DATE: "Here: the day they were given, as 2026-11-29",
    fixed_words.ANSWERED_BY: "Here: who gave them: patient, helper or practitioner",
}


def table_template(book: RuleBook, audience: Audience) -> str:
    """The first row of a table and the row that explains it, with commas between the cells."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    entries = [*HEAD, *book.questions]
    writer.writerow(entries)
    writer.writerow([_explanation(book, entry, audience) for entry in entries])
    return text.getvalue()


def explanations(book: RuleBook, entry: str) -> frozenset[str]:
    """What the row of explanation says in the column called *entry*, to either reader."""
    return frozenset(_explanation(book, entry, audience) for audience in Audience)


def _explanation(book: RuleBook, entry: str, audience: Audience) -> str:
    if entry in _OF_HEAD:
        return _OF_HEAD[entry]
    question = book.questions[QuestionId(entry)]
    asked = " ".join(question.ask.for_audience(audience).split())
    return f"Here: {asked}{_when(question)} Write {_what_is_taken(question)}; empty is not asked"


def _when(question: Question) -> str:
    if question.ask_if_not_known:
        return " (not when an answer rules it out)"
    if question.gate is not None:
        return " (only when an answer calls for it)"
    return ""


def _what_is_taken(question: Question) -> str:
    match question.kind:
        case AnswerKind.MANY:
            options = "; ".join(question.options)
            return f"'{fixed_words.NONE}', '{fixed_words.NOT_SURE}' or some of these with ';' between them: {options}"
        case AnswerKind.ONE:
            return f"'{fixed_words.NOT_SURE}' or one of these: {'; '.join(question.options)}"
        case AnswerKind.NAMES:
            return f"'{fixed_words.NONE}', '{fixed_words.NOT_SURE}' or names with ';' between them"
        case AnswerKind.NUMBER:
            return f"'{fixed_words.NOT_SURE}' or {question.unit} from {question.low:g} to {question.high:g}"
        case AnswerKind.GESTATION:
            return f"'{fixed_words.NOT_SURE}', weeks and days as 24+3, or due 2027-05-01"
        case AnswerKind.PLACES:
            return f"'{fixed_words.NOT_SURE}' or regions and points with ';' between them"
        case AnswerKind.PLAN:
            return "techniques with ';' between them, as in manual needling: LI4 left, ST36; cupping: not named"
