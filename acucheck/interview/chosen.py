"""What was chosen from a prompt by its codes, as the line that would be typed for it."""

from __future__ import annotations

from acucheck.answers import fixed_words
from acucheck.interview.prompts import Prompt, PromptKind


class NoSuchChoice(ValueError):
    """The prompt has no such choice: a mistake of the program that asks, not of the person who answers."""


def chosen_line(prompt: Prompt, value: str | list[str]) -> str:
    """The line to type for *value*: the code of one choice, or a list of codes, each perhaps after `maybe `.

    Raises NoSuchChoice.
    """
    if isinstance(value, str):
        return _key(prompt, value)
    keys = [_key_of_one(prompt, code) for code in value]
    if not keys:
        raise NoSuchChoice("An empty list is no answer; 'none' is.")
    return " ".join(keys)


def _key_of_one(prompt: Prompt, code: str) -> str:
    is_unsure = prompt.kind is PromptKind.MANY and code.startswith(fixed_words.MAYBE)
    if not is_unsure:
        return _key(prompt, code)
    sure = code.removeprefix(fixed_words.MAYBE)
    return _key(prompt, sure) + "?"


def _key(prompt: Prompt, code: str) -> str:
    for choice in (*prompt.choices, *prompt.special):
        if choice.code == code:
            return choice.key
    raise NoSuchChoice(f"This prompt has no choice {code!r}.")
