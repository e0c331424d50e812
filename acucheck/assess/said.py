"""What an answer, and each name in it, says of each word that a test may look for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from acucheck.model.answers import Answer, Name, Names, NoSuchWeek, NotSure, Places, Plan, Quantity, Taken, Ticks
from acucheck.model.book import AnswerKind, Between, Concept, Question
from acucheck.model.levels import ACTS, FAILS, HOLDS, OPEN, Standing
from acucheck.model.report import NOT_ASKED, NOT_RECOGNISED, NOT_SURE, Missing

_RECOGNISED, _SET_ASIDE = Taken.RECOGNISED, Taken.SET_ASIDE
UNKNOWN = (Taken.UNRECOGNISED, Taken.SUGGESTED)
"""Names that could stand for anything."""

_NO_WORDS: frozenset[str] = frozenset()


class Said(Struct, frozen=True):
    """The words by how a test of each stands; the firmest counts where a word is in several."""

    holds: frozenset[str] = _NO_WORDS
    acts: frozenset[str] = _NO_WORDS
    open: frozenset[str] = _NO_WORDS
    rest: Standing = FAILS  # of every word in none of these
    ruled_out: frozenset[str] = _NO_WORDS  # what the rest does not stand for

    def of(self, words: frozenset[str]) -> Standing:
        """How a test of any of *words* stands."""
        if not words.isdisjoint(self.holds):
            return HOLDS
        if self.rest is ACTS or not words.isdisjoint(self.acts):
            return ACTS
        if not words.isdisjoint(self.open) or (self.rest is OPEN and not words <= self.ruled_out):
            return OPEN
        return FAILS

    def open_but(self, ruled_out: frozenset[str]) -> Said:
        """The same, where the rest may be any word but these; unless it may be any already."""
        return self if self.rest else Said(self.holds, self.acts, self.open, OPEN, ruled_out)


NOTHING = Said()
_ANYTHING = Said(rest=OPEN)
_ANY_ACTS = Said(rest=ACTS)


class Part(Struct, frozen=True):
    """One thing said in answer to a question: the answer as a whole, or one name."""

    question: str
    name: str  # as it was typed, or empty
    said: Said
    missing: Missing  # why, as far as it leaves anything open
    entry: Name | None = None


def parts(question: Question, answer: Answer | None, medicines: Mapping[str, Concept]) -> list[Part]:
    """What *answer* says, one thing after the other. Raises TypeError for one that is not in words."""
    name = question.id
    match answer:
        case Names(entries, complete):
            found = [
                Part(name, each.typed, said_by_name(question, each, medicines), _why(each), each) for each in entries
            ]
            return found if complete else [*found, Part(name, "", _not_sure(question), NOT_SURE)]
        case Plan(items):
            known = frozenset([item.technique for item in items])
            unknown = [item.typed for item in items if not item.technique]
            strange = [Part(name, typed, _ANYTHING, NOT_RECOGNISED) for typed in unknown]
            return [Part(name, "", Said(known), NOT_SURE), *strange]
        case Ticks(yes, maybe):
            return [Part(name, "", Said(yes, maybe), NOT_SURE)]
        case NotSure():
            return [Part(name, "", _not_sure(question), NOT_SURE)]
        case None:
            return [] if question.kind is AnswerKind.PLAN else [Part(name, "", _ANYTHING, NOT_ASKED)]
        case Places() | Quantity() | NoSuchWeek():
            raise TypeError(f"{name} is not answered in words")  # the loader admits no such test


def _why(name: Name) -> Missing:
    return NOT_RECOGNISED if name.taken in UNKNOWN else NOT_SURE


def ticked(part: Part) -> Iterator[tuple[str, Part]]:
    """What a condition given as a free name ticks: each line, with the question it belongs to."""
    for line in part.said.holds | part.said.acts:
        question, word = line.split(".", 1)
        said = Said(frozenset({word})) if line in part.said.holds else Said(acts=frozenset({word}))
        yield question, Part(part.question, part.name, said, part.missing, part.entry)


def _not_sure(question: Question) -> Said:
    """Not sure acts, but for a whole list of names only where assumed, and where it stands for an option only there."""
    if question.kind is AnswerKind.NAMES:
        return Said(acts=question.assume, rest=OPEN)
    if question.not_sure:
        return Said(acts=frozenset({question.not_sure}), rest=OPEN)
    return _ANY_ACTS


def said_by_name(question: Question, name: Name, medicines: Mapping[str, Concept]) -> Said:
    """What one name says, what it may be if nobody knows it aside. A class leaves open which of those in it is meant.

    A condition says the lines that it ticks, as `question.line`.
    """
    if name.taken is _SET_ASIDE or not name.concepts:
        return NOTHING
    in_it = _NO_WORDS
    if question.names == "medicine":
        in_it = in_it.union(*[medicines[concept].covers for concept in name.concepts])
    if name.taken is _RECOGNISED:
        return Said(name.concepts, open=in_it)
    return Said(acts=name.concepts | in_it)


def joined(several: Sequence[Said]) -> Said:
    """What stands by any of them."""
    if len(several) == 1:
        return several[0]
    rest = max([said.rest for said in several], default=FAILS)
    ruled_out = [said.ruled_out for said in several if said.rest is OPEN]
    return Said(
        _NO_WORDS.union(*[said.holds for said in several]),
        _NO_WORDS.union(*[said.acts for said in several]),
        _NO_WORDS.union(*[said.open for said in several]),
        rest,
        ruled_out[0].intersection(*ruled_out) if rest is OPEN else _NO_WORDS,
    )


def within(answer: Answer | None, test: Between) -> Standing:
    """How a test of a number stands by the answer."""
    if isinstance(answer, Quantity):
        return HOLDS if test.low <= answer.value < test.high else FAILS
    return OPEN if answer is None else ACTS
