"""A pattern that is looked for only in texts that have what all of its matches have misses none of them."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acucheck import names
from acucheck.names.lazy_pattern import LazyPattern


def patterns() -> Iterator[tuple[str, str]]:
    """Module and name of each pattern that says what all of its matches have."""
    for module in pkgutil.iter_modules(names.__path__, "acucheck.names."):
        for name, value in vars(import_module(module.name)).items():
            if isinstance(value, LazyPattern) and value.one_of:
                yield module.name, name


@pytest.mark.parametrize(("module", "name"), [*patterns()])
@given(data=st.data())
def test_every_text_that_it_matches_is_looked_at(module: str, name: str, data: st.DataObject) -> None:
    lazy = getattr(import_module(module), name)
    drawn = data.draw(st.from_regex(re.compile(lazy.text, re.IGNORECASE | re.ASCII)))
    text = " ".join(drawn.split())  # as lines are before any is looked for
    if re.search(lazy.text, text, re.IGNORECASE):
        assert lazy.search(text) is not None


def test_a_text_without_any_of_it_is_not_looked_at() -> None:
    lazy = LazyPattern("(a|b)c", one_of="ab")
    assert lazy.search("xc") is None
    assert "_compiled_lazily" not in vars(lazy)
    assert lazy.sub("", "xACx") == "xx"
    assert lazy.split("xacx") == ["x", "a", "x"]
    assert lazy.split("xcx") == ["xcx"]
    assert lazy.findall("xcx") == []
    assert lazy.match("xcx", 1) is None
    assert lazy.fullmatch("xc") is None
    assert lazy.all_in("xcx") == []
    assert [match[0] for match in lazy.all_in("acbc")] == ["ac", "bc"]
