"""A spelling that was agreed on stands under the name that is meant, with what was typed, wherever it is named."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from keyboard import Person

from acucheck.document.pages.one_screen import summary
from acucheck.document.wording.answer_text import said
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Audience
from acucheck.model.report import Report
from acucheck.names.vocabulary import Vocabulary
from acucheck.render.as_console import console_text
from acucheck.render.as_text import as_text

AGREED = "ibuprofen (typed: ibuprofn)"


def test_the_review_and_the_result_show_the_name_that_was_agreed_on(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"medicines": ("ibuprofn", "y"), "plan.manual-needling": "LI4"})
    review = person.until("review")
    assert AGREED in [choice.answer for choice in review.choices]
    shown = console_text(summary(person.talk.report(), Audience.PATIENT), 100, colour=False)
    assert AGREED in " ".join(shown.split())


@pytest.mark.parametrize("audience", Audience)
def test_so_does_the_page_of_a_file(person: Callable[[str], Report], audience: Audience) -> None:
    report = person("medicines: [{name: warfarin, typed: warfrin}, {name: aspirin, typed: Aspirin}, Xarelto]")
    assert said(report.answers[QuestionId("medicines")]) == "warfarin (typed: warfrin), Aspirin, Xarelto"
    assert "warfarin (typed: warfrin)" in " ".join(as_text(report, audience).split())


def test_what_is_said_aloud_is_the_name_alone(person: Callable[[str], Report]) -> None:
    page = " ".join(
        as_text(
            person("medicines: [{name: warfarin, typed: warfrin}]\nplan: {cupping: [back]}"), Audience.PATIENT
        ).split()
    )
    assert "I take warfarin." in page
    assert "I take warfrin" not in page
