"""What `?` says at a prompt: what is asked and why, and what can be typed there."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from acucheck.interview.prompts import Notice, NoticeKind, Prompt, PromptKind

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


def explain(prompt: Prompt, tell: Callable[[Notice], None]) -> None:
    """Tells what is asked, why, how to find out, and what can be typed."""
    keys = "; ".join(f"{choice.key} means {choice.label}" for choice in prompt.special)
    how = f"{_HOW[prompt.kind]} {keys}." if keys else _HOW[prompt.kind]
    for text in (f"Asked: {prompt.text}", *prompt.why, how, _ALWAYS):
        tell(Notice(NoticeKind.WHY, text))
