"""A typed line as words: what each is, and what stands between one and the next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, IntEnum
from functools import cache
from typing import Protocol

from msgspec import Struct

from acucheck.names.spelling import key

# Parts of the expression, which is read with re.VERBOSE: white space in them does not count.

_NUMBER = r"\d++ (?: [.,]\d++ )*+"
_UNIT = r"""(?:
    mgs? | milligrams? | milligrammes? | mcgs? | micrograms? | microgrammes? | µg | μg | ug | grams? | grammes? | g | kg
    | mls? | millilit(?:er|re)s? | l | iu | i\.u\. | ie | ui | units? | u | mmol | meq | puffs? | drops? | sprays?
    | actuations? | hours? | hrs? | hr | h | cm | mm | lbs? | %
)"""
_END = r"(?![^\W\d_])"
_PER = rf"""(?: \s? / \s? (?: {_NUMBER} \s? )?
    (?: {_UNIT} | days? | dose | tablet | tab | capsule | actuation | min | m[2²] ) {_END} )"""
_DOSE = (
    rf"{_NUMBER} \s? {_UNIT} {_END} {_PER}*"  # 5 mg, 2,5mg, 100 units/ml
    rf"| {_NUMBER} (?: \s? [-/x\u00d7+] \s? {_NUMBER} )+ (?: \s? {_UNIT} {_END} )?"  # 5/325, 1-0-1, 2 x 500 mg
    rf"| [x\u00d7] \s? \d++ (?!\w) (?! \s? {_UNIT} {_END} )"  # x2; in 'factor X 5 mg' it is a name's
    r"| \d++ \s? [x\u00d7] (?!\w)"  # 2x
)
_CENTURY_YEAR = r"(?:19|20)\d\d"
_DATE = (
    rf"{_CENTURY_YEAR} - \d\d? - \d\d? (?!\d)"  # 2015-03-12
    rf"| \d\d? [./-] \d\d? [./-] (?: {_CENTURY_YEAR} | \d\d ) (?!\d)"  # 12/03/2015
    rf"| \d\d? / {_CENTURY_YEAR} (?!\d)"  # 03/2015
    r"| '\d\ds? (?!\w)"  # '98, '80s
    rf"| {_CENTURY_YEAR} (?:'?s)? (?![\w%])"  # 2015, 1990s
)
_ABBREVIATION = r"""(?:
    w/o | w/ | h/o | s/p | c/o | d/c(?:'?d)? | r/o | n/a | f/h | p/h | w/h | o/c | m/r | s/r | e/c | [+-]ve
    | s/c | i/m | i/v | p/o | o/d | b/d | o/n
    | (?:mech|chron|rez|bds|beids|bilat|exacerb|approx|ret)\.
    | (?:[x\u00d7] \s?)? \d{1,2}/(?:7|52|12)(?:ly)? | \d{1,2}(?:\+\d)?/40 | dc'd
    | \#(?!\s*\d)(?=[\s,.;)]|$)
)"""
_SPAN = re.compile(r"[x\u00d7]?\s?(?P<span>\d{1,2}/(?:7|52|12))(?:ly)?")
"""Days, weeks or months as clinicians write them: 3/7, x 2/52, 6/12ly."""

_BROKEN = "#"
"""How clinicians write a fracture."""

_VERTEBRA = r"(?: [CLS]\d{1,2} | Th?(?:[5-9]|1[0-2]) )"
_LEVELS = rf"{_VERTEBRA} [/-] (?: {_VERTEBRA} | \d{{1,2}} )"
"""From one vertebra to the next: L4/5, C5-C6, L5/S1; what may be thyroid hormones, T3/T4, is none."""

_OF_FORTY = "/40"
"""How midwives write the weeks of a pregnancy."""

_WEEKS = key("weeks pregnant")
"""What it means, so that no time of day or other figure is taken for it."""

_NUMBER_SIGNS = frozenset({"no", "nr", "num"})
"""Abbreviations for a number: Tylenol No. 3."""

_NO_LETTERS = (
    r"\s\x00-/:-@\[-`{-\x7f"  # ASCII but for letters and figures
    r"\u00a1\u00a7\u00ab\u00b7\u00bb\u00bf"  # Latin marks and quotes
    r"\u2010-\u2027\u2030-\u205e"  # general punctuation
    r"\u3000-\u303f"  # that of East Asian scripts
    r"\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"  # its wide and half-wide forms
)
_LETTER = rf"[^{_NO_LETTERS}]"
_WORD = rf"{_LETTER}++ (?: ['\u2019] {_LETTER}++ )*+"
_GLUED = rf"[^\W\d_]++ (?= {_NUMBER} (?: mg | mcg | µg | μg | ug | g | ml | iu | % ) {_END} )"
"""A word that a dose runs into: ramipril5mg."""

_ITEM = r"(?: (?<=\s) | ^ ) \(? \d{1,2} [.)] (?=\s)"
"""The number of an item in a list."""

_SENTENCE_END = r"\. (?-i: (?= \s+[^\sa-z] | \s*$ | [A-Z] ) )"
_FULL_STOP = r"(?: (?<=[^\W\d_]{5}) | (?<=\d{4}) ) \. (?=\s)"
"""A dot behind a word that is no abbreviation, or a year, ends a sentence, whatever stands behind it."""

_FIGURE = r"(?<![\w.,]) \d{1,3}+ [.,] \d{1,2} (?![.,]?\w)"
"""A figure with its decimals, whether a dot or a comma stands in front of them: 38.3, 38,3."""

_APART = rf"[,;\n\r\u2022\u00b7|\u3001\u3002\uff0c\uff1b!] | {_SENTENCE_END} | {_FULL_STOP}"

_LEXEMES = {
    "item": _ITEM,
    "date": rf"(?<![\w.,/]) (?: {_DATE} )",
    "short": rf"(?<!\w) {_ABBREVIATION} (?!\w)",
    "level": rf"(?<!\w) {_LEVELS} (?!\w)",
    "dose": _DOSE,
    "glued": _GLUED,
    "figure": _FIGURE,
    "word": _WORD,
    "mark": r"\?",
    "apart": _APART,
    "joint": r"[+&/\uff0b\uff0f]",
    "other": r"\S",
}
"""What a line is cut into, in the order in which it is tried. What no other fits is passed over as `other`."""


class Gap(IntEnum):
    """What stands in front of a word, the weakest first."""

    NONE = 0  # space, a hyphen, brackets, a dot inside an abbreviation
    JOINT = 1  # a plus, a stroke or an ampersand: the two may be one name or two
    APART = 2  # a comma, a semicolon, a new line, the end of a sentence


class WordKind(Enum):
    """What a word is by its look."""

    WORD = "word"
    DOSE = "dose"
    DATE = "date"  # a date or a year in figures
    NUMBER = "number"
    MARK = "mark"  # a question mark
    LEVEL = "level"  # vertebrae next to each other
    MEASURE = "measure"  # what was measured, with its figures


_KINDS = {"dose": WordKind.DOSE, "date": WordKind.DATE, "mark": WordKind.MARK, "level": WordKind.LEVEL}
"""What a word is by its lexeme; any other is a number where it is one in figures, else a plain word."""


class LineWord(Struct, frozen=True):
    """One word of a line: where it stands, as it is compared, and what is in front of it."""

    start: int
    end: int
    plain: str  # in small letters, with plain apostrophes
    bare: str  # without apostrophes, as people often leave them out
    key: str  # as names are compared
    kind: WordKind
    gap: Gap
    hyphen: bool  # runs into the word before it
    capitals: bool


class WordRange(Protocol):
    """Some words of a line, such as those of a name: the positions from *first* up to *last*."""

    @property
    def first(self) -> int: ...

    @property
    def last(self) -> int: ...


def positions_in(ranges: Iterable[WordRange]) -> set[int]:
    """The positions of all words in some ranges."""
    found: set[int] = set()
    for each in ranges:
        found.update(range(each.first, each.last))
    return found


@cache
def _lexeme() -> re.Pattern[str]:
    groups = [f"(?P<{name}>{pattern})" for name, pattern in _LEXEMES.items()]
    return re.compile("|".join(groups), re.IGNORECASE | re.VERBOSE)


def words_of(text: str) -> list[LineWord]:
    """The words of *text* in order, in time linear in its length."""
    found: list[LineWord] = []
    gap = Gap.APART
    for match in _lexeme().finditer(text):
        match match.lastgroup:
            case "apart" | "item":
                gap = Gap.APART
            case "joint":
                gap = max(gap, Gap.JOINT)
            case "other":
                continue
            case _:
                hyphen = bool(found) and text[found[-1].end : match.start()] == "-"
                found.append(_word(match, _after_abbreviation(found, text, gap), hyphen=hyphen))
                gap = Gap.NONE
    return found


def windows(words: Sequence[LineWord], position: int, longest: int) -> Iterator[Sequence[LineWord]]:
    """The stretches of at most *longest* words from a position on, the longest first."""
    for length in range(min(longest, len(words) - position), 0, -1):
        yield words[position : position + length]


def plain_text(words: Iterable[LineWord]) -> str:
    """Some words in small letters with single spaces between them."""
    return " ".join(word.plain for word in words)


def bare_text(words: Iterable[LineWord]) -> str:
    """Some words in small letters with single spaces between them and without apostrophes."""
    return " ".join(word.bare for word in words)


def _after_abbreviation(found: list[LineWord], text: str, gap: Gap) -> Gap:
    """A dot behind one letter ends no sentence, nor one between "no" and a figure: p. o., b.d., Dr. Reddy, No. 3."""
    if gap is not Gap.APART or not found:
        return gap
    before = found[-1]
    if _is_letter_of_several(before, text) or _is_number_sign(before, text):
        return Gap.NONE
    return gap


def _is_letter_of_several(word: LineWord, text: str) -> bool:
    """Whether a word is one letter with a dot, and another one stands behind that."""
    if len(word.plain) != 1 or text[word.end : word.end + 1] != ".":
        return False
    behind = text[word.end + 1 :].lstrip()
    return behind[:1].isalpha()


def _is_number_sign(word: LineWord, text: str) -> bool:
    """Whether a word says that the figure behind it is a number: No. 3."""
    if word.plain not in _NUMBER_SIGNS:
        return False
    behind = text[word.end :].lstrip(". ")
    return behind[:1].isdecimal()


def _word(match: re.Match[str], gap: Gap, *, hyphen: bool) -> LineWord:
    text = match[0]
    plain = text.casefold().replace("\u2019", "'")
    span = _SPAN.fullmatch(plain)
    if span is not None:
        plain = span["span"]
    elif plain == _BROKEN:
        plain = "fracture"
    bare = plain.replace("'", "")
    spelling = key(plain)
    kind = _KINDS.get(match.lastgroup or "", WordKind.WORD)
    if plain.endswith(_OF_FORTY):
        spelling = _WEEKS
    elif kind is WordKind.WORD and spelling.isdecimal():
        kind = WordKind.NUMBER
    return LineWord(match.start(), match.end(), plain, bare, spelling, kind, gap, hyphen, capitals=text.isupper())
