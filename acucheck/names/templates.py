"""Closed forms written as sentences with slots, made into regular expressions.

`[a|b]` may be left out, `(a|b)` is one of several, `{slot}` is a marked name, time or kin, or any of the phrases listed
under that name; forms are apart by semicolons. A comma stands for the end of a sentence too; one between the names of
a list is a comma only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a closed form is compared without the readers of YAML
    from acucheck.located import Node


NAME, TIME, AGE, DOSE, KIN, KINS = "<name>", "<time>", "<age>", "<dose>", "<kin>", "<kin's>"
"""What stands in a marked line for a name, a time, one told as an age, a dose, somebody else, and somebody else's."""

PERSON_IS = "<person is>"
"""What stands there for a name that says of somebody that they are so, such as "diabetic"."""

CARED_FOR, CARED_FORS = "<cared-for>", "<cared-for's>"
"""What stands there for somebody else where a helper writes: most likely the person themselves."""

APART, END, JOINT, COLON = ",", ".", "/", ":"
"""What stands in a marked line between parts, behind a sentence, between one name or two, and behind a heading."""

# Parts of the slots. Every mark and word has a space behind it.

_NAME = f"(?:{NAME}|{PERSON_IS}) "
_COMMA = f"{APART} "
_BETWEEN = rf"(?:(?:{APART}|{JOINT}|and|or|nor) )+"
_NO = f"(?:{_COMMA})?(?:(?:and|or|nor) )?(?:no other|not any|no|not|nor) "
_ANY = f"(?:{_COMMA}(?:(?:and|or|nor) )?|(?:and|or|nor) )(?:any other|any|other) "
_FURTHER = f"(?:(?:{_NO}|{_ANY})(?:on |taking |had )?{_NAME})*"
"""Further names, each with a no of its own, or with an `any` that is joined to one."""

_AND_LAST = f"(?:{_COMMA})?(?:and|or) {_NAME}"
_ARTICLE = "(?:an? |any )?"
_OR_NEXT = f"(?:{APART}|or|nor|{JOINT}) (?:or )?{_ARTICLE}{_NAME}"
_OR_LAST = f"(?:or|{JOINT}|(?:{_COMMA})?nor(?: do i have)?) {_ARTICLE}{_NAME}"

_SLOTS = {
    "name": _NAME,
    "person-is": f"{PERSON_IS} ",
    "names-and": f"{_NAME}(?:(?:{_COMMA}{_NAME})*{_AND_LAST})?",
    "names": f"{_NAME}(?:{_BETWEEN}{_NAME})*{_FURTHER}",
    "names-or": f"{_NAME}(?:(?:{_OR_NEXT})*{_OR_LAST})?{_FURTHER}",
    "time": f"(?:{TIME}|{AGE}) ",
    "date": f"{TIME} ",
    "age": f"{AGE} ",
    "dose": f"{DOSE} ",
    "kin": f"{KIN} ",
    "kin's": f"{KINS} ",
    "cared-for": f"{CARED_FOR} ",
    "cared-for's": f"{CARED_FORS} ",
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
_GROUPS = {"[": "(?:", "(": "(?:", "|": "|", "]": ")?", ")": ")"}
"""Brackets and strokes of a template, as those of an expression."""


class Templates:
    """The regular expressions of templates. *phrases* gives the alternatives of each further slot, in one text."""

    def __init__(self, phrases: Mapping[str, Node]) -> None:
        self._slots = dict(_SLOTS)
        for name, node in phrases.items():
            self._slots[name] = f"(?:{self._any_template(node, ',')})"

    def pattern(self, node: Node) -> str:
        """The expression for any of the templates in a text. Raises InvalidFile for an unknown slot or bracket."""
        pattern = self._any_template(node, ";")
        try:
            re.compile(pattern)
        except re.error as error:
            node.fail(f"a bracket is missing or one too many in these forms ({error.msg})")
        return pattern

    def _any_template(self, node: Node, between: str) -> str:
        """The expression for any of the templates in a text, which are kept apart by what stands *between*."""
        written = node.text().split(between)
        return "|".join(self._one_template(form, node) for form in written if form.strip())

    def _one_template(self, form: str, node: Node) -> str:
        parts = []
        for match in _PART.finditer(form):
            if match["slot"] is not None:
                parts.append(self._slot(match["slot"], node))
            elif match[0] in _GROUPS:
                parts.append(_GROUPS[match[0]])
            elif match[0] == APART:
                parts.append(f"[{APART}{END}] ")
            else:
                parts.append(f"{re.escape(_without_apostrophes(match[0]))} ")
        return "".join(parts)

    def _slot(self, name: str, node: Node) -> str:
        if name not in self._slots:
            node.fail(f"there is no slot {{{name}}}; write one of {', '.join(sorted(self._slots))}")
        return self._slots[name]


def _without_apostrophes(text: str) -> str:
    """A word as it stands in a marked line: people often leave apostrophes out, so none is there."""
    return text.casefold().replace("'", "")
