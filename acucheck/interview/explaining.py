"""What `?` says at a prompt: what is asked and why, and what can be typed there; `?3` what the third line means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from acucheck import logic
from acucheck.interview.prompts import Notice, NoticeKind, Prompt, PromptKind, problem
from acucheck.model.book import Question, Rule, RuleBook, Word, Wording
from acucheck.model.ids import QuestionId, TechniqueId
from acucheck.model.levels import Audience

_HOW: Mapping[PromptKind, str] = {
    PromptKind.WHO: "Write the number of whoever is at the keyboard.",
    PromptKind.PLAN: (
        "Write the numbers or names of what is planned: 1 9, or needles, cupping. What is only possible: maybe cupping."
    ),
    PromptKind.MANY: (
        "Write the numbers or names of all that is so: 2 5, or 3-5. A ? behind one means not sure about it: 2 5?."
    ),
    PromptKind.ONE: "Write one of the keys, or yes, no or not sure as you would say it.",
    PromptKind.NAMES: (
        "Write names as on the box or as people say them, with commas between: apixaban 5 mg, metformin. A ? behind "
        "one means not sure about it."
    ),
    PromptKind.PLACES: "Write points such as LI4, or parts of the body such as left knee, with commas between them.",
    PromptKind.NUMBER: "Write it in digits.",
    PromptKind.GESTATION: "Write weeks such as 24 or 24+3, or the due date such as 2027-05-01.",
    PromptKind.CONFIRM: "This is about what was just typed. Write one of the keys, or b to write it again.",
    PromptKind.WORDS: "This is about what was just typed. b writes that again.",
    PromptKind.STANDING: (
        "What was answered then counts only when it is confirmed, and nothing of it is lost. Write y when all of it "
        "still stands, the numbers of what has changed, or n to be asked all of it again."
    ),
    PromptKind.REVIEW: "Write y when all is right, or the number of a line to answer it again.",
}

_ALWAYS = "b goes back, q stops. Enter alone never answers, and ? records nothing."
_OF_A_LINE = "?3 explains the line 3."
_ONE_LINE = re.compile(r"\?\s*(\w{1,2})")
_MOST_RULES = 2
"""Rules that are named for a line: what it means is asked, and no page."""

Tell = Callable[[Notice], None]


def explain(prompt: Prompt, tell: Tell) -> None:
    """Tells what is asked, why, how to find out, and what can be typed."""
    sentences = [f"Asked: {prompt.text}", *prompt.why, _how(prompt)]
    if prompt.choices:
        sentences.append(_OF_A_LINE)
    sentences.append(_ALWAYS)
    for text in sentences:
        tell(Notice(NoticeKind.WHY, text))


def _how(prompt: Prompt) -> str:
    """What can be typed."""
    how = _HOW[prompt.kind]
    if not prompt.special:
        return how
    keys = [f"{choice.key} means {choice.label}" for choice in prompt.special]
    return f"{how} {'; '.join(keys)}."


def line_asked(line: str) -> str:
    """The key of the line of a list that `?3` asks about; empty where none is."""
    match = _ONE_LINE.fullmatch(line.strip())
    if match is None:
        return ""
    return match[1]


def explain_line(key: str, prompt: Prompt, book: RuleBook, audience: Audience, tell: Tell) -> None:
    """Tells what one line of a list means, in the words of both readers, and which risk it stands for."""
    codes = {choice.key: choice.code for choice in prompt.choices}
    if key not in codes:
        tell(problem(f"There is no {key} in this list."))
        return
    for text in _meaning(codes[key], prompt.question, book, audience):
        tell(Notice(NoticeKind.WHY, text))


def _meaning(code: str, question_id: str, book: RuleBook, audience: Audience) -> Iterator[str]:
    if code in book.techniques:
        yield from _labels(book.techniques[TechniqueId(code)].label, audience)
        return
    opened = book.questions.get(QuestionId(code))
    if opened is not None and opened.one_line is not None:
        covers = opened.one_line.covers
        covered = [label.for_audience(audience) for option, label in opened.options.items() if option in covers]
        yield "; ".join(covered)
        return
    name, _, option = code.rpartition(".")
    question = book.questions[QuestionId(name or question_id)]
    label = question.options[option]
    if name and question.in_list is not None:
        label = question.in_list.label
    yield from _labels(label, audience)
    for rule in _rules_about(question, option, book):
        yield rule.risk.for_audience(audience)


def _labels(label: Wording, audience: Audience) -> Iterator[str]:
    yield label.for_audience(audience)
    if label.practitioner == label.patient:
        return
    [other] = set(Audience) - {audience}
    yield f"In other words: {label.for_audience(other)}"


def _rules_about(question: Question, option: str, book: RuleBook) -> list[Rule]:
    """The rules that read an option; those about nothing else first."""
    found = [rule for rule in book.rules.values() if _reads(rule, question, option, book)]
    found.sort(key=lambda rule: not isinstance(rule.when, Word))
    return found[:_MOST_RULES]


def _reads(rule: Rule, question: Question, option: str, book: RuleBook) -> bool:
    if rule.when is None:
        return False
    for test in logic.tests(rule.when, book.facts):
        if isinstance(test, Word) and test.question == question.id and option in test.words:
            return True
    return False
