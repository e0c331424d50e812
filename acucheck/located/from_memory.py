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
    try:
        return node_of(_DECODER.decode(text), origin)
    except (_Odd, InvalidFile, JSONDecodeError, RecursionError):
        return None


def node_of(value: object, origin: Origin, depth: int = 0) -> Node:
    """Text, numbers, truth values, lists and mappings as nodes. Raises InvalidFile for anything else."""
    node = Node(None, origin, origin.line, 1)
    if isinstance(value, str):
        node.content = _text_of(value, node)
    elif depth > DEEPEST:
        node.fail(f"this is nested more than {DEEPEST} deep")
    elif isinstance(value, Mapping):
        pairs: Entries = []
        for name, item in value.items():
            pairs.append((_key_node(name, node), node_of(item, origin, depth + 1)))
        node.content = pairs or None
    elif isinstance(value, list | tuple):
        node.content = [node_of(item, origin, depth + 1) for item in value]
    else:
        node.content = _scalar(value, node)
    return node


def _key_node(name: object, node: Node) -> Node:
    if not isinstance(name, str):
        node.fail("a name here is not text")
    return node.holding(_text_of(name, node))


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
