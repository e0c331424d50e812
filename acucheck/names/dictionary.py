"""The dictionaries in `acucheck/dictionaries/`, read with the same strictness as the rule book.

A list of names is one text with commas, folded: a tenth of the nodes that a list would be. A brand begins with a
capital, any other name with a small letter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from acucheck.located import Node, Origin, read_node, read_text
from acucheck.located.node import Entries
from acucheck.model.answers import Candidate, MatchMethod
from acucheck.names import entries
from acucheck.names.entries import DictionaryEntry, NameIndex
from acucheck.names.spelling import key, keys


def medicines() -> NameIndex:
    """Every medicine that some class is about, by spelling."""
    sections = read("medicines").fields(MEDICINES, ["local"])
    index: dict[str, DictionaryEntry] = {}
    for name, (classes, lines) in _by_class(sections["classes"].pairs()).items():
        _add_entry(index, name, lines, frozenset(classes))
    for name, (classes, lines) in _by_class(sections["unsure"].pairs()).items():
        _add_doubtful(index, name, lines, frozenset(classes))
    for phrase, groups in _groups_of_phrases(sections["phrases"].pairs()).items():
        readings = [Candidate("", frozenset({group})) for group in groups]
        index[key(phrase)] = DictionaryEntry(tuple(readings), MatchMethod.PHRASE, ask=True)
    for homonym, line in sections["homonyms"].pairs():
        may_be = tuple(_homonym_readings(names(line), index))
        index[key(homonym.text())] = DictionaryEntry(may_be, MatchMethod.BRAND, ask=True)
    return index


def _add_doubtful(index: dict[str, DictionaryEntry], name: str, lines: Iterable[Node], classes: frozenset[str]) -> None:
    """Adds a medicine of which it has to be asked whether it is meant."""
    readings = (Candidate(name, classes),)
    by_brand = DictionaryEntry(readings, MatchMethod.BRAND, ask=True)
    for line in lines:
        for spelling in _keys_in(line):
            index[spelling] = by_brand
    index.setdefault(key(name), DictionaryEntry(readings, MatchMethod.EXACT, ask=True))


def _groups_of_phrases(section: Entries) -> dict[str, list[str]]:
    """Words for a medicine -> the classes that it may be of."""
    found: dict[str, list[str]] = {}
    for group, line in section:
        for phrase in names(line):
            found.setdefault(phrase, []).append(group.text())
    return found


def harmless() -> NameIndex:
    """Every medicine that is known and that no class is about, by spelling."""
    index: dict[str, DictionaryEntry] = {}
    for _, members in read("harmless").pairs():
        for name, line in members.pairs():
            lines = [line] if line.content else []
            _add_entry(index, name.text(), lines, frozenset())
    return index


def conditions() -> NameIndex:
    """Every condition by spelling; its concepts are the lines it ticks, as `question.line`.

    What ticks one line has no name of its own: it is shown as it was typed, with the line.
    """
    sections = read("conditions").fields(CONDITIONS, CONDITIONS_MORE)
    openers = _openers(sections["opened-by"])
    settled_by_no = frozenset(names(sections["settled-by-no"]))
    index: dict[str, DictionaryEntry] = {}
    for opened in openers:
        index[key(opened)] = DictionaryEntry((_ticking(opened, openers),), MatchMethod.EXACT)
    for question, members in sections["lines"].pairs():
        for line, text in members.pairs():
            ticking = _ticking(f"{question.text()}.{line.text()}", openers)
            known = DictionaryEntry((ticking,), MatchMethod.EXACT)
            index |= dict.fromkeys(keys(text.text()), known)
    for name, text in sections["several"].pairs():
        ticking = Candidate(name.text(), frozenset(names(text)))
        index[key(name.text())] = DictionaryEntry((ticking,), MatchMethod.EXACT)
    for name, text in sections["ask"].pairs():
        readings = [_ticking(line, openers) for line in names(text)]
        little = name.text() in settled_by_no
        index[key(name.text())] = DictionaryEntry(tuple(readings), MatchMethod.PHRASE, ask=True, little=little)
    for harmless_name in names(sections["harmless"]):
        nothing = Candidate(harmless_name, frozenset())
        index[key(harmless_name)] = DictionaryEntry((nothing,), MatchMethod.EXACT)
    return index


def _ticking(line: str, openers: Mapping[str, frozenset[str]]) -> Candidate:
    """What ticks a line, and with it what opens its question."""
    return Candidate("", frozenset({line}) | openers.get(line, frozenset()))


MEDICINES = ("classes", "unsure", "phrases", "homonyms")
"""The sections of the dictionary of medicines that name them. Its other one is read with the words around names."""

CONDITIONS = ("opened-by", "lines", "several", "ask", "settled-by-no", "harmless")
"""The sections of the dictionary of conditions that name them."""

CONDITIONS_MORE = ("past", "of-now", "heritable", "allergens")
"""Its sections that are read with the words around names."""

OF_NOW = ("lines", "denied", "states", "growths", "unexplained", "of-a-sign")
"""The lists of the second of them."""


def _openers(section: Node) -> dict[str, frozenset[str]]:
    """Line -> what opens its question, for the lines whose names tick that as well."""
    found: dict[str, frozenset[str]] = {}
    for opener, text in section.pairs():
        for line in names(text):
            found[line] = found.get(line, frozenset()) | {opener.text()}
    return found


def techniques() -> NameIndex:
    """Every name of a technique; its concept is the technique."""
    sections = read("techniques").fields(["names", "ask"])
    index: dict[str, DictionaryEntry] = {}
    for technique, line in sections["names"].pairs():
        candidate = Candidate("", frozenset({technique.text()}))
        known = DictionaryEntry((candidate,), MatchMethod.EXACT)
        index |= dict.fromkeys(map(key, names(line)), known)
    for name, line in sections["ask"].pairs():
        readings = [Candidate("", frozenset({each})) for each in names(line)]
        index[key(name.text())] = DictionaryEntry(tuple(readings), MatchMethod.PHRASE, ask=True)
    return index


INDEXES: Mapping[str, Callable[[], NameIndex]] = {
    "medicines": medicines,
    "harmless": harmless,
    "conditions": conditions,
    "techniques": techniques,
}
"""The dictionaries of names, each with how it is read."""


def read(name: str) -> Node:
    """The root of a dictionary. Raises InvalidFile when it cannot be read."""
    path = entries.FOLDER / f"{name}.yaml"
    return _root(read_text(str(path), Origin(path.name)), path.name)


@lru_cache(maxsize=2)
def _root(text: str, file: str) -> Node:
    """What a text is as nodes. The last two are kept: a check comes back to them."""
    origin = Origin(file)
    root = read_node(text, origin)
    return root if root is not None else Node(None, origin, 1, 1)


def names(node: Node) -> list[str]:
    """The names in one line of text; none when nothing is written there."""
    if not node.content:
        return []
    return [name.strip() for name in node.text().split(",")]


def _by_class(section: Entries) -> dict[str, tuple[list[str], list[Node]]]:
    """Medicine -> its classes and the lines of its other names, gathered from every class it stands under."""
    found: dict[str, tuple[list[str], list[Node]]] = {}
    for group, members in section:
        for name, line in members.pairs():
            classes, lines = found.setdefault(name.text(), ([], []))
            classes.append(group.text())
            if line.content:
                lines.append(line)
    return found


def _add_entry(index: dict[str, DictionaryEntry], name: str, lines: Iterable[Node], concepts: frozenset[str]) -> None:
    readings = (Candidate(name, concepts),)
    by_name = DictionaryEntry(readings, MatchMethod.EXACT)
    by_brand = DictionaryEntry(readings, MatchMethod.BRAND)
    index[key(name)] = by_name
    for line in lines:
        written_names = line.text().split(",")
        for spelling, written in zip(_keys_in(line), written_names, strict=True):
            is_brand = written.lstrip()[:1].isupper()
            index[spelling] = by_brand if is_brand else by_name


def _keys_in(line: Node) -> list[str]:
    """The key of each name in a line."""
    found = keys(line.text())
    if len(found) != line.text().count(",") + 1:
        line.fail("a comma of another script stands in this line; write a plain one")
    return found


def _homonym_readings(texts: Iterable[str], index: NameIndex) -> Iterator[Candidate]:
    """The medicines that a homonym may be; what stands in brackets tells where."""
    for text in texts:
        name, _, _ = text.partition("(")
        known = index.get(key(name))
        concepts = frozenset[str]() if known is None else known.readings[0].concepts
        yield Candidate(text, concepts)
