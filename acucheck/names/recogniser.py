"""What each name in a line is taken for: it counts, or is not sure, or is set aside where the line is a closed form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from acucheck.errors import InvalidFile, InvalidRules
from acucheck.model.answers import Candidate, Cue, MatchMethod, MatchStatus, Name, NameKind
from acucheck.names import dictionary_index
from acucheck.names.entries import DictionaryEntry, NameIndex
from acucheck.names.lazy_pattern import LazyPattern
from acucheck.names.setting import Setting
from acucheck.names.spelling import key

if TYPE_CHECKING:  # making their patterns takes longer than finding a name
    from acucheck.names.closed_forms import Closing
    from acucheck.names.entries import Lexicon
    from acucheck.names.found_name import FoundName
    from acucheck.names.fuzzy import FuzzyIndex
    from acucheck.names.parsed_line import ParsedLine
    from acucheck.names.pieces import Piece
    from acucheck.names.policy import Policy

T = TypeVar("T")

MOST_SEARCHES = 16
"""Stretches of one line that are searched for near misses. Beyond them what is not known stays so."""

_LONGEST_SLIP = 4
"""Words in the longest stretch that may be one name misspelt."""

_WORD_AND_DOSE = LazyPattern(r"(?P<word>[a-z]{4,}) \d{1,4}(?:[.,]\d)? ?(?:mg|mcg|g|ml)", one_of="0123456789")
"""No line that this matches holds more than a name and a dose: a shorter word might be any word."""

_UNTIL = LazyPattern(r"\b(?:until|till|up to|bis)\b")
_STOPPED = LazyPattern(
    r"\b(?:stop|quit|finish|complet|discontinu|ceas|came|come|gave|giv|end|withdr|wean|taper|ran|run)"
)

_NO = frozenset({"no", "never", "without", "w/o", "nil", "denies", "denied"})
"""Words for no that say nothing beside it."""

_NO_FILLING = frozenset({"a", "an", "any", "one", "had", "known"})
"""Words between a no and its name that change nothing about it."""

_OPEN_STILL = frozenset({MatchStatus.MAYBE, MatchStatus.AMBIGUOUS})
"""What has to be asked about, as long as nothing was answered that tells."""

_SHORTEST_SLIP = 5
"""Letters in the shortest word that is searched for by itself beside others."""


class Beside(Struct, frozen=True):
    """What the names of one kind are recognised beside, each loaded when a line first needs it.

    What only ticks one of the *direct* lines, which ask about classes of medicine, is a medicine where known as one.
    """

    policy: Callable[[], Policy]  # decides on closed forms
    other: Callable[[], Recogniser] | None = None  # of the kind whose names may stand among these
    direct: frozenset[str] = frozenset()


class Recogniser:
    """The names of one kind. A later index is read only for what the first does not know.

    What they are recognised *beside* may decide on them, and may stand among them.
    """

    def __init__(
        self,
        kind: NameKind,
        first: Callable[[], NameIndex],
        rest: Callable[[], NameIndex],
        beside: Beside,
    ) -> None:
        self.kind = kind
        self._load_first = first
        self._load_rest = rest
        self._beside = beside

    def names(self, typed: str, setting: Setting) -> tuple[Name, ...]:
        """Every name in *typed*, in order; at least one. Raises InvalidRules when a dictionary is broken."""
        return self._whole_line_names(typed) or self._in_line(self._parsed(typed), setting)

    def all_known(self, typed: str, setting: Setting) -> tuple[Name, ...]:
        """Every name in *typed* when all are known; nothing when a near miss would have to be looked for."""
        whole = self._whole_line_names(typed)
        if whole:
            return whole
        line = self._parsed(typed)
        return self._in_line(line, setting) if all(piece.name is not None for piece in line.pieces) else ()

    def find(self, spelling: str) -> DictionaryEntry | None:
        """What a spelling stands for; None when it is not known."""
        return self._first_index.get(spelling) or self._other_index.get(spelling)

    def _whole_line_names(self, typed: str) -> tuple[Name, ...]:
        known = self._first_index.get(key(typed)) or self._with_a_dose(typed)
        if known is None or self._is_medicine(known):
            return ()
        return (self._counting_name(typed.strip(), known, self.kind),)

    def _with_a_dose(self, typed: str) -> DictionaryEntry | None:
        """What one word in front of one plain dose stands for, as most medicines are typed; else the line is parsed."""
        match = _WORD_AND_DOSE.fullmatch(typed.strip()) if self.kind is NameKind.MEDICINE else None
        known = self._first_index.get(key(match["word"])) if match else None
        return known if known is not None and not known.ask else None

    def _is_medicine(self, known: DictionaryEntry) -> bool:
        """Whether a name of a condition only ticks lines that ask about a medicine, and may be one."""
        ticked = _all_concepts(known.readings)
        return bool(ticked) and ticked <= self._beside.direct

    def _parsed(self, typed: str) -> ParsedLine:
        """The line, by the first index alone where nothing but doses stands around its names."""
        from acucheck.names.parsed_line import NameFinders, parsed, whole_line

        alone = parsed(typed, NameFinders(self.kind, self._first_index.get, None, self.find), self._own_lexicon)
        if alone.bare:
            return alone  # else a longer name may be known elsewhere
        known = self.find(key(typed))
        if known is not None and not self._is_medicine(known):
            return whole_line(typed, known, self.kind)
        if self._beside.other is None:
            return parsed(typed, NameFinders(self.kind, self.find, None, self.find), self._own_lexicon)
        other = self._beside.other()
        finders = NameFinders(self.kind, self.find, other.kind, other.find, self._beside.direct)
        return parsed(typed, finders, self._own_lexicon)

    def _in_line(self, line: ParsedLine, setting: Setting) -> tuple[Name, ...]:
        closings = self._closings(line, setting)
        closed = bool(closings) and self._is_closed(line, closings, setting)
        found: list[Name] = []
        searches = 0
        for piece in line.understood() if closed else line.pieces:
            if piece.name is not None:
                closing = closings.get(piece.name.first)
                if closing is not None and not closed:
                    of_this_year = closing.time is not None and not closing.time.has_year
                    piece.cue, closing = piece.cue or (None if of_this_year else closing.cue), None
                if not closed and self._hides_a_medicine(line, piece.name):
                    found.append(Name(line.typed(piece), MatchStatus.UNRECOGNISED, kind=self.kind))
                found += self._known_name(line, piece, piece.name, closing, setting)
            else:
                searches += 1
                found.append(self._unrecognised_name(line, piece, search=searches <= MOST_SEARCHES))
        return tuple(found)

    def _hides_a_medicine(self, line: ParsedLine, name: FoundName) -> bool:
        """Whether the words around a condition, in a list of medicines, tell what one is for and not which it is."""
        if self.kind is not NameKind.MEDICINE or name.kind is not NameKind.CONDITION:
            return False
        around = line.between_commas(name)
        named = any(other.kind is NameKind.MEDICINE and other.first in around for other in line.names)
        ticks = bool(_all_concepts(name.known.readings))
        return ticks and not named and any(line.words[at].plain in self._own_lexicon.unnamed for at in around)

    def _closings(self, line: ParsedLine, setting: Setting) -> dict[int, Closing]:
        """Why each name of the line does not count, when the whole line is a closed form."""
        if line.bare or not line.names or self.kind is NameKind.TECHNIQUE:
            return {}
        from acucheck.names.closed_forms import closings

        return closings(line, self._own_lexicon, setting)

    def _is_closed(self, line: ParsedLine, closings: Mapping[int, Closing], setting: Setting) -> bool:
        """Whether every name of the line is set aside, or is long over; else none of them is."""
        for name in line.names:
            if name.first not in closings:
                return False  # a word of a time, such as "fall", is a name as well
            concepts = _all_concepts(name.known.readings)
            verdict = self._policy.verdict(closings[name.first], concepts, name.spelling, name.kind, setting)
            if not verdict.aside and not verdict.lines:
                return False
        return True

    def _known_name(
        self, line: ParsedLine, piece: Piece, name: FoundName, closing: Closing | None, setting: Setting
    ) -> Iterator[Name]:
        """A known name as it is taken, and behind it the allergy that it is passed on as."""
        counting = self._counting_name(line.typed(piece), name.known, name.kind)
        if closing is not None:
            yield self._closed_name(line, counting, name.spelling, closing, setting)
        else:
            yield self._governed(line, counting, name.spelling, piece, setting)
        if line.allergy and name.kind is NameKind.MEDICINE:
            lines = self._own_lexicon.allergens.get(name.spelling)
            if lines is not None:
                yield Name(
                    line.typed(piece), MatchStatus.RECOGNISED, "", lines, MatchMethod.EXACT, kind=NameKind.CONDITION
                )

    def _closed_name(self, line: ParsedLine, name: Name, spelling: str, closing: Closing, setting: Setting) -> Name:
        """A name in a closed form: set aside where the policy says so, else what is left of it."""
        verdict = self._policy.verdict(closing, name.concepts, spelling, name.kind, setting)
        when = line.text[closing.time.start : closing.time.end] if closing.time is not None else ""
        if verdict.aside:
            return replace(name, taken=MatchStatus.SET_ASIDE, use=closing.use, when=when)
        return replace(name, taken=MatchStatus.RECOGNISED, name="", concepts=verdict.lines, candidates=(), when=when)

    def _governed(self, line: ParsedLine, name: Name, spelling: str, piece: Piece, setting: Setting) -> Name:
        """A name as far as a cue governs it, or a form that acts only where it is put."""
        cue = piece.cue or self._local_cue(line, name, spelling, piece)
        if cue is Cue.STOPPED and self._goes_on(line.typed(piece), setting):
            cue = None
        if cue is None and self._was_long_ago(line.typed(piece), name, setting):
            cue = Cue.PAST
        if cue is None:
            return name
        doubted = self._uncertain(name, cue, spelling)
        open_still = doubted.taken in _OPEN_STILL
        plainly_no = open_still and cue is Cue.NEGATED and _is_plain_no(line, piece)
        return replace(doubted, little=True) if plainly_no else doubted

    def _goes_on(self, typed: str, setting: Setting) -> bool:
        """Whether nothing but a day to come, or one that cannot be told, says when a medicine is taken no longer."""
        if not _UNTIL.search(typed) or _STOPPED.search(typed):
            return False
        from acucheck.names.times import times

        return all(time.latest is None for time in times(typed, setting))

    def _uncertain(self, name: Name, cue: Cue, spelling: str) -> Name:
        """A name of which it is not certain that it counts. What was, and counts for good, is not asked about."""
        if not name.concepts or name.taken is not MatchStatus.RECOGNISED:
            return name
        lasting = cue is Cue.PAST and name.kind is NameKind.CONDITION
        if lasting and self._policy.counts_for_good(name.concepts, spelling):
            return name
        return replace(name, taken=MatchStatus.MAYBE, cue=cue)

    def _local_cue(self, line: ParsedLine, name: Name, spelling: str, piece: Piece) -> Cue | None:
        """Whether words for a form stand beside a medicine that has one which acts only where it is put."""
        if name.kind is not NameKind.MEDICINE or not name.concepts:
            return None
        from acucheck.names.local_forms import acts_only_there, routes_beside

        routes = routes_beside(line, piece, self._own_lexicon)
        return Cue.LOCAL if acts_only_there({spelling, key(name.name)}, routes, self._own_lexicon) else None

    def _was_long_ago(self, typed: str, name: Name, setting: Setting) -> bool:
        """Whether a sign of danger has a time beside it that is over."""
        if name.kind is not NameKind.CONDITION or self._policy.urgent_lines.isdisjoint(name.concepts):
            return False
        from acucheck.names.times import times

        return any(time.latest is not None and time.latest < setting.day for time in times(typed, setting))

    def _counting_name(self, typed: str, known: DictionaryEntry, kind: NameKind) -> Name:
        """A name that counts, or that has to be asked about whatever stands beside it."""
        concepts, called = _all_concepts(known.readings), _only(known.readings)
        if not known.ask:
            return Name(typed, MatchStatus.RECOGNISED, called, concepts, known.via, kind=kind)
        taken = MatchStatus.SUGGESTED if called and known.via is not MatchMethod.PHRASE else MatchStatus.AMBIGUOUS
        return Name(typed, taken, called, concepts, known.via, known.readings, kind=kind, little=known.little)

    def _unrecognised_name(self, line: ParsedLine, piece: Piece, *, search: bool) -> Name:
        """Words that no dictionary knows: perhaps a name misspelt, perhaps what somebody is allergic to."""
        typed = line.typed(piece)
        allergy = self._own_lexicon.allergens.get(key(piece.core)) if line.allergy else None
        if allergy is not None:
            return Name(typed, MatchStatus.RECOGNISED, "", allergy, MatchMethod.EXACT, kind=NameKind.CONDITION)
        if _tells_nothing(line, piece):
            return Name(typed, MatchStatus.RECOGNISED, typed, via=MatchMethod.EXACT, kind=self.kind)
        near = self._near_misses(piece.core) if search else ()
        if not near:
            return Name(typed, MatchStatus.UNRECOGNISED, kind=self.kind, cue=piece.cue)
        return Name(
            typed,
            MatchStatus.SUGGESTED,
            _only(near),
            _all_concepts(near),
            MatchMethod.FUZZY,
            near,
            kind=self.kind,
            cue=piece.cue,
        )

    def _near_misses(self, core: str) -> tuple[Candidate, ...]:
        """What some words may be meant for: all of them as one name, else the first of them that is near to one.

        Words that are spelt right, such as "never", are no slip in a name.
        """
        words = core.split()
        doubtful = [word for word in words[:_LONGEST_SLIP] if word not in self._own_lexicon.spelt_right]
        if not doubtful:
            return ()
        together = self._fuzzy.candidates(key(core)) if len(words) <= _LONGEST_SLIP else ()
        if together or len(words) == 1:
            return together
        for word in doubtful:
            near = self._fuzzy.candidates(key(word)) if len(word) >= _SHORTEST_SLIP else ()
            if near:
                return near
        return ()

    @cached_property
    def _first_index(self) -> NameIndex:
        return loaded(self._load_first)

    @cached_property
    def _other_index(self) -> NameIndex:
        return loaded(self._load_rest)

    @cached_property
    def _fuzzy(self) -> FuzzyIndex:
        from acucheck.names.fuzzy import FuzzyIndex

        return FuzzyIndex([self._first_index, self._other_index])

    @cached_property
    def _own_lexicon(self) -> Lexicon:
        return loaded(dictionary_index.lexicon)

    @cached_property
    def _policy(self) -> Policy:
        return self._beside.policy()


def _tells_nothing(line: ParsedLine, piece: Piece) -> bool:
    """Whether words that are no name tell a date, a report, what was measured or what was, and tick no line."""
    from acucheck.names.line import WordKind

    quiet = {WordKind.MEASURE, WordKind.DATE}
    positions = range(*piece.words)
    rest = [position for position in positions if position not in line.reports]
    if len(rest) < len(positions) and all(line.words[position].kind in quiet for position in rest):
        return True
    dated = not piece.core and any(line.words[position].kind in quiet for position in positions)
    return dated or piece.only_past


def _is_plain_no(line: ParsedLine, piece: Piece) -> bool:
    """Whether a piece is nothing but a name and, directly in front of it, a word for no, as in "never had a"."""
    first, last = piece.words
    named = piece.name
    if named is None or named.last != last or named.first == first:
        return False
    words = line.words[named.first : last]
    is_one = named.spelling == "".join(word.key for word in words)  # not two names of one thing
    no, *filling = [word.plain for word in line.words[first : named.first]]
    return is_one and no in _NO and _NO_FILLING.issuperset(filling)


def is_known(name: Name) -> bool:
    """Whether a name is in a dictionary as it was typed, rather than near to one that is."""
    return name.taken is not MatchStatus.UNRECOGNISED and name.via is not MatchMethod.FUZZY


def loaded(load: Callable[[], T]) -> T:
    """What *load* reads. Raises InvalidRules when it is broken."""
    try:
        return load()
    except InvalidFile as error:
        raise InvalidRules(str(error)) from None


def medicine_recogniser(beside: Beside) -> Recogniser:
    """The recogniser of medicines: those that some class is about first, then those that are known and harmless."""
    return Recogniser(NameKind.MEDICINE, dictionary_index.medicines, dictionary_index.harmless, beside)


def _all_concepts(readings: tuple[Candidate, ...]) -> frozenset[str]:
    return frozenset().union(*(reading.concepts for reading in readings))


def _only(readings: tuple[Candidate, ...]) -> str:
    """The name of the one reading; nothing when there are several."""
    return readings[0].name if len(readings) == 1 else ""
