"""What can be wrong with the dictionaries, each problem at its place: for people who change them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from acucheck.errors import InvalidFile, Problem, in_order
from acucheck.located import Node
from acucheck.model.book import Question, RuleBook
from acucheck.names import dictionary, dictionary_index, lexicon
from acucheck.names.dictionary import read
from acucheck.names.dictionary_faults import (
    Owners,
    headings,
    keys_of,
    names_in,
    not_known,
    one_name,
    taken_names,
    unknown_words,
)
from acucheck.names.labelled import is_nameable
from acucheck.names.places_check import places_problems
from acucheck.names.spelling import key


def problems(book: RuleBook) -> list[Problem]:
    """Everything that is wrong with the dictionaries, and everything in them that *book* does not know."""
    found: list[Problem] = []
    for check in (_medicines_problems, _conditions_problems, _techniques_problems, places_problems, _words_around):
        try:
            found += check(book)
        except InvalidFile as error:
            found += error.problems
    return in_order(found)


def _medicines_problems(book: RuleBook) -> Iterator[Problem]:
    dictionary.medicines()
    dictionary.harmless()
    sections = read("medicines").fields(dictionary.MEDICINES, ["local"])
    classes = book.concepts["medicine"]
    for section in ("classes", "unsure", "phrases"):
        yield from unknown_words(headings(sections[section]), classes)
    homonyms = keys_of(headings(sections["homonyms"]))
    owners: Owners = {}
    yield from _taken_medicines(sections, homonyms, owners)
    for group, line in sections["phrases"].pairs():
        yield from taken_names(names_in(line), f"words for {group.text()}", owners, but=homonyms, shared="words for ")
    known = owners.keys() | homonyms
    for _, line in sections["homonyms"].pairs():
        yield from not_known(line, known, lambda text: text.split("(")[0])
    for name, line in read("lookalikes").pairs():
        if key(name.text()) not in known:
            yield name.problem("this name is not in the dictionaries, so nothing keeps it apart from those beside it")
        yield from not_known(line, known, str)


def _taken_medicines(sections: dict[str, Node], homonyms: set[str], owners: Owners) -> Iterator[Problem]:
    """A problem for each name of a medicine that already stands for another; fills in the *owners*."""
    unsure = sections["unsure"]
    for groups in (sections["classes"], unsure, read("harmless")):
        for _, members in groups.pairs():
            for medicine, line in members.pairs():
                own = medicine.text()
                owners.setdefault(key(own), own)
                if groups is not unsure:  # where one is unsure, its own name may be that of something else
                    yield from taken_names(one_name(medicine), own, owners, but=homonyms)
                yield from taken_names(names_in(line), own, owners, but=homonyms)


def _conditions_problems(book: RuleBook) -> Iterator[Problem]:
    dictionary.conditions()
    sections = read("conditions").fields(dictionary.CONDITIONS, dictionary.CONDITIONS_MORE)
    nameable = [question for question in book.questions.values() if is_nameable(question)]
    ids = _lines_of(nameable)
    ticked = set(map(key, ids))
    owners: Owners = {}
    for opener, line in sections["opened-by"].pairs():
        yield from unknown_words([opener], ids)
        yield from not_known(line, ticked, str)
    yield from _lines_problems(sections["lines"], nameable, owners)
    for section in ("several", "ask"):
        for name, line in sections[section].pairs():
            yield from taken_names(one_name(name), name.text(), owners)
            yield from not_known(line, ticked, str)
    asked_about = keys_of(headings(sections["ask"]))
    yield from not_known(sections["settled-by-no"], asked_about, str)
    yield from taken_names(names_in(sections["harmless"]), "what no line is about", owners)


def _lines_problems(section: Node, nameable: Iterable[Question], owners: Owners) -> Iterator[Problem]:
    """A problem for each question, line and name of a line that is wrong."""
    options: dict[str, Iterable[str]] = {question.id: question.options for question in nameable}
    yield from unknown_words(headings(section), options)
    for question, members in section.pairs():
        yield from unknown_words(headings(members), options.get(question.text(), ()))
        for line, text in members.pairs():
            yield from taken_names(names_in(text), f"{question.text()}.{line.text()}", owners)


def _lines_of(questions: Iterable[Question]) -> set[str]:
    """The lines of some questions, as `question.line`."""
    found: set[str] = set()
    for question in questions:
        found.update(f"{question.id}.{option}" for option in question.options)
    return found


def _words_around(book: RuleBook) -> Iterator[Problem]:
    """What stands beside the names and is unknown: in what is past or in the family, in allergies and local forms."""
    routes = lexicon.lexicon().local.values()
    sections = read("conditions").fields(dictionary.CONDITIONS_MORE, dictionary.CONDITIONS)
    ids = _lines_of(book.questions.values())
    ticked = set(map(key, ids))
    conditions = {*dictionary_index.conditions(), *ticked}
    for item in sections["past"].items():
        fields = item.fields(["names"], lexicon.PAST)
        yield from not_known(fields["names"], conditions, str)
        if "source" in fields:
            yield from unknown_words([fields["source"]], book.sources)
        if "counts-as" in fields:
            yield from unknown_words([fields["counts-as"]], ids)
    lexicon.new_signs()
    new_signs = read("new-signs").fields(lexicon.NEW_SIGNS)
    yield from unknown_words([new_signs["line"]], ids)
    yield from not_known(new_signs["lasting"], ticked, str)
    yield from unknown_words(headings(new_signs["parted"]), ids)
    for _, said in new_signs["implied"].pairs():
        yield from not_known(said, {*ticked, *map(key, book.concepts["medicine"])}, str)
    for _, language in new_signs["languages"].pairs():
        danger = language.fields(lexicon.SIGN_WORDS_NEEDED, lexicon.SIGN_WORDS)["danger"]
        yield from unknown_words(headings(danger), ids)
    for lines in sections["of-now"].fields(dictionary.OF_NOW).values():
        yield from not_known(lines, ticked, str)
    heritable = sections["heritable"].fields(["lines", "classes", "names"])
    classes = set(map(key, book.concepts["medicine"]))
    yield from not_known(heritable["classes"], classes, str)
    yield from not_known(heritable["names"], conditions, str)
    yield from not_known(heritable["lines"], ticked, str)
    for item in sections["allergens"].items():
        fields = item.fields(["names", "lines"])
        yield from not_known(fields["lines"], ticked, str)
    medicines = {*dictionary_index.medicines(), *dictionary_index.harmless()}
    local = read("medicines").fields(["local"], dictionary.MEDICINES)["local"]
    for route, line in local.pairs():
        yield from unknown_words([route], routes)
        yield from not_known(line, medicines, str)


def _techniques_problems(book: RuleBook) -> Iterator[Problem]:
    dictionary.techniques()
    sections = read("techniques").fields(["names", "ask"])
    owners: Owners = {}
    for each in book.techniques.values():
        for label in (each.id, each.label.practitioner, each.label.patient):
            owners[key(label)] = each.id
    yield from unknown_words(headings(sections["names"]), book.techniques)
    for technique, line in sections["names"].pairs():
        yield from taken_names(names_in(line), technique.text(), owners)
    techniques = set(map(key, book.techniques))
    for name, line in sections["ask"].pairs():
        yield from taken_names(one_name(name), name.text(), owners)
        yield from not_known(line, techniques, str)
