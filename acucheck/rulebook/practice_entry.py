"""Whose pages a rule book makes: name, phone, and the number to ring in an emergency."""

from __future__ import annotations

from acucheck.located import Node
from acucheck.model.book import Practice
from acucheck.rulebook.small_parts import line, optional

NO_PRACTICE = Practice(name="", phone="", emergency="")
"""Nothing known of whose pages they are."""


def decode_practice(node: Node) -> Practice:
    """`{name:, phone:, emergency:}`; name and phone may be empty or missing."""
    fields = node.fields(["emergency"], ["name", "phone"])
    return Practice(
        name=_line_or(fields.get("name"), ""),
        phone=_line_or(fields.get("phone"), ""),
        emergency=line(fields["emergency"]),
    )


def _line_or(node: Node | None, usual: str) -> str:
    """The line that is written here; *usual* where there is no entry or nothing in it."""
    if node is None or node.content == "":
        return usual
    return line(node)


def own_practice(node: Node, usual: Practice) -> Practice:
    """That of a practice's own file: a name, and what is not there as *usual*. The emergency number has figures."""
    fields = node.fields(["name"], ["phone", "emergency"])
    emergency = optional(fields.get("emergency"), line, usual.emergency)
    if not any(letter.isdecimal() for letter in emergency):
        fields["emergency"].fail('this is the number to ring in an emergency; write it in figures, in quotes: "112"')
    phone = _line_or(fields.get("phone"), usual.phone)
    return Practice(name=line(fields["name"]), phone=phone, emergency=emergency)
