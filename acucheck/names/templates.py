"""Closed forms written as sentences with slots, made into regular expressions.

`[a|b]` may be left out, `(a|b)` is one of several, `{slot}` is a marked name, time or kin, or any of the phrases listed
under that name; forms are apart by semicolons.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from acucheck.located import Node

NAME, TIME, AGE, DOSE, KIN, KINS = "<name>", "<time>", "<age>", "<dose>", "<kin>", "<kin's>"
APART, JOINT, COLON = ",", "/", ":"
"""What stands in a marked line for a name, a time long enough ago, a dose, somebody else, somebody else's, and between parts."""

_BETWEEN = rf"(?:(?:{APART}|{JOINT}|and|or|nor) )+"
_FURTHER = f"(?:(?:{APART} )?(?:(?:and|or|nor) )?(?:no other|any other|not any|no|not|never|nor|any|other) (?:on |taking |had )?{NAME} )*"
"""Further names, each with a no of its own or an `any` behind one."""

_SLOTS = {
    "name": f"{NAME} ",
    "names-and": f"{NAME} (?:(?:{APART} {NAME} )*(?:{APART} )?(?:and|or) {NAME} )?",
    "names": f"{NAME} (?:{_BETWEEN}{NAME} )*{_FURTHER}",
    "names-or": f"{NAME} (?:(?:(?:{APART}|or|nor|{JOINT}) (?:or )?{NAME} )*(?:or|nor|{JOINT}) {NAME} )?{_FURTHER}",
    "time": f"(?:{TIME}|{AGE}) ",
    "date": f"{TIME} ",
    "dose": f"{DOSE} ",
    "kin": f"{KIN} ",
    "kin's": f"{KINS} ",
}
_APOSTROPHE = "'"
"""Left out on both sides: people often leave it out."""

_PART = re.compile(r"\{([^}]*)\}|[\[\](|)]|[^\s\[\](|){}]+")
_GROUPS = {"[": "(?:", "(": "(?:", "|": "|", "]": ")?", ")": ")"}


class Templates:
    """The regular expressions of templates. *phrases* gives the alternatives of each further slot, in one text."""

    def __init__(self, phrases: Mapping[str, Node]) -> None:
        self._slots = dict(_SLOTS)
        for name, node in phrases.items():
            several = [self._one(phrase, node) for phrase in node.text().split(",") if phrase.strip()]
            self._slots[name] = f"(?:{'|'.join(several)})"

    def pattern(self, node: Node) -> str:
        """The expression that any of the templates in a text fits. Raises InvalidFile for an unknown slot or bracket."""
        pattern = "|".join(self._one(form, node) for form in node.text().split(";") if form.strip())
        try:
            re.compile(pattern)
        except re.error as error:
            node.fail(f"a bracket is missing or one too many in these forms ({error.msg})")
        return pattern

    def _one(self, form: str, node: Node) -> str:
        parts = []
        for match in _PART.finditer(form):
            if match[1] is not None:
                parts.append(self._slot(match[1], node))
            else:
                parts.append(_GROUPS.get(match[0]) or f"{re.escape(_plain(match[0]))} ")
        return "".join(parts)

    def _slot(self, name: str, node: Node) -> str:
        if name not in self._slots:
            node.fail(f"there is no slot {{{name}}}; write one of {', '.join(sorted(self._slots))}")
        return self._slots[name]


def _plain(text: str) -> str:
    return text.casefold().replace(_APOSTROPHE, "")
