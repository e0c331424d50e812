"""A danger that is ticked as not sure and told in words as well is certain; one doubt told twice stays one."""

from __future__ import annotations

import pytest
from shipped_book import check

from acucheck.document.doubts import doubted_in
from acucheck.model.levels import Outcome, Standing
from acucheck.model.report import Report


def _calls(report: Report) -> bool:
    return any(each.rule.urgent and each.standing is Standing.HOLDS for each in report.findings)


CERTAIN = [
    "danger: [maybe chest-pain]\nconditions: ['tightness across chest and jaw going up the hill, woke me last night']",
    "danger: [maybe stroke-signs]\nconditions: ['sleepy, mixed up since Friday, headache, dizzy, walks leaning left']",
]
"""One line in doubt, and words that may be the same one."""

IN_DOUBT = [
    "danger: [maybe chest-pain]\nconditions: [chest pain?]",
    "danger: [maybe chest-pain]\nconditions: [bump on the head]",
    "danger: none\nconditions: [bump on the head]",
    "danger: [maybe swollen-calf]\nconditions: ['calf sore and fat since the flight, cannot get my breath']",
]
"""The same doubt again, another line, no tick, and words that sound like something graver as well."""

CALM = [
    "danger: [maybe chest-pain]\nconditions: [chest pain in 2015]",
    "danger: [maybe chest-pain]\nconditions: [my mother has chest pain]",
]
"""Words that say something else of it than that it is so now."""


@pytest.mark.parametrize("told", CERTAIN)
def test_a_tick_in_doubt_and_words_are_two_that_agree(told: str) -> None:
    assert check(told).outcome.stands is Outcome.HELP


@pytest.mark.parametrize("told", IN_DOUBT)
def test_one_doubt_stays_a_doubt(told: str) -> None:
    report = check(told)
    assert not _calls(report)
    assert doubted_in(report)


@pytest.mark.parametrize("told", CALM)
def test_words_that_say_that_it_is_not_so_now_agree_with_nothing(told: str) -> None:
    assert not _calls(check(told))
