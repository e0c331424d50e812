"""HTML by elements: what is no markup of our own is escaped, and forgetting that is an error of types."""

from __future__ import annotations

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from anybody import AWKWARD

from acucheck.render.html_tags import Html, join, style_sheet, tag, text, whole_file

RENDER = Path(__file__).parent.parent / "acucheck" / "render"
MARKUP = re.compile(r"</?[a-zA-Z!]")


def unescaped(words: str) -> list[Html]:
    """Every line has an error that the type checker has to find: an `ignore` that is not needed is one as well."""
    made: Html = f"<b>{words}</b>"  # type: ignore[assignment]
    return [
        made,
        tag("p", words),  # type: ignore[arg-type]
        tag("p", f"<b>{words}</b>"),  # type: ignore[arg-type]
        tag("p", text(words) + words),  # type: ignore[arg-type]
        join([words]),  # type: ignore[list-item]
        whole_file(words, text(words)),  # type: ignore[arg-type]
        words,  # type: ignore[list-item]
    ]


def test_no_module_but_one_makes_markup() -> None:
    for path in sorted(RENDER.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        called = {
            node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        written = [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and MARKUP.search(node.value)
        ]
        makes = path.name == "html_tags.py"
        assert ("Html" in called) is makes, path.name
        assert "cast" not in called, path.name
        assert bool(written) is (makes or path.name == "as_html.py"), (path.name, written)


@pytest.mark.parametrize("words", [*AWKWARD, "<b>", "&lt;", "\"><svg onload='x'>", "]]> --> */ }"])
def test_any_text_is_read_as_it_is_and_makes_no_element(words: str) -> None:
    seen: list[str] = []
    elements: list[tuple[str, list[tuple[str, str | None]]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            elements.append((tag, attrs))

        def handle_data(self, data: str) -> None:
            seen.append(data)

    reader = Reader()
    reader.feed(tag("p", text(words), title=words.replace("\r", "")))
    reader.close()
    assert [(name, [key for key, _ in attributes]) for name, attributes in elements] == [("p", ["title"])]
    assert elements[0][1][0][1] == words.replace("\r", "")


def test_an_element_is_written_with_its_attributes_and_what_is_in_it() -> None:
    assert tag("p") == "<p></p>"
    assert tag("p", text("a"), tag("b", text("<")), class_="x y", aria_hidden="true", hidden="") == (
        '<p class="x y" aria-hidden="true">a<b>&lt;</b></p>'
    )
    assert tag("rect", width=8, viewBox='"') == '<rect width="8" viewBox="&quot;"/>'
    assert tag("meta", name="referrer", http_equiv="x") == '<meta name="referrer" http-equiv="x">'
    assert join((style_sheet("a > b {}"), text("\x1b'"))) == "<style>a > b {}</style>\\u001b&#x27;"
