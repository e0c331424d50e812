"""Closed forms written as sentences with slots, made into automata over the words and marks of a line.

`[a|b]` may be left out, `(a|b)` is one of several, `{slot}` is a marked name, time or kin, or any of the phrases listed
under that name; forms are apart by semicolons. A comma stands for the end of a sentence too; one between the names of
a list is a comma only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from acucheck.located import Node
from acucheck.names.automaton import Automaton
from acucheck.names.automaton_building import AnyNumber, Expression, automaton, in_order, one_of, optional, word
from acucheck.names.marks import (
    AGE,
    APART,
    CARED_FOR,
    CARED_FORS,
    DOSE,
    END,
    JOINT,
    KIN,
    KINS,
    NAME,
    PERSON_IS,
    TIME,
)

# Parts of the slots.

_NAME = word(NAME, PERSON_IS)
_COMMA = optional(word(APART))
_AND = word("and", "or", "nor")
_JOINT = word(APART, JOINT, "and", "or", "nor")
_BETWEEN = in_order(_JOINT, AnyNumber(_JOINT))
_ANOTHER = optional(word("other"))
_NO = in_order(
    _COMMA,
    optional(_AND),
    one_of(in_order(word("no"), _ANOTHER), in_order(word("not"), optional(word("any"))), word("nor")),
)
_ANY = in_order(
    one_of(in_order(word(APART), optional(_AND)), _AND),
    one_of(in_order(word("any"), _ANOTHER), word("other")),
)
_FURTHER = AnyNumber(in_order(one_of(_NO, _ANY), optional(word("on", "taking", "had")), _NAME))
"""Further names, each with a no of its own, or with an `any` that is joined to one."""

_ARTICLE = optional(word("a", "an", "any"))
_OR_NEXT = in_order(word(APART, "or", "nor", JOINT), optional(word("or")), _ARTICLE, _NAME)
_NOR_I = in_order(_COMMA, word("nor"), optional(in_order(word("do"), word("i"), word("have"))))
_OR_LAST = in_order(one_of(word("or", JOINT), _NOR_I), _ARTICLE, _NAME)
_AND_LAST = in_order(_COMMA, word("and", "or"), _NAME)

_SLOTS: Mapping[str, Expression] = {
    "name": _NAME,
    "person-is": word(PERSON_IS),
    "names-and": in_order(_NAME, optional(in_order(AnyNumber(in_order(word(APART), _NAME)), _AND_LAST))),
    "names": in_order(_NAME, AnyNumber(in_order(_BETWEEN, _NAME)), _FURTHER),
    "names-or": in_order(_NAME, optional(in_order(AnyNumber(_OR_NEXT), _OR_LAST)), _FURTHER),
    "time": word(TIME, AGE),
    "date": word(TIME),
    "age": word(AGE),
    "dose": word(DOSE),
    "kin": word(KIN),
    "kin's": word(KINS),
    "cared-for": word(CARED_FOR),
    "cared-for's": word(CARED_FORS),
}
"""The slots beside those of the dictionary."""

_PART = re.compile(
    r"""
    \{ (?P<slot>[^}]*) \}
    | [\[\](|)]          # a bracket or a stroke
    | [^\s\[\](|){}]+   # a word
    """,
    re.VERBOSE,
)
_STROKE, _MAY_BE_LEFT_OUT = "|", "]"
_CLOSED_BY = {"[": _MAY_BE_LEFT_OUT, "(": ")"}
_MEANT = {APART: [APART, END]}
"""What a part stands for that is no word."""

_BRACKET = "a bracket is missing or one too many in these forms"


class Templates:
    """The automata of templates. *phrases* gives the alternatives of each further slot, in one text."""

    def __init__(self, phrases: Mapping[str, Node]) -> None:
        self._slots = dict(_SLOTS)
        for name, node in phrases.items():
            self._slots[name] = self._any_template(node, ",")

    def automaton(self, node: Node) -> Automaton:
        """What accepts a line of any of the templates in a text. Raises InvalidFile for an unknown slot or bracket."""
        return automaton(self._any_template(node, ";"))

    def _any_template(self, node: Node, between: str) -> Expression:
        """Any of the templates in a text, which are kept apart by what stands *between*."""
        written = node.text().split(between)
        return one_of(*(self._one_template(form, node) for form in written if form.strip()))

    def _one_template(self, form: str, node: Node) -> Expression:
        open_groups = [_Group("")]
        for match in _PART.finditer(form):
            part = match[0]
            if match["slot"] is not None:
                open_groups[-1].add(self._slot(match["slot"], node))
            elif part in _CLOSED_BY:
                open_groups.append(_Group(_CLOSED_BY[part]))
            elif part == _STROKE:
                open_groups[-1].begin_choice()
            elif part in _CLOSED_BY.values():
                group = open_groups.pop()
                if group.closed_by != part:
                    node.fail(_BRACKET)
                open_groups[-1].add(group.whole())
            else:
                open_groups[-1].add(word(*_MEANT.get(part, [_without_apostrophes(part)])))
        if len(open_groups) > 1:
            node.fail(_BRACKET)
        return open_groups[0].whole()

    def _slot(self, name: str, node: Node) -> Expression:
        if name not in self._slots:
            node.fail(f"there is no slot {{{name}}}; write one of {', '.join(sorted(self._slots))}")
        return self._slots[name]


class _Group:
    """What stands between a bracket and the one that closes it, as far as it is read."""

    def __init__(self, closed_by: str) -> None:
        self.closed_by = closed_by
        self._choices: list[list[Expression]] = [[]]

    def add(self, part: Expression) -> None:
        self._choices[-1].append(part)

    def begin_choice(self) -> None:
        self._choices.append([])

    def whole(self) -> Expression:
        """All of it, which may be left out where the brackets say so."""
        expression = one_of(*(in_order(*choice) for choice in self._choices))
        return optional(expression) if self.closed_by == _MAY_BE_LEFT_OUT else expression


def _without_apostrophes(text: str) -> str:
    """A word as it stands in a marked line: people often leave apostrophes out, so none is there."""
    return text.casefold().replace("'", "")
