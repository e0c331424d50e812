"""The words that agree with a no to a condition, out of the dictionary of words that say something of a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from acucheck.located import Node
from acucheck.model.answers import Agreement
from acucheck.names.dictionary import names
from acucheck.names.entries import AgreeingWords

_INNER_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
"""A hyphen inside a word: a line has two words there."""

_WORDS = (
    "filling",
    "linking",
    "tests",
    "good",
    "had",
    "limits",
    "by cause",
    "well",
    "not by itself",
    "scanned",
    "workplace",
    "where",
    "removed",
    "of tissue",
    "looked",
    "own well",
    "own no",
    "own filling",
)
"""The lists of single words."""

_PHRASES = (
    "last",
    "ending",
    "not theirs",
    "only theirs",
    "open",
    "settled",
    "later",
    "fearing",
    "turned out",
    "long ago",
    "long ago if well",
    "of now",
    "suspected in front",
    "suspected behind",
    "at work",
    "looked at",
    "gone",
    "gone lately",
    "benign",
    "called harmless",
)
"""The lists of phrases that are no cues with a kind."""

_TELLING = (
    "last",
    "later",
    "turned out",
    "long ago",
    "long ago if well",
    "suspected in front",
    "at work",
    "gone",
    "benign",
    "called harmless",
)
"""Of those, what may be the one phrase by which a line agrees with a no."""


def agreeing_words(node: Node, kin: Iterable[str]) -> AgreeingWords:
    """The words of one section, beside words for *kin*. Raises InvalidFile when it is broken."""
    sections = node.fields(["before", "after", *_WORDS, *_PHRASES])
    before = dict(_cues(sections["before"]))
    after = dict(_cues(sections["after"]))
    words = {name: frozenset(_phrases(sections[name])) for name in _WORDS}
    phrases = {name: _by_first_word(_phrases(sections[name])) for name in _PHRASES}
    telling = {*words["good"], *map(_first_word, before), *map(_first_word, after)}
    telling.update(_first_word(_as_in_line(name)) for name in kin)
    for name in _TELLING:
        telling.update(phrases[name])
    return AgreeingWords(
        before=before,
        after=after,
        before_last=frozenset(phrase.rpartition(" ")[2] for phrase in before),
        after_first=_by_first_word(after),
        telling=frozenset(telling),
        filling=words["filling"],
        linking=words["linking"],
        tests=words["tests"],
        good=words["good"],
        had=words["had"],
        limits=words["limits"],
        by_cause=words["by cause"],
        well=words["well"],
        last=phrases["last"],
        ending=phrases["ending"],
        not_theirs=phrases["not theirs"],
        only_theirs=phrases["only theirs"],
        own_well=words["own well"],
        own_no=words["own no"],
        own_filling=words["own filling"],
        open=phrases["open"],
        settled=phrases["settled"],
        later=phrases["later"],
        fearing=phrases["fearing"],
        turned_out=phrases["turned out"],
        long_ago=phrases["long ago"],
        long_ago_if_well=phrases["long ago if well"],
        of_now=phrases["of now"],
        not_by_itself=words["not by itself"],
        suspected_in_front=phrases["suspected in front"],
        suspected_behind=phrases["suspected behind"],
        looked_at=phrases["looked at"],
        at_work=phrases["at work"],
        workplace=words["workplace"],
        scanned=words["scanned"],
        where=words["where"],
        removed=words["removed"],
        of_tissue=words["of tissue"],
        benign=phrases["benign"],
        called_harmless=phrases["called harmless"],
        looked=words["looked"],
        gone=phrases["gone"],
        gone_lately=phrases["gone lately"],
    )


def _cues(node: Node) -> Iterator[tuple[str, Agreement]]:
    """Each phrase, and how it agrees."""
    kinds: Mapping[str, Agreement] = {each.value: each for each in Agreement}
    for kind, listed in node.pairs():
        for phrase in _phrases(listed):
            yield phrase, kind.one_of(kinds)


def _phrases(node: Node) -> Iterator[str]:
    return map(_as_in_line, names(node))


def _as_in_line(phrase: str) -> str:
    """A phrase as its words are compared in a line."""
    return _INNER_HYPHEN.sub(" ", phrase.casefold().replace("'", ""))


def _by_first_word(phrases: Iterable[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for phrase in phrases:
        found.setdefault(_first_word(phrase), set()).add(phrase)
    return {first: frozenset(each) for first, each in found.items()}


def _first_word(phrase: str) -> str:
    return phrase.partition(" ")[0]
