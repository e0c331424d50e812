"""What can be wrong with the dictionaries, each problem at its place: for people who change them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Container, Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from acucheck.errors import InvalidFile, Place, Problem, in_order
from acucheck.located import Node
from acucheck.model.book import RuleBook
from acucheck.model.ids import QuestionId
from acucheck.names import anatomy, dictionary, dictionary_index, entries, lexicon
from acucheck.names.dictionary import names, read
from acucheck.names.labelled import is_nameable
from acucheck.names.spelling import key

_Owners = dict[str, str]
"""Spelling -> what it already stands for."""


def problems(book: RuleBook) -> list[Problem]:
    """Everything that is wrong with the dictionaries, and everything in them that *book* does not know."""
    found: list[Problem] = []
    for check in (_medicines_problems, _conditions_problems, _techniques_problems, _places_problems, _words_around):
        try:
            found += check(book)
        except InvalidFile as error:
            found += error.problems
    return in_order(found)


def located(node: Node) -> Iterator[tuple[str, Place]]:
    """Each name in a text of names, with where it begins. A name may be broken over two lines."""
    text, starts = _text_and_lines(entries.FOLDER / node.origin.name)
    at = starts[node.line - 1] + node.column - 1
    for name in names(node):
        begins, at = _place_of_words(text, name, at)
        line = bisect_right(starts, begins)
        yield name, Place(node.origin.name, line, begins - starts[line - 1] + 1)


def _place_of_words(text: str, name: str, at: int) -> tuple[int, int]:
    """Where the words of *name* begin and end in *text*, from *at* on."""
    begins = []
    for word in name.split():
        begins.append(text.find(word, at))
        at = begins[-1] + len(word)
    return (begins or [at])[0], at


@lru_cache(maxsize=1)
def _text_and_lines(path: Path) -> tuple[str, list[int]]:
    """A file's text, and where each of its lines begins."""
    text = path.read_text(encoding="utf-8")
    return text, [0, *(match.end() for match in re.finditer("\n", text))]


def _medicines_problems(book: RuleBook) -> Iterator[Problem]:
    dictionary.medicines()
    dictionary.harmless()
    sections = read("medicines").fields(dictionary.MEDICINES, ["local"])
    classes = book.concepts["medicine"]
    for section in ("classes", "unsure", "phrases"):
        yield from _unknown_words((group for group, _ in sections[section].pairs()), classes)
    homonyms = {key(name.text()) for name, _ in sections["homonyms"].pairs()}
    owners: _Owners = {}
    for groups in (sections["classes"], sections["unsure"], read("harmless")):
        for _, members in groups.pairs():
            for medicine, line in members.pairs():
                own = medicine.text()
                at = [(own, medicine.place)] if groups is not sections["unsure"] else []
                owners.setdefault(key(own), own)
                yield from _taken_names([*at, *located(line)], own, owners, but=homonyms)
    for group, line in sections["phrases"].pairs():
        yield from _taken_names(located(line), f"words for {group.text()}", owners, but=homonyms, shared="words for ")
    known = owners.keys() | homonyms
    for _, line in sections["homonyms"].pairs():
        yield from _unread(line, known, lambda text: text.split("(")[0])
    for name, line in read("lookalikes").pairs():
        if key(name.text()) not in known:
            yield name.problem("this name is not in the dictionaries, so nothing keeps it apart from those beside it")
        yield from _unread(line, known, str)


def _conditions_problems(book: RuleBook) -> Iterator[Problem]:
    dictionary.conditions()
    sections = read("conditions").fields(dictionary.CONDITIONS, dictionary.CONDITIONS_MORE)
    questions = {each.id: each.options for each in book.questions.values() if is_nameable(each)}
    ids = {f"{question}.{option}" for question, options in questions.items() for option in options}
    ticked = {key(each) for each in ids}
    owners: _Owners = {}
    for opener, line in sections["opened-by"].pairs():
        yield from _unknown_words([opener], ids)
        yield from _unread(line, ticked, str)
    yield from _unknown_words((question for question, _ in sections["lines"].pairs()), questions)
    for question, members in sections["lines"].pairs():
        yield from _unknown_words((line for line, _ in members.pairs()), questions.get(QuestionId(question.text()), {}))
        for line, text in members.pairs():
            yield from _taken_names(located(text), f"{question.text()}.{line.text()}", owners)
    for section in ("several", "ask"):
        for name, line in sections[section].pairs():
            yield from _taken_names([(name.text(), name.place)], name.text(), owners)
            yield from _unread(line, ticked, str)
    yield from _unread(sections["settled-by-no"], {key(name.text()) for name, _ in sections["ask"].pairs()}, str)
    yield from _taken_names(located(sections["harmless"]), "what no line is about", owners)


def _words_around(book: RuleBook) -> Iterator[Problem]:
    """What stands beside the names and is unknown: in what is past or in the family, in allergies and local forms."""
    routes = lexicon.lexicon().local.values()
    sections = read("conditions").fields(dictionary.CONDITIONS_MORE, dictionary.CONDITIONS)
    ids = {f"{each.id}.{option}" for each in book.questions.values() for option in each.options}
    ticked = {key(each) for each in ids}
    conditions = {*dictionary_index.conditions(), *ticked}
    for item in sections["past"].items():
        fields = item.fields(["names"], lexicon.PAST)
        yield from _unread(fields["names"], conditions, str)
        yield from _unknown_words((fields[name] for name in fields if name == "source"), book.sources)
        yield from _unknown_words((fields[name] for name in fields if name == "counts-as"), ids)
    heritable = sections["heritable"].fields(["lines", "classes", "names"])
    yield from _unread(heritable["classes"], {key(each) for each in book.concepts["medicine"]}, str)
    yield from _unread(heritable["names"], conditions, str)
    yield from _unread(heritable["lines"], ticked, str)
    for item in sections["allergens"].items():
        yield from _unread(item.fields(["names", "lines"])["lines"], ticked, str)
    medicines = {*dictionary_index.medicines(), *dictionary_index.harmless()}
    for route, line in read("medicines").fields(["local"], dictionary.MEDICINES)["local"].pairs():
        yield from _unknown_words([route], routes)
        yield from _unread(line, medicines, str)


def _techniques_problems(book: RuleBook) -> Iterator[Problem]:
    dictionary.techniques()
    sections = read("techniques").fields(["names", "ask"])
    owners: _Owners = {}
    for each in book.techniques.values():
        owners |= dict.fromkeys(map(key, (each.id, each.label.practitioner, each.label.patient)), each.id)
    yield from _unknown_words((technique for technique, _ in sections["names"].pairs()), book.techniques)
    for technique, line in sections["names"].pairs():
        yield from _taken_names(located(line), technique.text(), owners)
    for name, line in sections["ask"].pairs():
        yield from _taken_names([(name.text(), name.place)], name.text(), owners)
        yield from _unread(line, {key(each) for each in book.techniques}, str)


def _places_problems(book: RuleBook) -> Iterator[Problem]:
    anatomy.points()
    anatomy.regions()
    sections = read("points").fields(anatomy.SECTIONS)
    codes = [code.text() for code, _ in sections["points"].pairs()]
    parts = [part.text() for part, _ in sections["parts"].pairs()]
    owners = _place_owners(codes, book)
    yield from _points_problems(sections, book, owners)
    yield from _parts_problems(sections, book, owners)
    yield from _regions_problems(book, owners)
    known = {key(each) for each in (*codes, *parts, *book.concepts["region"])}
    for _, line in sections["ask"].pairs():
        yield from _unread(line, known, str)
    points = {key(code) for code in codes}
    for several, line in sections["together"].pairs():
        yield from _taken_names(located(several), f"several points ({line.text()})", owners)
        yield from _unread(line, points, str)
    yield from _unknown_words((part for _, part in sections["levels"].pairs()), parts)


def _place_owners(codes: Iterable[str], book: RuleBook) -> _Owners:
    """What is a name of a place without standing in a dictionary: codes, and the ids and labels of regions."""
    owners: _Owners = {key(code): code for code in codes}
    for region in book.concepts["region"].values():
        for name in (region.id, region.label.practitioner, region.label.patient):
            owners.setdefault(key(name), region.id)
    return owners


def _points_problems(sections: dict[str, Node], book: RuleBook, owners: _Owners) -> Iterator[Problem]:
    sources = {name.text() for name, _ in sections["sources"].pairs()}
    for code, node in sections["points"].pairs():
        fields = node.fields(anatomy.POINT_FIELDS, anatomy.POINT_MAY_HAVE)
        through = fields["through"].items() if "through" in fields else ()
        yield from _unknown_words([fields["region"], *through], book.concepts["region"])
        yield from _lying_there(fields, book, sources)
        if "also" in fields:
            yield from _taken_names(located(fields["also"]), code.text(), owners)


def _parts_problems(sections: dict[str, Node], book: RuleBook, owners: _Owners) -> Iterator[Problem]:
    sources = {name.text() for name, _ in sections["sources"].pairs()}
    for id_, node in sections["parts"].pairs():
        fields = node.fields(anatomy.PART_FIELDS, ["also", "hazards"])
        yield from _unknown_words(fields["regions"].items(), book.concepts["region"])
        yield from _lying_there(fields, book, sources)
        names_of = [(id_.text(), id_.place), (fields["name"].text(), fields["name"].place)]
        also = located(fields["also"]) if "also" in fields else ()
        yield from _taken_names([*names_of, *also], id_.text(), owners)


def _regions_problems(book: RuleBook, owners: _Owners) -> Iterator[Problem]:
    for name, node in read("regions").pairs():
        fields = node.fields(anatomy.REGION_FIELDS, anatomy.REGION_MAY_HAVE)
        yield from _unknown_words([name], book.concepts["region"])
        if "techniques" in fields:
            yield from _unread(fields["techniques"], dictionary.techniques(), str)
        yield from _lying_there(fields, book, ())
        yield from _taken_names(located(fields["names"]), name.text(), owners)


def _lying_there(fields: dict[str, Node], book: RuleBook, sources: Iterable[str]) -> Iterator[Problem]:
    """A problem for each hazard and each source of a place that is not known."""
    if "hazards" in fields:
        yield from _unknown_words(fields["hazards"].items(), book.concepts["hazard"], sided=True)
    if "sources" in fields:
        yield from _unknown_words(fields["sources"].items(), sources)


def _unknown_words(nodes: Iterable[Node], known: Iterable[str], *, sided: bool = False) -> Iterator[Problem]:
    """A problem for each word that the rule book, or the dictionary itself, does not know."""
    known = set(known)
    for node in nodes:
        word = node.text().split(" ")[-1] if sided else node.text()
        if word not in known:
            yield node.problem(f"there is no {word!r} in the rule book; correct it here or add it there")


def _taken_names(
    at: Iterable[tuple[str, Place]], own: str, owners: _Owners, but: Iterable[str] = (), shared: str = "\n"
) -> Iterator[Problem]:
    """A problem for each name that already stands for something else and is not declared to stand for both."""
    for name, place in at:
        spelling = key(name)
        if not spelling:
            yield Problem(place, "a name is missing here; take the comma out")
            continue
        owner = owners.setdefault(spelling, own)
        if owner != own and spelling not in but and not (owner.startswith(shared) and own.startswith(shared)):
            yield Problem(place, f"{name!r} already stands for {owner}; a name of two things has to be asked about")


def _unread(line: Node, known: Container[str], part: Callable[[str], str]) -> Iterator[Problem]:
    """A problem for each thing in a line that is not *known*."""
    for name, place in located(line):
        if key(part(name)) not in known:
            yield Problem(place, f"{name!r} is not known; correct it, or add it to its dictionary")
