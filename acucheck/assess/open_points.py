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

    def rules_in_order(self) -> tuple[RuleId, ...]:
        return tuple([self.rules[position] for position in sorted(self.rules)])


class _Causes:
    """All that is missing of one person, in order."""

    def __init__(self) -> None:
        self.found: dict[_Key, _Cause] = {}

    def cause_of(self, question: QuestionId, typed: str, missing: Missing) -> _Cause:
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
    _add_unrecognised(evaluation, causes)
    _add_left_open(evaluation, causes)
    if evaluation.said.strange:
        _add_strange(evaluation, causes)
    for each in against:
        if each.serious:
            _add_contradicted(each, evaluation, causes)
    if unsure.questions:
        _join_behind_lists(unsure, causes)
    if earlier is not None:
        _add_outdated(earlier, causes, against)
    points: list[OpenPoint] = []
    for key, cause in causes.found.items():
        if cause.named or cause.rules:
            points.append(_open_point(key, cause, evaluation))
    order = _question_order(evaluation.book)
    points.sort(key=lambda point: (-point.could_be, order[point.question]))
    return tuple(points)


def _add_left_open(evaluation: Evaluation, causes: _Causes) -> None:
    """Notes what leaves a rule undecided, or where a limit of it lies."""
    for doubt, rules in evaluation.rules_by_doubt():
        cause = causes.cause_of(doubt.question, doubt.typed, doubt.missing)
        for graded in rules:
            cause.touch(graded)
    for graded in evaluation.rules:
        if graded.placed:
            for cause in _places_not_known(graded, evaluation, causes):
                cause.touch(graded)


def _join_behind_lists(unsure: UnsureLists, causes: _Causes) -> None:
    """Makes of a list that is not sure as a whole, and of all that is only asked because of it, one open point."""
    for question, typed in [*causes.found]:
        asked_by = unsure.behind(question)
        if asked_by is not None:
            follow_up = causes.found.pop((question, typed))
            of_list = causes.cause_of(asked_by, "", NOT_SURE)
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
    offered_if = evaluation.book.questions[question].offered_if
    not_offered = tuple([line for line in offered_if if not evaluation.offered(question, line)])
    lines = _unsure_lines(question, typed, evaluation)
    rules = cause.rules_in_order()
    return OpenPoint(question, cause.missing, typed, lines, cause.could_be, rules, not_offered)


def _unsure_lines(question: QuestionId, typed: str, evaluation: Evaluation) -> tuple[str, ...]:
    """The single lines that are not sure; of the plan, the techniques of which it is not known where."""
    if question == PLAN and not typed:
        return tuple([spot.technique for spot in evaluation.spots if spot.where_not_sure and spot.technique])
    answer = evaluation.answers.get(question)
    if isinstance(answer, Ticks) and not answer.old:
        return tuple(sorted(answer.maybe))
    return ()


def _add_unrecognised(evaluation: Evaluation, causes: _Causes) -> None:
    """Notes the unrecognised names and places, whatever they touch, and what a planned one could be by itself."""
    of_the_asked = [(asked, name) for asked, name in evaluation.said.unknown if asked in evaluation.gates]
    for question, entry in of_the_asked:
        causes.cause_of(question, entry.typed, NOT_RECOGNISED).named = True
    for question, places in evaluation.places:
        for typed in _unknown_places(places):
            causes.cause_of(question, typed, NOT_RECOGNISED).named = True
    for spot, cell in zip(evaluation.spots, evaluation.cells, strict=True):
        if spot.unknown or spot.ambiguous:
            missing = NOT_RECOGNISED if spot.unknown else NOT_SURE
            cause = causes.cause_of(PLAN, _strange_part(spot), missing)
            cause.named = True
            cause.could_be = max(cause.could_be, cell.outcome.worst)
        if spot.where_not_sure and cell.level.worst > cell.level.stands:
            cause = causes.cause_of(PLAN, "", NOT_SURE)
            cause.named = True
            cause.could_be = max(cause.could_be, cell.outcome.worst)


def _strange_part(spot: Spot) -> str:
    """What was typed and is not known for certain: the place, or else the technique."""
    if spot.place is not None and not spot.place.id:
        return spot.place.typed
    return spot.typed


def _add_strange(evaluation: Evaluation, causes: _Causes) -> None:
    """Notes the unrecognised conditions, and that not all are named.

    Each could be whatever a list that everybody is asked, and that was not answered, could be. Where all were
    answered, nothing is left but what no rule is about, which asks for care at most.
    """
    could_be = Outcome.CARE
    for (question, typed), cause in causes.found.items():
        if not typed and _is_list_left_open(question, evaluation):
            could_be = max(could_be, cause.could_be)
    for question, entry in evaluation.said.strange:
        if entry is None:
            cause = causes.cause_of(question, "", NOT_SURE)
        else:
            cause = causes.cause_of(question, entry.typed, NOT_RECOGNISED)
        cause.named = True
        cause.could_be = max(cause.could_be, could_be)


def _is_list_left_open(question: QuestionId, evaluation: Evaluation) -> bool:
    """Whether a list that everybody is asked was not answered, or no longer is."""
    asked = evaluation.book.questions[question]
    if asked.kind not in _LISTS:
        return False
    if asked.gate is not None and not asked.ask_if_not_known:
        return False
    answer = evaluation.answers.get(question)
    return answer is None or isinstance(answer, NotSure) or is_old(answer)


def _add_contradicted(each: Contradiction, evaluation: Evaluation, causes: _Causes) -> None:
    typed = "" if each.name is None else each.name.typed
    cause = causes.cause_of(each.asked, typed, CONTRADICTED)
    cause.named = True
    if cause.missing is not NOT_RECOGNISED:
        cause.missing = CONTRADICTED
    cause.could_be = max(Outcome.ASK, cause.could_be)
    for graded in evaluation.rules:
        if graded.rule.id in each.rules:
            worst = Outcome.HELP if graded.rule.urgent else graded.outcome.worst
            cause.could_be = max(worst, cause.could_be)


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
    gate = evaluation.gate(question)
    found: list[_Cause] = []
    if gate in UNDECIDED:
        for doubt in evaluation.leaving_gate_open(question):
            found.append(causes.cause_of(doubt.question, doubt.typed, doubt.missing))
    if gate < ACTS:
        return found
    answer = evaluation.answers.get(question)
    if isinstance(answer, Places):
        for typed in _unknown_places(answer):
            found.append(causes.cause_of(question, typed, NOT_RECOGNISED))
        for entry in limb_not_named(answer, evaluation.book.questions[question]):
            found.append(causes.cause_of(question, entry.typed, NOT_SURE))
    if not isinstance(answer, Places) or not answer.complete:
        missing = NOT_ASKED if answer is None else NOT_SURE
        found.append(causes.cause_of(question, "", missing))
    return found


def _could_meet(question: QuestionId, limit: Limit, evaluation: Evaluation) -> bool:
    """Whether anything that the limit concerns is planned where the answer says, or may be."""
    for spot in evaluation.spots:
        if (
            not spot.placed
            and _concerns_spot(limit, spot, evaluation.book)
            and evaluation.could_meet(question, spot.place)
        ):
            return True
    return False


def _concerns_spot(limit: Limit, spot: Spot, book: RuleBook) -> bool:
    """Whether the limit says anything about the spot's technique, or about any where it is not recognised."""
    techniques = [spot.technique] if spot.technique else list(book.techniques)
    return any(verdict(limit.verdicts, technique, book)[0] for technique in techniques)


def _unknown_places(answer: Places) -> list[str]:
    return [entry.typed for entry in answer.entries if not entry.id]


def lines_at_stake(point: OpenPoint, evaluation: Evaluation) -> tuple[str, ...]:
    """The lines of an open question that a rule tests which asks anything of what is planned."""
    book = evaluation.book
    planned = {spot.technique for spot in evaluation.spots}
    words: set[str] = set()
    for rule_id in point.rules:
        rule = book.rules[rule_id]
        if rule.when is None or not most_asked(rule, planned, book):
            continue
        for test in tests(rule.when, book.facts):
            if isinstance(test, Word) and test.question == point.question:
                words |= test.words
    return tuple(line for line in book.questions[point.question].options if line in words)
