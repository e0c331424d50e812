"""Where something is by the words of a name, such as a broken left wrist, where its own question has no answer."""

from __future__ import annotations

from collections.abc import Iterable

from acucheck.model.answers import Answer, Answers, BodyPlace, MatchStatus, Name, Places, names_given
from acucheck.model.book import RuleBook, lines_somewhere
from acucheck.model.ids import QuestionId


def with_told_places(book: RuleBook, answers: Answers) -> Answers:
    """*answers* with the places that conditions name, each for the question that asks where it is.

    They are there at least: where else it is stays open, as it is without them.
    """
    placed = [name for _, name in names_given(answers) if name.places]
    if not placed:
        return answers
    added: dict[QuestionId, Answer] = {}
    for question_id, lines in lines_somewhere(book).items():
        places = _places(name for name in placed if not name.concepts.isdisjoint(lines))
        if places and question_id not in answers:
            added[question_id] = Places(places, complete=False)
    return {**answers, **added} if added else answers


def _places(names: Iterable[Name]) -> tuple[BodyPlace, ...]:
    """The places of some names that may count, each once."""
    counting = [name for name in names if name.taken is not MatchStatus.SET_ASIDE]
    return tuple(dict.fromkeys(place for name in counting for place in name.places))
