"""Whose pages a rule book makes: name, phone, and the number to ring in an emergency."""

from __future__ import annotations

from acucheck.located import Node
from acucheck.model.book import Practice
from acucheck.rulebook.small_parts import line

NO_PRACTICE = Practice(name="", phone="", emergency="")
"""Nothing known of whose pages they are."""


def practice(node: Node) -> Practice:
    """`{name:, phone:, emergency:}`; name and phone may be empty or missing."""
    fields = node.fields(["emergency"], ["name", "phone"])

    def text(name: str) -> str:
        found = fields.get(name)
        return "" if found is None or found.content == "" else line(found)

    return Practice(name=text("name"), phone=text("phone"), emergency=line(fields["emergency"]))


def own_practice(node: Node, usual: Practice) -> Practice:
    """That of a practice's own file: a name, and what is not there as *usual*. The emergency number has figures."""
    fields = node.fields(["name"], ["phone", "emergency"])
    emergency = line(fields["emergency"]) if "emergency" in fields else usual.emergency
    if not any(letter.isdecimal() for letter in emergency):
        fields["emergency"].fail('this is the number to ring in an emergency; write it in figures, in quotes: "112"')
    given = "phone" in fields and fields["phone"].content
    phone = line(fields["phone"]) if given else usual.phone
    return Practice(name=line(fields["name"]), phone=phone, emergency=emergency)
