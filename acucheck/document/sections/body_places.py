"""Where on the body: what is left out or done with care where."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document.blocks import Heading, Lines
from acucheck.document.page import Page
from acucheck.document.sections.limits import instructions
from acucheck.document.sections.precautions import adaptations
from acucheck.document.wording import phrases
from acucheck.model.answers import BodyPlace
from acucheck.model.levels import Audience

_PLACES = {Audience.PRACTITIONER: "points", Audience.PATIENT: "places on the body"}


def where_on_the_body(page: Page) -> Iterator[Heading | Lines]:
    """For the patient, what the findings say about places, and how what is planned is done there."""
    if not page.has_session:
        return
    lines: list[tuple[str, str]] = []
    for level, sentence in instructions(page, planned=True):
        lines.append((phrases.LABELS[level], sentence))
    for sentence in adaptations(page):
        lines.append(("How", sentence))
    if not page.is_low_risk:
        lines += [("Places", sentence) for sentence in how_named(page)]
    if lines:
        yield Heading("WHERE, AND HOW")
        yield Lines(tuple(lines))


def how_named(page: Page) -> Iterator[str]:
    """That no place was named, or for one-sided limits no side: what was checked then."""
    yield from _not_placed(page)
    yield from _not_sided(page)


def _not_placed(page: Page) -> Iterator[str]:
    placed = [line for line in page.lines if line.places]
    unnamed = [line for line in page.lines if not line.places]
    if placed:  # then what is assumed is graded there too
        unnamed = [line for line in unnamed if not line.assumed]
    if not unnamed:
        return
    if not placed:
        yield f"No {_PLACES[page.audience]} were named, so none was checked."
        return
    which = [page.technique(line.cell.technique, line.cell.typed) for line in unnamed]
    yield f"No {_PLACES[page.audience]} were named for {phrases.joined(which)}, so none was checked there."


def _not_sided(page: Page) -> Iterator[str]:
    """The places named without a side where only one side is limited, and that the other may be free of it."""
    unsided = list(_without_side(page))
    sided = [place for place in _limited_places(page) if place.side]
    limited = [place for place in sided if _holds_any(place, unsided)]
    widened = [place for place in unsided if _lies_in_any(place, limited)]
    if widened:
        unnamed = phrases.joined(map(phrases.at, widened))
        called = phrases.joined(map(phrases.at, limited))
        yield (
            f"No side was named for {unnamed}, so each was checked on both sides. "
            f"Name the side: {called} may be all that is limited there."
        )


def _holds_any(limited: BodyPlace, places: list[BodyPlace]) -> bool:
    """Whether one of the places lies in what is limited, on whatever side."""
    return any(_lies_in_any(place, [limited]) for place in places)


def _lies_in_any(place: BodyPlace, limited: list[BodyPlace]) -> bool:
    """Whether a place lies in one of those that are limited, on whatever side."""
    around = place.lies_in or {}
    return any(each.id in around for each in limited)


def _limited_places(page: Page) -> Iterator[BodyPlace]:
    """Every place that an answer gives to a limit."""
    for finding in page.report.findings:
        for met in finding.limits:
            yield from met.places


def _without_side(page: Page) -> Iterator[BodyPlace]:
    """The known places of the plan that are not on the midline and were named without a side, and not for both."""
    for line in page.lines:
        for cell in line.places:
            place = cell.place
            if place is None or not place.id or place.side is not None:
                continue
            if not place.both and not place.has_no_side:
                yield place
