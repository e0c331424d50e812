"""A name of several meanings is taken as the one that was ticked; a no drops a meaning, but no call for help."""

from __future__ import annotations

import json

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


def written(answers: dict[str, str | list[str]]) -> str:
    """A file of answers, a line for each question."""
    return "".join(f"{question}: {json.dumps(answer)}\n" for question, answer in answers.items())


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


@pytest.mark.parametrize("typed", ["scottish stye nek", "paining knees badly", "tongjling", "stywe skoen"])
def test_a_guess_by_few_letters_of_what_was_denied_is_a_word_that_nobody_knows(typed: str) -> None:
    guess = Name(
        typed,
        MatchStatus.SUGGESTED,
        concepts=frozenset({"skin.sore-skin", "sore-skin-kind.local-infection"}),
        via=MatchMethod.FUZZY,
        kind=NameKind.CONDITION,
        little=True,
    )
    assert taken(guess, skin=ticks("none")).taken is MatchStatus.UNRECOGNISED
    assert taken(guess, skin=ticks("sore-skin")).taken is MatchStatus.SUGGESTED
    assert taken(guess).taken is MatchStatus.SUGGESTED
    assert taken(replace(guess, little=False), skin=ticks("none")).taken is MatchStatus.SUGGESTED
    assert taken(replace(guess, meant="stye"), skin=ticks("none")).taken is MatchStatus.SUGGESTED


def test_a_guess_by_which_a_rule_calls_for_help_stays_one() -> None:
    guess = Name(
        "chst panting",
        MatchStatus.SUGGESTED,
        concepts=frozenset({"danger.chest-pain"}),
        via=MatchMethod.FUZZY,
        kind=NameKind.CONDITION,
        little=True,
    )
    assert taken(guess, danger=ticks("none")).taken is MatchStatus.SUGGESTED


@pytest.mark.parametrize(("typed", "taken_as"), [("stomma", MatchStatus.SUGGESTED), ("diabtes", MatchStatus.SUGGESTED)])
def test_a_plain_slip_still_counts_against_a_no(typed: str, taken_as: MatchStatus) -> None:
    answers: dict[str, str | list[str]] = {"conditions": [typed], "skin": "none", "organs": "none", "devices": "none"}
    found = check(written(answers)).answers[CONDITIONS]
    assert isinstance(found, Names)
    assert found.entries[0].taken is taken_as


@pytest.mark.parametrize(
    "typed",
    [
        "stywe knie",
        "tong djing",
        "never passed out since",
        "cold sores, none now",
        "no dementia he just talks soft",
        "viral load low",
        "HCV tx'd, SVR 2020, RNA neg",
        "never had a clot",
        "4 little cuts",
        "afebrile 98.9",
        "tummy bruised from the injections",
        "hard lumps both buttocks from PIO shots",
        "no falls since winter",
        "plt 142",
        "platelets 142000",
    ],
)
def test_what_is_a_denial_or_explained_ticks_nothing_beside_a_no(typed: str) -> None:
    lists = ("danger", "today", "bleeding", "devices", "heart-lungs", "cancer-immune", "organs", "nerves-mind", "skin")
    answers: dict[str, str | list[str]] = {
        "conditions": [typed],
        "needles-before": "none",
        **dict.fromkeys(lists, "none"),
    }
    found = check(written(answers)).answers[CONDITIONS]
    assert isinstance(found, Names)
    counting = [name for name in found.entries if name.concepts and name.taken is not MatchStatus.SET_ASIDE]
    assert counting == []


@pytest.mark.parametrize(
    ("typed", "aside"),
    [
        ("cold sores, none now", True),
        ("fever, none now", False),
        ("DVT, none now", False),
        ("cold sores, none now but one", False),
        ("cold sores, none now, no fever", False),
        ("cold sores, on my lip", False),
    ],
)
def test_none_now_denies_what_is_of_now_and_not_of_today(typed: str, *, aside: bool) -> None:
    answers: dict[str, str | list[str]] = {
        "conditions": [typed],
        **dict.fromkeys(("danger", "today", "heart-lungs", "skin"), "none"),
    }
    found = check(written(answers)).answers[CONDITIONS]
    assert isinstance(found, Names)
    assert ({name.taken for name in found.entries} == {MatchStatus.SET_ASIDE}) is aside


@pytest.mark.parametrize(
    "typed",
    [
        "plt 99",
        "platelets 42000",
        "4 little cuts, one oozing",
        "4 little cuts not healed",
        "afebrile after paracetamol",
        "no dementia he just forgets who I am",
        "no clots since",
        "no fits since",
        "lump in breast",
        "tummy bruised from the fall",
        "calf paining",
        "scotoma",
    ],
)
def test_what_is_not_over_or_is_low_counts_beside_a_no(typed: str) -> None:
    lists = ("danger", "today", "bleeding", "devices", "heart-lungs", "cancer-immune", "organs", "nerves-mind", "skin")
    answers: dict[str, str | list[str]] = {"conditions": [typed], **dict.fromkeys(lists, "none")}
    found = check(written(answers)).answers[CONDITIONS]
    assert isinstance(found, Names)
    assert any(name.concepts and name.taken is not MatchStatus.SET_ASIDE for name in found.entries)
