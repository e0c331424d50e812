"""What the page asks of acucheck: the interview's prompts as JSON, the page at the end, and the answers as a file."""

from __future__ import annotations

import json
from datetime import date
from functools import cache

import msgspec

from acucheck.answers.file_writing import write
from acucheck.interview import Interview, Prompt
from acucheck.names.cached import LONGEST_OF_ONE, CachedVocabulary
from acucheck.names.vocabulary import Vocabulary
from acucheck.render.formats import HTML, REPORT_FORMATS
from acucheck.rulebook import rule_book


class Session:
    """One interview in the page. Prompts and choices are JSON, because that is what both sides know."""

    def __init__(self, as_of: str, rules: str | None = None) -> None:
        """An interview on the day *as_of*, as 2026-11-29, by the rules in the file *rules* or by those of acucheck."""
        self._interview = Interview(_vocabulary(rules), date.fromisoformat(as_of))

    def prompt(self) -> str:
        """What the interview waits for; `acucheck.interview` tells how each kind of prompt is answered."""
        return _json(self._interview.prompt)

    def answer(self, line: str) -> str:
        """The next prompt, once *line* was typed."""
        return _json(self._interview.answer(line))

    def choose(self, value: str) -> str:
        """The next prompt, once *value* was chosen: a code or a list of codes, as JSON.

        Raises NoSuchChoice when the prompt has no such code; then nothing was answered.
        """
        return _json(self._interview.choose(json.loads(value)))

    def page(self, file_format: str = HTML.name) -> str:
        """The report in one of the formats of `acucheck check`, for the reader who answered."""
        talk = self._interview
        return REPORT_FORMATS[file_format].written(talk.report(), talk.who.audience, talk.state.head)

    def answers_file(self) -> str:
        """All answers as the file that `acucheck check` reads."""
        return write(self._interview.answers, self._interview.state.book, self._interview.state.head)


@cache
def _vocabulary(rules: str | None) -> Vocabulary:
    """The rule book with its names, which the next interview in the page starts from as well."""
    return CachedVocabulary(rule_book(rules), LONGEST_OF_ONE)


def _json(prompt: Prompt) -> str:
    return msgspec.json.encode(prompt).decode()
