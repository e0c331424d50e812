"""`acucheck rules diff`: what differs between two rule books, and for whom."""

from __future__ import annotations

from datetime import date

from acucheck.answers import PersonAnswers
from acucheck.authoring.people_compared import as_asked_by, compared, example_people
from acucheck.authoring.rules_compared import difference
from acucheck.cli.boundary import say
from acucheck.cli.clock import today
from acucheck.cli.exit_codes import MILDER, of_failure
from acucheck.cli.inputs import all_records
from acucheck.cli.list_streams import UnreadRecord
from acucheck.cli.output import emit
from acucheck.cli.paths import is_folder
from acucheck.cli.record_ids import Ids
from acucheck.document.pages.difference_page import difference_page
from acucheck.errors import InvalidAnswers, InvalidRules, Problem, UnusableAnswers, in_order
from acucheck.model.answers import Answers
from acucheck.model.book import RuleBook
from acucheck.model.difference import People, PersonMove
from acucheck.names.cached import CachedVocabulary
from acucheck.names.setting import Setting
from acucheck.names.vocabulary import Vocabulary
from acucheck.render.as_text import page_text
from acucheck.rulebook import RuleFile, default_rules
from acucheck.rulebook.loading import read_rule_file

CORE = "core"
"""What the rule book that comes with acucheck is called here."""


def diff(old: str, new: str, people: str | None, own: str | None, *, as_json: bool, fail_on_milder: bool) -> int:
    """Prints what differs, and returns the exit code; that of answers with faults where anybody could not be read.

    Raises InvalidRules when a book cannot be read.
    """
    files = [_file(old, own), _file(new, own)]
    before, after = [file.book for file in files]
    found = difference(before, after)
    looked_at = _examples(files) if people is None else _people_listed(people, before, after)
    if as_json:
        from acucheck.render.as_difference import as_difference

        emit(as_difference(before, after, found, looked_at))
    else:
        emit(page_text(difference_page(before, after, found, looked_at)))
    if looked_at.unread:
        return of_failure(InvalidAnswers())
    milder = found.is_milder or any(person.is_milder for person in looked_at.moved)
    return MILDER if milder and fail_on_milder else 0


def _file(path: str, own: str | None) -> RuleFile:
    """The rule book at *path*, with the practice's *own* file over it. Raises InvalidRules with all problems."""
    if path == CORE:
        path = str(default_rules())
    file = _sound(read_rule_file(path))
    if own is not None:
        file = _sound(read_rule_file(own, file.book))
    return file


def _sound(found: RuleFile | tuple[Problem, ...]) -> RuleFile:
    """What was read, where nothing is wrong with it. Raises InvalidRules with all problems."""
    problems = found.problems if isinstance(found, RuleFile) else found
    if problems or isinstance(found, tuple):
        raise InvalidRules("\n".join(map(str, in_order(problems))))
    return found


def _examples(files: list[RuleFile]) -> People:
    """The people of the examples of both books, each once."""
    before, after = (CachedVocabulary(file.book) for file in files)
    setting = Setting(today())
    told: dict[str, Answers] = {}
    for id_, answers in example_people(files):
        told.setdefault(id_, answers)
    moved: list[PersonMove] = []
    for id_, answers in told.items():
        asked_before = as_asked_by(answers, before.book, before, setting)
        asked_after = as_asked_by(answers, after.book, after, setting)
        move = compared(id_, asked_after, before.book, after.book, asked_before)
        if move is not None:
            moved.append(move)
    return People(len(told), 0, tuple(moved), "examples")


def _people_listed(path: str, before: RuleBook, after: RuleBook) -> People:
    """The people of a list, each as of the day on which they answered; without one, as of today."""
    ids = Ids(several=is_folder(path))
    names_before, names_after = CachedVocabulary(before), CachedVocabulary(after)
    looked_at, unread = 0, 0
    moved: list[PersonMove] = []
    for entry in all_records([path], names_after, None):
        try:
            record, day = _on_its_day(entry, names_after)
            ids.claim(record.head.id, entry.place)
        except UnusableAnswers as error:
            unread += 1
            say(str(error))
            continue
        looked_at += 1
        setting = Setting(day, record.head.writer)
        asked = as_asked_by(record.answers, before, names_before, setting)
        move = compared(record.head.id, record.answers, before, after, asked)
        if move is not None:
            moved.append(move)
    return People(looked_at, unread, tuple(moved), "people")


def _on_its_day(entry: UnreadRecord, vocabulary: Vocabulary) -> tuple[PersonAnswers, date]:
    """A record as of the day on which it was answered."""
    day = today()
    record = entry.read(vocabulary, day)
    if record.head.day is not None and record.head.day != day:
        return entry.read(vocabulary, record.head.day), record.head.day
    return record, day
