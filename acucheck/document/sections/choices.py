"""What would settle or change the outcome: answers that are missing, and what may be chosen or agreed on."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from acucheck.document.blocks import Heading, Lines
from acucheck.document.page import Page
from acucheck.document.sections.still_open import open_lines
from acucheck.document.sections.unknown_lists import until_known
from acucheck.document.wording import phrases
from acucheck.model.book import AnswerKind
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Outcome
from acucheck.model.report import Bounds, Cell, Change, ChangeKind

_NOTHING_LEFT = "no rule is left"
_WITH_ALL = "With all of them to '{asked}'"
_WITH_A_YES = "With a yes to '{asked}'"
_LABELS = {
    ChangeKind.DAY: "Wait",
    ChangeKind.SIDE: "Choose",
    ChangeKind.LEAVING_OUT: "Choose",
    ChangeKind.AGREED: "Ask",
}


def choices(page: Page) -> Iterator[Heading | Lines]:
    """For the practitioner: first what to find out, then what may be chosen."""
    lines: list[tuple[str, str]] = []
    for sentence in open_lines(page):
        lines.append(("Find out", sentence))
    for sentence in _answers_in_doubt(page):
        lines.append(("Settle", sentence))
    for change in page.report.changes:
        lines.append((_LABELS[change.by], change_text(change, page)))
    if lines:
        yield Heading("WHAT WOULD SETTLE OR CHANGE IT")
        yield Lines(tuple(lines))
    yield from until_known(page)


def _answers_in_doubt(page: Page) -> Iterator[str]:
    """The questions that were answered with a doubt on which something rests, and how it is settled."""
    if not page.has_session:
        return
    asked: dict[QuestionId, None] = {}
    for finding in page.report.findings:
        for because in finding.because:
            if page.book.questions[because.question].not_sure in because.words:
                asked[because.question] = None
    for question in map(page.book.questions.__getitem__, asked):
        said = [page.words(each) for each in (question.ask, question.find_out) if each is not None]
        yield phrases.with_stop(" ".join(said))


def change_text(change: Change, page: Page) -> str:
    """One change and the outcome that it leads to."""
    return f"{_what_changes(change, page)}: {_outcome_in_words(change.outcome, page)}."


def _what_changes(change: Change, page: Page) -> str:
    match change.by:
        case ChangeKind.DAY:
            until = [page.book.rules[rule].until for rule in change.rules]
            named = phrases.joined(page.words(each) for each in until if each)
            return f"Not before {named}; then"
        case ChangeKind.SIDE:
            side = change.side.value if change.side else ""
            there = phrases.joined(_cells_in_words(change.cells, page, sided=False))
            return f"On the {side} side only: {there}"
        case ChangeKind.LEAVING_OUT:
            return f"Without {phrases.joined(_cells_in_words(change.cells, page))}"
        case ChangeKind.AGREED:
            question = page.book.questions[change.question]
            form = _WITH_ALL if question.kind is AnswerKind.MANY else _WITH_A_YES
            return form.format(asked=page.words(question.ask))


def _cells_in_words(cells: tuple[Cell, ...], page: Page, *, sided: bool = True) -> Iterator[str]:
    """Each technique with those of its places that are meant; by itself, the whole of it."""
    places: dict[str, list[str]] = {}
    for cell in cells:
        technique = page.technique(cell.technique, cell.typed)
        there = places.setdefault(technique, [])
        if cell.place:
            place = cell.place if sided else replace(cell.place, side=None)
            there.append(phrases.at(place))
    for technique, several in places.items():
        if several:
            yield f"{technique} at {phrases.joined(several)}"
        else:
            yield technique


def _outcome_in_words(outcome: Bounds[Outcome], page: Page) -> str:
    """What a change leads to, and what it could become."""
    stands = phrases.OUTCOMES[outcome.stands] if outcome.stands else _NOTHING_LEFT
    if outcome.worst <= outcome.stands:
        return stands
    worst = phrases.named(outcome.worst, page.audience)
    return f"{stands}; {phrases.COULD_BECOME}: {worst}"
