"""A typed line as words: what each is, and what stands between one and the next."""

from __future__ import annotations

import re
from enum import Enum, IntEnum
from functools import cache

from msgspec import Struct

from acucheck.names.spelling import key

_NUMBER = r"\d++(?:[.,]\d++)*+"
_UNIT = (
    r"(?:mgs?|milligrams?|milligrammes?|mcgs?|micrograms?|microgrammes?|µg|μg|ug|grams?|grammes?|g|kg|mls?"
    r"|millilit(?:er|re)s?|l|iu|i\.u\.|ie|ui|units?|u|mmol|meq|puffs?|drops?|sprays?|actuations?|hours?|hrs?|hr|h|%)"
)
_END = r"(?![^\W\d_])"
_PER = rf"(?:\s?/\s?(?:{_NUMBER}\s?)?(?:{_UNIT}|days?|dose|tablet|tab|capsule|actuation){_END})"
_DOSE = (
    rf"{_NUMBER}\s?{_UNIT}{_END}{_PER}*"  # 5 mg, 2,5mg, 100 units/ml
    rf"|{_NUMBER}(?:\s?[-/x\u00d7+]\s?{_NUMBER})+(?:\s?{_UNIT}{_END})?"  # 5/325, 1-0-1, 2 x 500 mg
    rf"|[x\u00d7]\s?\d++(?!\w)|\d++\s?[x\u00d7](?!\w)"
)
_DATE = (
    r"(?:19|20)\d\d-\d\d?-\d\d?(?!\d)"  # 2015-03-12
    r"|\d\d?[./-]\d\d?[./-](?:(?:19|20)\d\d|\d\d)(?!\d)"  # 12/03/2015
    r"|\d\d?/(?:19|20)\d\d(?!\d)"  # 03/2015
    r"|'\d\ds?(?!\w)|(?:19|20)\d\d(?:'?s)?(?![\w%])"  # '98, 2015, 1990s
)
_ABBREVIATION = r"w/o|h/o|s/p|c/o|d/c(?:'?d)?|r/o|n/a|\d{1,2}(?:\+\d)?/40|f/h|p/h|w/h|o/c|m/r|s/r|e/c|[+-]ve|\d{1,2}/(?:7|52|12)|dc'd"
_NUMBER_SIGNS = frozenset({"no", "nr", "num"})
"""Abbreviations for a number: Tylenol No. 3."""

_OF_FORTY = "/40"
"""How midwives write the weeks of a pregnancy."""

_LETTER = r"[^\s\x00-/:-@\[-`{-\x7f\u00a1\u00a7\u00ab\u00b7\u00bb\u00bf\u2010-\u2027\u2030-\u205e\u3000-\u303f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]"
_WORD = rf"{_LETTER}++(?:['\u2019]{_LETTER}++)*+"
_GLUED = rf"[^\W\d_]++(?=\d++(?:[.,]\d++)*+(?:mg|mcg|µg|μg|ug|g|ml|iu|%){_END})"
"""A word that a dose runs into: ramipril5mg."""


class Gap(IntEnum):
    """What stands in front of a word, the weakest first."""

    NONE = 0  # space, a hyphen, brackets, a dot inside an abbreviation
    JOINT = 1  # a plus, a stroke or an ampersand: the two may be one name or two
    APART = 2  # a comma, a semicolon, a new line, the end of a sentence


class Kind(Enum):
    """What a word is by its look."""

    WORD = "word"
    DOSE = "dose"
    DATE = "date"  # a date or a year in figures
    NUMBER = "number"
    MARK = "mark"  # a question mark


class Word(Struct, frozen=True):
    """One word of a line: where it stands, as it is compared, and what is in front of it."""

    start: int
    end: int
    plain: str  # in small letters, with plain apostrophes
    bare: str  # without apostrophes, as people often leave them out
    key: str  # as names are compared
    kind: Kind
    gap: Gap
    hyphen: bool  # runs into the word before it
    capitals: bool


@cache
def _token() -> re.Pattern[str]:
    return re.compile(
        r"(?P<item>(?:(?<=\s)|^)\(?\d{1,2}[.)](?=\s))|"
        rf"(?P<date>(?<![\w.,/]){_DATE})|(?P<short>(?<!\w)(?:{_ABBREVIATION})(?!\w))|(?P<dose>{_DOSE})|(?P<glued>{_GLUED})"
        rf"|(?P<word>{_WORD})|(?P<mark>\?)|(?P<apart>[,;\n\r\u2022\u00b7|\u3001\u3002\uff0c\uff1b!]|\.(?-i:(?=\s+[^\sa-z]|\s*$|[A-Z]))|(?<=[^\W\d_]{6})\.(?=\s)|(?<=\d{4})\.(?=\s))"
        r"|(?P<joint>[+&/\uff0b\uff0f])|(?P<other>[^\s])",
        re.IGNORECASE,
    )


def words_of(text: str) -> list[Word]:
    """The words of *text* in order, in time linear in its length."""
    found: list[Word] = []
    gap, loose = Gap.APART, True
    for match in _token().finditer(text):
        what = match.lastgroup
        if what in {"apart", "item", "joint"}:
            gap = max(gap, Gap.JOINT if what == "joint" else Gap.APART)
            loose = True
        elif what == "other":
            loose = True if match[0] != "-" else not (found and found[-1].end == match.start())
        else:
            gap = _after_abbreviation(found, text, gap)
            glued = bool(found) and not text[found[-1].end : match.start()].strip("-\u2010\u2011") and not loose
            found.append(_word(match, gap, hyphen=glued and match.start() > found[-1].end))
            gap, loose = Gap.NONE, False
    return found


def _after_abbreviation(found: list[Word], text: str, gap: Gap) -> Gap:
    """A dot behind one letter ends no sentence: p. o., b.d., Dr. Reddy."""
    if gap is Gap.APART and found and len(found[-1].plain) == 1 and text[found[-1].end : found[-1].end + 1] == ".":
        rest = text[found[-1].end + 1 :].lstrip()[:1]
        if rest.isalpha():
            return Gap.NONE
    if (
        gap is Gap.APART
        and found
        and found[-1].plain in _NUMBER_SIGNS
        and text[found[-1].end :].lstrip(". ")[:1].isdecimal()
    ):
        return Gap.NONE
    return gap


def _word(match: re.Match[str], gap: Gap, *, hyphen: bool) -> Word:
    text = match[0]
    plain = text.casefold().replace("\u2019", "'")
    spelling = key(text)
    match match.lastgroup:
        case "dose":
            kind = Kind.DOSE
        case "date":
            kind = Kind.DATE
        case "mark":
            kind = Kind.MARK
        case _:
            weeks = plain.endswith(_OF_FORTY)
            kind = Kind.NUMBER if spelling.isdecimal() and not weeks else Kind.WORD
    return Word(match.start(), match.end(), plain, plain.replace("'", ""), spelling, kind, gap, hyphen, text.isupper())
