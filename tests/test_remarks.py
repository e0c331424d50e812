"""Words beside a name that say when it is taken, what was measured or what a doctor found; and figures as names."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from random_people import SHIPPED
from shipped_book import told

from acucheck.model.answers import MatchStatus, Name, Plan, Writer
from acucheck.model.ids import QuestionId
from acucheck.names.setting import Setting
from acucheck.names.vocabulary import Vocabulary

_WORDS = Vocabulary(SHIPPED)
_SETTING = Setting(date(2026, 11, 29), Writer.PATIENT)
_FOLDER = Path(__file__).parent / "phrases"


def _lines(file: str) -> list[list[str]]:
    return [*csv.reader((_FOLDER / file).read_text(encoding="utf-8").splitlines())][1:]


_LINES = _lines("remarks.csv") + _lines("shorthand.csv")


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
        ("Dupixent (dupilumab)", ["Dupixent (dupilumab)"]),
        ("chemo (5-FU) day 10", ["chemo", "5-FU day 10"]),
        ("chemotherapy (FOLFOX, 5-FU)", ["chemotherapy", "FOLFOX", "5-FU"]),
    ],
)
def test_a_bracket_that_is_cut_in_two_is_closed(line: str, texts: list[str]) -> None:
    assert [name.typed for name in _WORDS.medicines(line, _SETTING)] == texts


@pytest.mark.parametrize(
    "typed", ["around the rash left chest", "round the scar at the left knee", "itchy patch left calf"]
)
def test_what_is_there_beside_a_planned_place_makes_it_a_suggestion(typed: str) -> None:
    (planned,) = _WORDS.places(typed)
    assert not planned.id
    assert [reading.id for reading in planned.readings] == [typed.rsplit(maxsplit=1)[-1]]
    (answered,) = _WORDS.places(typed, told=True)
    assert answered.id == typed.rsplit(maxsplit=1)[-1]


@pytest.mark.parametrize(
    ("plan", "technique"),
    [
        ("{ear acupuncture: [NADA both ears]}", "manual-needling"),
        ("{NADA: not named}", "manual-needling"),
        ("{ear acupuncture: [shenmen]}", ""),
    ],
)
def test_the_nada_protocol_is_done_with_needles(plan: str, technique: str) -> None:
    planned = told("", f"plan: {plan}")[QuestionId("plan")]
    assert isinstance(planned, Plan)
    assert [item.technique for item in planned.items] == [technique]
