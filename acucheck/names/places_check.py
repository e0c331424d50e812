"""What can be wrong with the dictionaries of points, muscles and regions, each problem at its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from acucheck.errors import Problem
from acucheck.located import Node
from acucheck.model.book import RuleBook
from acucheck.names import anatomy, dictionary
from acucheck.names.dictionary import read
from acucheck.names.dictionary_faults import Owners, headings, names_in, not_known, one_name, taken_names, unknown_words
from acucheck.names.place_details import EVERYWHERE, TOLD
from acucheck.names.spelling import key


def places_problems(book: RuleBook) -> Iterator[Problem]:
    """Everything that is wrong with them, and everything in them that *book* does not know."""
    anatomy.points()
    anatomy.regions()
    sections = read("points").fields(anatomy.SECTIONS)
    codes = [code.text() for code in headings(sections["points"])]
    parts = [part.text() for part in headings(sections["parts"])]
    owners = _place_owners(codes, book)
    yield from _points_problems(sections, book, owners)
    yield from _parts_problems(sections, book, owners, codes)
    yield from _regions_problems(book, owners)
    known = set(map(key, [*codes, *parts, *book.concepts["region"]]))
    for _, line in sections["ask"].pairs():
        yield from not_known(line, known, str)
    points = set(map(key, codes))
    for several, line in sections["together"].pairs():
        yield from taken_names(names_in(several), f"several points ({line.text()})", owners)
        yield from not_known(line, points, str)
    yield from unknown_words((part for _, part in sections["levels"].pairs()), parts)
    sections_of_details = set(map(key, [EVERYWHERE, TOLD, *book.techniques]))
    for beside, line in sections["details"].pairs():
        yield from not_known(beside, sections_of_details, str)
        yield from taken_names(names_in(line), "no place", owners)


def _place_owners(codes: Iterable[str], book: RuleBook) -> Owners:
    """What is a name of a place without standing in a dictionary: codes, and the ids and labels of regions."""
    owners: Owners = {key(code): code for code in codes}
    for region in book.concepts["region"].values():
        for name in (region.id, region.label.practitioner, region.label.patient):
            owners.setdefault(key(name), region.id)
    return owners


def _points_problems(sections: dict[str, Node], book: RuleBook, owners: Owners) -> Iterator[Problem]:
    sources = [name.text() for name in headings(sections["sources"])]
    for code, node in sections["points"].pairs():
        fields = node.fields(anatomy.POINT_FIELDS, anatomy.POINT_MAY_HAVE)
        yield from unknown_words([fields["region"]], book.concepts["region"])
        if "through" in fields:
            yield from unknown_words(fields["through"].items(), book.concepts["region"])
        yield from _lying_there(fields, book, sources)
        if "also" in fields:
            yield from taken_names(names_in(fields["also"]), code.text(), owners)


def _parts_problems(
    sections: dict[str, Node], book: RuleBook, owners: Owners, codes: Iterable[str]
) -> Iterator[Problem]:
    sources = [name.text() for name in headings(sections["sources"])]
    for id_, node in sections["parts"].pairs():
        fields = node.fields(anatomy.PART_FIELDS, anatomy.PART_MAY_HAVE)
        yield from unknown_words(fields["regions"].items(), book.concepts["region"])
        if "holds" in fields:
            yield from unknown_words(fields["holds"].items(), [*codes, *book.concepts["hazard"]])
        yield from _lying_there(fields, book, sources)
        for name in (id_, fields["name"]):
            yield from taken_names(one_name(name), id_.text(), owners)
        also = names_in(fields["also"]) if "also" in fields else ()
        yield from taken_names(also, id_.text(), owners)


def _regions_problems(book: RuleBook, owners: Owners) -> Iterator[Problem]:
    for name, node in read("regions").pairs():
        fields = node.fields(anatomy.REGION_FIELDS, anatomy.REGION_MAY_HAVE)
        yield from unknown_words([name], book.concepts["region"])
        if "techniques" in fields:
            yield from not_known(fields["techniques"], dictionary.techniques(), str)
        yield from _lying_there(fields, book, ())
        yield from taken_names(names_in(fields["names"]), name.text(), owners)


def _lying_there(fields: dict[str, Node], book: RuleBook, sources: Iterable[str]) -> Iterator[Problem]:
    """A problem for each hazard and each source of a place that is not known."""
    if "hazards" in fields:
        yield from unknown_words(fields["hazards"].items(), book.concepts["hazard"], sided=True)
    if "sources" in fields:
        yield from unknown_words(fields["sources"].items(), sources)
