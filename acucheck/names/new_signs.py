"""What sounds like a new sign of illness in a line, whether its words are known or not."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from msgspec import Struct

from acucheck.model.answers import Candidate, Cue, MatchMethod, MatchStatus, Name, NameKind
from acucheck.names.entries import DangerWords, NewSigns, SignWords
from acucheck.names.number_words import numbers
from acucheck.names.sign_words import spelt, unjoined, words_of

_compiled = cache(re.compile)  # the words of each language once

_YEAR = re.compile(r"(?:19|20)\d\d")
_A_YEAR = re.compile(rf"\b{_YEAR.pattern}\b")

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
    """A sentence as it was typed, and the lists that something in it stands in."""

    typed: str
    lists: set[int]


class _Heard(Struct, frozen=True):
    """The lists that the parts of a line have something of."""

    around: set[int]  # all that was typed
    told: set[int]
    unknown: set[int]
    sentences: list[_Sentence]  # where words of a danger are looked for
    whole: list[_Sentence]  # all that were typed
    words: list[str]  # those of what is unknown, one by one
    each: list[set[int]]  # the lists of each different one of these


def with_new_sign(typed: str, names: Sequence[Name], known: NewSigns) -> tuple[Name, ...]:
    """The *names* of a line; where it sounds like a new sign, its unknown words together as one that may be that."""
    ticking = [name for name in names if name.concepts and not _is_guessed(name)]
    known_words = {name.typed for name in ticking}
    told = _told(names, known_words) if ticking else typed.strip()
    unknown = [name.typed for name in names if _is_unknown(name) and name.typed not in known_words]
    heard = told if any(map(_is_danger, ticking)) else typed
    texts = (typed, told, ", ".join(unknown), heard)
    left = {text: _said_to_be_there(text, known) for text in {*texts}}
    found = _heard(_Line(*map(left.__getitem__, texts)), known)
    kept = [name for name in names if name.taken is not MatchStatus.UNRECOGNISED or name.typed in known_words]
    if plain := frozenset(_plain_dangers(found.whole, known)):
        return (*kept, Name(typed.strip(), MatchStatus.RECOGNISED, "", plain, kind=NameKind.CONDITION))
    lines = _lines(found, known)
    if not lines:
        return tuple(names)
    return (*kept, _new_sign(told or typed.strip(), lines))


def phrases_there(text: str, known: NewSigns) -> list[frozenset[int]]:
    """The lists of each phrase in a text that stands in some, without the signs it denies."""
    looked_for = _looked_for(_said_to_be_there(text, known), known)
    return [lists for words in looked_for for lists in known.phrases.of_any_form(words)]


def is_old(lists: Collection[int], known: NewSigns) -> bool:
    """Whether what is on some lists says that it is old, over or checked, in English or the language of its signs."""
    english, *others = known.languages
    spoken = [each for each in others if each.signs in lists or each.opening in lists]
    return any(language.usual in lists for language in (english, *spoken))


def names_something(text: str, known: NewSigns) -> bool:
    """Whether a text has a word that is none of how old, over or checked something is, in whatever language."""
    return _names_something(text, known.languages, known)


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


def _heard(line: _Line, known: NewSigns) -> _Heard:
    """What is on the lists in a line."""
    found = {text: _lists(text, known) for text in {line.typed, line.told, line.unknown}}
    return _Heard(
        found[line.typed],
        found[line.told],
        found[line.unknown],
        _sentences(line.heard, known),
        _sentences(line.typed, known),
        words_of(line.unknown),
        [_of_one(word, known) for word in {*words_of(line.unknown)}],
    )


def _sentences(text: str, known: NewSigns) -> list[_Sentence]:
    return [_Sentence(each, _lists(each, known)) for each in _SENTENCE_END.split(text)]


def _plain_dangers(sentences: Sequence[_Sentence], known: NewSigns) -> Iterator[str]:
    """The lines that are told so plainly that they count: none beside what is old, checked or not so."""
    for language in known.languages:
        for sentence in sentences:
            is_told_now = language.opening in sentence.lists and language.not_plain not in sentence.lists
            if is_told_now and language.denying.isdisjoint(words_of(sentence.typed)):
                found = (danger for danger in language.plain_danger if _is_told(danger, sentence.lists))
                yield from (danger.line for danger in found)


def _lines(heard: _Heard, known: NewSigns) -> list[str]:
    """The lines that words may tick: those of a danger that they sound like, and that for any new sign; or none."""
    lines: list[str] = []
    for language in known.languages:
        lines += _in_one_language(heard, language, known)
    return [*dict.fromkeys(sorted(lines, key=known.line.__eq__))]


def _in_one_language(heard: _Heard, language: SignWords, known: NewSigns) -> list[str]:
    """The lines that words may tick by the words of one language."""
    english = known.languages[0]
    if heard.words and language.grave in heard.told:
        grave = [line for sentence in heard.sentences for line in _dangers(sentence.lists, language, known)]
        return [*grave, known.line]
    languages = (language, english)
    dangers: list[str] = []
    for sentence in heard.sentences:
        live = _not_usual(sentence, languages, known)
        may_be_left = live is not sentence.lists and language.onset not in live
        found = _dangers(live, language, known)
        dangers += [line for line in found if not may_be_left or line not in known.lasting]
    for_granted = {number for each in languages for number in (each.usual, each.everyday)}
    is_new = heard.around.isdisjoint(for_granted) and _is_new(heard, language, known)
    return [*dangers, known.line] if dangers or is_new else []


def _is_new(heard: _Heard, language: SignWords, known: NewSigns) -> bool:
    """Whether a sign stands beside a word of onset, or several bodily words together."""
    if sum(language.bodily in lists for lists in heard.each) >= _SEVERAL:
        return True
    is_sign = language.signs in heard.unknown or _cannot_do(heard, language, known)
    return is_sign and language.onset in heard.around


def _not_usual(sentence: _Sentence, languages: Sequence[SignWords], known: NewSigns) -> set[int]:
    """The lists of a sentence without its parts that are old, over or checked.

    Such a part that says nothing else, as in "dizzy, since 2019", is about all the others. A year beside what began
    this morning is that of something else: "stroke 2023 left arm weak since this morning".
    """
    usual = {language.usual for language in languages}
    if sentence.lists.isdisjoint(usual):
        return sentence.lists
    live: set[int] = set()
    for part in _parts(sentence.typed, known):
        lists = _lists(part, known)
        if any(language.fresh in lists for language in languages):
            lists = _lists(_A_YEAR.sub("", part), known)
        if lists.isdisjoint(usual):
            live |= lists
        elif not _names_something(part, languages, known):
            return set()
    return live


def _names_something(part: str, languages: Sequence[SignWords], known: NewSigns) -> bool:
    """Whether a part of a sentence has a word that is none of how old, over or checked something is."""
    aging = {language.aging for language in languages}
    return any(known.phrases.of(_as_number(word)).isdisjoint(aging) for word in words_of(part))


def _parts(text: str, known: NewSigns) -> list[str]:
    """The parts of a sentence, where a comma parts it or a word such as "but"."""
    return re.split(rf"{_PART_END}|\b(?=(?:{'|'.join(known.parting)})\b)", text, flags=re.IGNORECASE)


def _dangers(lists: set[int], language: SignWords, known: NewSigns) -> Iterator[str]:
    """The lines that what is on some lists sounds like."""
    if language.cannot in lists:
        lists = lists | known.phrases.of(CANNOT)
    if language.opening not in lists:
        return
    for danger in language.danger:
        if _is_told(danger, lists):
            yield danger.line


def _is_told(danger: DangerWords, lists: set[int]) -> bool:
    """Whether what is on some lists has all words of a danger, and none that makes it less than that."""
    return lists.issuperset(danger.groups) and danger.milder not in lists


def _lists(text: str, known: NewSigns) -> set[int]:
    """The lists that something in a text stands in."""
    found: set[int] = set()
    for words in _looked_for(text, known):
        found.update(*known.phrases.of_any_form(words))
    return found


def _looked_for(text: str, known: NewSigns) -> set[str]:
    """The words and the stretches of several that begin as a known phrase does, numbers as written and as `#`."""
    words = words_of(text)
    found = {part for word in words for part in unjoined(word)}
    for written in (words, [_as_number(word) for word in words]):
        found.update(" ".join(written[first:end]) for first, end in _stretches(written, known))
    return found


def _of_one(word: str, known: NewSigns) -> set[int]:
    """The lists of one word."""
    found: set[int] = set()
    for part in (word, *unjoined(word)):
        found.update(*known.phrases.of_any_form(part))
    return found


def _stretches(words: Sequence[str], known: NewSigns) -> Iterator[tuple[int, int]]:
    """Where each word, and each stretch of several that begins as a known phrase does, begins and ends."""
    for first, word in enumerate(words):
        longest = _LONGEST if known.beginning in known.phrases.of(word) else 1
        for end in range(first + 1, min(first + longest, len(words)) + 1):
            yield first, end


def _as_number(word: str) -> str:
    """A number as `#`, a year as `####`, any other word as it is."""
    if _YEAR.fullmatch(word):
        return "####"
    return "#" if word[0].isdecimal() or word in numbers() else word


def _cannot_do(heard: _Heard, language: SignWords, known: NewSigns) -> bool:
    """Whether somebody cannot do what people can."""
    if language.cannot not in heard.unknown:
        return False
    words = heard.words
    for first, end in _stretches(words, known):
        if language.cannot in known.phrases.of(" ".join(words[first:end])):
            done = words[end : end + 1 + _BETWEEN]
            if any(language.doing in _of_one(word, known) for word in done):
                return True
    return False
