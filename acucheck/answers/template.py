"""A blank answers file: every question as a comment, ready to be filled in. Nothing in it is a ready-made no."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from acucheck.answers import fixed_words
from acucheck.model.book import AnswerKind, Question, RuleBook
from acucheck.model.levels import Audience

HEAD = """\
# yaml-language-server: $schema=answers.schema.json
# Answers for acucheck. Take the '#' away in front of an answer and change it to what is true.
# A question left out was not asked, and the report will say so. 'not sure' is an answer too.
# Each answer stands on one line, and a remark on a line of its own, as here.
# A name with '#' in it goes in quotes: "Tylenol #3".
# Beside the answers may stand who gave them, 'answered-by: patient' (or helper, practitioner): "my
# husband takes warfarin" is not sure without it.
# Whose they are, 'id: p-17' and 'name: Jo Doe', stands at the top of every page that is made of them.
# Then: acucheck check THIS-FILE
# For an editor that completes and explains: acucheck rules schema --answers > answers.schema.json
#
# The day on which this is answered. Some answers hold for that day only, and others for some months;
# without a day, all of them are taken for answers of the day on which they are checked.
#date: 2026-11-22
"""


def template(book: RuleBook, audience: Audience) -> str:
    """The file's text. As it stands nothing in it is answered."""
    blocks = [HEAD]
    for question in book.questions.values():
        lines = "\n".join(_question_block(question, audience))
        blocks.append(f"{lines}\n")
    return "\n".join(blocks)


def _question_block(question: Question, audience: Audience) -> Iterator[str]:
    yield from _comment(question.ask.for_audience(audience))
    if question.ask_where is not None:
        yield from _comment(question.ask_where.for_audience(audience))
    if question.ask_if_not_known:
        yield "# (not when an answer above rules it out)"
    elif question.gate is not None:
        yield "# (only when an answer above calls for it)"
    if question.kind is AnswerKind.MANY:
        for option, label in question.options.items():
            line = f"{option}: {label.for_audience(audience)}"
            if option in question.offered_if:
                line += " (only when an answer above calls for it)"
            yield from _comment(line, "#   ")
    yield from _comment(f"Write '{fixed_words.NOT_SURE}'{_instead(question)}")
    yield f"#{question.id}: {fixed_words.NOT_SURE}"


def _comment(text: str, start: str = "# ") -> list[str]:
    return wrap(text, 96, initial_indent=start, subsequent_indent=start + "  ", break_on_hyphens=False)


def _instead(question: Question) -> str:
    """What may be answered where somebody is sure."""
    match question.kind:
        case AnswerKind.MANY:
            first, *rest = question.options
            shown = first
            if rest:
                shown = f"{first}, {fixed_words.MAYBE}{rest[0]}"
            return f", '{fixed_words.NONE}' or a list: [{shown}]"
        case AnswerKind.ONE:
            return f", or one of: {', '.join(question.options)}"
        case AnswerKind.NAMES:
            return f", '{fixed_words.NONE}' or a list: [first name, second name, maybe a third]"
        case AnswerKind.NUMBER:
            return f", or {question.unit}, from {question.low:g} to {question.high:g}"
        case AnswerKind.GESTATION:
            return ", or weeks and days as 24+3, or: due 2027-05-01"
        case AnswerKind.PLACES:
            return ", or regions or points: [left foot, LI4 right]"
        case AnswerKind.PLAN:
            return f", or {{manual needling: [LI4 left, ST36], cupping: {fixed_words.NOT_NAMED}}}"
