"""One prompt of the interview as plain data: what is asked, how it can be answered, and what was said before it."""

from __future__ import annotations

from collections.abc import Generator
from enum import Enum
from typing import TypeVar

from msgspec import Struct


class PromptKind(Enum):
    """What an answer looks like."""

    OPENING = "opening"  # one free line about the person, or none
    WHO = "who"  # one choice: who is answering
    PLAN = "plan"  # several of the choices, or not known
    MANY = "many"  # several of the choices, each perhaps not sure; none of them; not sure about the whole list
    ONE = "one"  # one of the choices, or not sure
    NAMES = "names"  # names in words, none, or not sure
    PLACES = "places"  # points or regions in words, or not sure
    NUMBER = "number"  # a number in digits, or not sure
    GESTATION = "gestation"  # weeks of pregnancy or a due date in words, or not sure
    CONFIRM = "confirm"  # one choice, about what was just typed
    WORDS = "words"  # a line in words about what was just typed, or not sure
    STANDING = "standing"  # what stands of the last visit: yes, no, or the lines that have changed
    REVIEW = "review"  # everything was asked: yes, or the line that is to be changed
    ENDED = "ended"  # the result; the only choice is to change an answer


class NoticeKind(Enum):
    """What a notice is about."""

    UNDERSTOOD = "understood"  # what the last answer was taken for
    PROBLEM = "problem"  # why the last line is no answer, and what would be
    WHY = "why"  # why the question is asked, and how to find out
    REMARK = "remark"  # anything else that is good to know


class Notice(Struct, frozen=True):
    """Something said between two prompts."""

    kind: NoticeKind
    text: str


def understood(text: str) -> Notice:
    """What an answer was taken for."""
    return Notice(NoticeKind.UNDERSTOOD, text)


def problem(text: str) -> Notice:
    """Why a line is no answer, and what would be."""
    return Notice(NoticeKind.PROBLEM, text)


def remark(text: str) -> Notice:
    """Anything else that is good to know."""
    return Notice(NoticeKind.REMARK, text)


class Choice(Struct, frozen=True):
    """One thing that can be chosen."""

    key: str  # what is typed for it
    code: str  # what it is called in an answers file, or in the program
    label: str
    answer: str = ""  # at the review: what was answered
    known: bool = (
        False  # whether what was said before names it, to be chosen all the same; at the review, whether it was changed
    )


class Progress(Struct, frozen=True):
    """Which question this is, of how many by what is known now."""

    number: int
    total: int
    may_grow: bool  # whether an answer may open more questions


class Ending(Enum):
    """Why the questions ended."""

    ALL_ASKED = "all asked"
    URGENT = "urgent"


class Prompt(Struct, frozen=True):
    """One thing that the interview waits for."""

    kind: PromptKind
    text: str  # the question
    hint: str  # what can be typed, for whoever has a keyboard only
    question: str = ""  # the question that it is about, or what stands in place of one; empty where `b` leads nowhere
    technique: str = ""  # the technique whose places are asked for, or empty
    choices: tuple[Choice, ...] = ()  # the list
    special: tuple[Choice, ...] = ()  # what can be chosen beside the list: none, not sure
    takes: str = ""  # what a line in words is to hold; empty where there are only choices
    why: tuple[str, ...] = ()  # sentences: why it is asked, how to find out
    so_far: str = ""  # what was answered the last time it was asked
    last_visit: str = ""  # what was answered at the visit before
    note: str = ""  # what stands under the list
    progress: Progress | None = None
    notices: tuple[Notice, ...] = ()  # what is said before it
    repeated: bool = False  # whether this is the last prompt once more, because its answer was none
    ending: Ending | None = None  # with the kind ENDED: why


T = TypeVar("T")
Asking = Generator[Prompt, str, T]
"""Yields prompts, is sent the line that was typed for each, and returns what came of it."""

YES, NO, NOT_SURE, NONE, BACK, WHY, CHANGE = "y", "n", "u", "0", "b", "?", "c"
"""The keys that mean the same wherever they are taken."""


AS_NAMED = "as named"
"""The code for what an opening line named, and nothing else."""

AS_BEFORE = "as before"
"""The code for the plan of the visit before."""

AS_IT_WAS = "as it was"
"""The code for what was answered the last time the same thing was asked."""


def keyboard_hint(takes: str, special: tuple[Choice, ...]) -> str:
    """What can be typed: what a line holds, then the keys that stand for something special."""
    parts = [f"{choice.key} {choice.label}" for choice in special]
    if takes:
        parts.insert(0, takes)
    return ", ".join(parts) + ": "
