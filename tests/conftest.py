"""What most tests need: the rule book that comes with acucheck, and people in the words of an answers file."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import NoReturn

import pytest
from anybody import answers as anybodys_answers
from clinical_cases import cases, run
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.vendor.pretty import RepresentationPrinter, for_type_by_name

import acucheck
from acucheck import answers as answers_files
from acucheck import precompiled
from acucheck.assess import assess
from acucheck.errors import Place
from acucheck.located import Node, Origin, read_node
from acucheck.model.answers import Answers
from acucheck.model.book import RuleBook, once_for_each
from acucheck.model.levels import Audience
from acucheck.model.report import Report
from acucheck.names import dictionary_index, entries
from acucheck.names.setting import Setting
from acucheck.names.vocabulary import Vocabulary
from acucheck.render.as_text import as_text
from acucheck.rulebook import RuleFile, default_rules, load, source
from acucheck.rulebook.source import standing_in

DAY = date(2026, 11, 22)
SETTING = Setting(DAY)
"""That day, and nobody knows who writes."""

PEOPLE = sorted((Path(__file__).parent.parent / "acucheck" / "people").glob("*.yaml"))
Reports = dict[str, Report]
Ran = Callable[[Node], tuple[Report, dict[str, Node]]]
Written = Callable[[str, Audience], str]

SMALL = Path(__file__).parent / "broken" / "rules.yaml"
Changed = Callable[..., RuleBook]

HEALTHY = """
plan: {manual needling: [ST36]}
danger: none
today: none
age: 34
pregnant: no
bleeding: none
medicines: none
devices: none
heart-lungs: none
cancer-immune: none
organs: none
nerves-mind: none
skin: none
needles-before: none
"""

# How long something takes is measured elsewhere, and side by side.
settings.register_profile("at any speed", deadline=None)
settings.load_profile("at any speed")


@contextmanager
def uncounted() -> Iterator[None]:
    """No coverage meanwhile: what is shared by tests is counted in none of them, whichever comes first."""
    counting = sys.gettrace()
    sys.settrace(None)
    try:
        yield
    finally:
        sys.settrace(counting)


def _named_alone(value: object, printer: RepresentationPrinter, _: object) -> None:
    """What a property that fails prints for what it was handed whole: a book is 780,000 characters."""
    printer.text(f"<{type(value).__name__}>")


for _whole in (RuleBook, RuleFile, Report):
    for_type_by_name(_whole.__module__, _whole.__name__, _named_alone)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Everything is loaded first, and then no lines are counted until the first test.

    Hypothesis draws from the constants of all modules that are loaded: one loaded halfway changes what is drawn.
    """
    for module in pkgutil.walk_packages(acucheck.__path__, "acucheck."):
        if module.name != "acucheck.__main__":
            importlib.import_module(module.name)
    with uncounted():
        return (yield)


@pytest.fixture(autouse=True, scope="session")
def _looked_through_seldom(_random_numbers_known: None) -> None:
    """Most of what is there stays there, and looking for what does not would take an eighth of the time."""
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


@pytest.fixture(autouse=True, scope="session")
def _random_numbers_known() -> None:
    """Hypothesis looks for its own generator in what can be collected; under 3.14 not in what a command froze."""
    nothing = settings(database=None, max_examples=1)(given(st.none())(lambda _: None))
    nothing()


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """No test reaches another machine."""

    def refused(*_: object) -> NoReturn:
        raise AssertionError("a connection was tried")

    with pytest.MonkeyPatch.context() as patched:
        for name in ("connect", "connect_ex", "sendto", "bind"):
            patched.setattr(socket.socket, name, refused)
        patched.setattr(socket, "getaddrinfo", refused)
        yield


def folders() -> tuple[Path, ...]:
    """Where the code, what was decoded and the dictionaries lie."""
    return precompiled.PACKAGE, precompiled.FOLDER, entries.FOLDER


@pytest.fixture(autouse=True, scope="session")
def _decoded_once() -> Iterator[None]:
    """The core and the dictionaries are decoded once for all that runs in this process.

    A program of its own decodes them for itself, and so does a test that puts others in their place.
    """
    known: Callable[..., object] = cache(precompiled.unsealed)
    standing_at = cache(lambda path: once_for_each(lambda book: standing_in(book, path)))
    as_built = folders()

    def decoded(name: str, sources: list[Path], kind: type[object]) -> object:
        if folders() != as_built:
            return precompiled.unsealed(name, sources, kind)
        return known(name, tuple(sources), kind)

    with pytest.MonkeyPatch.context() as patched:
        for module in (source, dictionary_index):
            patched.setattr(module, "unsealed", decoded)
        patched.setattr(source, "standing_in", lambda book, path: standing_at(path)(book))
        yield


@pytest.fixture(scope="session")
def rule_file() -> RuleFile:
    return load(str(default_rules()))


@pytest.fixture(scope="session")
def book(rule_file: RuleFile) -> RuleBook:
    return rule_file.book


@pytest.fixture(scope="session")
def small_file() -> RuleFile:
    """The small rule book, which has every shape of the format."""
    return load(str(SMALL))


@pytest.fixture(scope="session")
def small(small_file: RuleFile) -> RuleBook:
    return small_file.book


@pytest.fixture
def changed(tmp_path: Path) -> Changed:
    """The small rule book with some lines changed."""

    def book(*changes: tuple[str, str]) -> RuleBook:
        text = SMALL.read_text(encoding="utf-8")
        for line, becomes in changes:
            assert line in text
            text = text.replace(line, becomes)
        path = tmp_path / "rules.yaml"
        path.write_text(text, encoding="utf-8")
        return load(str(path)).book

    return book


@pytest.fixture(scope="session")
def vocabulary(book: RuleBook) -> Vocabulary:
    return Vocabulary(book)


@pytest.fixture(scope="session")
def read(vocabulary: Vocabulary) -> Callable[[str], Answers]:
    """Answers from the text of an answers file."""

    def read_text(text: str) -> Answers:
        root = read_node(text, Origin("answers.yaml", private=True))
        return answers_files.decode(root, vocabulary, DAY) if root is not None else {}

    return read_text


@pytest.fixture(scope="session")
def person(book: RuleBook, read: Callable[[str], Answers]) -> Callable[[str], Report]:
    """The report on a healthy adult who differs in the answers given, each on a line of its own."""

    def report(different: str) -> Report:
        given = read(different)
        return assess(book, {**read(HEALTHY), **given})

    return report


@pytest.fixture(scope="session")
def people(book: RuleBook, vocabulary: Vocabulary) -> Reports:
    """The reports on the example people, by name."""
    return {path.stem: assess(book, answers_files.load(str(path), vocabulary, DAY).answers) for path in PEOPLE}


@pytest.fixture(scope="session")
def ran(book: RuleBook, vocabulary: Vocabulary) -> Ran:
    """What comes of a clinical case, and what it expects: worked out once, however many tests want it."""
    known: dict[Place, tuple[Report, dict[str, Node]]] = {}

    def once(case: Node) -> tuple[Report, dict[str, Node]]:
        if case.place not in known:
            with uncounted():
                known[case.place] = run(case, book, vocabulary)
        return known[case.place]

    return once


@pytest.fixture(scope="session")
def everybody(people: Reports, ran: Ran) -> Reports:
    """The reports on the example people and on those of the clinical cases."""
    found = dict(people)
    for case in cases():
        node = case.values[0]
        assert isinstance(node, Node)
        found[str(case.id)] = ran(node)[0]
    return found


@pytest.fixture(scope="session")
def written(everybody: Reports) -> Written:
    """The page of any of them as text, by name and reader: written once, however many tests read it."""

    @cache
    def page(name: str, audience: Audience) -> str:
        with uncounted():
            return as_text(everybody[name], audience)

    return page


@pytest.fixture(scope="session")
def anybody(vocabulary: Vocabulary) -> st.SearchStrategy[Answers]:
    """Answers of any person at all."""
    return anybodys_answers(vocabulary, DAY)


@pytest.fixture(scope="session", autouse=True)
def _signals() -> None:
    """A run in the background may have been told to ignore these, and every program it starts would do so too."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture
def quick() -> Iterator[None]:
    """No coverage while a test meets many people: counting lines would take three quarters of the time.

    A line that only a random draw reaches would be counted in one run and not in the next.
    """
    with uncounted():
        yield
