"""What would change the outcome and may be chosen or agreed on: another day, place, side or technique, or a yes.

Nothing here touches a medicine, a condition or a pregnancy: those are as they are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from acucheck.assess.engine import Evaluation
from acucheck.assess.outcome import outcome
from acucheck.assess.plan import PlaceKey, place_key
from acucheck.model.answers import Answer, Answers, BodyPlace, Plan, Planned, Ticks
from acucheck.model.book import PLAN, AnswerKind, RuleBook
from acucheck.model.ids import QuestionId, RuleId, TechniqueId
from acucheck.model.levels import Level, Outcome, Side, Validity
from acucheck.model.report import Bounds, Cell, Change, ChangeKind, Finding, TechniqueLine

_Answers = dict[QuestionId, Answer]
_Key = tuple[TechniqueId, str, PlaceKey | None]  # technique, what was typed where that is not known, and the place


class Start(Struct, frozen=True):
    """What was found for the plan as it is, and the answers it was found for."""

    book: RuleBook
    answers: Answers
    outcome: Bounds[Outcome]
    techniques: tuple[TechniqueLine, ...]
    findings: tuple[Finding, ...]


def changes(start: Start) -> tuple[Change, ...]:
    """Every change that makes the outcome, or the worst it could be, milder. None while help comes first."""
    if start.outcome.stands is Outcome.HELP:
        return ()
    return tuple(_further_steps(start, {**start.answers}))


def _further_steps(start: Start, answers: _Answers) -> Iterator[Change]:
    """A further step of one kind only where it leads further."""
    before, reached = start.outcome, set[tuple[ChangeKind, Bounds[Outcome]]]()
    for change, different in _candidates(start, answers):
        after = outcome(start.book, {**answers, **different})
        milder = after != before and after.stands <= before.stands and after.worst <= before.worst
        if milder and (change.by, after) not in reached and not _worsens_a_cell(change, different, start, answers):
            reached.add((change.by, after))
            yield replace(change, outcome=after)


def _worsens_a_cell(change: Change, different: _Answers, start: Start, answers: _Answers) -> bool:
    """Whether the other side is worse for a place of the plan, which the outcome may hide behind what is worse yet."""
    if change.by is not ChangeKind.SIDE:
        return False
    here = _levels_by_cell(cell for line in start.techniques for cell in line.places)
    there = _levels_by_cell(Evaluation(start.book, {**answers, **different}).cells)
    for where, (stands, worst) in here.items():
        stands_there, worst_there = there.get(where, (stands, worst))
        if stands_there > stands or worst_there > worst:
            return True
    return False


def _levels_by_cell(cells: Iterable[Cell]) -> dict[tuple[TechniqueId, str, str], tuple[Level, Level]]:
    """What stands, and what could, for each technique at each place of the plan, whichever side it is on."""
    found: dict[tuple[TechniqueId, str, str], tuple[Level, Level]] = {}
    for cell in cells:
        technique, typed, place = _cell_key(cell)
        if place is None:
            continue
        where = technique, typed, place[1] or place[0]
        stands, worst = found.get(where, (Level.NONE, Level.NONE))
        found[where] = max(stands, cell.level.stands), max(worst, cell.level.worst)
    return found


def _candidates(start: Start, answers: _Answers) -> Iterator[tuple[Change, _Answers]]:
    """Each change that could be tried, with the answers it makes different."""
    yield from _another_day(start, answers)
    plan = answers.get(PLAN)
    if isinstance(plan, Plan):
        for cells in _worst_first(start):
            yield from _other_sides(plan, cells, start)
            yield from _plan_without(plan, cells, start)
    yield from _agreed(start)


def _another_day(start: Start, answers: _Answers) -> Iterator[tuple[Change, _Answers]]:
    """Without all that passes by itself."""
    rules: dict[RuleId, None] = {}
    different: dict[QuestionId, Ticks] = {}
    for finding in start.findings:
        for question, ticks, lines in _passing(finding, start, answers):
            left = different.get(question, ticks)
            different[question] = replace(left, yes=left.yes - lines, maybe=left.maybe - lines)
            rules[finding.rule.id] = None
    if different:
        yield Change(ChangeKind.DAY, start.outcome, rules=tuple(rules)), {**different}


def _passing(finding: Finding, start: Start, answers: _Answers) -> Iterator[tuple[QuestionId, Ticks, frozenset[str]]]:
    """What a finding is because of that will be over another day, or after a meal: question, answer and lines."""
    if finding.rule.until is None or finding.rule.urgent is not None:
        return
    for because in finding.because:
        question, answer = start.book.questions[because.question], answers.get(because.question)
        passes = question.keeps is Validity.TODAY and question.kind is AnswerKind.MANY
        if passes and isinstance(answer, Ticks):
            yield question.id, answer, frozenset(because.words)


def _worst_first(start: Start) -> Iterator[tuple[Cell, ...]]:
    """The planned cells from each outcome upwards, the worst alone first.

    A technique that goes ahead with care stays; a place that is worse off than its technique may go.
    """
    worth: list[Cell] = []
    for line in start.techniques:
        if line.planned:
            milder = max(Outcome.NOTE, line.cell.outcome.stands)
            worth += [cell for cell in (line.cell, *line.places) if cell.outcome.stands > min(milder, Outcome.CARE)]
    for least in sorted({cell.outcome.stands for cell in worth}, reverse=True):
        yield tuple(cell for cell in worth if cell.outcome.stands >= least)


def _plan_without(plan: Plan, cells: tuple[Cell, ...], start: Start) -> Iterator[tuple[Change, _Answers]]:
    """The plan without these cells, if anything is left of it."""
    out = set(map(_cell_key, cells))
    left = tuple(item for old in plan.items if (item := _without(old, out)) is not None)
    if left and left != plan.items:
        yield Change(ChangeKind.LEAVING_OUT, start.outcome, cells=_cells_in_order(out, start)), {PLAN: Plan(left)}


def _without(item: Planned, out: Collection[_Key]) -> Planned | None:
    if not item.places:
        return None if _spot(item, None) in out else item
    places = tuple(place for place in item.places if _spot(item, place) not in out)
    return replace(item, places=places) if places else None


def _cell_key(cell: Cell) -> _Key:
    typed = "" if cell.technique else cell.typed
    return cell.technique, typed, place_key(cell.place) if cell.place is not None else None


def _spot(item: Planned, place: BodyPlace | None) -> _Key:
    """The key of the cell that *item* has there."""
    typed = "" if item.technique else item.typed
    return item.technique, typed, place_key(place) if place is not None else None


def _cells_in_order(keys: Collection[_Key], start: Start) -> tuple[Cell, ...]:
    """The cells in the start's order; a technique alone, where it is there with all its places."""
    found: list[Cell] = []
    for line in start.techniques:
        places = [cell for cell in line.places if _cell_key(cell) in keys]
        found += [line.cell] if _cell_key(line.cell) in keys and len(places) == len(line.places) else places
    return tuple(found)


def _other_sides(plan: Plan, cells: tuple[Cell, ...], start: Start) -> Iterator[tuple[Change, _Answers]]:
    """The plan with all these places on the other side; or on one side, where none was said."""
    for side in Side:
        moved = [_cell_key(cell) for cell in cells if cell.place is not None and _can_move(cell.place, side)]
        if moved:
            items = tuple(replace(item, places=tuple(_moves(item, side, moved))) for item in plan.items)
            change = Change(ChangeKind.SIDE, start.outcome, cells=_cells_in_order(moved, start), side=side)
            yield change, {PLAN: Plan(items)}


def _can_move(place: BodyPlace, side: Side) -> bool:
    return bool(place.id) and place.side is not side and not place.has_no_side


def _moves(item: Planned, side: Side, moved: Collection[_Key]) -> Iterator[BodyPlace]:
    for place in item.places:
        there = replace(place, side=side, typed=f"{place.typed}, {side.value}")
        yield there if _spot(item, place) in moved else place


def _agreed(start: Start) -> Iterator[tuple[Change, _Answers]]:
    """With a yes to each question that can lift a finding."""
    lifting = chain(*[finding.lifted_by for finding in start.findings])
    for question_id in dict.fromkeys(lifting):
        clears = start.book.questions[question_id].clears
        if clears:
            yes = Ticks(frozenset({min(clears)}))
            yield Change(ChangeKind.AGREED, start.outcome, question=question_id), {question_id: yes}
