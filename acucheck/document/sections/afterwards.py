"""Aftercare in order of time, gentler alternatives with their own limits, and that medicines go on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from acucheck.document.blocks import Heading, Jump, Lines
from acucheck.document.doubts import doubted_in, may_need_help_now
from acucheck.document.page import Page
from acucheck.document.sections.limits import instruction, places_of
from acucheck.document.sections.precautions import is_true_of
from acucheck.document.wording import phrases
from acucheck.model.answers import MatchStatus, NameKind
from acucheck.model.book import Aftercare, AnswerPlace
from acucheck.model.ids import TechniqueId
from acucheck.model.levels import Audience, Level, Outcome, Urgency
from acucheck.model.report import Cell, Finding, LevelAt, QuestionState

_AFTER = {Audience.PRACTITIONER: "TELL THE PATIENT: AFTER THE SESSION", Audience.PATIENT: "AFTER THE SESSION"}

_AT_ONCE = "Call at once"

WHEN_TO_CALL = Jump("When to call at once", _AT_ONCE)
"""The way down a patient's page to the signs of an emergency."""

_THE_TEAM = "Call the team"
"""What stands in front of a sentence that names somebody else to call than the emergency number."""

_SHORT = 30
"""Words of signs on the first screen; the first one is said in any case."""

_AT_ONE_PLACE = {TechniqueId("ear-seeds")}
"""What is done at one place of the body and nowhere else."""


def aftercare(page: Page) -> Iterator[Heading | Lines]:
    """What to do and watch as time goes on, then when to call at once, with the number, and when on the same day."""
    entries = _entries(page)
    if entries:
        yield Heading(_AFTER[page.audience])
        yield Lines((*_by_time(entries, page), *_when_to_call(entries, page)))


def _entries(page: Page) -> list[Aftercare]:
    """The aftercare of this page, in order of time; none where it has to be clear first whether help is needed."""
    if doubted_in(page.report):
        return []
    return [page.book.aftercare[aftercare_id] for aftercare_id in page.report.aftercare]


def _by_time(entries: Iterable[Aftercare], page: Page) -> Iterator[tuple[str, str]]:
    """What to do and watch, behind the time for it; what it is to get help for stands apart."""
    to_do = [entry for entry in entries if entry.help is None]
    for time, label in phrases.TIMES.items():
        then = [entry for entry in to_do if entry.time is time]
        for said in _by_technique(then, page):
            yield label, said


def call_at_once(page: Page) -> Iterator[tuple[str, str]]:
    """In a few lines the number that is rung at once, and the signs after most of the plan; whether there are more.

    What names somebody else to call is a line of its own, so that each line gives one order.
    """
    calling = _calling_for(Urgency.NOW, _entries(page))
    entries = [entry for entry in calling if not entry.names_whom]
    if entries:
        yield _AT_ONCE, _with_the_number(entries, page)
    for entry in calling:
        if entry.names_whom:
            yield _THE_TEAM, page.words(entry.say)


def _with_the_number(entries: list[Aftercare], page: Page) -> str:
    """The emergency number, and as many signs as fit on a first screen, those after most of the plan first."""
    entries.sort(key=lambda entry: _techniques_done(entry, page), reverse=True)
    signs = [page.words(entry.say) for entry in entries]
    shown = phrases.within_words(signs, _SHORT)
    said = f"Ring {page.book.practice.emergency}. {' '.join(shown)}"
    if len(shown) < len(signs):
        said += " More is on the page."
    return said


def _techniques_done(entry: Aftercare, page: Page) -> int:
    """How many techniques of the plan a piece of aftercare is about: all of them, where it names none."""
    about = entry.techniques.intersection(page.done)
    return len(about) or len(page.done)


def _when_to_call(entries: list[Aftercare], page: Page) -> Iterator[tuple[str, str]]:
    """The signs of each technique by themselves, with the number that is rung at once."""
    number = f"Ring {page.book.practice.emergency}."
    calling = _calling_for(Urgency.NOW, entries)
    at_once = list(_by_technique([entry for entry in calling if not entry.names_whom], page))
    if len(at_once) == 1:
        yield _AT_ONCE, f"{at_once[0]} {number}"
    elif at_once:
        first, *others = at_once
        yield _AT_ONCE, f"{number} {first}"
        for said in others:
            yield _AT_ONCE, said
    for entry in calling:
        if entry.names_whom:
            yield _THE_TEAM, care_text(entry, page)
    for said in _by_technique(_calling_for(Urgency.TODAY, entries), page):
        yield "Call same day", said


def _calling_for(help_needed: Urgency, entries: list[Aftercare]) -> list[Aftercare]:
    return [entry for entry in entries if entry.help is help_needed]


def _by_technique(entries: list[Aftercare], page: Page) -> Iterator[str]:
    """What concerns all of the plan; then, where that has other techniques too, what each of them asks for.

    All of it is one passage on a patient's page on which nothing has to change, which is short.
    """
    together: dict[tuple[TechniqueId, ...], list[str]] = {(): []}
    for entry in entries:
        about = tuple(technique for technique in page.done if technique in entry.techniques)
        own = about if len(about) < len(page.done) else ()
        together.setdefault(own, []).append(care_text(entry, page))
    told = {about: " ".join(several) for about, several in together.items() if several}
    if page.is_low_risk:
        yield from _in_one_passage(told, page)
        return
    for about, said in told.items():
        yield _behind_techniques(about, said, page)


def _in_one_passage(told: dict[tuple[TechniqueId, ...], str], page: Page) -> Iterator[str]:
    """All of it in one passage; a technique is named where another has something of its own as well."""
    said = [*told.values()]
    if len(told.keys() - {()}) > 1:
        said = [_behind_techniques(about, each, page) for about, each in told.items()]
    if said:
        yield " ".join(said)


def _behind_techniques(about: tuple[TechniqueId, ...], said: str, page: Page) -> str:
    """What is said behind the techniques that it is about; alone, where that is all of the plan."""
    if not about:
        return said
    return f"{page.techniques_first(about)}: {said}"


def care_text(entry: Aftercare, page: Page) -> str:
    """One piece of aftercare; when it is to get help, also the medicines to name that it is because of."""
    said = page.words(entry.say)
    if entry.help is not Urgency.NOW:
        return said
    names: list[str] = []
    for finding in page.report.findings:
        if entry.id in finding.rule.aftercare:
            names += _medicines(finding, page)
    taken = phrases.joined(names)
    return f"{said} Say that you take {taken}." if taken else said


def _medicines(finding: Finding, page: Page) -> Iterator[str]:
    """The medicines that a finding is because of, as they were typed."""
    medicines = page.book.concepts["medicine"].keys()
    for because in finding.because:
        for name in because.names:
            if name.taken is MatchStatus.RECOGNISED and name.concepts & medicines:
                yield phrases.called(page.book, name, Audience.PATIENT)


def alternatives(page: Page) -> Iterator[Heading | Lines]:
    """Each alternative that is right for this person and not planned already, with what the rules ask of it."""
    offered = {name: cell for name, cell in page.report.alternatives.items() if cell.technique not in page.planned}
    if not offered or doubted_in(page.report):
        return
    yield Heading("GENTLER WAYS")
    yield Lines((("", "None of them promises as much."),))
    for name, cell in offered.items():
        alternative = page.book.alternatives[name]
        technique = page.book.techniques[alternative.technique]
        title = f"{page.words(technique.label)}: {_level_in_words(cell, page)}"
        lines = [("", page.words(alternative.say))]
        lines += [("Do", each) for each in alternative_care(cell, page)]
        yield Lines(tuple(lines), title, cell.level.stands)


def _level_in_words(cell: Cell, page: Page) -> str:
    """What stands for an alternative, and what it could become."""
    stands = phrases.LEVELS[page.audience][cell.level.stands]
    if cell.level.worst <= cell.level.stands:
        return stands
    worst = phrases.level_named(cell.level.worst, cell.outcome.worst, page.audience)
    return f"{stands}; {phrases.COULD_BECOME}: {worst}"


def alternative_care(cell: Cell, page: Page) -> list[str]:
    """The limits and precautions that the findings put on an alternative itself, what is left out first.

    Where a finding says how to take care, that it takes care somewhere is not said again; nor is anything milder of a
    place of which something stricter is said.
    """
    places: dict[Level, dict[str, None]] = {Level.AVOID: {}}
    care: dict[str, None] = {}
    left_out = set(_left_out(cell.technique, page))
    for finding in page.report.findings:
        own: list[str] = []
        if not _is_outdone(finding, cell.technique, left_out):
            own += _how_to_do(finding, cell.technique, page)
        care.update(dict.fromkeys(own))
        for level, place in _asked_of_places(finding, cell.technique, page):
            if level is Level.AVOID or not own:
                places.setdefault(level, {})[place] = None
    said: list[str] = []
    stricter: set[str] = set()
    for level in sorted(places, reverse=True):
        named = [place for place in places[level] if place not in stricter]
        stricter.update(named)
        if named:
            sentence = instruction(level, [cell.technique], named, page)
            said.append(f"{sentence}.")
    return [*said, *care]


def _asked_of_places(finding: Finding, technique: TechniqueId, page: Page) -> Iterator[tuple[Level, str]]:
    """What a finding asks of places; of what is done at one place only, its level says that already."""
    if technique not in _AT_ONE_PLACE:
        yield from places_of(finding, technique, page)


def _how_to_do(finding: Finding, technique: TechniqueId, page: Page) -> Iterator[str]:
    """What a finding says of how to do a technique."""
    groups = page.book.techniques[technique].groups
    for key in (technique, *groups):
        for wording in finding.rule.precautions.get(key, ()):
            if is_true_of(wording, finding, page):
                yield from filter(None, [page.words(wording)])


def _is_outdone(finding: Finding, technique: TechniqueId, left_out: set[str | AnswerPlace]) -> bool:
    """Whether all the places where a finding has a technique done with care are *left_out* by others.

    How to take care there is then not said: it would read as leave to do what is left out.
    """
    if finding.rule.verdicts:
        return False
    with_care = set(_asked_below_avoid(finding, technique))
    return bool(with_care) and with_care <= left_out


def _asked_below_avoid(finding: Finding, technique: TechniqueId) -> Iterator[str | AnswerPlace]:
    for asked in _levels_of(finding, technique):
        if asked.level < Level.AVOID:
            yield from asked.where


def _left_out(technique: TechniqueId, page: Page) -> Iterator[str | AnswerPlace]:
    """The places at which a finding leaves a technique out."""
    for finding in page.report.findings:
        for asked in _levels_of(finding, technique):
            if asked.level is Level.AVOID:
                yield from asked.where


def _levels_of(finding: Finding, technique: TechniqueId) -> Iterator[LevelAt]:
    """What the limits of a finding ask of a technique."""
    for met in finding.limits:
        for asked in met.levels:
            if asked.technique == technique:
                yield asked


_TO_BE_TOLD = (
    "Say which medicines you take, and which of them is new. Whoever helps you decides about the next dose. "
    "This page is no reason to change one."
)
"""A medicine may be what is behind a sign of danger."""


def keep_taking(page: Page) -> Iterator[Heading | Lines]:
    """That medicines go on, where any was named; those who help decide about that where help may be needed now."""
    if page.report.outcome.stands is Outcome.HELP or not _takes_medicine(page):
        return
    if may_need_help_now(page.report):
        yield Heading("YOUR MEDICINES")
        yield Lines((("", _TO_BE_TOLD),))
    else:
        yield Heading("KEEP TAKING")
        yield Lines((("", "Keep taking your medicines as prescribed. This page is no reason to change one."),))


def _takes_medicine(page: Page) -> bool:
    """Whether a medicine was named, and it may be one that is taken."""
    aside = {entry.question for entry in page.report.ledger if entry.state is QuestionState.SET_ASIDE}
    for question_id, name in page.report.named:
        may_be_taken = name.taken is not MatchStatus.SET_ASIDE and question_id not in aside
        if may_be_taken and name.kind is NameKind.MEDICINE:
            return True
    return False
