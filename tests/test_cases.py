"""The clinical cases in `tests/cases/`: each a sentence, somebody's answers, and what has to come out."""

from __future__ import annotations

import pytest
from clinical_cases import cases, compare
from conftest import Ran

from acucheck.assess.engine.evidence import UNKNOWN
from acucheck.located import Node
from acucheck.model.answers import Names, Places
from acucheck.names.vocabulary import Vocabulary


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("case", cases())
def test_a_case_comes_out_as_expected(case: Node, ran: Ran, vocabulary: Vocabulary) -> None:
    report, expect = ran(case)
    compare(report, expect, vocabulary)


@pytest.mark.usefixtures("quick")
def test_names_in_the_cases_are_written_as_people_write_them(ran: Ran) -> None:
    """Unless a case is about an unknown name, every medicine and place in it is recognised."""
    unknown = []
    for case in cases():
        node = case.values[0]
        assert isinstance(node, Node)
        report, expect = ran(node)
        answers = [entry.answer for entry in report.ledger]
        named = [name for answer in answers if isinstance(answer, Names) for name in answer.entries]
        places = [place for answer in answers if isinstance(answer, Places) for place in answer.entries]
        strange = any(name.taken in UNKNOWN for name in named) or any(not place.id for place in places)
        if strange and "open" not in expect:
            unknown.append(node.place)
    assert unknown == []
