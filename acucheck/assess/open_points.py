"""Open points: what each missing answer leaves undecided, one for each question or name."""

from __future__ import annotations

from msgspec import Struct

from acucheck.assess.engine import Evaluation, GradedRule
from acucheck.assess.limit_levels import most_asked
from acucheck.assess.named_places import limb_not_named
from acucheck.assess.plan import Spot
from acucheck.assess.unsure_lists import UnsureLists
from acucheck.logic import tests
from acucheck.model.answers import Earlier, NotSure, Places, Ticks, is_old
from acucheck.model.book import PLAN, AnswerKind, AnswerPlace, Limit, RuleBook, Word, once_for_each
from acucheck.model.ids import QuestionId, RuleId
from acucheck.model.levels import ACTS, UNDECIDED, Outcome
from acucheck.model.report import (
    CONTRADICTED,
    NOT_ASKED,
    NOT_RECOGNISED,
    NOT_SURE,
    TOO_OLD,
    Contradiction,
    Missing,
    OpenPoint,
)
from acucheck.rulebook.verdict_levels import verdict

_NOTHING = Outcome.NONE
_LISTS = (AnswerKind.MANY, AnswerKind.ONE)

_Key = tuple[QuestionId, str]  # with the name as it was typed, when it is one name of many


class _Cause(Struct):
    """Something missing, with what it leaves open, while that is being collected."""

    missing: Missing
    named: bool = False  # whether it is an open point whatever it touches
    could_be: Outcome = _NOTHING
    rules: dict[int, RuleId] = {}  # by their position

    def touch(self, graded: GradedRule) -> None:
        worst = Outcome.HELP if graded.rule.urgent else graded.outcome.worst
        self.rules[graded.position] = graded.rule.id
        self.could_be = max(self.could_be, worst)

    def in_order(self) -> tuple[RuleId, ...]:
        return tuple([self.rules[position] for position in sorted(self.rules)])


class _Causes:
    """All that is missing of one person, in order."""

    def __init__(self) -> None:
        self.found: dict[_Key, _Cause] = {}

    def one(self, question: QuestionId, typed: str, missing: Missing) -> _Cause:
        cause = self.found.get((question, typed))
        if cause is None:
            cause = self.found[question, typed] = _Cause(missing)
        return cause


def open_points(
    evaluation: Evaluation, against: tuple[Contradiction, ...], earlier: Earlier | None, unsure: UnsureLists
) -> tuple[OpenPoint, ...]:
    """Every open point, worst first. An unrecognised name is always among them.

    So is a serious contradiction among *against*: until it is settled, to ask first is the least of the worst. What
    is open because an answer of an *earlier* day no longer holds is told as that.
    """
    causes = _Causes()
    _unrecognised(evaluation, causes)
    for doubt, rules in evaluation.left_open():
        cause = causes.one(doubt.question, doubt.typed, doubt.missing)
        for graded in rules:
            cause.touch(graded)
    for graded in evaluation.rules:
        for cause in _places_not_known(graded, evaluation, causes) if graded.placed else ():
            cause.touch(graded)
    if evaluation.said.strange:
        _strange(evaluation, causes)
    for each in against:
        if each.serious:
            _add_contradicted(each, evaluation, causes)
    if unsure.questions:
        _behind_lists(unsure, causes)
    if earlier is not None:
        _add_outdated(earlier, causes, against)
    points = [_open_point(*each, evaluation) for each in causes.found.items() if each[1].named or each[1].rules]
    order = _question_order(evaluation.book)
    return tuple(sorted(points, key=lambda point: (-point.could_be, order[point.question]))) if points else ()


def _behind_lists(unsure: UnsureLists, causes: _Causes) -> None:
    """Makes of a list that is not sure as a whole, and of all that is only asked because of it, one open point."""
    for question, typed in [*causes.found]:
        asked_by = unsure.behind(question)
        if asked_by is not None:
            follow_up = causes.found.pop((question, typed))
            of_list = causes.one(asked_by, "", NOT_SURE)
            of_list.could_be = max(of_list.could_be, follow_up.could_be)
            of_list.rules.update(follow_up.rules)


def _add_outdated(earlier: Earlier, causes: _Causes, against: tuple[Contradiction, ...]) -> None:
    """Tells of what an answer of an earlier day leaves open that it is too old; unless it contradicts another."""
    contradicted = {each.asked for each in against}
    for (question, _), cause in causes.found.items():
        recognised = cause.missing is not NOT_RECOGNISED
        if question in earlier.since and recognised and question not in contradicted:
            cause.missing = TOO_OLD


@once_for_each
def _question_order(book: RuleBook) -> dict[QuestionId, int]:
    return {question_id: position for position, question_id in enumerate(book.questions)}


def _open_point(key: _Key, cause: _Cause, evaluation: Evaluation) -> OpenPoint:
    question, typed = key
    answer = evaluation.answers.get(question)
    lines = tuple(sorted(answer.maybe)) if isinstance(answer, Ticks) and not answer.old else ()
    offered_if = evaluation.book.questions[question].offered_if
    not_offered = tuple(line for line in offered_if if not evaluation.offered(question, line))
    return OpenPoint(question, cause.missing, typed, lines, cause.could_be, cause.in_order(), not_offered)


def _unrecognised(evaluation: Evaluation, causes: _Causes) -> None:
    """Notes the unrecognised names and places, whatever they touch, and what a planned one could be by itself."""
    for question, entry in evaluation.said.unknown:
        if question in evaluation.gates:
            causes.one(question, entry.typed, NOT_RECOGNISED).named = True
    for question, places in evaluation.places:
        for typed in _unknown_places(places):
            causes.one(question, typed, NOT_RECOGNISED).named = True
    for spot, cell in zip(evaluation.spots, evaluation.cells, strict=True):
        if spot.unknown or spot.ambiguous:
            strange_place = spot.place is not None and not spot.place.id
            typed = spot.place.typed if spot.place is not None and strange_place else spot.typed
            cause = causes.one(PLAN, typed, NOT_RECOGNISED if spot.unknown else NOT_SURE)
            cause.named = True
            cause.could_be = max(cause.could_be, cell.outcome.worst)


def _strange(evaluation: Evaluation, causes: _Causes) -> None:
    """Notes the unrecognised conditions, and that not all are named.

    Each could be whatever a list that everybody is asked, and that was not answered, could be. Where all were
    answered, nothing is left but what no rule is about, which asks for care at most.
    """
    could_be = Outcome.CARE
    for (question, typed), cause in causes.found.items():
        if not typed and _is_list_left_open(question, evaluation):
            could_be = max(could_be, cause.could_be)
    for question, entry in evaluation.said.strange:
        typed, missing = (entry.typed, NOT_RECOGNISED) if entry is not None else ("", NOT_SURE)
        cause = causes.one(question, typed, missing)
        cause.named = True
        cause.could_be = max(cause.could_be, could_be)


def _is_list_left_open(question: QuestionId, evaluation: Evaluation) -> bool:
    asked, answer = evaluation.book.questions[question], evaluation.answers.get(question)
    of_everybody = asked.gate is None or asked.ask_if_not_known
    return of_everybody and asked.kind in _LISTS and (answer is None or isinstance(answer, NotSure) or is_old(answer))


def _add_contradicted(each: Contradiction, evaluation: Evaluation, causes: _Causes) -> None:
    cause = causes.one(each.asked, each.name.typed if each.name is not None else "", CONTRADICTED)
    cause.named = True
    if cause.missing is not NOT_RECOGNISED:
        cause.missing = CONTRADICTED
    could_be = [graded.outcome.worst for graded in evaluation.rules if graded.rule.id in each.rules]
    urgent = [evaluation.book.rules[rule_id].urgent for rule_id in each.rules]
    cause.could_be = max(Outcome.HELP if any(urgent) else Outcome.ASK, cause.could_be, *could_be)


def _places_not_known(graded: GradedRule, evaluation: Evaluation, causes: _Causes) -> list[_Cause]:
    """What leaves open where a limit of the rule lies, or whether it lies anywhere, where the plan could meet it."""
    found: list[_Cause] = []
    for limit in graded.rule.limits:
        for item in limit.where:
            if isinstance(item, AnswerPlace):
                missing = _places_not_said(item.question, evaluation, causes)
                if missing and _could_meet(item.question, limit, evaluation):
                    found += missing
    return found


def _places_not_said(question: QuestionId, evaluation: Evaluation, causes: _Causes) -> list[_Cause]:
    gate, answer = evaluation.gate(question), evaluation.answers.get(question)
    found: list[_Cause] = []
    if gate in UNDECIDED:
        doubts = evaluation.leaving_gate_open(question)
        found += [causes.one(doubt.question, doubt.typed, doubt.missing) for doubt in doubts]
    if gate >= ACTS:
        if isinstance(answer, Places):
            found += [causes.one(question, typed, NOT_RECOGNISED) for typed in _unknown_places(answer)]
            beside = limb_not_named(answer, evaluation.book.questions[question])
            found += [causes.one(question, entry.typed, NOT_SURE) for entry in beside]
        if not isinstance(answer, Places) or not answer.complete:
            found.append(causes.one(question, "", NOT_ASKED if answer is None else NOT_SURE))
    return found


def _could_meet(question: QuestionId, limit: Limit, evaluation: Evaluation) -> bool:
    """Whether anything that the limit concerns is planned where the answer says, or may be."""
    spots = [spot for spot in evaluation.spots if not spot.placed and _concerns(limit, spot, evaluation.book)]
    return any(evaluation.could_meet(question, spot.place) for spot in spots)


def _concerns(limit: Limit, spot: Spot, book: RuleBook) -> bool:
    """Whether the limit says anything about the spot's technique, or about any where it is not recognised."""
    techniques = [spot.technique] if spot.technique else list(book.techniques)
    return any(verdict(limit.verdicts, technique, book)[0] for technique in techniques)


def _unknown_places(answer: Places) -> list[str]:
    return [entry.typed for entry in answer.entries if not entry.id]


def lines_at_stake(point: OpenPoint, evaluation: Evaluation) -> tuple[str, ...]:
    """The lines of an open question that a rule tests which asks anything of what is planned."""
    book, planned = evaluation.book, {spot.technique for spot in evaluation.spots}
    words: set[str] = set()
    for rule in (book.rules[rule_id] for rule_id in point.rules):
        if rule.when is None or not most_asked(rule, planned, book):
            continue
        for test in tests(rule.when, book.facts):
            if isinstance(test, Word) and test.question == point.question:
                words |= test.words
    return tuple(line for line in book.questions[point.question].options if line in words)
