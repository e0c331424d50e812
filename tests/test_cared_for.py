"""A word such as "mum" is the person who is treated where somebody helping writes it, and kin of them elsewhere."""

from __future__ import annotations

import pytest
from conftest import DAY

from acucheck.model.answers import Cue, MatchStatus, Name, Writer
from acucheck.names.setting import Setting
from acucheck.names.vocabulary import Vocabulary

STROKE = "nerves-mind.stroke"


def stroke_in(words: Vocabulary, typed: str, setting: Setting) -> Name:
    return next(name for name in words.conditions(typed, setting) if STROKE in name.concepts)


@pytest.mark.parametrize(
    "typed",
    [
        "mum had a stroke in 2019",
        "my brother has had a stroke",
        "papa ji had a stroke",
        "dad's stroke in 2019",
        "mein Mann hatte einen Schlaganfall",
        "maman a eu un AVC",
        "mi abuela tuvo un ictus",
    ],
)
def test_who_helps_writes_so_of_the_person(vocabulary: Vocabulary, typed: str) -> None:
    assert stroke_in(vocabulary, typed, Setting(DAY, Writer.HELPER, 70)).taken is MatchStatus.RECOGNISED


@pytest.mark.parametrize(
    "typed",
    [
        "her mum had a stroke",
        "his brother's stroke in 2019",
        "mum's dad had a stroke",
        "dad had a stroke too",
        "my neighbour had a stroke",
    ],
)
def test_kin_of_the_person_stay_somebody_else(vocabulary: Vocabulary, typed: str) -> None:
    stroke = stroke_in(vocabulary, typed, Setting(DAY, Writer.HELPER, 70))
    assert (stroke.taken, stroke.cue) == (MatchStatus.MAYBE, Cue.SOMEONE_ELSE)


@pytest.mark.parametrize("writer", [None, Writer.PATIENT, Writer.PRACTITIONER])
def test_for_every_other_writer_it_is_somebody_else(vocabulary: Vocabulary, writer: Writer | None) -> None:
    stroke = stroke_in(vocabulary, "my dad here had a stroke", Setting(DAY, writer, 70))
    assert stroke.taken is MatchStatus.MAYBE


def test_nobody_calls_a_child_dad(vocabulary: Vocabulary) -> None:
    of_child = Setting(DAY, Writer.HELPER, 9)
    assert stroke_in(vocabulary, "dad had a stroke in 2019", of_child).taken is MatchStatus.MAYBE
    assert stroke_in(vocabulary, "my son had a stroke in 2019", of_child).taken is MatchStatus.RECOGNISED
