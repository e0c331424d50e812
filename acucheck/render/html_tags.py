"""HTML and SVG by elements. `Html` is text that is safe in a page: it is made here alone, all else is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import NewType

from acucheck.render.safe_text import escape_controls

Html = NewType("Html", str)
"""Markup, or text in which nothing can be taken for markup. Plain text in its place is a type error."""

NOTHING = Html("")
NEW_LINE = Html("\n")

_WITHOUT_END = frozenset({"meta"})
_CLOSED_AT_ONCE = frozenset({"circle", "path", "polygon", "rect"})


def text(words: str) -> Html:
    """*words* as they are read: escaped, with controls as their codes."""
    return Html(escape(escape_controls(words)))


def join(parts: Iterable[Html]) -> Html:
    """One part behind the other."""
    return Html("".join(parts))


def tag(name: str, /, *content: Html, **attributes: str | int) -> Html:
    """The element with its content, without the attributes that are empty text.

    An underscore in the name of an attribute stands for a hyphen, and at its end for nothing: `aria_hidden`, `class_`.
    """
    start = f"<{name}{_attribute_text(attributes)}"
    if name in _WITHOUT_END:
        return Html(f"{start}>")
    if name in _CLOSED_AT_ONCE:
        return Html(f"{start}/>")
    return Html(f"{start}>{join(content)}</{name}>")


def _attribute_text(attributes: dict[str, str | int]) -> str:
    """The attributes in double quotes, in which a single one is as plain as a letter."""
    written = ""
    for name, value in attributes.items():
        if value != "":
            spelt = name.rstrip("_").replace("_", "-")
            quoted = escape(str(value), quote=False).replace('"', "&quot;")
            written += f' {spelt}="{quoted}"'
    return written


def style_sheet(css: str) -> Html:
    """A sheet of our own. What is no sheet of style alone must not come here: it is written as it is."""
    return Html(f"<style>{css}</style>")


def whole_file(head: Html, body: Html) -> Html:
    """A whole file in English, with a line end at the end."""
    return Html(f'<!DOCTYPE html>\n<html lang="en">\n{head}\n{body}\n</html>\n')
