"""The small parts that entries are made of: names, sentences, levels, sources, lengths of time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from functools import partial
from typing import TypeVar

from acucheck.errors import Problem
from acucheck.located import Node
from acucheck.located.duration import days
from acucheck.located.node import Entries, did_you_mean
from acucheck.model.book import Keeping, Past, Source, Wording
from acucheck.model.ids import SourceId
from acucheck.model.levels import Level, ReadDepth, Validity
from acucheck.rulebook import hints

E = TypeVar("E", bound=Enum)
S = TypeVar("S", bound=str)
T = TypeVar("T")
Absent = TypeVar("Absent")

LEVELS: Mapping[str, Level] = {level.word: level for level in Level}

_IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SOURCE = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")
_SLOT = re.compile(r"\{([^{}]*)\}")

YES = "yes"
NO = "no"

LASTING = "lasting"
"""The time of what never ends."""

RESERVED = frozenset(
    {
        *("all", "any", "at-least", "session", "none", "not sure", "maybe", "answer", "class", "name", "typed", "use"),
        *("id", "date", "answered-by"),  # with the name, what an answers file says of itself
    }
)


def identifier(key: Node, *, of_source: bool = False) -> str:
    """The name of an entry: small letters, figures and hyphens, so that it can be typed anywhere. Raises InvalidFile.

    That of a source may have dots, for the part that was read; elsewhere a dot joins a question to its line.
    """
    text = key.text()
    form = _IDENTIFIER
    if of_source:
        form = _SOURCE
    if not form.fullmatch(text):
        key.fail(f"a name is small letters, figures and hyphens, not {key.shown()}")
    if text in RESERVED:
        key.fail(f"{key.shown()} has a meaning of its own here; choose another name")
    return text


def line(node: Node) -> str:
    """Text on one line, with runs of white space made one space. Raises InvalidFile where it steers a terminal."""
    text = " ".join(node.text().split())
    if not text.isprintable():
        node.fail("there is a control character in this text; take it out")
    return text


def decode_wording(node: Node) -> Wording:
    """One sentence for both readers, or `{practitioner:, patient:}` where they must differ."""
    if not node.is_mapping():
        text = line(node)
        return Wording(text, text)
    fields = node.fields(["practitioner", "patient"])
    return Wording(line(fields["practitioner"]), line(fields["patient"]))


def sentence_to_say(node: Node, slot: str = "") -> str:
    """What a person can say. Raises InvalidFile for braces, but those of the *slot*, which stands for the answer."""
    text = line(node)
    slots = _SLOT.findall(text)
    if slot and slots != [slot]:
        node.fail(f"this sentence has {{{slot}}} in it once, for what was answered")
    if slots and not slot:
        node.fail("this sentence has no words in braces")
    if set("{}") & set(_SLOT.sub("", text)):
        node.fail("there is a brace too many in this sentence")
    return text


def optional(node: Node | None, decode: Callable[[Node], T], absent: Absent) -> T | Absent:
    """What *decode* makes of an entry; *absent* where there is no such entry."""
    if node is None:
        return absent
    return decode(node)


def items_of(node: Node | None) -> list[Node]:
    """The parts of a list, or of one word as a list of one; none where there is no such entry."""
    if node is None:
        return []
    return node.items()


def member(node: Node, words: type[E]) -> E:
    """The member of *words* whose value is written here."""
    return node.one_of({str(member.value): member for member in words})


def yes_or_no(node: Node) -> bool:
    """Whether `yes` is written here, and not `no`."""
    return node.one_of({YES: True, NO: False})


def level(node: Node) -> Level:
    """The level that is written here."""
    return node.one_of(LEVELS, lambda word: hints.LEVELS.get(word.lower(), ""))


def known_ids(node: Node | None, known: Iterable[S]) -> tuple[S, ...]:
    """A list of ids that must all be *known*. Empty when there is no node."""
    words = _by_word(known)
    return tuple(item.one_of(words) for item in items_of(node))


def known_sources(node: Node, known: Iterable[S]) -> tuple[S, ...]:
    """A list of sources that must all be *known*."""
    words = _by_word(known)
    instead = partial(_source_to_write, list(words))
    return tuple(item.one_of(words, instead) for item in node.items())


def _source_to_write(known: list[str], word: str) -> str:
    """What to do about a source that is not there; nothing where another one is nearly spelt so."""
    if did_you_mean(word, known):
        return ""
    return "add it under 'sources', or write one that is there"


def known_id(node: Node, known: Iterable[S]) -> S:
    """One id that must be *known*."""
    return node.one_of(_by_word(known))


def _by_word(known: Iterable[S]) -> dict[str, S]:
    """Each id by the word that it is written as."""
    return {each: each for each in known}


def decode_source(key: Node, node: Node) -> Source:
    """A source: `{title:, read:}`, and who wrote it, which part was read, the year and the address where known.

    `guideline: yes` stands at a guideline or a code of practice.
    """
    fields = node.fields(["title", "read"], ["by", "part", "year", "url", "guideline"])
    return Source(
        id=SourceId(key.text()),
        by=optional(fields.get("by"), line, ""),
        part=optional(fields.get("part"), line, ""),
        year=optional(fields.get("year"), line, ""),
        url=optional(fields.get("url"), line, ""),
        guideline=optional(fields.get("guideline"), yes_or_no, absent=False),
        title=line(fields["title"]),
        read=member(fields["read"], ReadDepth),
    )


def decode_keeping(node: Node, sources: Iterable[SourceId]) -> dict[Validity, Keeping]:
    """How long answers hold that keep for a course, and those that last: each `{time:, source:, because:}`."""
    found: dict[Validity, Keeping] = {}
    for name, entry in node.fields([], [Validity.COURSE.value, Validity.LASTING.value]).items():
        fields = entry.fields(["time", "source", "because"])
        time = days(fields["time"])
        source_id = known_id(fields["source"], sources)
        found[Validity(name)] = Keeping(time, source_id, line(fields["because"]))
    return found


def decode_past(node: Node, sources: Iterable[SourceId], lines: Iterable[str]) -> Past:
    """When a line is over: `{over:, source:, because:}`, or with `counts-as:` and `after:` what it is from then on."""
    fields = node.fields(["source", "because"], ["over", "counts-as", "after"])
    source_id = known_id(fields["source"], sources)
    because = line(fields["because"])
    times = fields.keys() - {"source", "because"}
    if times not in ({"over"}, {"counts-as", "after"}):
        node.fail("write 'over: TIME', or 'counts-as: LINE' with 'after: TIME'")
    if "over" in fields:
        return Past(days(fields["over"]), source_id, because)
    return Past(days(fields["after"]), source_id, because, known_id(fields["counts-as"], lines))


def circles(section: Entries, onward: Mapping[str, Iterable[str]], does: str) -> Iterator[Problem]:
    """A problem for each entry that comes back to itself by way of the entries *onward* from it."""
    for key, _ in section:
        found: set[str] = set()
        waiting = list(onward.get(str(key.content), ()))
        while waiting:
            entry_id = waiting.pop()
            if entry_id not in found:
                found.add(entry_id)
                waiting += onward.get(entry_id, ())
        if key.content in found:
            yield key.problem(f"{key.shown()} {does}")
