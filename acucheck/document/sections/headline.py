"""The headline: what happens to the session and what to leave out; then every other step reached, worst first."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document.blocks import Headline
from acucheck.document.doubts import help_in_doubt, may_need_help_now, rests_on_whole_lists
from acucheck.document.follow_ups import points_missing
from acucheck.document.page import Page
from acucheck.document.sections import in_doubt
from acucheck.document.sections.not_recognised import is_slight
from acucheck.document.sections.planned_parts import at_level
from acucheck.document.sections.precautions import to_do
from acucheck.document.sections.preconditions import doubts_answered, settling, waits
from acucheck.document.sections.still_open import topics, weighs
from acucheck.document.sections.to_find_out import (
    could_worsen,
    is_all_to_do,
    left_to_ask,
    to_find_out,
    worst_points,
)
from acucheck.document.shown_findings import calls, gravest, is_anything_new, is_for_a_doctor
from acucheck.document.wording import phrases
from acucheck.model.levels import Audience, Level, Outcome, Urgency
from acucheck.model.report import Finding, Missing, OpenPoint

_WORDS = {
    Audience.PRACTITIONER: {
        Outcome.NONE: "NO RULE APPLIES",
        Outcome.NOTE: "GO AHEAD AS PLANNED; SOMETHING IS NOTED",
        Outcome.CARE: "GO AHEAD WITH CARE",
        Outcome.CHANGE: "LEAVE OUT",
        Outcome.ASK: "ASK FIRST",
        Outcome.NOT_TODAY: "NOT TODAY",
    },
    Audience.PATIENT: {
        Outcome.NONE: "GO AHEAD: no rule here applies to you",
        Outcome.NOTE: "GO AHEAD, with something good to know",
        Outcome.CARE: "TELL FIRST, THEN GO AHEAD",
        Outcome.CHANGE: "LEAVE OUT",
        Outcome.ASK: "ASK FIRST",
        Outcome.NOT_TODAY: "NOT TODAY",
    },
}

_NOTHING_PLANNED = {
    Audience.PRACTITIONER: "GO AHEAD AS PLANNED: NOTHING PLANNED IS AFFECTED",
    Audience.PATIENT: "GO AHEAD: nothing planned is affected",
}
"""Where rules apply, and none of them to what is planned."""

_AS_FAR_AS_KNOWN = {
    Audience.PRACTITIONER: {
        Outcome.NONE: "NO RULE APPLIES, as far as is known",
        Outcome.NOTE: "GO AHEAD AS PLANNED, as far as is known; SOMETHING IS NOTED",
    },
    Audience.PATIENT: {
        Outcome.NONE: "GO AHEAD, as far as is known",
        Outcome.NOTE: "GO AHEAD, as far as is known, with something good to know",
    },
}
"""Where what is open could ask for care and for no more."""

_NOT_SETTLED = "NOT SETTLED"
_A_PART_NOT_SETTLED = "A PART IS NOT SETTLED"
_FIND_OUT_FIRST = "NOT SETTLED: FIND OUT FIRST"
_UNCERTAIN = "Not certain, so it counts for now"
_STEPS = {
    Outcome.NOT_TODAY: "Not today: {}.",
    Outcome.ASK: "Ask first: {}.",
    Outcome.CHANGE: "Leave out {}.",
    Outcome.CARE: "With care: {}.",
}
_TELL = {Audience.PATIENT: "Tell your practitioner about this", Audience.PRACTITIONER: "Because of"}
"""What stands in front of the reasons where the session goes ahead with nothing more than care."""

_NO_SESSION = {Audience.PATIENT: "Because of this", Audience.PRACTITIONER: "Because of"}
"""What stands in front of the reasons for which there is no session."""

_EACH_STEP = {
    (Audience.PATIENT, Outcome.CHANGE): "Left out because of this",
    (Audience.PATIENT, Outcome.CARE): "With care because of this",
    (Audience.PRACTITIONER, Outcome.CHANGE): "Left out because of",
    (Audience.PRACTITIONER, Outcome.CARE): "With care because of",
}
"""What stands in front of the reasons for each step, so that none is taken for the reason of another."""

_WITH_SOMEBODY = "Read this with somebody you trust, who can speak for you."
_FIND_OUT = "find out before the session"
_NOTHING_TO_TELL = "GO AHEAD, with care"
"""Where only the places that are planned ask for care: a patient has nothing to tell about those."""


def headline(page: Page, *, with_reasons: bool = True) -> Iterator[Headline]:
    """The headline with its steps; *with_reasons*, also what each step is because of."""
    stands = page.report.outcome.stands
    reached = dict(_reached(page))
    text = in_doubt.heading(page) or _headline_words(page, reached.pop(stands, ""))
    reached.pop(Outcome.CARE, "")  # the plan, right below, has what is done with care and where
    yield Headline(text, stands, tuple(_steps(reached, page, with_reasons=with_reasons)))


def _steps(reached: dict[Outcome, str], page: Page, *, with_reasons: bool) -> Iterator[str]:
    if page.needs_company:
        yield _WITH_SOMEBODY
    yield from _help(page)
    yield from _first_of_all(page)
    if not in_doubt.doubted(page):
        yield from to_find_out(page)
    for outcome, said in reached.items():
        yield _STEPS[outcome].format(said)
    if with_reasons:
        yield from _why(page)
    yield from _for_a_doctor(page)
    yield from left_to_ask(page)
    if page.report.outcome.stands is not Outcome.HELP:
        yield from _remarks(page)
    if page.is_low_risk:
        from acucheck.document.sections.low_risk import notes

        yield from notes(page)


def _headline_words(page: Page, said: str) -> str:
    report = page.report
    stands = report.outcome.stands
    if stands is Outcome.HELP:
        return _call_for_help(page)
    if is_all_to_do(report):
        return _FIND_OUT_FIRST
    words = _words_for(page, said)
    if report.settled:
        return words
    if report.outcome.worst < Outcome.ASK:
        return f"{words}; {_A_PART_NOT_SETTLED}"
    return f"{words}; {_NOT_SETTLED}"


def _call_for_help(page: Page) -> str:
    """What is done at once. Where a team of one's own is rung, the emergency number stands behind it."""
    report = page.report
    if gravest(report) is not Urgency.NOW:
        return "SEE A DOCTOR TODAY; no session today"
    teams = {finding.rule.ask_whom for finding in report.findings if calls(finding, report)}
    team = teams.pop() if len(teams) == 1 else None
    emergency = report.book.practice.emergency
    if team is None:
        return f"GET HELP NOW: ring {emergency}"
    return f"GET HELP NOW: ring {page.words(team)}; if nobody answers at once, ring {emergency}"


def _words_for(page: Page, said: str) -> str:
    """The words for what stands, and what it concerns."""
    stands = page.report.outcome.stands
    words = _WORDS[page.audience][stands]
    if stands is Outcome.NONE and page.report.findings:
        words = _NOTHING_PLANNED[page.audience]
    if could_worsen(page.report):
        words = _AS_FAR_AS_KNOWN[page.audience].get(stands, words)
    if stands is Outcome.CHANGE:
        return f"{words} {said}{_rest_may_go_ahead(page)}"
    if stands is Outcome.CARE and page.is_for_patient:
        return words if _to_tell(page) else f"{_NOTHING_TO_TELL}: {said}"
    if not said:
        return words
    return f"{words}: {said}"


def _to_tell(page: Page) -> bool:
    """Whether a patient has anything to tell: something about themselves, or something that is not clear."""
    if _about_the_person(page) or page.report.contradictions:
        return True
    return any(weighs(point, page.report) for point in page.report.open)


def _why(page: Page) -> Iterator[str]:
    """Why the plan is changed or done with care, what is certain first; who has to be asked is told with the reason."""
    certain: list[Finding] = []
    uncertain: list[Finding] = []
    for finding in _reasons(page):
        kind = uncertain if finding.rule.id in page.uncertain else certain
        kind.append(finding)
    for label, several in _by_step(certain, page).items():
        yield f"{label}: {'; '.join(page.titles(several))}."
    if uncertain:
        in_doubt = [*doubts_answered(page), *uncertain]
        titles = "; ".join(dict.fromkeys(page.titles(in_doubt)))
        yield f"{_UNCERTAIN}: {titles}."


def _by_step(reasons: list[Finding], page: Page) -> dict[str, list[Finding]]:
    """What stands in front of reasons -> those reasons: by what they do to the plan, where they do different things."""
    found: dict[str, list[Finding]] = {}
    stands = page.report.outcome.stands
    for finding in sorted(reasons, key=lambda finding: -_step_of(finding, page)):
        if stands is Outcome.NOT_TODAY:
            label = _NO_SESSION[page.audience]
        elif stands is Outcome.CARE:
            label = _TELL[page.audience]
        else:
            label = _EACH_STEP[page.audience, _step_of(finding, page)]
        found.setdefault(label, []).append(finding)
    return found


def _step_of(finding: Finding, page: Page) -> Outcome:
    """What a finding makes of the plan; it leaves something out also where that is a part of a place."""
    for asked in page.report.places:
        if asked.planned and asked.level is Level.AVOID and finding.rule.id in asked.rules:
            return Outcome.CHANGE
    return finding.outcome


def _reasons(page: Page) -> list[Finding]:
    """What decides that there is no session, or else what changes the plan; what calls for help has said so already."""
    match page.report.outcome.stands:
        case Outcome.HELP:
            return []
        case Outcome.NOT_TODAY:
            return [finding for finding in page.report.findings if finding.outcome is Outcome.NOT_TODAY]
        case _:
            others = [finding for finding in _about_the_person(page) if finding.outcome < Outcome.ASK]
            return [finding for finding in others if not is_for_a_doctor(finding)]


def _for_a_doctor(page: Page) -> Iterator[str]:
    """What has to be seen to, where no note says so right below."""
    if page.is_low_risk or page.report.outcome.stands is Outcome.HELP:
        return
    for finding in filter(is_for_a_doctor, page.report.findings):
        yield " ".join([f"{page.reasons([finding.rule])}:", *to_do(finding, page)])


def _about_the_person(page: Page) -> list[Finding]:
    """The findings that ask for care at least, and are because of something that was said."""
    found: list[Finding] = []
    for finding in page.report.findings:
        if finding.rule.when is not None and finding.level >= Level.CAUTION:
            found.append(finding)
    return found


def _first_of_all(page: Page) -> Iterator[str]:
    """What has to happen before the session, and what would settle an answer that is itself a doubt.

    No test is bought before it is clear whether help is needed at once.
    """
    if page.has_session:
        yield from waits(page, besides=in_doubt.doubted(page))
        if not may_need_help_now(page.report):
            yield from settling(page)


def _rest_may_go_ahead(page: Page) -> str:
    """What becomes of the plan besides what is left out, where nothing else is said about it."""
    stands: set[Level] = set()
    for line in page.lines:
        stands.update(cell.level.stands for cell in (line.cell, *line.places))
    nothing_left = stands == {Level.AVOID}
    said_elsewhere = Level.CAUTION in stands or Level.REFER in stands
    if nothing_left or said_elsewhere:
        return ""
    return "; the rest may go ahead"


def _reached(page: Page) -> Iterator[tuple[Outcome, str]]:
    """Each step of the outcome below help that is reached, with what it concerns, worst first."""
    if page.report.outcome.stands is Outcome.HELP:
        return
    steps = [(Outcome.NOT_TODAY, _until(page))]
    if page.report.outcome.stands is not Outcome.NOT_TODAY:
        steps = [
            (Outcome.ASK, _whom_to_ask(page)),
            (Outcome.CHANGE, at_level(Level.AVOID, page)),
            (Outcome.CARE, at_level(Level.CAUTION, page)),
        ]
    for outcome, said in steps:
        if said:
            yield outcome, said


def _until(page: Page) -> str:
    """What has to come before a session."""
    untils: list[str] = []
    for finding in page.report.findings:
        if finding.outcome is Outcome.NOT_TODAY and finding.rule.until:
            untils.append(page.words(finding.rule.until))
    named = phrases.joined(untils)
    return f"not before {named}" if named else ""


def _whom_to_ask(page: Page) -> str:
    """Whom to ask about what, once for each person to ask."""
    whom: dict[str, list[Finding]] = {}
    doubted = in_doubt.doubted(page)
    sooner = [finding for finding in doubted if not finding.rule.ask_whom or may_need_help_now(page.report)]
    for finding in page.report.findings:
        if finding.outcome is Outcome.ASK and finding not in sooner:
            ask = finding.rule.ask_whom
            asked = page.words(ask) if ask else _FIND_OUT
            whom.setdefault(asked, []).append(finding)
    found_out = whom.pop(_FIND_OUT, [])
    together: list[tuple[str, list[Finding]]] = []
    if whom:
        from acucheck.document.sections.ask_first import told_the_same

        together += [(phrases.joined(asked), why) for asked, why in told_the_same(whom, page)]
    if found_out:
        together.append((_FIND_OUT, found_out))
    each = [f"{asked} ({page.reasons(found.rule for found in why)})" for asked, why in together]
    unsure = phrases.joined([*_lists_not_sure(page), *_unknown_techniques(page)])
    if unsure:
        each.append(f"{_FIND_OUT} ({unsure})")
    return "; ".join(each)


def _lists_not_sure(page: Page) -> Iterator[str]:
    """The lists that are not sure as a whole, and of which a line would mean to ask first."""
    for finding in page.report.unsure:
        if finding.outcome is Outcome.ASK:
            for because in finding.because:
                yield page.words(page.book.questions[because.question].short)


def _unknown_techniques(page: Page) -> Iterator[str]:
    """The techniques planned that nobody knows: what they are has to be asked before they are done."""
    for line in page.report.techniques:
        cell = line.cell
        if not cell.technique and cell.level.stands is Level.REFER:
            yield f"what {page.technique(cell.technique, cell.typed)} is"


def _help(page: Page) -> Iterator[str]:
    """Why help is needed; what may need it besides, unless the emergency number is to be rung in any case."""
    calling = [finding for finding in page.report.findings if calls(finding, page.report)]
    risks = [page.words(finding.rule.risk) for finding in sorted(calling, key=is_anything_new)]
    yield from in_doubt.steps(page)
    yield from dict.fromkeys(risks)
    if calling and gravest(page.report) is Urgency.NOW:
        return
    doubted = in_doubt.doubted(page)
    doubts = [_doubt(finding, page) for finding in help_in_doubt(page.report) if finding not in doubted]
    for doubt in dict.fromkeys(doubts):
        yield f"If in doubt, get help: {doubt}."


def _doubt(finding: Finding, page: Page) -> str:
    """What is in doubt: a list that is not sure as a whole once for all its signs, else the sign itself."""
    lists = {because.question for because in finding.because}
    if len(lists) == 1 and rests_on_whole_lists(finding):
        question = page.book.questions[lists.pop()]
        return f"{page.words(question.short)}, not sure. Read the list aloud"
    return page.title(finding.rule)


def _remarks(page: Page) -> Iterator[str]:
    """What the page takes for granted, and what it does not understand."""
    report = page.report
    assumed = [line.cell.technique for line in report.techniques if line.assumed]
    if assumed:
        yield f"The plan is not known; assumed: {page.technique(assumed[0])}."
    told = worst_points(report) if could_worsen(report) else []
    unknown: list[OpenPoint] = []
    for point in points_missing(Missing.NOT_RECOGNISED, report):
        if point not in told and not is_slight(point, report):
            unknown.append(point)
    if unknown:
        yield f"Not recognised: {topics(unknown, page)}."
    contradicted = points_missing(Missing.CONTRADICTED, report)
    if contradicted:
        yield f"These answers do not agree: {topics(contradicted, page)}."
