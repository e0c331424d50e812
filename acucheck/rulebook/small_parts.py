"""The small parts: names, sentences, levels, sources, concepts, techniques."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import TypeVar

from msgspec.structs import replace

from acucheck.errors import Problem
from acucheck.located import Node
from acucheck.located.duration import days
from acucheck.located.node import Entries, did_you_mean
from acucheck.model.book import AfterStop, Concept, Keeping, Past, Source, Technique, Wording
from acucheck.model.ids import SourceId, TechniqueId
from acucheck.model.levels import Level, ReadDepth, Validity
from acucheck.rulebook import hints

E = TypeVar("E", bound=Enum)
S = TypeVar("S", bound=str)

LEVELS: Mapping[str, Level] = {level.word: level for level in Level}

_IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SOURCE = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")
_SLOT = re.compile(r"\{([^{}]*)\}")
LASTING = "lasting"
"""The time of what never ends."""

RESERVED = frozenset(
    {
        *("all", "any", "at-least", "session", "none", "not sure", "maybe", "answer", "class", "name", "typed", "use"),
        *("id", "date", "answered-by"),  # with the name, what an answers file says of itself
    }
)


def identifier(key: Node, *, of_source: bool = False) -> str:
    """The name of an entry: small letters, figures and hyphens, so that it can be typed anywhere.

    That of a source may have dots, for the part that was read; elsewhere a dot joins a question to its line.
    """
    text = key.text()
    form = _SOURCE if of_source else _IDENTIFIER
    if not form.fullmatch(text):
        key.fail(f"a name is small letters, figures and hyphens, not {key.shown()}")
    if text in RESERVED:
        key.fail(f"{key.shown()} has a meaning of its own here; choose another name")
    return text


def line(node: Node) -> str:
    """Text on one line, with runs of white space made one space."""
    text = " ".join(node.text().split())
    if not text.isprintable():
        node.fail("there is a control character in this text; take it out")
    return text


def wording(node: Node) -> Wording:
    """One sentence for both readers, or `{practitioner:, patient:}` where they must differ."""
    if not node.is_mapping():
        text = line(node)
        return Wording(text, text)
    fields = node.fields(["practitioner", "patient"])
    return Wording(line(fields["practitioner"]), line(fields["patient"]))


def sentence_to_say(node: Node, slot: str = "") -> str:
    """What a person can say; with a *slot*, the sentence has it once, in braces, for what was answered."""
    text = line(node)
    slots = _SLOT.findall(text)
    if slot and slots != [slot]:
        node.fail(f"this sentence has {{{slot}}} in it once, for what was answered")
    if slots and not slot:
        node.fail("this sentence has no words in braces")
    if set("{}") & set(_SLOT.sub("", text)):
        node.fail("there is a brace too many in this sentence")
    return text


def chosen(node: Node, words: type[E]) -> E:
    """The member of *words* whose value is written here."""
    return node.one_of({str(member.value): member for member in words})


def level(node: Node) -> Level:
    """The level that is written here."""
    return node.one_of(LEVELS, lambda word: hints.LEVELS.get(word.lower(), ""))


def ids(node: Node | None, known: Iterable[S]) -> tuple[S, ...]:
    """A list of ids that must all be *known*. Empty when there is no node."""
    if node is None:
        return ()
    words: dict[str, S] = {each: each for each in known}
    return tuple(item.one_of(words) for item in node.items())


def cited(node: Node, known: Iterable[S]) -> tuple[S, ...]:
    """A list of sources that must all be *known*."""
    words: dict[str, S] = {each: each for each in known}
    return tuple(item.one_of(words, lambda word: _source_to_write(word, words)) for item in node.items())


def _source_to_write(word: str, known: Iterable[str]) -> str:
    """What to do about a source that is not there; nothing where another one is nearly spelt so."""
    return "" if did_you_mean(word, list(known)) else "add it under 'sources', or write one that is there"


def one(node: Node, known: Iterable[S]) -> S:
    """One id that must be *known*."""
    words: dict[str, S] = {each: each for each in known}
    return node.one_of(words)


def source(key: Node, node: Node) -> Source:
    """A source: `{title:, read:}`, and who wrote it, which part was read, the year and the address where known.

    `guideline: yes` stands at a guideline or a code of practice.
    """
    fields = node.fields(["title", "read"], ["by", "part", "year", "url", "guideline"])
    rest = {name: line(fields[name]) for name in ("by", "part", "year", "url") if name in fields}
    guideline = "guideline" in fields and fields["guideline"].one_of({"yes": True, "no": False})
    title = line(fields["title"])
    read = chosen(fields["read"], ReadDepth)
    return Source(id=SourceId(key.text()), title=title, read=read, guideline=guideline, **rest)


def concept(key: Node, node: Node, known: Iterable[str], sources: Iterable[SourceId] | None = None) -> Concept:
    """A label, or `{label:, within:}` for one that a wider concept covers.

    With *sources* it is a class of medicine, which may say how long it bears on the rules after a stop, and what a
    person who takes one can say.
    """
    more = ["within"] if sources is None else ["within", "after-stop", "say"]
    if node.is_text() or not {"label", *more} & {name.text() for name, _ in node.pairs()}:
        return Concept(key.text(), wording(node))
    fields = node.fields(["label"], more)
    others = [each for each in known if each != key.text()]
    within = one(fields["within"], others) if "within" in fields else ""
    stop = after_stop(fields["after-stop"], sources or ()) if "after-stop" in fields else None
    say = sentence_to_say(fields["say"]) if "say" in fields else ""
    return Concept(key.text(), wording(fields["label"]), within, after_stop=stop, say=say)


def after_stop(node: Node, sources: Iterable[SourceId]) -> AfterStop:
    """`{time:, source:, because:}`, the time as `3 months` or `lasting`."""
    fields = node.fields(["time", "source", "because"])
    time = fields["time"]
    until = None if time.text() == LASTING else days(time)
    return AfterStop(until, one(fields["source"], sources), line(fields["because"]))


def keeping(node: Node, sources: Iterable[SourceId]) -> dict[Validity, Keeping]:
    """How long answers hold that keep for a course, and those that last: each `{time:, source:, because:}`."""
    found: dict[Validity, Keeping] = {}
    for name, entry in node.fields([], [Validity.COURSE.value, Validity.LASTING.value]).items():
        fields = entry.fields(["time", "source", "because"])
        time = days(fields["time"])
        source_id = one(fields["source"], sources)
        found[Validity(name)] = Keeping(time, source_id, line(fields["because"]))
    return found


def past(node: Node, sources: Iterable[SourceId], lines: Iterable[str]) -> Past:
    """When a line is over: `{over:, source:, because:}`, or with `counts-as:` and `after:` what it is from then on."""
    fields = node.fields(["source", "because"], ["over", "counts-as", "after"])
    source_id = one(fields["source"], sources)
    because = line(fields["because"])
    times = fields.keys() - {"source", "because"}
    if times not in ({"over"}, {"counts-as", "after"}):
        node.fail("write 'over: TIME', or 'counts-as: LINE' with 'after: TIME'")
    if "over" in fields:
        return Past(days(fields["over"]), source_id, because)
    return Past(days(fields["after"]), source_id, because, one(fields["counts-as"], lines))


def with_covers(concepts: Mapping[str, Concept | None]) -> dict[str, Concept | None]:
    """The concepts, each knowing all that lies within it."""
    below: dict[str, set[str]] = {concept_id: {concept_id} for concept_id in concepts}
    for concept_id in concepts:
        upper = concepts[concept_id]
        seen = {concept_id}
        while upper is not None and upper.within and upper.within not in seen:
            seen.add(upper.within)
            below[upper.within].add(concept_id)
            upper = concepts[upper.within]
    found: dict[str, Concept | None] = {}
    for concept_id, entry in concepts.items():
        found[concept_id] = replace(entry, covers=frozenset(below[concept_id])) if entry else None
    return found


def technique(key: Node, node: Node, places: Mapping[str, object]) -> Technique:
    """A technique: `{label:}`, its groups, its `phrase` within a sentence, and the *places* where alone it is done."""
    fields = node.fields(["label"], ["groups", "phrase", "only-at"])
    groups = tuple(identifier(item) for item in fields["groups"].items()) if "groups" in fields else ()
    named = {place: place for place in places}
    only_at = [item.one_of(named) for item in fields["only-at"].items()] if "only-at" in fields else []
    called = wording(fields.get("phrase", fields["label"]))
    return Technique(TechniqueId(key.text()), wording(fields["label"]), groups, called, frozenset(only_at))


def one_meaning(section: Entries, techniques: Mapping[TechniqueId, Technique | None]) -> Iterator[Problem]:
    """A problem for each technique that could be taken for another one, or for a group."""
    groups: set[str] = set()
    for known in techniques.values():
        if known:
            groups.update(known.groups)
    owners: dict[str, str] = {}
    for key, _ in section:
        entry = techniques[TechniqueId(str(key.content))]
        if entry is None:
            continue
        if entry.id in groups:
            yield key.problem(f"{key.shown()} is also the name of a group; give the group another name")
        for name in (entry.id, entry.label.practitioner, entry.label.patient):
            letters = "".join(filter(str.isalnum, name.casefold()))
            owner = owners.setdefault(letters, entry.id)
            if owner != entry.id:
                yield key.problem(f"{name!r} is already what {owner!r} is called")


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
