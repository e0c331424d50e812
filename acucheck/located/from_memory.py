"""Values that are in memory already as nodes: what the standard library's JSON reader or a caller in Python hands over.

A list of a million people is read this way. Such nodes have no place of their own but the line of their origin, so
whatever is wrong is found again, with its place, by the strict reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from json import JSONDecodeError, JSONDecoder
from numbers import Integral, Real

from acucheck.errors import InvalidFile
from acucheck.located.characters import not_text
from acucheck.located.node import DEEPEST, Entries, Node, Origin


class _Odd(Exception):
    """Something that only the strict reader can judge, or explain."""


def quick_json(text: str, origin: Origin) -> Node | None:
    """The value in *text*, exactly as the strict reader has it but for the columns; None when that is to be asked."""
    checked = "\\" not in text and not_text(text) is None  # without an escape nothing else comes out of it
    try:
        return _node(_DECODER.decode(text), origin, 0, checked=checked)
    except (_Odd, InvalidFile, JSONDecodeError, RecursionError):
        return None


def node_of(value: object, origin: Origin) -> Node:
    """Text, numbers, truth values, lists and mappings as nodes. Raises InvalidFile for anything else."""
    return _node(value, origin, 0, checked=False)


def _node(value: object, origin: Origin, depth: int, *, checked: bool) -> Node:
    """A value at some *depth* within others; what it holds is known to be text where that was *checked*."""
    node = Node(None, origin, origin.line, 1)
    if isinstance(value, str):
        node.content = value if checked else _text_of(value, node)
    elif depth > DEEPEST:
        node.fail(f"this is nested more than {DEEPEST} deep")
    elif isinstance(value, list | tuple):
        node.content = [_node(item, origin, depth + 1, checked=checked) for item in value]
    elif isinstance(value, Mapping):
        pairs: Entries = []
        for name, item in value.items():
            key = node.holding(name if checked else _name_of(name, node))
            pairs.append((key, _node(item, origin, depth + 1, checked=checked)))
        node.content = pairs or None
    else:
        node.content = _scalar(value, node)
    return node


def _name_of(name: object, node: Node) -> str:
    if not isinstance(name, str):
        node.fail("a name here is not text")
    return _text_of(name, node)


def _text_of(value: str, node: Node) -> str:
    if wrong := not_text(value):
        node.fail(wrong[1])
    return value


def _scalar(value: object, node: Node) -> str:
    """A number or truth value as a file holds it. Those of NumPy are known by the abstract kind of number they are."""
    kind = type(value).__name__
    if kind in {"bool", "bool_"}:
        return str(bool(value)).lower()
    if isinstance(value, Integral):
        return str(int(value))
    if isinstance(value, Real):
        return _shortest(float(value))
    if value is None:
        node.fail('None is not an answer; write "not sure", or leave the entry out')
    return node.fail(f'a value of type {kind} is not an answer; write "not sure", or leave the entry out')


def _shortest(number: float) -> str:
    """A number without decimals where it has none."""
    if number.is_integer():
        return str(int(number))
    return repr(number)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Odd
    return found


def _refused(_: str) -> object:
    """NaN and the infinities, which are not JSON."""
    raise _Odd


_DECODER = JSONDecoder(object_pairs_hook=_unique, parse_int=str, parse_float=str, parse_constant=_refused)
