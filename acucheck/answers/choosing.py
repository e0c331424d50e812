"""Answers that are chosen from what is offered: the lines of a list, or one of several choices.

Beside the ids of the rule book count the words that it shows to its readers, for lists that come from a form.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from acucheck.answers import fixed_words
from acucheck.answers.lists import says
from acucheck.answers.plain_text import meaning, plain, word_id
from acucheck.located import Node
from acucheck.located.node import did_you_mean
from acucheck.model.answers import NOT_SURE, NotSure, Ticks
from acucheck.model.book import Question, RuleBook, once_for_each

_UNKNOWN = "?"
_DOUBTFUL = (
    r"(?:(?:maybe|perhaps|possibly)[ :]+|\?+ ?)(?P<after>.+)"
    r"|(?P<before>.+?) ?(?:\?+|\((?:\?|maybe|perhaps|not sure|unsure)\))"
)
_SEPARATORS = ";,\n\uff0c\uff1b\u3001"
_BETWEEN = f"[{_SEPARATORS}]"
_MISSPELT = "[a-z-]+"
"""Compiled when they are first used: most files have none of this, and every start would pay for it."""

_AS_SPACES = dict.fromkeys(map(ord, _SEPARATORS), " ")

_LONGEST = 400
_MOST = 60
"""Characters of a text that is looked at for a line, and of its parts: much more than any list of a rule book has."""
_LETTERS_OFF = 2
"""By how many letters at most a word may be longer or shorter than the one that is suggested for it."""

_AS_BOOLEAN = {fixed_words.TRUE: fixed_words.YES, fixed_words.FALSE: fixed_words.NO}


class Choosing(Struct, frozen=True):
    """Reads what is chosen of the options of one question."""

    question: Question
    spellings: Mapping[str, str]  # an option's id, or the words for it, as `_as_id` has them -> the option

    def ticks(self, node: Node) -> Ticks | NotSure:
        """The lines of a list that are so, and those that may be. Raises InvalidFile."""
        if says(node, fixed_words.NONE, fixed_words.NO):
            return Ticks()
        if says(node, fixed_words.NONE_ON_ONE_LINE):
            return Ticks(on_one_line=self._has_one_line(node))
        if node.is_text() and node.text().strip() == _UNKNOWN:
            return NOT_SURE
        if says(node, fixed_words.YES, fixed_words.TRUE, fixed_words.FALSE):
            node.fail(f"this does not say which lines of {self.question.id!r}; {self._may_be_written()}")
        yes: set[str] = set()
        maybe: set[str] = set()
        on_one_line = False
        for item in node.items():
            if says(item, fixed_words.NONE, fixed_words.NONE_ON_ONE_LINE):
                item.fail("'none' stands alone")
            if says(item, fixed_words.OTHERS_ON_ONE_LINE):
                on_one_line = self._has_one_line(item)
                continue
            for option, unsure in self._options_in(item):
                if unsure:
                    maybe.add(option)
                else:
                    yes.add(option)
        return Ticks(frozenset(yes), frozenset(maybe - yes), on_one_line=on_one_line)

    def _has_one_line(self, node: Node) -> bool:
        """True, where one no can be said to the whole list. Raises InvalidFile where it cannot."""
        if self.question.one_line is None:
            node.fail(f"each line of {self.question.id!r} is answered by itself; {self._may_be_written()}")
        return True

    def one_choice(self, node: Node) -> Ticks | NotSure:
        """The one option that is chosen. Raises InvalidFile."""
        text = node.text()
        if text.strip() == _UNKNOWN:
            return NOT_SURE
        meant = meaning(text)
        option: str | None = _AS_BOOLEAN.get(meant, meant)
        if option not in self.question.options:
            option = self.spellings.get(_as_id(text))
        if option is None:
            options = ", ".join(self.question.options)
            node.fail(f"expected {options} or '{fixed_words.NOT_SURE}'{self._choice_hint(plain(text))}")
        return Ticks(frozenset({option}))

    def _choice_hint(self, word: str) -> str:
        """Which choice may be meant by a *word*; nothing where it is more than one."""
        if not re.fullmatch(_MISSPELT, word):
            return ""
        return did_you_mean(word, list(self.question.options))

    def _options_in(self, item: Node) -> list[tuple[str, bool]]:
        """The options in one item, each with whether it is not sure."""
        text = item.text()
        line = self._option_named(text)
        if line is not None:
            return [line]
        lines = self._options_listed(text)
        if not lines:
            hint = self._hint(plain(text))
            item.fail(f"this is not a line of {self.question.id!r}{hint}; {self._may_be_written()}")
        return lines

    def _option_named(self, text: str) -> tuple[str, bool] | None:
        """The option that *text* is, and whether it is not sure; None when it is none."""
        if text in self.question.options:
            return text, False
        if len(text) > _LONGEST:
            return None
        word = plain(text)
        unsure = False
        while _as_id(word) not in self.spellings:
            doubt = re.fullmatch(_DOUBTFUL, word)
            if doubt is None:
                return None
            word = doubt["after"] or doubt["before"]
            unsure = True
        return self.spellings[_as_id(word)], unsure

    def _options_listed(self, text: str) -> list[tuple[str, bool]]:
        """The options in a text with commas or semicolons between them; nothing when a part of it is none.

        The most parts count together: there are commas in the words for an option too.
        """
        parts = [part for part in re.split(_BETWEEN, text) if part.strip()]
        lines: list[tuple[str, bool]] = []
        while parts and len(parts) <= _MOST:
            line, rest = self._first_line(parts)
            if line is None:
                return []
            lines.append(line)
            parts = rest
        if parts:
            return []
        return lines

    def _first_line(self, parts: list[str]) -> tuple[tuple[str, bool] | None, list[str]]:
        """The option that as many as can be of the first *parts* name together, and the parts behind them."""
        for count in range(len(parts), 0, -1):
            line = self._option_named(", ".join(parts[:count]))
            if line is not None:
                return line, parts[count:]
        return None, parts

    def _hint(self, word: str) -> str:
        """What may be meant by *word*. Where it is more than one misspelt word, it may well say a doubt."""
        near = did_you_mean(word, list(self.question.options))
        if not near:
            return ""
        suggested = near.split("'")[1]
        letters_off = abs(len(word) - len(suggested))
        if re.fullmatch(_MISSPELT, word) and letters_off <= _LETTERS_OFF:
            return near
        return near.replace("'", f"'{fixed_words.MAYBE}", 1)

    def _may_be_written(self) -> str:
        options = ", ".join(self.question.options)
        return f"write {options}, 'maybe' before one, '{fixed_words.NONE}' or '{fixed_words.NOT_SURE}'"


def _as_id(text: str) -> str:
    """The words of *text* as an id, whatever commas stand between them."""
    return word_id(text.translate(_AS_SPACES))


def choosing(book: RuleBook, question: Question) -> Choosing:
    """What reads the answers to a question of *book*."""
    known = _choosings(book)
    if question.id not in known:
        known[question.id] = Choosing(question, _spellings(question))
    return known[question.id]


@once_for_each
def _choosings(_: RuleBook) -> dict[str, Choosing]:
    return {}


def _spellings(question: Question) -> Mapping[str, str]:
    """The options by their ids and by the words for them. What stands for two of them stands for none."""
    found: dict[str, set[str]] = {}
    for option, label in question.options.items():
        for text in (option, label.practitioner, label.patient):
            found.setdefault(_as_id(text), set()).add(option)
    spellings: dict[str, str] = {}
    for text, options in found.items():
        if len(options) == 1:
            spellings[text] = options.pop()
    return spellings
