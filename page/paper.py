"""What stands in the page before it runs and where it cannot run: danger signs, what to do, and a form for paper.

All of it is made from the rule book, so that it says what the questions say.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from acucheck.model.book import PLAN, AnswerKind, Between, Question, Rule, RuleBook, Word
from acucheck.model.ids import QuestionId
from acucheck.render.html_tags import Html, join, tag, text

DANGER = QuestionId("danger")
"""The question whose lines need a doctor before anything else."""

BOX = "\N{BALLOT BOX}"
LINES = {AnswerKind.NAMES: 4, AnswerKind.PLAN: 3, AnswerKind.PLACES: 2, AnswerKind.NUMBER: 1, AnswerKind.GESTATION: 1}
"""Empty lines to write on."""

TITLE = "Before your acupuncture session"
WHAT_IT_IS = (
    "This page asks some questions and then tells what to say and what to watch for. It runs inside your browser: "
    "what you answer stays in it."
)
IF_NOTHING_COMES = (
    "If no question has come after a minute, or this is only a preview of the file: open it in a browser that is up to "
    "date. Or print the form below, or copy it on paper."
)
HOW_TO_FILL_IN = "Tick what fits. Where you are not sure, write a question mark beside the line."
WHAT_IT_IS_NOT = "This informs; it is no diagnosis, and no answer here proves that something is free of risk."


def paper(book: RuleBook) -> Html:
    """The part of the page that needs no script."""
    return join(_parts(book))


def _parts(book: RuleBook) -> Iterator[Html]:
    yield tag("h1", text(TITLE))
    yield tag(
        "div", tag("p", tag("strong", text(WHAT_IT_IS))), _paragraph(IF_NOTHING_COMES), id="status", role="status"
    )
    yield tag("section", *_danger(book))
    yield tag("section", *_form(book))
    yield tag("footer", *_foot(book))


def _danger(book: RuleBook) -> Iterator[Html]:
    """Each danger sign with what to do, by the rules that read it."""
    question = book.questions[DANGER]
    yield tag("h2", text(question.ask.patient))
    yield tag("p", text(f"Emergency number: {book.practice.emergency}"), id="emergency")
    for rule in book.rules.values():
        signs = _signs(rule, question)
        if signs:
            advice = " ".join([rule.risk.patient, *_advice(rule)])
            yield tag("div", _list(signs), _paragraph(advice), class_="sign")


def _signs(rule: Rule, danger: Question) -> list[str]:
    """The lines of the question that this rule answers to."""
    if rule.urgent is None or not isinstance(rule.when, Word) or rule.when.question != danger.id:
        return []
    return [label.patient for option, label in danger.options.items() if option in rule.when.words]


def _advice(rule: Rule) -> Iterator[str]:
    for several in rule.precautions.values():
        yield from (each.patient for each in several if each.patient)


def _form(book: RuleBook) -> Iterator[Html]:
    yield tag("h2", text("Form to take along"))
    yield _paragraph(HOW_TO_FILL_IN)
    yield _paragraph("Name and date:")
    yield _line()
    for question in book.questions.values():
        if _is_on_paper(question, book):
            yield from _asked(question, book)


def _is_on_paper(question: Question, book: RuleBook) -> bool:
    """Whether everybody is asked, or everybody of an age or with a plan; what follows from a tick is asked later."""
    match question.gate:
        case None:
            return question.id != DANGER
        case Between():
            return book.questions[question.gate.question].gate is None
        case Word():
            return question.gate.question == PLAN
        case _:
            return False


def _asked(question: Question, book: RuleBook) -> Iterator[Html]:
    yield tag("h3", text(question.ask.patient))
    if isinstance(question.gate, Between):
        yield _paragraph(_for_whom(question.gate, book))
    labels = [label.patient for label in question.options.values()]
    if question.kind is AnswerKind.PLAN:
        labels = [technique.label.patient for technique in book.techniques.values()]
    if question.kind is AnswerKind.MANY:
        labels.append("None of these")
    if labels:
        yield _list([f"{BOX} {label}" for label in labels], boxes="boxes")
    if question.ask_where is not None:
        yield _paragraph(question.ask_where.patient)
    for _ in range(LINES.get(question.kind, 0)):
        yield _line()


def _for_whom(gate: Between, book: RuleBook) -> str:
    unit = book.questions[gate.question].unit
    if gate.low == -math.inf:
        return f"Only below {gate.high:g} {unit}."
    if gate.high == math.inf:
        return f"Only from {gate.low:g} {unit}."
    return f"Only from {gate.low:g} to below {gate.high:g} {unit}."


def _foot(book: RuleBook) -> Iterator[Html]:
    practice = ", ".join(filter(None, [book.practice.name, book.practice.phone]))
    if practice:
        yield _paragraph(practice)
    yield _paragraph(f"{book.title}, {book.version}. {WHAT_IT_IS_NOT}")


def _paragraph(words: str) -> Html:
    return tag("p", text(words))


def _line() -> Html:
    """An empty line to write on."""
    return tag("p", class_="line")


def _list(items: list[str], boxes: str = "") -> Html:
    return tag("ul", *(tag("li", text(item)) for item in items), class_=boxes)
