"""What would change the outcome and may be chosen or agreed on: another day, place, side or technique, or a yes.

Nothing here touches a medicine, a condition or a pregnancy: those are as they are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

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


_OnEitherSide = tuple[TechniqueId, str, str]  # technique, what was typed where that is not known, and the place


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
    reached: set[tuple[ChangeKind, Bounds[Outcome]]] = set()
    for change, different in _candidates(start, answers):
        after = outcome(start.book, {**answers, **different})
        step = change.by, after
        if step in reached or not _is_milder(after, start.outcome):
            continue
        if not _worsens_a_cell(change, different, start, answers):
            reached.add(step)
            yield replace(change, outcome=after)


def _is_milder(after: Bounds[Outcome], before: Bounds[Outcome]) -> bool:
    """Whether a change makes what stands or what is worst milder, and neither of them worse."""
    if after.stands > before.stands or after.worst > before.worst:
        return False
    return after != before


def _worsens_a_cell(change: Change, different: _Answers, start: Start, answers: _Answers) -> bool:
    """Whether the other side is worse for a place of the plan, which the outcome may hide behind what is worse yet."""
    if change.by is not ChangeKind.SIDE:
        return False
    planned: list[Cell] = []
    for line in start.techniques:
        planned += line.places
    moved = Evaluation(start.book, {**answers, **different})
    there = _levels_by_cell(moved.cells)
    for where, (stands, worst) in _levels_by_cell(planned).items():
        stands_there, worst_there = there.get(where, (stands, worst))
        if stands_there > stands or worst_there > worst:
            return True
    return False


def _levels_by_cell(cells: Iterable[Cell]) -> dict[_OnEitherSide, tuple[Level, Level]]:
    """What stands, and what could, for each technique at each place of the plan, whichever side it is on."""
    found: dict[_OnEitherSide, tuple[Level, Level]] = {}
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
        question = start.book.questions[because.question]
        answer = answers.get(question.id)
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
            worth += _worse_off(line)
    outcomes = {cell.outcome.stands for cell in worth}
    for least in sorted(outcomes, reverse=True):
        yield tuple(cell for cell in worth if cell.outcome.stands >= least)


def _worse_off(line: TechniqueLine) -> Iterator[Cell]:
    """The cells of a technique by which more than care is asked, and more than of the technique by itself."""
    milder = max(Outcome.NOTE, line.cell.outcome.stands)
    borne = min(milder, Outcome.CARE)
    for cell in (line.cell, *line.places):
        if cell.outcome.stands > borne:
            yield cell


def _plan_without(plan: Plan, cells: tuple[Cell, ...], start: Start) -> Iterator[tuple[Change, _Answers]]:
    """The plan without these cells, if anything is left of it."""
    out = set(map(_cell_key, cells))
    left = tuple(_left(plan, out))
    if left and left != plan.items:
        change = Change(ChangeKind.LEAVING_OUT, start.outcome, cells=_cells_in_order(out, start))
        yield change, {PLAN: Plan(left)}


def _left(plan: Plan, out: Collection[_Key]) -> Iterator[Planned]:
    """What is left of the plan without the cells that are *out*."""
    for item in plan.items:
        places = tuple(place for place in item.places if _spot(item, place) not in out)
        if places:
            yield replace(item, places=places)
        elif not item.places and _spot(item, None) not in out:
            yield item


def _cell_key(cell: Cell) -> _Key:
    """What tells one cell of the plan from another."""
    return _key_at(cell.technique, cell.typed, cell.place)


def _spot(item: Planned, place: BodyPlace | None) -> _Key:
    """The key of the cell that *item* has there."""
    return _key_at(item.technique, item.typed, place)


def _key_at(technique: TechniqueId, typed: str, place: BodyPlace | None) -> _Key:
    """The key of a technique at a place; what was typed tells techniques apart that are not known."""
    unknown = "" if technique else typed
    if place is None:
        return technique, unknown, None
    return technique, unknown, place_key(place)


def _cells_in_order(keys: Collection[_Key], start: Start) -> tuple[Cell, ...]:
    """The cells in the start's order; a technique alone, where it is there with all its places."""
    found: list[Cell] = []
    for line in start.techniques:
        places = [cell for cell in line.places if _cell_key(cell) in keys]
        if len(places) == len(line.places) and _cell_key(line.cell) in keys:
            found.append(line.cell)
        else:
            found += places
    return tuple(found)


def _other_sides(plan: Plan, cells: tuple[Cell, ...], start: Start) -> Iterator[tuple[Change, _Answers]]:
    """The plan with all these places on the other side; or on one side, where none was said."""
    for side in Side:
        moved = [_cell_key(cell) for cell in cells if _can_move(cell.place, side)]
        if moved:
            items = tuple(_with_moved(item, side, moved) for item in plan.items)
            there = _cells_in_order(moved, start)
            yield Change(ChangeKind.SIDE, start.outcome, cells=there, side=side), {PLAN: Plan(items)}


def _can_move(place: BodyPlace | None, side: Side) -> bool:
    if place is None or not place.id:
        return False
    return place.side is not side and not place.has_no_side


def _with_moved(item: Planned, side: Side, moved: Collection[_Key]) -> Planned:
    """A technique of the plan with those of its places that are *moved* on one side."""
    places: list[BodyPlace] = []
    for place in item.places:
        if _spot(item, place) in moved:
            typed = f"{place.typed}, {side.value}"
            places.append(replace(place, side=side, typed=typed))
        else:
            places.append(place)
    return replace(item, places=tuple(places))


def _agreed(start: Start) -> Iterator[tuple[Change, _Answers]]:
    """With a yes to each question that can lift a finding; of a list, to all of its lines that can."""
    lifting: dict[QuestionId, None] = {}
    for finding in start.findings:
        lifting |= dict.fromkeys(finding.lifted_by)
    for question_id in lifting:
        question = start.book.questions[question_id]
        if question.clears:
            all_of_them = question.kind is AnswerKind.MANY
            yes = question.clears if all_of_them else frozenset({min(question.clears)})
            yield Change(ChangeKind.AGREED, start.outcome, question=question_id), {question_id: Ticks(yes)}
