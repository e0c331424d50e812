"""`acucheck rules diff`: what differs between two rule books, and for whom."""

from __future__ import annotations

from datetime import date

from acucheck.answers import PersonAnswers
from acucheck.authoring.people_compared import as_asked_by, compared, example_people
from acucheck.authoring.rules_compared import difference
from acucheck.cli.boundary import say
from acucheck.cli.clock import today
from acucheck.cli.exit_codes import MILDER, of_failure
from acucheck.cli.inputs import entries
from acucheck.cli.list_streams import UnreadRecord
from acucheck.cli.output import emit
from acucheck.cli.paths import is_folder
from acucheck.cli.record_ids import Ids
from acucheck.document.pages.difference_page import difference_page
from acucheck.errors import InvalidAnswers, InvalidRules, UnusableAnswers, in_order
from acucheck.model.answers import Answers
from acucheck.model.book import RuleBook
from acucheck.model.difference import People, PersonMove
from acucheck.names.cached import CachedVocabulary
from acucheck.names.setting import Setting
from acucheck.names.vocabulary import Vocabulary
from acucheck.render.as_text import page_text
from acucheck.rulebook import RuleFile, default_rules
from acucheck.rulebook.loading import read

CORE = "core"
"""What the rule book that comes with acucheck is called here."""


def diff(old: str, new: str, people: str | None, own: str | None, *, as_json: bool, fail_on_milder: bool) -> int:
    """Prints what differs, and returns the exit code; that of answers with faults where anybody could not be read.

    Raises InvalidRules when a book cannot be read.
    """
    files = [_file(path, own) for path in (old, new)]
    before, after = (file.book for file in files)
    found = difference(before, after)
    looked_at = _people_listed(people, before, after) if people is not None else _examples(files)
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
    file = read(str(default_rules()) if path == CORE else path)
    if isinstance(file, RuleFile) and not file.problems and own is not None:
        file = read(own, file.book)
    problems = file.problems if isinstance(file, RuleFile) else file
    if isinstance(file, tuple) or problems:
        raise InvalidRules("\n".join(map(str, in_order(problems))))
    return file


def _examples(files: list[RuleFile]) -> People:
    """The people of the examples of both books, each once."""
    before, after = (CachedVocabulary(file.book) for file in files)
    setting = Setting(today())
    told: dict[str, Answers] = {}
    for id_, answers in example_people(files):
        told.setdefault(id_, answers)
    moved = [_person_move(id_, answers, before, after, setting) for id_, answers in told.items()]
    return People(len(told), 0, tuple(each for each in moved if each is not None), "examples")


def _person_move(
    id_: str, answers: Answers, before: Vocabulary, after: Vocabulary, setting: Setting
) -> PersonMove | None:
    asked_before = as_asked_by(answers, before.book, before, setting)
    asked_after = as_asked_by(answers, after.book, after, setting)
    return compared(id_, asked_after, before.book, after.book, asked_before)


def _people_listed(path: str, before: RuleBook, after: RuleBook) -> People:
    """The people of a list, each as of the day on which they answered; without one, as of today."""
    ids = Ids(several=is_folder(path))
    vocabularies = CachedVocabulary(before), CachedVocabulary(after)
    looked_at, unread, moved = 0, 0, []
    for entry in entries([path], vocabularies[1], None):
        try:
            record, day = _on_its_day(entry, vocabularies[1])
            ids.claim(record.head.id, entry.place)
        except UnusableAnswers as error:
            unread += 1
            say(str(error))
            continue
        looked_at += 1
        setting = Setting(day, record.head.writer)
        asked = as_asked_by(record.answers, before, vocabularies[0], setting)
        moved.append(compared(record.head.id, record.answers, before, after, asked))
    return People(looked_at, unread, tuple(each for each in moved if each is not None), "people")


def _on_its_day(entry: UnreadRecord, vocabulary: Vocabulary) -> tuple[PersonAnswers, date]:
    """A record as of the day on which it was answered."""
    day = today()
    record = entry.read(vocabulary, day)
    if record.head.day is not None and record.head.day != day:
        return entry.read(vocabulary, record.head.day), record.head.day
    return record, day
