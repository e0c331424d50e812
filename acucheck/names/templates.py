"""Closed forms written as sentences with slots, made into regular expressions.

`[a|b]` may be left out, `(a|b)` is one of several, `{slot}` is a marked name, time or kin, or any of the phrases listed
under that name; forms are apart by semicolons.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from acucheck.located import Node

NAME, TIME, DOSE, KIN, KINS, APART, JOINT = "<name>", "<time>", "<dose>", "<kin>", "<kin's>", ",", "/"
"""What stands in a marked line for a name, a time long enough ago, a dose, somebody else, somebody else's, and between parts."""

_BETWEEN = rf"(?:(?:{APART}|{JOINT}|and|or|nor) )+"
_SLOTS = {
    "name": f"{NAME} ",
    "names": f"{NAME} (?:{_BETWEEN}{NAME} )*",
    "names-or": f"{NAME} (?:(?:(?:{APART}|or|nor|{JOINT}) (?:or )?{NAME} )*(?:or|nor|{JOINT}) {NAME} )?",
    "time": f"{TIME} ",
    "dose": f"{DOSE} ",
    "kin": f"{KIN} ",
    "kin's": f"{KINS} ",
}
_PART = re.compile(r"\{([^}]*)\}|[\[\](|)]|[^\s\[\](|){}]+")
_GROUPS = {"[": "(?:", "(": "(?:", "|": "|", "]": ")?", ")": ")"}


class Templates:
    """The regular expressions of templates. *phrases* gives the alternatives of each further slot."""

    def __init__(self, phrases: Mapping[str, Sequence[str]]) -> None:
        self._slots = _SLOTS | {name: _any_of(several) for name, several in phrases.items()}

    def pattern(self, node: Node) -> str:
        """The expression that any of the templates in a text fits. Raises InvalidFile for an unknown slot or bracket."""
        forms = [self._one(form, node) for form in node.text().split(";") if form.strip()]
        pattern = "|".join(forms)
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
                parts.append(_GROUPS.get(match[0]) or f"{re.escape(match[0].lower())} ")
        return "".join(parts)

    def _slot(self, name: str, node: Node) -> str:
        if name not in self._slots:
            node.fail(f"there is no slot {{{name}}}; write one of {', '.join(sorted(self._slots))}")
        return self._slots[name]


def _any_of(phrases: Sequence[str]) -> str:
    longest_first = sorted({phrase.casefold() for phrase in phrases}, key=len, reverse=True)
    return f"(?:{'|'.join(re.escape(phrase) + ' ' for phrase in longest_first)})"
