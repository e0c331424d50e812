"""Names in lines of free words: times, forms, joints, long lines, and the templates of closed forms."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date

import pytest
from conftest import DAY
from msgspec.structs import replace
from phrases import FOLDER

from acucheck.answers import decode
from acucheck.errors import InvalidFile
from acucheck.located import Origin
from acucheck.located.from_memory import node_of
from acucheck.model.answers import Cue, MatchStatus, Name, NameKind, Use, Writer
from acucheck.model.book import RuleBook
from acucheck.names.cached import CachedVocabulary
from acucheck.names.number_words import numbers
from acucheck.names.setting import Setting
from acucheck.names.templates import Templates
from acucheck.names.time_forms import FORMS, NUMBER
from acucheck.names.times import times
from acucheck.names.vocabulary import Vocabulary

PATIENT = Setting(DAY, Writer.PATIENT, 52)


@pytest.fixture(scope="module")
def words(book: RuleBook) -> Vocabulary:
    return CachedVocabulary(book)


@pytest.mark.parametrize(
    ("text", "latest"),
    [
        ("2015-03-12", date(2015, 3, 12)),
        ("2015-13-45", None),
        ("03/04/2015", date(2015, 4, 3)),
        ("31/12/15", date(2015, 12, 31)),
        ("13/13/2015", None),
        ("12/03/29", None),
        ("12/03/98", date(1998, 12, 3)),
        ("5 May 2015", date(2015, 5, 5)),
        ("31 February 2015", None),
        ("Sept. 2015", date(2015, 9, 30)),
        ("May 5th, 2015", date(2015, 5, 31)),
        ("05/2015", date(2015, 5, 31)),
        ("13/2015", None),
        ("in the 1990s", date(1999, 12, 31)),
        ("the '90s", date(1999, 12, 31)),
        ("in the nineties", date(1999, 12, 31)),
        ("the 20s", None),
        ("2015", date(2015, 12, 31)),
        ("about 2015", date(2016, 12, 31)),
        ("2015/16", date(2016, 12, 31)),
        ("in '98", date(1998, 12, 31)),
        ("10 years ago", date(2017, 11, 15)),
        ("over ten years ago", date(2016, 11, 14)),
        ("a week ago", DAY),
        ("last year", date(2025, 12, 31)),
        ("Last Year", date(2025, 12, 31)),
        ("this year", DAY),
        ("last week", DAY),
        ("last yr", date(2025, 12, 31)),
        ("last Chrissie", date(2025, 12, 31)),
        ("this Christmas", DAY),
        ("hace 3 años", date(2024, 11, 20)),
        ("vor 3 Wochen", date(2026, 11, 8)),
        ("il y a 2 mois", date(2026, 10, 22)),
        ("3 jaar geleden", date(2024, 11, 20)),
        ("3 lat temu", date(2024, 11, 20)),
        ("als Kind", date(1992, 11, 30)),
        ("de niña", date(1992, 11, 30)),
        ("in my 20s", date(2004, 11, 27)),
        ("in my early 30s", date(2014, 11, 25)),
        ("yesterday", DAY),
        ("at the age of 12", date(1987, 12, 2)),
        ("as a child", date(1992, 11, 30)),
        ("in my teens", date(1994, 11, 30)),
        ("in my twenties", date(2004, 11, 27)),
        ("at 60", None),
    ],
)
def test_a_time_is_the_latest_that_it_can_mean(text: str, latest: date | None) -> None:
    assert [time.latest for time in times(text, PATIENT)] == [latest]


def test_no_form_of_a_time_is_passed_over_that_is_in_a_line() -> None:
    patterns = [(form, re.compile(rf"(?<!\w)(?:{form.pattern})(?!\w)", re.VERBOSE)) for form in FORMS.values()]
    seen = set()
    for line in typed_lines():
        for form, pattern in patterns:
            if pattern.search(line):
                assert form.may_be_in(line), line
                seen.add(form.latest)
    assert len(seen) > 12


def typed_lines() -> Iterator[str]:
    """Every line of the files in `tests/phrases/`, in small letters."""
    for file in sorted(FOLDER.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                yield row.get("typed", "").casefold()


@pytest.mark.parametrize("text", ["hace 3 años que me duele", "desde hace 3 meses", "há 3 anos"])
def test_how_long_something_has_lasted_is_no_time_that_is_over(text: str) -> None:
    assert [*times(text, PATIENT)] == []


def test_an_age_is_no_time_where_the_age_of_the_person_is_not_known() -> None:
    assert [time.latest for time in times("at the age of 12", Setting(DAY))] == [None]


@pytest.mark.parametrize(
    ("line", "taken"),
    [
        ("warfarin as well as aspirin", [MatchStatus.RECOGNISED, MatchStatus.RECOGNISED]),
        ("hydrocortisone ear drops", [MatchStatus.SET_ASIDE]),
        ("ramipril p.o. b.i.d.", [MatchStatus.RECOGNISED]),
        ("stopped ibuprofen in 2009", [MatchStatus.SET_ASIDE]),
        ("no, no warfarin", [MatchStatus.SET_ASIDE]),
        ("stopped aspirin in fall 2010", [MatchStatus.MAYBE, MatchStatus.AMBIGUOUS]),
        ("no warfarin" + " at all" * 40, [MatchStatus.MAYBE]),
    ],
)
def test_each_medicine_of_a_line_is_taken_for_what_the_line_says(
    line: str, taken: list[MatchStatus], words: Vocabulary
) -> None:
    assert [name.taken for name in words.medicines(line, PATIENT)][: len(taken)] == taken


def test_what_somebody_had_is_theirs_and_what_blood_relatives_share_is_asked_about(words: Vocabulary) -> None:
    (mother,) = words.conditions("my mother had epilepsy", Setting(DAY))
    assert (mother.taken, mother.cue) == (MatchStatus.MAYBE, Cue.SOMEONE_ELSE)
    (husband,) = words.conditions("my husband had epilepsy", PATIENT)
    assert (husband.taken, husband.use) == (MatchStatus.SET_ASIDE, Use.SOMEONE_ELSE)


def test_a_medicine_that_hardly_matters_is_over_after_a_whole_year(words: Vocabulary) -> None:
    assert words.policy.is_weighty({"organs.diabetes"}, NameKind.CONDITION)
    assert not words.policy.is_weighty({"st-johns-wort"}, NameKind.MEDICINE)
    medicines = words.book.concepts["medicine"]
    timeless = {**medicines, "st-johns-wort": replace(medicines["st-johns-wort"], after_stop=None)}
    book = replace(words.book, concepts={**words.book.concepts, "medicine": timeless})
    name = Name("some medicine", MatchStatus.RECOGNISED, concepts=frozenset({"st-johns-wort"}))
    assert Vocabulary(book).used(name, "some medicine", Use.STOPPED, "2024", PATIENT).aside
    assert not Vocabulary(book).used(name, "some medicine", Use.STOPPED, "2025", PATIENT).aside


def test_a_medicine_that_marks_what_stays_is_never_over_though_only_a_note_reads_it(words: Vocabulary) -> None:
    (letrozole,) = words.medicines("letrozole completed 2009", PATIENT)
    assert letrozole.taken is MatchStatus.MAYBE


@pytest.mark.parametrize("line", ["no angina old heart attack", "w/o angina pectoris old heart attack"])
def test_a_no_to_one_condition_sets_no_other_of_the_same_line_aside(words: Vocabulary, line: str) -> None:
    _, other = words.conditions(line, PATIENT)
    assert (other.typed, other.taken) == ("old heart attack", MatchStatus.MAYBE)


def test_a_name_of_a_condition_is_found_between_everyday_words(words: Vocabulary) -> None:
    found = words.conditions("my 2 diabetes type 2, not me", PATIENT)
    assert "organs.diabetes" in found[0].concepts


@pytest.mark.parametrize("line", ["pregnant no pain", "pregnant no", "pregnant no shocks since 2023"])
def test_no_words_are_a_name_of_what_clears(words: Vocabulary, line: str) -> None:
    concepts = frozenset[str]().union(*(name.concepts for name in words.conditions(line, PATIENT)))
    assert "pregnant.yes" in concepts
    assert "pregnant.no" not in concepts


def test_a_short_name_stands_for_itself_between_commas(words: Vocabulary) -> None:
    assert [name.typed for name in words.conditions("epilepsy, me", PATIENT)] == ["epilepsy", "me"]
    assert words.conditions("epilepsy, me", PATIENT)[1].taken is not MatchStatus.UNRECOGNISED


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ("no {nam}", "there is no slot {nam}"),
        ("no (warfarin", "a bracket is missing or one too many"),
        ("no warfarin]", "a bracket is missing or one too many"),
    ],
)
def test_a_broken_form_is_told_with_its_place(form: str, says: str) -> None:
    with pytest.raises(InvalidFile, match=says.replace("{", r"\{")):
        Templates({}).automaton(node_of(form, Origin("context.yaml")))


def test_only_what_is_over_has_a_time(words: Vocabulary) -> None:
    entry = {"medicines": [{"name": "warfarin", "use": "not taken", "when": "2015"}]}
    with pytest.raises(InvalidFile, match="only 'past' and 'stopped' have a time"):
        decode(node_of(entry, Origin("answers.yaml")), words, DAY)


def test_every_number_up_to_ninety_nine_is_one_in_words_and_nothing_else_is() -> None:
    number = re.compile(NUMBER, re.VERBOSE)
    assert all(map(number.fullmatch, numbers()))
    assert not any(map(number.fullmatch, ("", "twenty ten", "twenty-nineteen", "one-two", "twentyone", "forty  two")))
