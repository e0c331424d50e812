"""What each name in a line is taken for: it counts, or is not sure, or is set aside where the line is a closed form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from acucheck.model.answers import Agreeing, Cue, MatchMethod, MatchStatus, Name, NameKind
from acucheck.names import dictionary_index
from acucheck.names.entries import DictionaryEntry, NameIndex
from acucheck.names.lazy_pattern import LazyPattern
from acucheck.names.line import Gap
from acucheck.names.setting import Setting
from acucheck.names.spelling import key
from acucheck.names.words_around import WordsAround, loaded

if TYPE_CHECKING:  # making their patterns takes longer than finding a name
    from acucheck.names.closed_forms import Closing
    from acucheck.names.found_name import FoundName
    from acucheck.names.governed_names import GovernedNames
    from acucheck.names.parsed_line import ParsedLine
    from acucheck.names.pieces import Piece
    from acucheck.names.policy import Policy
    from acucheck.names.unknown_names import UnknownNames

MOST_SEARCHES = 16
"""Stretches of one line that are searched for near misses. Beyond them what is not known stays so."""

_WORD_AND_DOSE = LazyPattern(r"(?P<word>[a-z]{4,}) \d{1,4}(?:[.,]\d)? ?(?:mg|mcg|g|ml)", one_of="0123456789")
"""No line that this matches holds more than a name and a dose: a shorter word might be any word."""


class Beside(Struct, frozen=True):
    """What the names of one kind are recognised beside, each loaded when a line first needs it.

    What only ticks one of the *direct* lines, which ask about classes of medicine, is a medicine where known as one.
    """

    policy: Callable[[], Policy]  # decides on closed forms
    words: Callable[[], WordsAround]
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
        return self.whole_line(typed) or self.names_in_line(typed, setting)

    def names_in_line(self, typed: str, setting: Setting) -> tuple[Name, ...]:
        """Every name in *typed*, where more stands there than one name."""
        return self._in_line(self._parsed(typed), setting)

    def all_known(self, typed: str, setting: Setting) -> tuple[Name, ...]:
        """Every name in *typed* when all are known; nothing when a near miss would have to be looked for."""
        whole = self.whole_line(typed)
        if whole:
            return whole
        line = self._parsed(typed)
        if any(piece.name is None for piece in line.pieces):
            return ()
        return self._in_line(line, setting)

    def find(self, spelling: str) -> DictionaryEntry | None:
        """What a spelling stands for; None when it is not known."""
        return self._first_index.get(spelling) or self._other_index.get(spelling)

    def whole_line(self, typed: str) -> tuple[Name, ...]:
        """The one name that is all of *typed*, whoever wrote it and when; nothing where more stands there."""
        known = self._first_index.get(key(typed)) or self._with_a_dose(typed)
        if known is None or self._is_medicine(known):
            return ()
        return (_counting_name(typed.strip(), known, self.kind),)

    def _with_a_dose(self, typed: str) -> DictionaryEntry | None:
        """What one word in front of one plain dose stands for, as most medicines are typed; else the line is parsed."""
        if self.kind is not NameKind.MEDICINE:
            return None
        match = _WORD_AND_DOSE.fullmatch(typed.strip())
        if match is None:
            return None
        known = self._first_index.get(key(match["word"]))
        if known is None or known.ask:
            return None
        return known

    def _is_medicine(self, known: DictionaryEntry) -> bool:
        """Whether a name of a condition only ticks lines that ask about a medicine, and may be one."""
        ticked = known.concepts
        return bool(ticked) and ticked <= self._beside.direct

    def _parsed(self, typed: str) -> ParsedLine:
        """The line, by the first index alone where nothing but doses stands around its names."""
        from acucheck.names.names_in_line import NameFinders
        from acucheck.names.parsed_line import parsed, tokenised, whole_line

        tokens = tokenised(typed, self._words.lexicon)
        first_alone = NameFinders(self.kind, self._first_index.get, None, self.find)
        line = parsed(tokens, first_alone, self._words.lexicon)
        if line.bare:
            return line  # else a longer name may be known elsewhere
        known = self.find(key(typed))
        if known is not None and not self._is_medicine(known):
            return whole_line(typed, known, self.kind)
        finders = NameFinders(self.kind, self.find, None, self.find)
        if self._beside.other is not None:
            other = self._beside.other()
            finders = NameFinders(self.kind, self.find, other.kind, other.find, self._beside.direct)
        return parsed(tokens, finders, self._words.lexicon)

    def _in_line(self, line: ParsedLine, setting: Setting) -> tuple[Name, ...]:
        closings = self._closings(line, setting)
        if closings and self._is_closed(line, closings, setting):
            return tuple(self._closed_names(line, closings, setting))
        names = tuple(self._open_names(line, closings, setting))
        if self.kind is NameKind.TECHNIQUE or line.bare:
            return names
        from acucheck.names.new_signs import with_new_sign

        return with_new_sign(line.text.rstrip(" ,"), names, self._words.new_signs)

    def _closed_names(self, line: ParsedLine, closings: Mapping[int, Closing], setting: Setting) -> Iterator[Name]:
        """The names of a line that is a closed form."""
        for piece, found in line.understood():
            name = _counting_name(line.typed(piece), found.known, found.kind)
            yield self._closed_name(line, name, found.spelling, closings[found.first], setting)
            yield from self._passed_on(line, piece, found)

    def tells_of_one_before(self, typed: str) -> bool:
        """Whether words of their own only tell that what was typed before them is over, such as "stopped in May"."""
        line = self._parsed(typed)
        if line.names or not line.words:
            return False
        from acucheck.names.pieces import Pieces

        pieces = Pieces(line.words, line.said, self.kind, self._words.lexicon, line.reports)
        return all(map(pieces.tells_of_one_before, line.parts))

    def _open_names(self, line: ParsedLine, closings: Mapping[int, Closing], setting: Setting) -> Iterator[Name]:
        """The names of any other line, and the words that are not understood."""
        agreed = self._agreements(line, setting)
        nobody_knows = dict(self._unknown_names(line))
        for piece in line.pieces:
            if piece.name is None:
                if piece.start in nobody_knows:
                    yield nobody_knows[piece.start]
                continue
            piece.cue = piece.cue or _cue_of(closings.get(piece.name.first))
            if self._hides_a_medicine(line, piece.name):
                yield Name(line.typed(piece), MatchStatus.UNRECOGNISED, kind=self.kind)
            name = _counting_name(line.typed(piece), piece.name.known, piece.name.kind)
            agreeing = agreed.get(piece.name.first)
            if agreeing is not None:
                name = replace(name, agreeing=agreeing)
            yield self._governed.governed(line, name, piece.name.spelling, piece, setting)
            yield from self._passed_on(line, piece, piece.name)

    def _unknown_names(self, line: ParsedLine) -> Iterator[tuple[int, Name]]:
        """The words that are not understood, by where they begin: nothing cuts those in two that follow each other."""
        before: tuple[Piece, Name] | None = None
        for number, piece in enumerate(each for each in line.pieces if each.name is None):
            name = self._unknown.meant(line, piece, search=number < MOST_SEARCHES)
            if before is not None and _goes_on(before, (piece, name), line):
                first, _ = before
                whole = replace(first, end=piece.end, words=(first.words[0], piece.words[1]))
                before = whole, replace(name, typed=line.typed(whole))
                continue
            if before is not None:
                yield before[0].start, before[1]
            before = piece, name
        if before is not None:
            yield before[0].start, before[1]

    def _agreements(self, line: ParsedLine, setting: Setting) -> Mapping[int, Agreeing]:
        """What is said of each condition of the line that agrees with a no to it."""
        if line.bare or self.kind is NameKind.TECHNIQUE:
            return {}
        if not any(name.kind is NameKind.CONDITION and name.known.concepts for name in line.names):
            return {}
        from acucheck.names.agreement import agreements

        return agreements(line, self._words.lexicon, setting, self._policy)

    def _hides_a_medicine(self, line: ParsedLine, name: FoundName) -> bool:
        """Whether the words around a condition, in a list of medicines, tell what one is for and not which it is."""
        if self.kind is not NameKind.MEDICINE or name.kind is not NameKind.CONDITION:
            return False
        if not name.known.concepts:
            return False
        around = line.between_commas(name)
        if any(other.kind is NameKind.MEDICINE and other.first in around for other in line.names):
            return False
        return any(line.words[position].plain in self._words.lexicon.unnamed for position in around)

    def _closings(self, line: ParsedLine, setting: Setting) -> dict[int, Closing]:
        """Why each name of the line does not count, when the whole line is a closed form."""
        if line.bare or not line.names or self.kind is NameKind.TECHNIQUE:
            return {}
        from acucheck.names.closed_forms import closings

        return closings(line, self._words.lexicon, setting)

    def _is_closed(self, line: ParsedLine, closings: Mapping[int, Closing], setting: Setting) -> bool:
        """Whether every name of the line is set aside, or is long over; else none of them is."""
        for name in line.names:
            closing = closings.get(name.first)
            if closing is None:
                return False  # a word of a time, such as "fall", is a name as well
            verdict = self._policy.verdict(closing, name.known.concepts, name.spelling, name.kind, setting)
            if not verdict.aside and not verdict.lines:
                return False
        return True

    def _closed_name(self, line: ParsedLine, name: Name, spelling: str, closing: Closing, setting: Setting) -> Name:
        """A name in a closed form: set aside where the policy says so, else what is left of it."""
        verdict = self._policy.verdict(closing, name.concepts, spelling, name.kind, setting)
        when = ""
        if closing.time is not None:
            when = line.text[closing.time.start : closing.time.end]
        if verdict.aside:
            return replace(name, taken=MatchStatus.SET_ASIDE, use=closing.use, when=when)
        return replace(name, taken=MatchStatus.RECOGNISED, name="", concepts=verdict.lines, candidates=(), when=when)

    def _passed_on(self, line: ParsedLine, piece: Piece, name: FoundName) -> tuple[Name, ...]:
        """The allergy that a medicine is passed on as, where the line speaks of one and a rule reads it."""
        if not line.allergy or name.kind is not NameKind.MEDICINE:
            return ()
        return self._words.lexicon.allergy_to(line.typed(piece), name.spelling)

    @cached_property
    def _first_index(self) -> NameIndex:
        return loaded(self._load_first)

    @cached_property
    def _other_index(self) -> NameIndex:
        return loaded(self._load_rest)

    @cached_property
    def _unknown(self) -> UnknownNames:
        from acucheck.names.unknown_names import UnknownNames

        return UnknownNames([self._first_index, self._other_index], self._words.lexicon, self.kind)

    @cached_property
    def _governed(self) -> GovernedNames:
        from acucheck.names.governed_names import GovernedNames

        return GovernedNames(self._beside.policy, self._words.lexicon)

    @cached_property
    def _words(self) -> WordsAround:
        return self._beside.words()

    @cached_property
    def _policy(self) -> Policy:
        return self._beside.policy()


def _counting_name(typed: str, known: DictionaryEntry, kind: NameKind) -> Name:
    """A name that counts, or that has to be asked about whatever stands beside it."""
    called, concepts = known.only_name, known.concepts
    if not known.ask:
        return Name(typed, MatchStatus.RECOGNISED, called, concepts, known.via, kind=kind)
    taken = MatchStatus.AMBIGUOUS
    if called and known.via is not MatchMethod.PHRASE:
        taken = MatchStatus.SUGGESTED
    return Name(typed, taken, called, concepts, known.via, known.readings, kind=kind, little=known.little)


def _cue_of(closing: Closing | None) -> Cue | None:
    """What a form says of a name in a line that is not closed; nothing where its time may be that of another year."""
    if closing is None:
        return None
    if closing.time is not None and not closing.time.has_year:
        return None
    return closing.cue


def _goes_on(one: tuple[Piece, Name], other: tuple[Piece, Name], line: ParsedLine) -> bool:
    """Whether nothing stands between two stretches of words that nobody knows."""
    (first, before), (second, behind) = one, other
    if before.taken is not MatchStatus.UNRECOGNISED or behind.taken is not MatchStatus.UNRECOGNISED:
        return False
    begins = second.words[0]
    return begins == first.words[1] and line.words[begins].gap is Gap.NONE


def is_known(name: Name) -> bool:
    """Whether a name is in a dictionary as it was typed, rather than near to one that is."""
    if name.cue is Cue.NEW:
        return False
    return name.taken is not MatchStatus.UNRECOGNISED and name.via is not MatchMethod.FUZZY


def medicine_recogniser(beside: Beside) -> Recogniser:
    """The recogniser of medicines: those that some class is about first, then those that are known and harmless."""
    return Recogniser(NameKind.MEDICINE, dictionary_index.medicines, dictionary_index.harmless, beside)
