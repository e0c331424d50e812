"""Words of several meanings, told apart by what stands beside them: aids that help to hear, growth on a chart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from acucheck.model.answers import NameKind
from acucheck.names.entries import Lexicon
from acucheck.names.found_name import Find, FoundName
from acucheck.names.kin import kin_at
from acucheck.names.lazy_pattern import LazyPattern
from acucheck.names.line import Gap, LineWord, WordKind

_MY = "mi"
"""The word for "my" or "I", which in small letters before somebody or a part of the body is no heart attack."""

_AS = "als"
"""The German word for "as", which in small letters before somebody's age is no illness of nerves."""

_AT_REST = frozenset({"inremission"})
"""What by itself may speak of a cancer."""

_UNDETECTABLE = "undetectable"
_OF_HIV = "cancer-immune.hiv"
_NOT_FOUND = "belowdetection"

_AIDS = "aids"
HEARING_AIDS = "hearingaids"
"""The name that stands for aids in small letters where a line is about hearing, and its spelling."""

_REMEDY = "homeopathicremedy"
_POTENCY = LazyPattern(
    r"(?P<before>d|dh|x|c|ch|k|lm|q)(?P<steps>[3-9]|\d{2,4})|(?P<first>[3-9]|\d{2,4})(?P<behind>x|c|ch|d|dh|k|lm)|1m|10m|50m"
)
_OF_TENS = frozenset({"d", "dh", "x"})
_STEPS_OF_TEN = 6
_HOMEOPATHY = ("homeo", "homoeo", "homöo", "homéo", "omeopat", "globul")
"""How words begin that say that a remedy is a homeopathic one."""

_GROWTH = "growth"
_GROWTH_CHART = "growthchart"
_PERCENTILE = LazyPattern(r"p\d{1,2}|percentiles?|centiles?|curves?|charts?")
"""What stands behind the growth of a child, which is no lump."""


def is_at_rest(before: Sequence[FoundName], name: FoundName, lexicon: Lexicon) -> bool:
    """Whether a name says no more than that an illness in front of it is at rest: the one directly before, or any.

    Of those further away only what is known to come and go, where no cancer was named.
    """
    if not before or name.spelling not in _AT_REST:
        return False
    concepts = name.known.concepts
    if not all(each.known.concepts.isdisjoint(concepts) for each in before):
        return False
    is_directly_before = before[-1].last == name.first and bool(before[-1].known.concepts)
    return is_directly_before or any(each.spelling in lexicon.homonyms.remitting for each in before)


def of_another_germ(before: Sequence[FoundName], name: FoundName, find: Find) -> FoundName:
    """A name; "undetectable" where no HIV is named before it as what is found of anything else."""
    if name.spelling != _UNDETECTABLE:
        return name
    is_of_hiv = any(concept.startswith(_OF_HIV) for each in before for concept in each.known.concepts)
    known = find(_NOT_FOUND)
    return name if is_of_hiv or known is None else replace(name, known=known)


def is_of_a_language(words: Sequence[LineWord], position: int, lexicon: Lexicon) -> bool:
    """Whether a word says whose something is or when, and nothing more: "mi suegra", "mi espalda", "als Kind"."""
    word = words[position]
    if word.plain not in {_MY, _AS} or word.capitals:
        return False
    if position + 1 == len(words) or words[position + 1].gap is not Gap.NONE:
        return False
    behind = words[position + 1].plain
    if word.plain == _AS:
        return behind in lexicon.homonyms.of_life
    return behind in lexicon.homonyms.after_my or kin_at(words, position + 1, lexicon) is not None


def growth_of_a_child(words: Sequence[LineWord], position: int, find: Find, kind: NameKind) -> FoundName | None:
    """The growth of a child with the percentile that it has."""
    if words[position].plain != _GROWTH or position + 1 == len(words):
        return None
    behind = words[position + 1]
    if behind.gap is not Gap.NONE or _PERCENTILE.fullmatch(behind.plain) is None:
        return None
    known = find(_GROWTH_CHART)
    return None if known is None else FoundName(position, position + 2, known, kind, _GROWTH_CHART)


def homeopathic(
    words: Sequence[LineWord], position: int, find: Find, kind: NameKind, lexicon: Lexicon
) -> FoundName | None:
    """A remedy with its potency, by which nothing is left in it of the plant it is called by."""
    if kind is not NameKind.MEDICINE:
        return None
    for length in (2, 1):
        behind = position + length
        spelling = "".join(word.key for word in words[position:behind])
        if behind >= len(words) or spelling not in lexicon.homonyms.remedies:
            continue
        potency = words[behind]
        strength = _POTENCY.fullmatch(potency.plain)
        is_said = potency.kind is WordKind.NUMBER and any(word.plain.startswith(_HOMEOPATHY) for word in words)
        if potency.gap is Gap.NONE and (is_said or (strength and _is_thin(strength))):
            known = find(_REMEDY)
            return None if known is None else FoundName(position, behind + 1, known, kind, _REMEDY)
    return None


def _is_thin(strength: re.Match[str]) -> bool:
    """Whether a potency is at least one in a million: six steps of ten, or three of a hundred."""
    written, steps = strength["before"] or strength["behind"], strength["steps"] or strength["first"] or "1000"
    return written not in _OF_TENS or int(steps) >= _STEPS_OF_TEN


def helps_to_hear(spelling: str, word: LineWord, words: Sequence[LineWord], lexicon: Lexicon) -> bool:
    """Whether "aids" in a line that speaks of hearing are hearing aids."""
    if spelling != _AIDS or word.capitals:
        return False
    return any(each.plain in lexicon.homonyms.of_hearing for each in words)
