"""Somebody who is interviewed: they answer by the question that is asked, so that no test counts prompts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from os import terminal_size

from conftest import DAY, uncounted

from acucheck.interview import Choice, Ending, Interview, Prompt, PromptKind, Who
from acucheck.interview.chosen import chosen_line
from acucheck.interview.interview_state import SYSTEMS
from acucheck.interview.prompts import AS_NAMED
from acucheck.interview.terminal_lines import START, printed
from acucheck.names.vocabulary import Vocabulary

Reply = str | list[str]
"""A line that is typed, or the code of a choice; a list of codes, each perhaps after `maybe `."""

Said = Reply | tuple[Reply, ...]
"""What is said to a question, whenever it is asked; several things, to its prompts one after the other."""

HEALTHY: Mapping[PromptKind, Reply] = {
    PromptKind.WHO: "self",
    PromptKind.OPENING: "none",
    PromptKind.PLAN: ["manual-needling"],
    PromptKind.MANY: "none",
    PromptKind.NAMES: "none",
    PromptKind.ONE: "no",
    PromptKind.NUMBER: "34",
    PromptKind.PLACES: "not sure",
    PromptKind.GESTATION: "20",
    PromptKind.REVIEW: "yes",
}
"""What everybody says to the questions about which nothing else is known of them."""


APART = frozenset({"who", "opening", "review"})
"""Prompts about no question of the book."""

SCREEN = terminal_size((100, 45))
"""Columns and lines of the terminal."""

_WORD = re.compile(r"[^\W\d_]{2,}")


MOST_PROMPTS = 300
"""Nobody is asked more; a person who goes round in circles is a mistake of the test."""


class Left(Exception):
    """The person has nothing more to say to this prompt."""


class Person:
    """Answers *said* by question id, `plan.TECHNIQUE` for its places and `review`, and all else as the healthy do."""

    def __init__(
        self, vocabulary: Vocabulary, said: Mapping[str, Said] | None = None, who: Who | None = Who.SELF
    ) -> None:
        self.said = dict(said or {})
        self.counts: dict[str, int] = {}
        self.heard: list[str] = []
        self.asked: list[str] = []
        self.typed: list[str] = []
        self.talk = Interview(vocabulary, DAY, who)

    def until_the_end(self) -> Ending:
        """Answers until the interview has ended. Raises Left where there is nothing to say."""
        self.heard += START
        while (prompt := self.talk.prompt).ending is None:
            assert len(self.asked) < MOST_PROMPTS, self.asked[-10:]
            self.hear(prompt)
            self.asked.append(about(prompt))
            self.answer_as_usual(prompt)
        self.heard += [notice.text for notice in prompt.notices]
        return prompt.ending

    def until(self, question: str) -> Prompt:
        """The first prompt about *question*, which is left unanswered."""
        while about(self.talk.prompt) != question:
            self.answer_as_usual(self.talk.prompt)
        return self.talk.prompt

    def hear(self, prompt: Prompt) -> None:
        self.heard += [*(line.text for line in printed(prompt, SCREEN)), prompt.hint]

    def answer_as_usual(self, prompt: Prompt) -> None:
        """Lines are counted only where something was to be said: all else is the same in hundreds of interviews."""
        reply = self.reply(prompt)
        if about(prompt) in self.said:
            self.answer(reply)
            return
        with uncounted():
            self.answer(reply)

    def answer(self, reply: Reply) -> Prompt:
        line = typed_line(self.talk.prompt, reply)
        self.typed.append(line)
        return self.talk.answer(line)

    def reply(self, prompt: Prompt) -> Reply:
        name = about(prompt)
        said = self.said.get(name)
        if said is None:
            if prompt.repeated or prompt.kind not in HEALTHY:
                raise Left(name)
            if name == SYSTEMS:
                return self.on_the_screen(prompt)
            return healthy_reply(prompt)
        count = self.counts.get(name, 0)
        self.counts[name] = count + 1
        if isinstance(said, tuple) and count < len(said):
            return said[count]
        if isinstance(said, tuple) or prompt.repeated or prompt.kind in {PromptKind.CONFIRM, PromptKind.WORDS}:
            raise Left(name)
        return said

    def on_the_screen(self, prompt: Prompt) -> Reply:
        """The lists about which there is something to say, and the options that stand on the screen by themselves."""
        chosen: list[str] = []
        codes = [choice.code for choice in prompt.choices]
        for name in filter(self.said.__contains__, (choice.code for choice in prompt.choices)):
            said = self.said[name]
            alone = [f"{name}.{line}" for line in said] if isinstance(said, list) else [name]
            chosen += alone if set(alone) <= set(codes) else [name]
        return chosen or "none"

    @property
    def keys(self) -> int:
        """Keys pressed, Enter among them."""
        return sum(len(line) + 1 for line in self.typed)

    @property
    def prompts(self) -> int:
        """Lines that were waited for, less those in APART."""
        return len(self.asked) - self.apart

    @property
    def apart(self) -> int:
        """Lines that were waited for before the first question of the book, or to confirm the review."""
        return len([name for name in self.asked if name in APART])

    @property
    def words(self) -> int:
        """Words that were shown: those of two letters or more. What was typed is none."""
        return len(_WORD.findall(self.text()))

    def text(self) -> str:
        """All that was shown."""
        return "\n".join(self.heard)


def healthy_reply(prompt: Prompt) -> Reply:
    """What the healthy say; not sure where a choice has no "no"."""
    if AS_NAMED in {choice.code for choice in prompt.special}:
        return AS_NAMED
    reply = HEALTHY[prompt.kind]
    if prompt.kind is PromptKind.ONE and reply not in {choice.code for choice in prompt.choices}:
        return "not sure"
    return reply


def about(prompt: Prompt) -> str:
    """What a prompt is about: its question, with its technique; or the kind of prompt where it has none."""
    if not prompt.question:
        return prompt.kind.value
    return f"{prompt.question}.{prompt.technique}" if prompt.technique else prompt.question


def typed_line(prompt: Prompt, reply: Reply) -> str:
    """The line for a list of codes or the code of a choice; any other text is typed as it is."""
    choices: Iterable[Choice] = (*prompt.choices, *prompt.special)
    if isinstance(reply, list) or reply in {choice.code for choice in choices}:
        return chosen_line(prompt, reply)
    return reply
