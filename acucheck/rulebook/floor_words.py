"""Words that no sentence for people may have: advice against a medicine, and that anything is safe."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.names.lazy_pattern import LazyPattern

_MEDICINE = LazyPattern(
    r"\b(medic\w+|tablets?|pills?|doses?|drugs?|thinners?|aspirin|warfarin|heparin|insulin|steroids?|statins?|inhalers?"
    r"|eye drops|anticoag\w+|antiplatelet\w*|antidepress\w+|antibiotics?|chemotherapy|opioids?|painkillers?"
    r"|prescri\w+)\b"
)
_ENDED = LazyPattern(
    r"\b(stop\w*|skip\w*|paus\w+|chang\w+|reduc\w+|lower\w* the|miss(?:ed|ing)? (?:a|the|your|one)|delay\w*|post?pon\w+"
    r"|hold(?:ing)? (?:off|back)|withh\w+|withdraw\w*|discontinu\w+|com(?:e|ing) off|off (?:your|the|all|any)"
    r"|switch\w*|adjust\w*|cut(?:ting)? (?:down|out)|interrupt\w*|omit\w*|leav(?:e|ing) (?:\w+ )?(?:\w+ )?out"
    r"|halv\w+|taper\w*|wean\w*|suspend\w*|replac\w+|instead|later|less of|go(?:ing)? without|do without"
    r"|without (?:your|the|it)|(?:do not|don't|avoid|rather than) (?:take|taking|use|using)|better (?:off )?without"
    r"|(?:take|use) no)\b"
)
_KEPT = LazyPattern(
    r"\b(never advise|nothing is changed|change nothing|change no medicine|no reason to change|do not replace)\b"
)
_KEPT_FOR_A_TIME = LazyPattern(r"\bkeep (?:taking|using)\b[^.;]*\b(?:until|unless|till)\b", one_of=["keep"])
_SAFE = LazyPattern(
    r"\b(?:is|are|it's|be|was|were|as|perfectly|quite|totally|completely|entirely) (?:safe|harmless|risk-free)\b"
    r"|\bsafe (?:to|for)\b|\bsafely\b|\b(?:is|are|has|have|carries|with|at) no risks?\b|\bwithout (?:any )?risk\b"
    r"|\bnothing can happen\b",
    one_of=["safe", "harmless", "risk", "nothing can happen"],
)
_SENTENCE_END = LazyPattern(r"(?<=[.;:?!])\s+")


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text."""
    return filter(None, _SENTENCE_END.split(text))


def advises_against_a_medicine(sentence: str) -> bool:
    """Whether it speaks of ending or changing a medicine in any way but to say that it goes on."""
    if _MEDICINE.search(sentence) and speaks_of_an_end(sentence):
        return True
    return _KEPT_FOR_A_TIME.search(sentence) is not None


def speaks_of_an_end(sentence: str) -> bool:
    """Whether it speaks of ending or changing anything, other than to say that this must not be."""
    return _ENDED.search(sentence) is not None and _KEPT.search(sentence) is None


def calls_something_safe(sentence: str) -> bool:
    """Whether it says that something is safe, harmless or without a risk."""
    return _SAFE.search(sentence) is not None
