"""What stands in the page before it runs and where it cannot run: danger signs, what to do, and a form for paper.

All of it is made from the rule book, so that it says what the questions say.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from acucheck.model.book import AnswerKind, Question, Rule, RuleBook, Word
from acucheck.model.levels import Audience

DANGER = "danger"
"""The question whose lines need a doctor before anything else."""

BOX = "\N{BALLOT BOX}"
LINES = {AnswerKind.NAMES: 4, AnswerKind.PLAN: 3, AnswerKind.PLACES: 2, AnswerKind.NUMBER: 1, AnswerKind.GESTATION: 1}
"""Empty lines to write on."""

WAITING = """\
<div id="status" role="status">
<p><strong>This page asks some questions and then tells what to say and what to watch for. It runs inside your browser:
what you answer stays in it.</strong></p>
<p>If no question has come after a minute, or this is only a preview of the file: open it in a browser, with scripts
allowed. Or take the form below along on paper.</p>
</div>
"""


def paper(book: RuleBook) -> str:
    """The part of the page that needs no script, as HTML."""
    return "".join(["<h1>Before your acupuncture session</h1>\n", WAITING, *_danger(book), *_form(book), _foot(book)])


def _danger(book: RuleBook) -> Iterator[str]:
    question = book.questions[DANGER]
    yield f"<section>\n<h2>{_text(question.ask.patient)}</h2>\n"
    yield f"<p>Emergency number: {_text(book.practice.emergency)}</p>\n"
    for rule in book.rules.values():
        signs = _signs(rule, question)
        if signs:
            listed = "".join(f"<li>{_text(sign)}</li>" for sign in signs)
            advice = " ".join([rule.risk.patient, *_advice(rule)])
            yield f'<div class="sign"><ul>{listed}</ul>\n<p>{_text(advice)}</p></div>\n'
    yield "</section>\n"


def _signs(rule: Rule, danger: Question) -> list[str]:
    """The lines of the question that this rule answers to."""
    if rule.urgent is None or not isinstance(rule.when, Word) or rule.when.question != danger.id:
        return []
    return [label.patient for option, label in danger.options.items() if option in rule.when.words]


def _advice(rule: Rule) -> Iterator[str]:
    for several in rule.precautions.values():
        yield from (each.patient for each in several if each.patient)


def _form(book: RuleBook) -> Iterator[str]:
    yield "<section>\n<h2>Form to take along</h2>\n"
    yield "<p>Tick what fits. Where you are not sure, write a question mark beside the line.</p>\n"
    yield '<p>Name and date:</p>\n<p class="line"></p>\n'
    for question in book.questions.values():
        if question.gate is None and question.id != DANGER:
            yield from _asked(question, book)
    yield "</section>\n"


def _asked(question: Question, book: RuleBook) -> Iterator[str]:
    yield f"<h3>{_text(question.ask.patient)}</h3>\n"
    labels = question.options
    if question.kind is AnswerKind.PLAN:
        labels = {technique.id: technique.label for technique in book.techniques.values()}
    lines = [label.for_audience(Audience.PATIENT) for label in labels.values()]
    if question.kind is AnswerKind.MANY:
        lines.append("None of these")
    if lines:
        boxes = "".join(f"<li>{BOX} {_text(line)}</li>" for line in lines)
        yield f'<ul class="boxes">{boxes}</ul>\n'
    if question.ask_where is not None:
        yield f"<p>{_text(question.ask_where.patient)}</p>\n"
    yield '<p class="line"></p>\n' * LINES.get(question.kind, 0)


def _foot(book: RuleBook) -> str:
    practice = ", ".join(filter(None, [book.practice.name, book.practice.phone]))
    at = f"<p>{_text(practice)}</p>\n" if practice else ""
    return (
        f"<footer>\n{at}<p>{_text(book.title)}, {_text(book.version)}. This informs; it is no diagnosis, and no answer "
        "here proves that something is free of risk.</p>\n</footer>\n"
    )


def _text(text: str) -> str:
    return escape(text)
