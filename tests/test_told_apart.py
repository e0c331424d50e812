"""A name of several meanings is taken as the one that was ticked; a no drops a meaning, but no call for help."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from shipped_book import BOOK, check

from acucheck.assess.told_apart import told_apart
from acucheck.model.answers import (
    Agreeing,
    Agreement,
    Answer,
    Candidate,
    Cue,
    MatchMethod,
    MatchStatus,
    Name,
    NameKind,
    Names,
    Quantity,
    Ticks,
)
from acucheck.model.ids import QuestionId

CONDITIONS = QuestionId("conditions")


def of_several(typed: str, *meanings: tuple[str, ...]) -> Name:
    candidates = tuple(Candidate("", frozenset(lines)) for lines in meanings)
    lines = frozenset().union(*meanings)
    return Name(typed, MatchStatus.AMBIGUOUS, "", lines, None, candidates, kind=NameKind.CONDITION)


def taken(name: Name, **given: Answer) -> Name:
    answers = {QuestionId(question.replace("_", "-")): answer for question, answer in given.items()}
    told = told_apart(BOOK, {**answers, CONDITIONS: Names((name,))})[CONDITIONS]
    assert isinstance(told, Names)
    return told.entries[0]


def ticks(*yes: str, maybe: tuple[str, ...] = ()) -> Ticks:
    return Ticks(frozenset(yes), frozenset(maybe))


CANCER = of_several(
    "breast cancer",
    ("cancer-immune.cancer-past",),
    ("cancer-immune.cancer-present",),
    ("cancer-immune.cancer-treatment",),
)
SHINGLES = of_several(
    "shingles", ("skin.sore-skin",), ("sore-skin-kind.shingles-blisters",), ("today.catching-illness",)
)
BLURRED = of_several("blurred", ("danger.sight-loss",), ("danger.pressure-signs",))
LUMP = of_several("lump", ("organs.new-lump",), ("skin.moles-or-lumps",))


def test_the_meaning_that_was_ticked_counts() -> None:
    found = taken(CANCER, cancer_immune=ticks("cancer-past"))
    assert found.taken is MatchStatus.RECOGNISED
    assert found.concepts == {"cancer-immune.cancer-past"}


def test_two_that_were_ticked_count_both() -> None:
    found = taken(CANCER, cancer_immune=ticks("cancer-present", "cancer-treatment"))
    assert found.concepts == {"cancer-immune.cancer-present", "cancer-immune.cancer-treatment"}


def test_a_follow_up_without_an_answer_is_open_by_itself() -> None:
    found = taken(SHINGLES, skin=ticks("sore-skin"), today=ticks())
    assert (found.taken, found.concepts) == (MatchStatus.RECOGNISED, frozenset({"skin.sore-skin"}))


def test_a_list_without_an_answer_leaves_its_meaning_open() -> None:
    assert taken(SHINGLES, skin=ticks("sore-skin")).taken is MatchStatus.AMBIGUOUS
    assert taken(LUMP, skin=ticks("moles-or-lumps")) == LUMP


def test_a_meaning_that_was_answered_no_is_dropped_while_another_is_left() -> None:
    found = taken(LUMP, organs=ticks())
    assert (found.taken, found.concepts) == (MatchStatus.AMBIGUOUS, frozenset({"skin.moles-or-lumps"}))
    assert taken(LUMP, organs=ticks(), skin=ticks()) == LUMP
    assert taken(CANCER, cancer_immune=ticks(maybe=("cancer-past",))).concepts == {"cancer-immune.cancer-past"}


def test_no_meaning_that_calls_for_help_is_dropped() -> None:
    assert taken(BLURRED, danger=ticks("sight-loss")) == BLURRED
    both = of_several("chest pain", ("danger.chest-pain",), ("heart-lungs.stable-heart",))
    assert taken(both, danger=ticks()) == both
    assert taken(both, danger=ticks(), heart_lungs=ticks("stable-heart")) == both


@pytest.mark.parametrize(("cue", "told"), [(Cue.REASON, True), (Cue.PLANNED, True), (Cue.NEGATED, False)])
def test_a_name_that_is_not_certain_is_certain_by_a_tick_unless_it_may_be_a_no(cue: Cue, told: bool) -> None:
    line = "cancer-immune.carried-infection"
    name = Name("hep C", MatchStatus.MAYBE, "", frozenset({line}), kind=NameKind.CONDITION, cue=cue)
    found = taken(name, cancer_immune=ticks("carried-infection"))
    assert (found.taken is MatchStatus.RECOGNISED) is told


def test_an_old_answer_tells_nothing_apart_and_other_names_stay() -> None:
    assert taken(CANCER, cancer_immune=Ticks(frozenset({"cancer-past"}), old=True)) == CANCER
    known = replace(CANCER, taken=MatchStatus.RECOGNISED, candidates=())
    assert taken(known, cancer_immune=ticks("cancer-past")) == known
    told = check("cancer-immune: [cancer-past]\nmedicines: [warfarin]", conditions=Names((CANCER, known)))
    assert [name.taken for name in told.names if name.kind is NameKind.CONDITION] == [MatchStatus.RECOGNISED] * 2


@pytest.mark.parametrize("via", [MatchMethod.EXACT, MatchMethod.BRAND])
def test_of_a_medicine_known_by_its_name_or_brand_it_is_in_doubt_only_whether_it_counts(via: MatchMethod) -> None:
    lines = frozenset({"biologic-immunosuppressant"})
    reading = (Candidate("dupilumab", lines),)
    name = Name("Dupixent", MatchStatus.SUGGESTED, "dupilumab", lines, via, reading, kind=NameKind.MEDICINE)
    found = taken(name)
    assert found.taken is MatchStatus.MAYBE
    assert found.concepts == lines


NO_FEVER = Name(
    "no fever",
    MatchStatus.MAYBE,
    "",
    frozenset({"today.fever"}),
    kind=NameKind.CONDITION,
    cue=Cue.NEGATED,
    agreeing=Agreeing(Agreement.NOT_SO),
)


def test_a_plain_no_inside_a_line_is_set_aside_where_the_list_says_no_as_well() -> None:
    assert taken(NO_FEVER, today=ticks("catching-illness")).taken is MatchStatus.SET_ASIDE


@pytest.mark.parametrize("today", [ticks("fever"), ticks(maybe=("fever",)), None])
def test_a_plain_no_inside_a_line_clears_nothing_by_itself(today: Ticks | None) -> None:
    given: dict[str, Answer] = {} if today is None else {"today": today}
    assert taken(NO_FEVER, **given) == NO_FEVER


BIRTH = of_several("caesarian", ("pregnant.after-birth", "after-birth.birth-wound"), ("devices.operation-lately",))
BREECH = of_several("breach", ("pregnancy-situation.breech-obstacle",))
SIGN = of_several("combing hurts", ("danger.pregnancy-warning",), ("today.new-signs",))
GRANDMOTHER = Quantity("76", 76.0)
WOMAN = Quantity("30", 30.0)


def near(name: Name) -> Name:
    return replace(name, taken=MatchStatus.SUGGESTED, via=MatchMethod.FUZZY)


@pytest.mark.parametrize("given", [{"pregnant": ticks("no")}, {"age": GRANDMOTHER}])
def test_what_was_only_guessed_is_no_birth_where_there_cannot_be_one(given: dict[str, Answer]) -> None:
    assert taken(near(BIRTH), **given).concepts == {"devices.operation-lately"}
    assert taken(BIRTH, **given).concepts == {"devices.operation-lately"}
    assert taken(near(BREECH), **given).taken is MatchStatus.UNRECOGNISED
    assert taken(BREECH, **given) == BREECH


def test_a_guessed_sign_of_danger_in_a_pregnancy_is_dropped_by_an_age_and_not_by_a_no() -> None:
    assert taken(SIGN, pregnant=ticks("no")) == SIGN
    assert taken(SIGN, age=GRANDMOTHER).concepts == {"today.new-signs"}
    heard = replace(SIGN, taken=MatchStatus.SUGGESTED, concepts=frozenset({"danger.pregnancy-warning"}))
    assert taken(heard, age=GRANDMOTHER).concepts == {"today.new-signs"}


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"age": WOMAN},
        {"pregnant": ticks("after-birth"), "age": GRANDMOTHER},
        {"pregnant": Ticks(frozenset({"no"}), old=True)},
        {"pregnant": ticks(maybe=("yes",))},
    ],
)
def test_a_guess_stands_where_there_may_be_a_pregnancy_or_birth(given: dict[str, Answer]) -> None:
    assert taken(near(BIRTH), **given) == near(BIRTH)


def test_a_plain_name_of_a_birth_counts_whatever_was_answered() -> None:
    plain = replace(BREECH, taken=MatchStatus.RECOGNISED, candidates=())
    assert taken(plain, pregnant=ticks("no")) == plain
    assert taken(plain, age=GRANDMOTHER) == plain
