"""Entries of an answers file that say more than a name: why it does not count, what is meant, who wrote it and when."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from acucheck.errors import InvalidFile
from acucheck.model.answers import Answers, MatchStatus, Name, Names
from acucheck.model.ids import QuestionId

Read = Callable[[str], Answers]

COUNTS, MAYBE, ASIDE, UNKNOWN = (
    MatchStatus.RECOGNISED,
    MatchStatus.MAYBE,
    MatchStatus.SET_ASIDE,
    MatchStatus.UNRECOGNISED,
)
WHICH = MatchStatus.AMBIGUOUS

WARFARIN = frozenset({"anticoagulant-vka"})
HERNIA = frozenset({"organs.hernia"})
NOTHING: frozenset[str] = frozenset()


def entries(read: Read, text: str, question: str = "medicines") -> list[Name]:
    found = read(text)[QuestionId(question)]
    assert isinstance(found, Names)
    return list(found.entries)


USES = {
    "a medicine stopped long ago": ("medicines", "warfarin", "use: stopped, when: 2015", "", ASIDE),
    "a medicine of the past, with its time": ("medicines", "warfarin", "use: past, when: March 2015", "", ASIDE),
    "a medicine stopped, nobody knows when": ("medicines", "warfarin", "use: stopped", "", MAYBE),
    "a medicine of the past, nobody knows when": ("medicines", "warfarin", "use: past", "", MAYBE),
    "a medicine stopped lately": ("medicines", "warfarin", "use: stopped, when: last week", "", MAYBE),
    "a medicine stopped after today": ("medicines", "warfarin", "use: stopped, when: 2027", "", MAYBE),
    "a medicine stopped at no time": ("medicines", "warfarin", "use: stopped, when: after the wedding", "", MAYBE),
    "a medicine stopped at two times": ("medicines", "warfarin", "use: stopped, when: 2015 or 2016", "", MAYBE),
    "somebody else's, as the patient says": ("medicines", "warfarin", "use: someone else", "patient", ASIDE),
    "somebody else's, as the practitioner says": ("medicines", "warfarin", "use: someone else", "practitioner", ASIDE),
    "somebody else's, as a helper says": ("medicines", "warfarin", "use: someone else", "helper", MAYBE),
    "somebody else's, as nobody knows who says": ("medicines", "warfarin", "use: someone else", "", MAYBE),
    "never taken": ("medicines", "warfarin", "use: not taken", "", ASIDE),
    "never taken, and nobody knows it": ("medicines", "blarfoxin", "use: not taken", "", ASIDE),
    "stopped long ago, and nobody knows it": ("medicines", "blarfoxin", "use: stopped, when: 2001", "", UNKNOWN),
    "an allergy to a medicine": ("medicines", "ibuprofen", "use: allergy", "", ASIDE),
    "a local form": ("medicines", "diclofenac gel", "use: local", "", ASIDE),
    "what no rule is about": ("medicines", "paracetamol", "use: stopped", "", ASIDE),
    "no local form": ("medicines", "diclofenac", "use: local", "", MAYBE),
    "no local form in the dictionary": ("medicines", "warfarin cream", "use: local", "", MAYBE),
    "a condition long over": ("conditions", "appendicitis", "use: past, when: 2001", "", ASIDE),
    "a condition that may be over": ("conditions", "appendicitis", "use: past", "", MAYBE),
    "a condition that is never over": ("conditions", "pacemaker", "use: past, when: 2001", "", MAYBE),
    "a condition of somebody else": ("conditions", "diabetes", "use: someone else", "patient", ASIDE),
    "a condition that runs in families": ("conditions", "haemophilia", "use: someone else", "patient", MAYBE),
    "a condition that is not so": ("conditions", "diabetes", "use: not taken", "", ASIDE),
}


@pytest.mark.parametrize(("question", "name", "use", "who", "taken"), USES.values(), ids=USES.keys())
def test_a_name_is_set_aside_only_by_what_its_use_needs(  # noqa: PLR0913, PLR0917 - a row of the table
    read: Read, question: str, name: str, use: str, who: str, taken: MatchStatus
) -> None:
    head = f"answered-by: {who}\n" if who else ""
    (found,) = entries(read, f"{head}{question}: [{{name: {name}, {use}}}]\n", question)
    assert found.taken is taken
    assert found.typed == name


def test_what_is_over_may_leave_another_line(read: Read) -> None:
    (found,) = entries(read, "conditions: [{name: strangulated hernia, use: past, when: 2001}]\n", "conditions")
    assert (found.taken, found.concepts, found.when) == (COUNTS, HERNIA, "2001")


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("lidocaine", {"skin.other-allergy", "technique-checks.injected-allergy"}),
        ("latex", {"skin.other-allergy", "allergy-to.latex"}),
        ("chlorhexidine", {"skin.other-allergy", "allergy-to.antiseptic"}),
    ],
)
def test_an_allergy_that_a_rule_reads_is_passed_on(read: Read, name: str, lines: set[str]) -> None:
    taken, passed_on = entries(read, f"medicines: [{{name: {name}, use: allergy}}]\n")
    assert taken.taken is ASIDE
    assert (passed_on.taken, passed_on.concepts) == (COUNTS, frozenset(lines))


@pytest.mark.parametrize(
    ("entry", "first", "second"),
    [
        ("{name: paracetamol, typed: warfarin}", (COUNTS, NOTHING), (COUNTS, WARFARIN)),
        ("{name: not listed, typed: warfarin}", (UNKNOWN, NOTHING), (COUNTS, WARFARIN)),
    ],
)
def test_a_known_name_that_was_typed_counts_beside_another_that_is_meant(
    read: Read, entry: str, first: tuple[MatchStatus, frozenset[str]], second: tuple[MatchStatus, frozenset[str]]
) -> None:
    meant, typed = entries(read, f"medicines: [{entry}]\n")
    assert (meant.taken, meant.concepts, meant.contradicts) == (*first, False)
    assert (typed.taken, typed.concepts, typed.contradicts) == (*second, True)


def test_a_name_not_listed_that_nobody_knows_contradicts_nothing(read: Read) -> None:
    (found,) = entries(read, "medicines: [{name: not listed, typed: blarfoxin}]\n")
    assert (found.taken, found.contradicts) == (UNKNOWN, False)


@pytest.mark.parametrize("words", ["see list", "?", "I don't remember", "unknown"])
@pytest.mark.parametrize("question", ["medicines", "conditions"])
def test_words_that_name_nothing_leave_the_list_open(read: Read, words: str, question: str) -> None:
    found = read(f'{question}: ["{words}"]\n')[QuestionId(question)]
    assert isinstance(found, Names)
    assert (found.entries, found.complete, found.not_named) == ((), False, (words,))


# Who wrote it, and when


@pytest.mark.parametrize(
    ("head", "says"),
    [
        ("answered-by: dog", "1:14: expected one of patient, helper, practitioner, not this"),
        ("answered-by: [patient]", "1:14: expected one line of text here, not a list or further entries"),
        ("date: 2027-01-01", "1:7: this day is still to come; correct it, or give the day of the check with --as-of"),
        ("date: yesterday", "1:7: write the day on which this was answered as 2026-11-29: year, month, day"),
        ("date: 2026-02-30", "1:7: write the day on which this was answered as 2026-11-29: year, month, day"),
    ],
)
def test_what_is_wrong_with_the_head_of_a_file_is_told_at_its_place(read: Read, head: str, says: str) -> None:
    with pytest.raises(InvalidFile) as refused:
        read(f"{head}\nbleeding: none\n")
    assert [str(problem) for problem in refused.value.problems] == [f"answers.yaml:{says}"]


def test_what_is_wrong_with_the_head_is_told_once_beside_names(read: Read) -> None:
    with pytest.raises(InvalidFile) as refused:
        read("answered-by: dog\nmedicines: [warfarin]\n")
    assert {str(problem) for problem in refused.value.problems} == {
        "answers.yaml:1:14: expected one of patient, helper, practitioner, not this"
    }


@pytest.mark.parametrize(
    ("date", "line", "taken"),
    [
        ("2026-11-21", "stopped warfarin 3 weeks ago", MAYBE),
        ("2020-11-21", "stopped warfarin 3 years ago", ASIDE),
        ("2020-11-21", "stopped warfarin in 2021", MAYBE),
    ],
)
def test_relative_times_count_from_the_day_of_the_file(read: Read, date: str, line: str, taken: MatchStatus) -> None:
    (found,) = entries(read, f"date: {date}\nmedicines: [{line}]\n")
    assert found.taken is taken


@pytest.mark.parametrize(
    ("age", "taken"),
    [("40", ASIDE), ("13", WHICH), ("many", None), ("400", None), ("not sure", WHICH)],
)
def test_an_age_in_a_line_is_counted_from_the_age_that_is_answered(
    read: Read, age: str, taken: MatchStatus | None
) -> None:
    text = f"age: {age}\nconditions: [appendicitis at age 12]\n"
    if taken is None:
        with pytest.raises(InvalidFile, match="expected"):
            read(text)
    else:
        assert entries(read, text, "conditions")[0].taken is taken
