"""Where an answer says that something is: the places it names, the whole limb of a part of one, and what names tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from msgspec import Struct

from acucheck.model.answers import Answer, Answers, BodyPlace, MatchStatus, Name, Places, names_given
from acucheck.model.book import Question, RuleBook, lines_somewhere
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Side

Named = tuple[str, Side | None]
"""A point or region, and the side it is on."""


class SaidPlaces(Struct, frozen=True):
    """Where an answer says that something is, and whether that is all of it and known."""

    named: list[Named]
    settled: bool
    some: bool  # whether any place was given, known or not


def said_places(answer: Answer | None, question: Question) -> SaidPlaces | None:
    """The places of an answer; None where it has none, as where it is not known."""
    if not isinstance(answer, Places):
        return None
    return SaidPlaces(named(answer, question), all_settled(answer, question), bool(answer.entries))


def named(answer: Places, question: Question) -> list[Named]:
    """All that the recognised places of an answer stand for.

    A place in one of the question's limbs stands for the whole limb and for what belongs to it; one that reaches
    beyond, for its other regions too.
    """
    if not question.limbs:
        return [*chain.from_iterable(map(_stands_for, answer.entries))]
    found: dict[Named, None] = {}
    for entry in answer.entries:
        limbs = _limbs(entry, question)
        for limb in limbs:
            for region in (limb, *question.limbs[limb]):
                found[region, entry.side] = None
        if not limbs or len(entry.stands_for) > 1:
            found |= dict.fromkeys(_stands_for(entry))
    return list(found)


def all_settled(answer: Places, question: Question) -> bool:
    """Whether the list is complete, every place in it is recognised, and each limb that it is about is named."""
    if not answer.complete:
        return False
    if not all(entry.id for entry in answer.entries):
        return False
    return not limb_not_named(answer, question)


def limb_not_named(answer: Places, question: Question) -> list[BodyPlace]:
    """The places of an answer that are beside a limb, while no limb on their side is named."""
    if not question.limbs:
        return []
    sides = {entry.side for entry in answer.entries if _limbs(entry, question)}
    beside = [entry for entry in answer.entries if _is_beside_a_limb(entry, question)]
    return [entry for entry in beside if not _on_one_of(entry.side, sides)]


def as_places(answer: Places, question: Question, book: RuleBook) -> tuple[BodyPlace, ...]:
    """What an answer stands for as places: an entry of it where that is one, else the region by its label."""
    if not question.limbs and not any(entry.stands_for for entry in answer.entries):
        return answer.entries
    entries = {(entry.id, entry.side): entry for entry in answer.entries}
    places: list[BodyPlace] = []
    for one in named(answer, question):
        places.append(entries.get(one) or _region(one, book))
    places += [entry for entry in answer.entries if not entry.id]
    return tuple(places)


def _stands_for(entry: BodyPlace) -> Iterator[Named]:
    """A point or region; for a muscle, the regions it lies in."""
    if entry.id:
        for place_id in entry.stands_for or (entry.id,):
            yield place_id, entry.side


def _limbs(entry: BodyPlace, question: Question) -> list[str]:
    """The question's limbs that a recognised place lies in."""
    lies_in = entry.lies_in or {}
    return [limb for limb in question.limbs if limb in lies_in]


def _is_beside_a_limb(entry: BodyPlace, question: Question) -> bool:
    """Whether a recognised place is in no limb, though one is asked for or the place may belong to one."""
    if not entry.id or _limbs(entry, question):
        return False
    belonging = {*chain(*question.limbs.values())}
    return question.limb_asked or not belonging.isdisjoint(entry.lies_in or ())


def _on_one_of(side: Side | None, sides: set[Side | None]) -> bool:
    """Whether a side is among those; no side said means both."""
    if not sides:
        return False
    return side is None or None in sides or side in sides


def _region(one: Named, book: RuleBook) -> BodyPlace:
    """A region by its label, or a hazard that belongs to one, as a place on one side."""
    region, side = one
    concept = book.concepts["region"].get(region) or book.concepts["hazard"][region]
    label = concept.label.practitioner
    return BodyPlace(label, region, label, side, {region: None}, {})


def with_told_places(book: RuleBook, answers: Answers) -> Answers:
    """*answers* with the places that conditions name, each for the question that asks where it is.

    They are there at least: where else it is stays open, as it is without them.
    """
    placed = [name for _, name in names_given(answers) if name.places]
    if not placed:
        return answers
    added: dict[QuestionId, Answer] = {}
    for question_id, lines in lines_somewhere(book).items():
        places = _places_told(name for name in placed if not name.concepts.isdisjoint(lines))
        if places and question_id not in answers:
            added[question_id] = Places(places, complete=False)
    return {**answers, **added} if added else answers


def _places_told(names: Iterable[Name]) -> tuple[BodyPlace, ...]:
    """The places of some names that may count, each once."""
    counting = [name for name in names if name.taken is not MatchStatus.SET_ASIDE]
    found: dict[BodyPlace, None] = {}
    for name in counting:
        found |= dict.fromkeys(name.places)
    return tuple(found)
