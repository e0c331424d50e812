"""What one person said, answer by answer and name by name, of each word that a test may look for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from acucheck.model.answers import (
    NOT_SURE as SAID_NOT_SURE,
)
from acucheck.model.answers import (
    Answer,
    Answers,
    MatchStatus,
    Name,
    NameKind,
    Names,
    NoSuchWeek,
    NotSure,
    Places,
    Plan,
    Planned,
    Quantity,
    Ticks,
)
from acucheck.model.book import AnswerKind, Between, Concept, Question, RuleBook
from acucheck.model.ids import QuestionId
from acucheck.model.levels import ACTS, FAILS, HOLDS, OPEN, Standing
from acucheck.model.report import CONTRADICTED, NOT_ASKED, NOT_RECOGNISED, NOT_SURE, Missing

_MEDICINE, _CONDITION = NameKind.MEDICINE, NameKind.CONDITION
_RECOGNISED, _SET_ASIDE = MatchStatus.RECOGNISED, MatchStatus.SET_ASIDE
UNKNOWN = (MatchStatus.UNRECOGNISED, MatchStatus.SUGGESTED)
"""Names that could stand for anything."""

NO_WORDS: frozenset[str] = frozenset()


class WordStandings(Struct, frozen=True):
    """The words by how a test of each stands; the firmest counts where a word is in several."""

    holds: frozenset[str] = NO_WORDS
    acts: frozenset[str] = NO_WORDS
    open: frozenset[str] = NO_WORDS
    rest: Standing = FAILS  # of every word in none of these
    ruled_out: frozenset[str] = NO_WORDS  # what the rest does not stand for

    def standing_of(self, words: frozenset[str]) -> Standing:
        """How a test of any of *words* stands."""
        if not words.isdisjoint(self.holds):
            return HOLDS
        if self.rest is ACTS or not words.isdisjoint(self.acts):
            return ACTS
        may_be_any = self.rest is OPEN and not words <= self.ruled_out
        return OPEN if may_be_any or not words.isdisjoint(self.open) else FAILS

    def open_but(self, ruled_out: frozenset[str]) -> WordStandings:
        """These standings, where the rest may be any word but *ruled_out*; unless it may be any already."""
        return self if self.rest else WordStandings(self.holds, self.acts, self.open, OPEN, ruled_out)


NOTHING = WordStandings()
_ANYTHING = WordStandings(rest=OPEN)
_ANY_ACTS = WordStandings(rest=ACTS)


class Statement(Struct, frozen=True):
    """One thing said in answer to a question: the answer as a whole, or one name."""

    question: QuestionId
    typed: str  # the name, or empty
    said: WordStandings
    missing: Missing  # why, as far as it leaves anything open
    entry: Name | None = None


class Implied(Struct, frozen=True):
    """What an answer behind a closed gate says of an earlier question: one of *words* there, or certainly the one."""

    question: QuestionId
    words: frozenset[str]
    certain: bool
    asked: QuestionId  # the question that was answered, or under which a name was given
    name: Name | None


class AnswerIndex:
    """All that one person said, by the questions it bears on.

    A name counts by what it is a name of: one of a condition ticks the lines that it stands for, and one of a medicine
    is among the medicines, whichever of the *named* questions it was given to.
    """

    def __init__(
        self, book: RuleBook, answers: Answers, asked: Mapping[QuestionId, bool], implied: Iterable[Implied] = ()
    ) -> None:
        """*asked* are the questions answered with names, each with whether these are names of medicines."""
        self._book = book
        self._answers = answers
        self._parts: dict[QuestionId, list[Statement]] = {}
        self._said: dict[QuestionId, WordStandings] = {}
        self.ticked: dict[QuestionId, list[Statement]] = {}  # question -> what is said of it elsewhere
        self.named: list[tuple[QuestionId, Name]] = []  # the names that stand for something, each with its question
        self.unknown: list[tuple[QuestionId, Name]] = []  # the unrecognised medicines
        self.strange: list[tuple[QuestionId, Name | None]] = []  # unrecognised conditions; none: not all are named
        for question_id, medicines in asked.items():
            answer = answers.get(question_id)
            if type(answer) is Names:
                for entry in answer.entries:
                    self._take(question_id, entry, among_medicines=medicines)
                if not answer.complete and not medicines:
                    self.strange.append((question_id, None))
            elif answer is SAID_NOT_SURE and not medicines:
                self.strange.append((question_id, None))
        for each in implied:
            self._tick(each.question, _implied_there(each))

    def _take(self, asked: QuestionId, entry: Name, *, among_medicines: bool) -> None:
        """Notes a name, and what it says in answer to other questions than the one that was asked."""
        if entry.concepts or entry.contradicts:
            self.named.append((asked, entry))
        if entry.kind is _CONDITION:
            for question, part in _lines_ticked(asked, entry):
                self._tick(question, part)
            if entry.taken in UNKNOWN:
                self.strange.append((asked, entry))
            return
        if entry.taken in UNKNOWN:
            self.unknown.append((asked, entry))
        if not among_medicines:
            medicines = self._book.concepts["medicine"]
            part = Statement(asked, entry.typed, _said_by_medicine(entry, medicines), _why_missing(entry), entry)
            for each in self._book.questions.values():
                if each.names is NameKind.MEDICINE:
                    self._tick(each.id, part)

    def _tick(self, question: QuestionId, part: Statement) -> None:
        self.ticked.setdefault(question, []).append(part)

    def parts(self, question: QuestionId) -> list[Statement]:
        """The answer to a question, each name in it, and what is said of it elsewhere, which only ever adds."""
        known = self._parts.get(question)
        if known is None:
            medicines = self._book.concepts["medicine"]
            known = _parts(self._book.questions[question], self._answers.get(question), medicines)
            known += self.ticked.get(question, ())
            self._parts[question] = known
        return known

    def together(self, question: QuestionId) -> WordStandings:
        """What all of these say together."""
        known = self._said.get(question)
        if known is None:
            known = self._said[question] = _joined([part.said for part in self.parts(question)])
        return known

    def open_unknown(self, question: QuestionId, ruled_out: frozenset[str]) -> list[Statement]:
        """The unrecognised names, from now on taken for whatever is not *ruled_out*."""
        parts, opened = self.parts(question), []
        for position, part in enumerate(parts):
            if part.entry is not None and part.entry.taken in UNKNOWN:
                said = part.said.open_but(ruled_out)
                parts[position] = Statement(part.question, part.typed, said, part.missing, part.entry)
                opened.append(parts[position])
        self._said.pop(question, None)
        return opened

    def naming(self, question: QuestionId, words: frozenset[str]) -> tuple[Name, ...]:
        """The names that stand, or may, for one of *words*, or tick it."""
        if not isinstance(self._answers.get(question), Names) and question not in self.ticked:
            return ()
        found: list[Name] = []
        for part in self.parts(question):
            if part.entry is not None and part.said.standing_of(words) >= ACTS:
                found.append(part.entry)
        return tuple(found)

    def resting_on(self, question: QuestionId, words: frozenset[str]) -> list[QuestionId]:
        """The questions whose answers imply one of *words* here, or may; single names aside."""
        found: list[QuestionId] = []
        for part in self.ticked.get(question, ()):
            implied = part.missing is CONTRADICTED and part.entry is None
            if implied and part.said.standing_of(words) >= ACTS:
                found.append(part.question)
        return found


def _implied_there(each: Implied) -> Statement:
    """What is implied of a question, as a thing said there."""
    said = WordStandings(each.words) if each.certain else WordStandings(acts=each.words)
    typed = each.name.typed if each.name is not None else ""
    return Statement(each.asked, typed, said, CONTRADICTED, each.name)


def _parts(question: Question, answer: Answer | None, medicines: Mapping[str, Concept]) -> list[Statement]:
    """What *answer* says, one thing after the other. Raises TypeError for one that is not in words."""
    question_id = question.id
    match answer:
        case Names():
            return _named(question, answer, medicines)
        case Plan(items):
            return _planned(question_id, items)
        case Ticks(yes, maybe, old):
            ticked = [Statement(question_id, "", WordStandings(yes, maybe), NOT_SURE)]
            if old:
                ticked.append(_rest_not_asked(question_id, maybe))
            return ticked
        case NotSure():
            return [Statement(question_id, "", _not_sure(question), NOT_SURE)]
        case None if question.kind is AnswerKind.PLAN:
            return []
        case None:
            return [Statement(question_id, "", _ANYTHING, NOT_ASKED)]
        case Places() | Quantity() | NoSuchWeek():
            raise TypeError(f"{question_id} is not answered in words")  # the loader admits no such test


def _named(question: Question, answer: Names, medicines: Mapping[str, Concept]) -> list[Statement]:
    """What each medicine says, and what is left open where not all are named, or the answer is an old one."""
    found: list[Statement] = []
    for each in answer.entries:
        if each.kind is _MEDICINE:
            said = _said_by_medicine(each, medicines)
            found.append(Statement(question.id, each.typed, said, _why_missing(each), each))
    if not answer.complete:
        found.append(Statement(question.id, "", _not_sure(question), NOT_SURE))
    if answer.old:
        found.append(_rest_not_asked(question.id, NO_WORDS))
    return found


def _planned(question: QuestionId, items: Iterable[Planned]) -> list[Statement]:
    """What is planned; an unrecognised technique may be any."""
    known = frozenset([item.technique for item in items])
    found = [Statement(question, "", WordStandings(known), NOT_SURE)]
    for item in items:
        if not item.technique:
            found.append(Statement(question, item.typed, _ANYTHING, NOT_RECOGNISED))
    return found


def _rest_not_asked(question_id: QuestionId, said: frozenset[str]) -> Statement:
    """The statement that the rest of an old answer, but what was *said* there, counts as not asked."""
    return Statement(question_id, "", WordStandings(rest=OPEN, ruled_out=said), NOT_ASKED)


def _why_missing(name: Name) -> Missing:
    return NOT_RECOGNISED if name.taken in UNKNOWN else NOT_SURE


def _lines_ticked(asked: QuestionId, name: Name) -> Iterator[tuple[QuestionId, Statement]]:
    """What a condition given as a free name ticks: each line or option, with the question it belongs to."""
    if name.taken is _SET_ASIDE:
        return
    for line in sorted(name.concepts):
        question, word = line.split(".", 1)
        words = frozenset({word})
        said = WordStandings(words) if name.taken is _RECOGNISED else WordStandings(acts=words)
        yield QuestionId(question), Statement(asked, name.typed, said, _why_missing(name), name)


def _not_sure(question: Question) -> WordStandings:
    """Not sure acts, but for a whole list of names only where assumed, and where it stands for an option only there."""
    if question.kind is AnswerKind.NAMES:
        return WordStandings(acts=question.assume, rest=OPEN)
    if question.not_sure:
        return WordStandings(acts=frozenset({question.not_sure}), rest=OPEN)
    return _ANY_ACTS


def _said_by_medicine(name: Name, medicines: Mapping[str, Concept]) -> WordStandings:
    """What one name says; not what an unrecognised one may be. A class leaves open which of those in it it is."""
    if name.taken is _SET_ASIDE or not name.concepts:
        return NOTHING
    in_it = NO_WORDS.union(*[medicines[concept].covers for concept in name.concepts])
    if name.taken is _RECOGNISED:
        return WordStandings(name.concepts, open=in_it)
    return WordStandings(acts=name.concepts | in_it)


def _joined(several: Sequence[WordStandings]) -> WordStandings:
    """What stands by any of them."""
    if len(several) == 1:
        return several[0]
    holds = NO_WORDS.union(*[said.holds for said in several])
    acts = NO_WORDS.union(*[said.acts for said in several])
    left = NO_WORDS.union(*[said.open for said in several])
    rest = max([said.rest for said in several], default=FAILS)
    if rest is not OPEN:
        return WordStandings(holds, acts, left, rest)
    ruled_out = [said.ruled_out for said in several if said.rest is OPEN]
    return WordStandings(holds, acts, left, OPEN, frozenset.intersection(*ruled_out))


def within(answer: Answer | None, test: Between) -> Standing:
    """How a test of a number stands by the answer."""
    if not isinstance(answer, Quantity):
        return OPEN if answer is None else ACTS
    inside = test.low <= answer.value < test.high
    if answer.by_now is None:
        return HOLDS if inside else FAILS
    if inside:
        return ACTS
    least, most = answer.by_now
    return OPEN if least < test.high and test.low <= most else FAILS
