"""Words beside a name that say when it is taken, what was measured or what a doctor found; and figures as names."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from random_people import SHIPPED

from acucheck.model.answers import MatchStatus, Name, Writer
from acucheck.names.setting import Setting
from acucheck.names.vocabulary import Vocabulary

_WORDS = Vocabulary(SHIPPED)
_SETTING = Setting(date(2026, 11, 29), Writer.PATIENT)
_FILE = Path(__file__).parent / "phrases" / "remarks.csv"
_LINES = [*csv.reader(_FILE.read_text(encoding="utf-8").splitlines())][1:]


def _taken(name: Name) -> str:
    status = "" if name.taken is MatchStatus.RECOGNISED else name.taken.value
    return " ".join([status, *sorted(name.concepts)]).strip()


@pytest.mark.parametrize(("kind", "line", "taken"), _LINES, ids=[line for _, line, _ in _LINES])
def test_what_stands_beside_a_name_is_a_remark_or_counts(kind: str, line: str, taken: str) -> None:
    recognise = _WORDS.medicines if kind == "medicine" else _WORDS.conditions
    assert "; ".join(map(_taken, recognise(line, _SETTING))).strip() == taken.strip()


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ("apixaban (for AF)", ["apixaban (for)", "AF"]),
        ("warfarin (INR 2.4)", ["warfarin (INR 2.4)"]),
        ("Salt tablets (Slow Sodium)", ["Salt tablets", "Slow Sodium"]),
        ("sertraline (50, since May)", ["sertraline (50, since May)"]),
    ],
)
def test_a_bracket_that_is_cut_in_two_is_closed(line: str, texts: list[str]) -> None:
    assert [name.typed for name in _WORDS.medicines(line, _SETTING)] == texts
