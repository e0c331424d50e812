"""Words that no sentence for people may have: advice against a medicine, and that anything is safe."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MEDICINE = (
    r"\b(medic\w+|tablets?|pills?|doses?|drugs?|thinners?|aspirin|warfarin|heparin|insulin|steroids?|statins?|inhalers?"
    r"|eye drops|anticoag\w+|antiplatelet\w*|antidepress\w+|antibiotics?|chemotherapy|opioids?|painkillers?"
    r"|prescri\w+)\b"
)
_ENDED = (
    r"\b(stop\w*|skip\w*|paus\w+|chang\w+|reduc\w+|lower\w* the|miss(?:ed|ing)? (?:a|the|your|one)|delay\w*|post?pon\w+"
    r"|hold(?:ing)? (?:off|back)|withh\w+|withdraw\w*|discontinu\w+|com(?:e|ing) off|off (?:your|the|all|any)"
    r"|switch\w*|adjust\w*|cut(?:ting)? (?:down|out)|interrupt\w*|omit\w*|leav(?:e|ing) (?:\w+ )?(?:\w+ )?out"
    r"|halv\w+|taper\w*|wean\w*|suspend\w*|replac\w+|instead|later|less of|go(?:ing)? without|do without"
    r"|without (?:your|the|it)|(?:do not|don't|avoid|rather than) (?:take|taking|use|using)|better (?:off )?without"
    r"|(?:take|use) no)\b"
)
_KEPT = r"\b(never advise|nothing is changed|change nothing|change no medicine|no reason to change|do not replace)\b"
_KEPT_FOR_A_TIME = r"\bkeep (?:taking|using)\b[^.;]*\b(?:until|unless|till)\b"
_SAFE = (
    r"\b(?:is|are|it's|be|was|were|as|perfectly|quite|totally|completely|entirely) (?:safe|harmless|risk-free)\b"
    r"|\bsafe (?:to|for)\b|\bsafely\b|\b(?:is|are|has|have|carries|with|at) no risks?\b|\bwithout (?:any )?risk\b"
    r"|\bnothing can happen\b"
)
_SENTENCE_END = r"(?<=[.;:?!])\s+"
"""Compiled when they are needed, as all of these: that takes longer than to read a practice's own file."""


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text."""
    return (sentence for sentence in re.split(_SENTENCE_END, text) if sentence)


def advises_against_a_medicine(sentence: str) -> bool:
    """Whether it speaks of ending or changing a medicine in any way but to say that it goes on."""
    ended = _matches(_MEDICINE, sentence) and speaks_of_an_end(sentence)
    return ended or _matches(_KEPT_FOR_A_TIME, sentence)


def speaks_of_an_end(sentence: str) -> bool:
    """Whether it speaks of ending or changing anything, other than to say that this must not be."""
    return _matches(_ENDED, sentence) and not _matches(_KEPT, sentence)


def calls_something_safe(sentence: str) -> bool:
    """Whether it says that something is safe, harmless or without a risk."""
    return _matches(_SAFE, sentence)


def _matches(pattern: str, sentence: str) -> bool:
    return re.search(pattern, sentence, re.IGNORECASE) is not None
