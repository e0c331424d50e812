"""An automaton accepts what the regular expression of the same expression matches, and has no state too many."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from acucheck.names.automaton_building import AnyNumber, Expression, OneOf, Word, automaton, in_order, one_of, word

WORDS = st.sampled_from("abc")
LINES = st.lists(WORDS, max_size=7)
EXPRESSIONS: st.SearchStrategy[Expression] = st.recursive(
    st.lists(WORDS, min_size=1, max_size=2).map(lambda words: word(*words)),
    lambda part: st.one_of(
        st.lists(part, max_size=3).map(lambda parts: in_order(*parts)),
        st.lists(part, min_size=1, max_size=3).map(lambda choices: one_of(*choices)),
        part.map(AnyNumber),
    ),
    max_leaves=8,
)


def pattern(expression: Expression) -> str:
    """The expression as Python's own library writes one."""
    if isinstance(expression, Word):
        return f"[{''.join(expression.any_of)}]"
    if isinstance(expression, AnyNumber):
        return f"(?:{pattern(expression.part)})*"
    if isinstance(expression, OneOf):
        return f"(?:{'|'.join(map(pattern, expression.choices))})"
    return "".join(map(pattern, expression.parts))


@given(expression=EXPRESSIONS, lines=st.lists(LINES, max_size=10))
def test_the_same_lines_are_accepted_as_are_matched(expression: Expression, lines: list[list[str]]) -> None:
    built = automaton(expression)
    compared = re.compile(pattern(expression))
    for line in [[], *lines]:
        assert built.accepts(line) is (compared.fullmatch("".join(line)) is not None)


@given(expression=EXPRESSIONS)
def test_two_ways_to_say_the_same_are_one_automaton(expression: Expression) -> None:
    built = automaton(expression)
    assert automaton(expression) == built
    assert len(automaton(OneOf((expression, expression))).steps) == len(built.steps)
    twice = automaton(AnyNumber(AnyNumber(expression)))
    assert len(twice.steps) == len(automaton(AnyNumber(expression)).steps)


def test_what_is_no_line_of_the_form_is_not_accepted() -> None:
    built = automaton(in_order(word("no"), AnyNumber(in_order(word("and"), word("no")))))
    assert built.accepts(["no", "and", "no"])
    assert not built.accepts(["no", "and"])
    assert not built.accepts(["no", "no"])
    assert not built.accepts(["warfarin"])
    assert not built.accepts([])
