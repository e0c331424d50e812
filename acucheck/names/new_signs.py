"""What sounds like a new sign of illness in a line, whether its words are known or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from acucheck.model.answers import Candidate, Cue, MatchMethod, MatchStatus, Name, NameKind
from acucheck.names.entries import NewSigns, SignWords
from acucheck.names.number_words import numbers
from acucheck.names.sign_words import forms, spelt, unjoined, words_of

_compiled = cache(re.compile)  # the words of each language once

_YEAR = re.compile(r"(?:19|20)\d\d")

_SENTENCE_END = re.compile("[.;!?\n\u061f]+(?:\\s|$)|[\u3002\u0964\u06d4]")

_DANGER = "danger."
"""How a line of the question about signs that call for help by themselves begins."""

CANNOT = "cannot"
"""What stands in the words of a danger for any word that says that something cannot be done."""

_LEFT_OUT = "(...)"

_PART_END = r",(?!\d)|\uff0c|\u3001|\u060c"
"""What parts a sentence of which what is old in one part says nothing of the others; no comma in a number."""

_LONGEST = 6
"""Words in the longest phrase that is looked for."""

_SEVERAL = 2
"""Bodily words that are a sign without a word of onset."""

_BETWEEN = 1
"""Words that may stand between what cannot be done and the word for that it cannot."""


class _Line(Struct, frozen=True):
    """A line, and what of it is not known."""

    typed: str
    told: str  # all but the names that tick a line for certain
    unknown: str  # what is not known by itself, or by its letters only
    heard: str  # where words of a danger are looked for: not beside a danger that is known already


class _Sentence(Struct, frozen=True):
    """A sentence as it was typed, and what is looked for in it."""

    typed: str
    phrases: set[str]


class _Phrases(Struct, frozen=True):
    """The phrases of a line in which what is known is looked for."""

    around: set[str]  # all that was typed
    told: set[str]
    unknown: set[str]
    sentences: list[_Sentence]  # where words of a danger are looked for
    words: list[str]  # those of what is unknown, one by one
    each: list[set[str]]  # what each different one of these is looked for as


def with_new_sign(typed: str, names: Sequence[Name], known: NewSigns) -> tuple[Name, ...]:
    """The *names* of a line; where it sounds like a new sign, its unknown words together as one that may be that."""
    ticking = [name for name in names if name.concepts and not _is_guessed(name)]
    known_words = {name.typed for name in ticking}
    told = _told(names, known_words) if ticking else typed.strip()
    unknown = [name.typed for name in names if _is_unknown(name) and name.typed not in known_words]
    heard = told if any(map(_is_danger, ticking)) else typed
    texts = (typed, told, ", ".join(unknown), heard)
    left = {text: _said_to_be_there(text, known) for text in {*texts}}
    lines = _lines(_Line(*map(left.__getitem__, texts)), known)
    if not lines:
        return tuple(names)
    kept = [name for name in names if name.taken is not MatchStatus.UNRECOGNISED or name.typed in known_words]
    return (*kept, _new_sign(told or typed.strip(), lines))


def phrases_there(text: str, known: NewSigns) -> set[str]:
    """What is looked for in a text, without the signs it denies."""
    return _phrases(_said_to_be_there(text, known), known)


def is_old(phrases: set[str], known: NewSigns) -> bool:
    """Whether phrases say that something is old, over or checked, in English or in the language of their signs."""
    english, *others = known.languages
    spoken = [each for each in others if not _has_none(phrases, (each.signs, each.opening))]
    return not _has_none(phrases, [language.usual for language in (english, *spoken)])


def names_something(text: str, known: NewSigns) -> bool:
    """Whether a text has a word that is none of how old, over or checked something is, in whatever language."""
    return _names_something(text, known.languages)


def _said_to_be_there(text: str, known: NewSigns) -> str:
    """A text with its words as they are looked for, where one is spelt otherwise, and without the signs it denies."""
    left = spelt(text, known.slips)
    said = words_of(left)
    for words in known.languages:
        if not words.denying.isdisjoint(said):
            left = _compiled(words.denial).sub("", left)
    return left


def _new_sign(told: str, lines: Sequence[str]) -> Name:
    """What was told as what it may be. Beside a danger that calls for help, any other new sign is only asked about."""
    meant = tuple(Candidate("", frozenset({line})) for line in lines)
    counting = frozenset(lines)
    if any(line.startswith(_DANGER) for line in lines[:-1]):
        counting = frozenset(lines[:-1])
    return Name(told, MatchStatus.SUGGESTED, "", counting, None, meant, kind=NameKind.CONDITION, cue=Cue.NEW)


def _told(names: Sequence[Name], known_words: set[str]) -> str:
    """The words that tick no line for certain, in order, with a mark where others are left out between them."""
    told: list[str] = []
    for name in names:
        if name.typed not in known_words:
            told.append(name.typed)
        elif told and told[-1] != _LEFT_OUT:
            told.append(_LEFT_OUT)
    if told and told[-1] == _LEFT_OUT:
        told.pop()
    return ", ".join(told).replace(f", {_LEFT_OUT}, ", f" {_LEFT_OUT} ")


def _is_danger(name: Name) -> bool:
    return any(line.startswith(_DANGER) for line in name.concepts)


def _is_unknown(name: Name) -> bool:
    return name.taken is MatchStatus.UNRECOGNISED or _is_guessed(name)


def _is_guessed(name: Name) -> bool:
    """Whether nothing but the letters of a name are near to one that is known."""
    return name.taken is MatchStatus.SUGGESTED and name.via is MatchMethod.FUZZY


def _lines(line: _Line, known: NewSigns) -> list[str]:
    """The lines that words may tick: those of a danger that they sound like, and that for any new sign; or none."""
    found = {text: _phrases(text, known) for text in {line.typed, line.told, line.unknown}}
    parts = _Phrases(
        found[line.typed],
        found[line.told],
        found[line.unknown],
        [_Sentence(text, _phrases(text, known)) for text in _SENTENCE_END.split(line.heard)],
        words_of(line.unknown),
        [{*_of_one(word, known)} for word in {*words_of(line.unknown)}],
    )
    lines: list[str] = []
    for language in known.languages:
        lines += _in_one_language(parts, language, known)
    return [*dict.fromkeys(sorted(lines, key=known.line.__eq__))]


def _in_one_language(parts: _Phrases, language: SignWords, known: NewSigns) -> list[str]:
    """The lines that words may tick by the words of one language."""
    english = known.languages[0]
    if parts.words and not parts.told.isdisjoint(language.grave):
        grave = [line for sentence in parts.sentences for line in _dangers(sentence.phrases, language)]
        return [*grave, known.line]
    languages = (language, english)
    dangers: list[str] = []
    for sentence in parts.sentences:
        live = _not_usual(sentence, languages, known)
        may_be_left = live is not sentence.phrases and live.isdisjoint(language.onset)
        found = _dangers(live, language)
        dangers += [line for line in found if not may_be_left or line not in known.lasting]
    usual = [each.usual for each in languages]
    everyday = [each.everyday for each in languages]
    is_new = _has_none(parts.around, [*usual, *everyday]) and _is_new(parts, language, known)
    return [*dangers, known.line] if dangers or is_new else []


def _is_new(parts: _Phrases, language: SignWords, known: NewSigns) -> bool:
    """Whether a sign stands beside a word of onset, or several bodily words together."""
    if sum(not language.bodily.isdisjoint(word) for word in parts.each) >= _SEVERAL:
        return True
    is_sign = not parts.unknown.isdisjoint(language.signs) or _cannot_do(parts, language, known)
    return is_sign and not parts.around.isdisjoint(language.onset)


def _has_none(phrases: set[str], lists: Sequence[frozenset[str]]) -> bool:
    """Whether nothing of some lists is among the phrases."""
    return all(map(phrases.isdisjoint, lists))


def _not_usual(sentence: _Sentence, languages: Sequence[SignWords], known: NewSigns) -> set[str]:
    """What is looked for in a sentence without its parts that are old, over or checked.

    Such a part that says nothing else, as in "dizzy, since 2019", is about all the others.
    """
    usual = [language.usual for language in languages]
    if _has_none(sentence.phrases, usual):
        return sentence.phrases
    live: set[str] = set()
    for part in _parts(sentence.typed, known):
        phrases = _phrases(part, known)
        if _has_none(phrases, usual):
            live |= phrases
        elif not _names_something(part, languages):
            return set()
    return live


def _names_something(part: str, languages: Sequence[SignWords]) -> bool:
    """Whether a part of a sentence has a word that is none of how old, over or checked something is."""
    words = (_as_number(word) for word in words_of(part))
    return any(all(word not in language.aging for language in languages) for word in words)


def _parts(text: str, known: NewSigns) -> list[str]:
    """The parts of a sentence, where a comma parts it or a word such as "but"."""
    return re.split(rf"{_PART_END}|\b(?=(?:{'|'.join(known.parting)})\b)", text, flags=re.IGNORECASE)


def _dangers(words: set[str], language: SignWords) -> Iterator[str]:
    """The lines that words sound like."""
    if not words.isdisjoint(language.cannot):
        words = {*words, CANNOT}
    if words.isdisjoint(language.opening):
        return
    for danger in language.danger:
        first, *others = danger.groups
        is_told = not words.isdisjoint(first) and not any(map(words.isdisjoint, others))
        if is_told and words.isdisjoint(danger.milder):
            yield danger.line


def _phrases(text: str, known: NewSigns) -> set[str]:
    """The words and the stretches of several that begin as a known phrase does, numbers as written and as `#`."""
    words = words_of(text)
    found: set[str] = set()
    for word in words:
        found.update(_of_one(word, known))
    for written in (words, [_as_number(word) for word in words]):
        for first, end in _stretches(written, known):
            found.update(forms(" ".join(written[first:end]), known.stems))
    return found


def _of_one(word: str, known: NewSigns) -> Iterator[str]:
    """What one word is looked for as."""
    for part in (word, *unjoined(word)):
        yield from forms(part, known.stems)


def _stretches(words: Sequence[str], known: NewSigns) -> Iterator[tuple[int, int]]:
    """Where each word, and each stretch of several that begins as a known phrase does, begins and ends."""
    for first, word in enumerate(words):
        longest = _LONGEST if word in known.beginning else 1
        for end in range(first + 1, min(first + longest, len(words)) + 1):
            yield first, end


def _as_number(word: str) -> str:
    """A number as `#`, a year as `####`, any other word as it is."""
    if _YEAR.fullmatch(word):
        return "####"
    return "#" if word[0].isdecimal() or word in numbers() else word


def _cannot_do(parts: _Phrases, language: SignWords, known: NewSigns) -> bool:
    """Whether somebody cannot do what people can."""
    if language.cannot.isdisjoint(parts.unknown):
        return False
    words = parts.words
    for first, end in _stretches(words, known):
        if " ".join(words[first:end]) in language.cannot:
            done = words[end : end + 1 + _BETWEEN]
            if any(not language.doing.isdisjoint(_of_one(word, known)) for word in done):
                return True
    return False
