"""What the dictionaries hold: names with what they stand for, points and regions.

What there are thousands of is kept as a list of its fields, without their names.

Annotations are not put off: decoding would evaluate the text of each at every start.
"""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from msgspec import Struct, msgpack

from acucheck.model.answers import Agreement, Candidate, Cue, MatchMethod, MatchStatus, Name, NameKind, Use
from acucheck.model.book import Past, Source
from acucheck.model.levels import Side
from acucheck.names.automaton import Automaton
from acucheck.names.numbered_phrases import NumberedPhrases

FOLDER = Path(__file__).resolve().parent.parent / "dictionaries"


class DictionaryEntry(Struct, frozen=True, array_like=True):
    """What a spelling stands for: its readings, how it is known, and whether which one is meant has to be asked.

    A reading without concepts is known, and nothing in the rule book is about it.
    """

    readings: tuple[Candidate, ...]
    via: MatchMethod
    ask: bool = False
    little: bool = False  # says so little that a plain no to all it could mean leaves nothing of it

    @property
    def only_name(self) -> str:
        """The name of its one reading; empty when there are several."""
        if len(self.readings) != 1:
            return ""
        return self.readings[0].name

    @property
    def concepts(self) -> frozenset[str]:
        """Everything that any of its readings stands for."""
        if len(self.readings) == 1:
            return self.readings[0].concepts
        return frozenset[str]().union(*[reading.concepts for reading in self.readings])


NameIndex = Mapping[str, DictionaryEntry]
"""Spelling, as `key` gives it -> what it stands for."""


class Point(Struct, frozen=True, array_like=True):
    """A point: its WHO code, pinyin name, other names, region, and its hazards with the side each is on.

    *through* are the regions that a row of points runs through.
    """

    code: str
    name: str
    also: tuple[str, ...]
    region: str
    hazards: Mapping[str, Side | None]
    sources: tuple[str, ...]
    through: tuple[str, ...] = ()


class BodyPart(Struct, frozen=True, array_like=True):
    """A muscle, or another part of the body that is no point: the regions it lies in, and its hazards by side.

    What lies under all of one of its regions is under it too. What only part of it has is what it *holds*, points and
    hazards; where nothing is said of that it is nothing.
    """

    id: str
    name: str
    also: tuple[str, ...]
    regions: tuple[str, ...]
    hazards: Mapping[str, Side | None]
    sources: tuple[str, ...]
    holds: tuple[str, ...] = ()


class Points(Struct, frozen=True):
    """Every point by code and by name, the letters for each channel, muscles, names of several places, and sources."""

    points: Mapping[str, Point]
    parts: Mapping[str, BodyPart]
    prefixes: Mapping[str, tuple[str, ...]]  # letters, as `key` gives them -> channels
    names: Mapping[str, tuple[str, ...]]  # name, as `key` gives it -> codes or muscles
    ask: Mapping[str, tuple[str, ...]]  # name, as `key` gives it -> points or regions, of which one is meant
    together: Mapping[str, tuple[str, ...]]  # name, as `key` gives it -> points that are all meant
    levels: Mapping[str, str]  # letter of a part of the spine -> what lies beside it
    in_ear: frozenset[str]  # names of points of the ear, as `key` gives them
    details: Mapping[str, frozenset[str]]  # technique, `any` or `told` -> what is said beside a place and is none
    ear_regions: Mapping[str, str]  # of those, the ones that a rule tells apart -> their region
    sources: Mapping[str, Source]


class Region(Struct, frozen=True):
    """What people call a region, and the hazards that lie under all of it.

    *techniques* are names of those that are done there by their name, such as ear acupuncture, as `key` gives them.
    *stands_in* is the region that is taken for it in a rule book that does not know it.
    """

    names: tuple[str, ...]
    hazards: Mapping[str, Side | None]
    techniques: frozenset[str] = frozenset()
    stands_in: str = ""


class ClosedForm(Struct, frozen=True, array_like=True):
    """One closed form: an automaton over the words of a line whose names, times and kin are marked."""

    use: Use
    kind: NameKind  # of the names it is about
    lines: Automaton


class DangerWords(Struct, frozen=True, array_like=True):
    """Words that together, one or more of each group in one sentence, sound like a *line*."""

    line: str  # as `question.line`
    groups: tuple[int, ...]  # the numbers of their lists
    milder: int | None = None  # the list of words beside which it is less than that, such as streaks of blood
    plain: bool = False  # whether so much is said that nothing else has to say so as well


class PartedDanger(Struct, frozen=True, array_like=True):
    """Words that together sound like a *line*, though those of each group may stand in an entry of their own.

    One of each group is enough: phrases that all stand in one entry, each by the number of a list of it alone.
    """

    line: str  # as `question.line`
    background: tuple[tuple[int, ...], ...]  # a group that may be old, or implied by other answers; often there is none
    groups: tuple[tuple[tuple[int, ...], ...], ...]
    words: tuple[tuple[int, ...], ...]  # all of each of these groups


class SignWords(Struct, frozen=True, dict=True):
    """Words of one language by which what is not known sounds like a new sign, as the numbers of their lists.

    What its dangers are made up of is unpacked once something is said that begins one; those that may be told in
    several entries next to one another, which are a fifth of them, stand by themselves as well.
    """

    denying: frozenset[str]  # the first words of all that says no
    denial: str  # the regular expression of a sign with that beside it
    onset: int  # that something is new
    signs: int  # of the body and what is wrong with it
    cannot: int  # that something cannot be done; in a danger the word "cannot" is any of them
    doing: int  # what people can do
    grave: int  # what is grave by itself
    bodily: int  # single words of signs, several of which need no word of onset
    usual: int  # that it is old, over or checked: only what is grave counts, and other parts of the line
    aging: int  # single words of these and of those of onset, and numbers: alone they name nothing
    everyday: int  # that it may have an everyday cause: what is grave counts, and a danger
    fresh: int  # that it began within the last day or so, whatever year stands beside it
    not_plain: int  # that it is old, or not of the person or not of now: no danger counts by itself
    packed_danger: bytes
    packed_in_a_row: bytes
    opening: int  # all words of the first groups of these, without which there is none

    @cached_property
    def danger(self) -> tuple[DangerWords, ...]:
        return msgpack.decode(self.packed_danger, type=tuple[DangerWords, ...])

    @cached_property
    def danger_in_a_row(self) -> tuple[DangerWords, ...]:
        return msgpack.decode(self.packed_in_a_row, type=tuple[DangerWords, ...])

    @cached_property
    def plain_danger(self) -> tuple[DangerWords, ...]:
        """Those that count by themselves, which are few."""
        return tuple(danger for danger in self.danger if danger.plain)


class NewSigns(Struct, frozen=True):
    """Words by which what is not known sounds like a new sign of illness."""

    line: str  # what such words may tick, as `question.line`
    phrases: NumberedPhrases  # all of them, as plain words with single spaces
    languages: tuple[SignWords, ...]  # English first, which is mixed into all others
    beginning: int  # the list of the first words of all phrases of several words
    parting: tuple[str, ...]  # what begins a part of a sentence of which what is usual before it says nothing
    lasting: frozenset[str]  # lines of which something old may have left signs: beside that they have to be new
    slips: Mapping[str, str]  # another spelling of a word -> the word
    parted: tuple[PartedDanger, ...]  # dangers that may be told in several entries
    implied: Mapping[int, frozenset[str]]  # the list of one phrase of these -> the classes, and lines, that say it


class AgreeingWords(Struct, frozen=True):
    """Phrases beside a condition that agree with a no to it, in small letters without apostrophes and hyphens.

    Those of several words stand under the first of them; the other lists hold single words.
    """

    before: Mapping[str, Agreement]  # in front of a name
    after: Mapping[str, Agreement]  # behind it
    before_last: frozenset[str]  # the last words of those in front
    after_first: Mapping[str, frozenset[str]]  # those behind by their first words
    last: Mapping[str, frozenset[str]]  # behind it, at the end of what is said of it
    filling: frozenset[str]  # between a word for no and its name
    linking: frozenset[str]  # between a name and what was found
    tests: frozenset[str]
    good: frozenset[str]  # results that say so of a test alone
    ending: Mapping[str, frozenset[str]]  # behind a word for no and its name
    had: frozenset[str]  # between somebody else and what is theirs
    not_theirs: Mapping[str, frozenset[str]]  # by which it is the person's own after all
    only_theirs: Mapping[str, frozenset[str]]
    own_well: frozenset[str]  # words of which it may be made up as well that the person is well
    own_no: frozenset[str]  # or has it not
    own_filling: frozenset[str]  # beside them
    open: Mapping[str, frozenset[str]]  # by which all is open again
    limits: frozenset[str]  # by which a no behind it is none of everything
    settled: Mapping[str, frozenset[str]]  # in which such a word says the opposite
    later: Mapping[str, frozenset[str]]  # what a part of its own may say of the name before it
    fearing: Mapping[str, frozenset[str]]  # what may stand behind what is feared
    turned_out: Mapping[str, frozenset[str]]
    by_cause: frozenset[str]  # between a name and a time, which is then that of something else
    long_ago: Mapping[str, frozenset[str]]
    long_ago_if_well: Mapping[str, frozenset[str]]
    well: frozenset[str]
    of_now: Mapping[str, frozenset[str]]  # behind a word for no and a name of now alone
    not_by_itself: frozenset[str]  # by which such a name may be held off alone
    looked_at: Mapping[str, frozenset[str]]  # which say when a doctor looked
    at_work: Mapping[str, frozenset[str]]
    workplace: frozenset[str]
    suspected_in_front: Mapping[str, frozenset[str]]
    suspected_behind: Mapping[str, frozenset[str]]
    scanned: frozenset[str]  # what kind of test it was, between "on" and its name
    where: frozenset[str]  # places and sides, between a name and what was found there
    removed: frozenset[str]  # the same of what was done with it
    benign: Mapping[str, frozenset[str]]  # what a part of its own may say of a growth
    called_harmless: Mapping[str, frozenset[str]]  # the same, where somebody looked at it
    looked: frozenset[str]  # by whom, or how
    of_tissue: frozenset[str]  # tests that say so where nothing was found
    gone: Mapping[str, frozenset[str]]  # what ends a line about something of now alone
    gone_lately: Mapping[str, frozenset[str]]  # the times at which it may have been
    telling: frozenset[str]  # the first words of all that may agree, in any of these


class Homonyms(Struct, frozen=True):
    """What stands beside homonyms where they mean nothing grave; illnesses and remedies by `key`."""

    after_my: frozenset[str]  # behind "mi"
    of_life: frozenset[str]  # behind "als"
    of_hearing: frozenset[str]  # in a line with "aids"
    remitting: frozenset[str]  # in front of "in remission"
    remedies: frozenset[str]  # in front of a potency


class CaredFor(Struct, frozen=True):
    """Words of somebody helping for the person who is treated, such as "mum", and by which they are somebody else."""

    grown_up: frozenset[str]
    any_age: frozenset[str]
    not_them: frozenset[str]  # words directly in front: "her husband"
    told_of_kin: frozenset[str]  # words anywhere in such a line


class Lexicon(Struct, frozen=True, dict=True):
    """What is known of words around names. Single words are in small letters, spellings as `key` gives them.

    What only a line with more than names needs is unpacked with the first one.
    """

    remark: NumberedPhrases  # words that say nothing about what is named
    made: NumberedPhrases  # spellings of what tells how a medicine is made up and taken, several words included
    reports: NumberedPhrases  # spellings of what reports on a name before it and says nothing of its own
    calendar: NumberedPhrases  # months, days, seasons and numbers in words
    given: NumberedPhrases  # words of where and when a medicine was given, those of the calendar among them
    forms: NumberedPhrases  # words of forms
    often: NumberedPhrases  # words of how often and where a medicine is used
    salts: NumberedPhrases
    apart: frozenset[str]  # pairs of words that only run together spell a name
    local: Mapping[str, str]  # words for a form that acts where it is put -> its route
    of_a_person: frozenset[str]  # names of conditions that say of somebody that they are so
    kin: Mapping[str, bool]  # words for somebody else -> whether a blood relative
    cared_for: CaredFor
    not_named: frozenset[str]  # spellings of what says only that there is something
    unnamed: frozenset[str]  # words for a medicine that do not say which it is
    spelt_right: NumberedPhrases  # keys of words that are near a name and no slip in one
    before: Mapping[str, Cue]  # words of a cue in front of what it is about -> its kind
    after: Mapping[str, Cue]
    ends: frozenset[str]  # words that no cue reaches beyond
    packed_closed: bytes
    local_medicines: Mapping[str, frozenset[str]]  # route -> spellings of medicines that act only there in such a form
    pasts: tuple[Past | None, ...]  # when conditions are over, before their lines; None: for good
    past: NumberedPhrases  # spelling of such a condition, with its place in these
    allergens: Mapping[str, frozenset[str]]  # spelling of a substance -> the lines that an allergy to it ticks
    denied_now: frozenset[str]  # lines to which a no of now is a whole no
    states: frozenset[str]  # likewise, of what families may share
    of_now: frozenset[str]  # lines that only tell of now, and give no time after which they are over
    growths: frozenset[str]  # lines of lumps, which may be found to be benign
    unexplained: frozenset[str]  # lines of signs that no illness is named for
    of_a_sign: frozenset[str]  # likewise, where a sign of danger may mean them
    heritable: frozenset[str]  # lines and spellings of conditions that blood relatives may share
    packed_agreeing: bytes
    homonyms: Homonyms
    links: frozenset[str]  # words that lead to what stands behind them
    parting: frozenset[str]  # words that begin another part of what is said
    surface: frozenset[str]  # places and sides of which a whole segment behind a condition may be made

    @cached_property
    def closed(self) -> tuple[ClosedForm, ...]:
        return msgpack.decode(self.packed_closed, type=tuple[ClosedForm, ...])

    @cached_property
    def agreeing(self) -> AgreeingWords:
        return msgpack.decode(self.packed_agreeing, type=AgreeingWords)

    def past_of(self, spelling: str, otherwise: Past | None = None) -> Past | None:
        """When a condition is over by its name; *otherwise* where its name says nothing of that."""
        for place in self.past.of(spelling):
            return self.pasts[place]
        return otherwise

    def allergy_to(self, typed: str, spelling: str) -> tuple[Name, ...]:
        """The condition that an allergy to a substance is, in one name; none where no line is about it."""
        lines = self.allergens.get(spelling)
        if lines is None:
            return ()
        return (Name(typed, MatchStatus.RECOGNISED, "", lines, MatchMethod.EXACT, kind=NameKind.CONDITION),)
