"""The opening line of a practitioner: what it is taken for, what is asked about it, and that nothing of it is lost.

`tables/opening-lines.tsv` has a line and, behind a tab, what must be recorded of it at least, with ` | ` between:
`age: 68`, `medicines:` and `conditions:` with the words that were typed, a technique by its id with a place or with
nothing, and any other question with the option that stands marked there.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import DAY, uncounted
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from keyboard import Person, Reply, Said, about

from acucheck.answers import load
from acucheck.answers.file_writing import write
from acucheck.assess import assess
from acucheck.interview import Ending, Interview, Prompt, PromptKind, Who
from acucheck.interview.interview_state import OPENING, Step
from acucheck.interview.option_names import techniques_named
from acucheck.interview.prompts import AS_NAMED, NONE
from acucheck.interview.typed_words import spoken_key
from acucheck.located.yaml_writing import Tree
from acucheck.model.answers import Head
from acucheck.model.ids import QuestionId, TechniqueId
from acucheck.model.levels import Audience, Outcome
from acucheck.names.vocabulary import Vocabulary
from acucheck.render.as_json import as_json
from acucheck.rulebook import load as load_rules

TABLE = Path(__file__).parent / "tables" / "opening-lines.tsv"
ROWS = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()]
ISSUE = "68 m, apixaban, pacemaker; LI4 ST36, current at the knee"
CURRENT: dict[str, Said] = {OPENING: ("electroacupuncture",), "device-where": "left chest"}


def opened(vocabulary: Vocabulary, line: str, *keys: str) -> Interview:
    """An interview after an opening line; what is asked about it is answered with *keys*, then with not sure."""
    talk = Interview(vocabulary, DAY, Who.PRACTITIONER)
    replies = iter(keys)
    prompt = talk.answer(line)
    while prompt.question == OPENING:
        prompt = talk.answer(next(replies, "u"))
    return talk


def practitioner(vocabulary: Vocabulary, line: str, **said: Said) -> Person:
    by_id = {name.replace("_", "-"): answer for name, answer in said.items()}
    return Person(vocabulary, {"opening": line, **by_id}, Who.PRACTITIONER)


def typed(entries: Tree) -> list[str]:
    """What was typed of a list of names or places."""
    found = entries if isinstance(entries, list) else []
    return [str(each.get("typed", each.get("name"))) if isinstance(each, dict) else str(each) for each in found]


def is_recorded(talk: Interview, item: str) -> bool:
    """Whether an item of the table is recorded after an opening line."""
    name, _, value = item.partition(":")
    name, value = name.strip(), value.strip()
    state = talk.state
    if name in state.book.techniques:
        places = typed(list(state.named.treatments[TechniqueId(name)]))
        return not value or value in places
    if name in {"medicines", "conditions"}:
        return any(value.lower() in text.lower() for text in typed(state.tree()[QuestionId(name)]))
    if name == "age":
        return state.tree().get(QuestionId(name)) == value
    return value in state.known(QuestionId(name))


@pytest.mark.parametrize(("line", "items"), ROWS)
def test_an_opening_line_is_recorded_whole(vocabulary: Vocabulary, line: str, items: str) -> None:
    talk = opened(vocabulary, line)
    assert [item for item in items.split(" | ") if not is_recorded(talk, item)] == []
    assert lost(talk, line) == []


SAYS_NOTHING = {
    *("plan", "planned", "of", "at", "on", "to", "the", "and", "with", "in", "age", "aged", "years", "year", "old"),
    *("maybe", "perhaps", "possibly"),  # what is planned perhaps counts as planned
    *("wants", "asks", "for", "only", "then", "bilat"),  # on both sides, as where no side is named
    *("y", "o", "yo", "yr", "yrs", "m", "f", "pt", "patient", "new", "now"),
    *("man", "woman", "boy", "lady", "gent", "fem", "mr", "mrs"),  # read back as the sex
}
"""Words that only join what is named, or say what a number is."""


def lost(talk: Interview, line: str, asked: str = "") -> list[str]:
    """The words of an opening line that are recorded nowhere, and were not *asked* about either."""
    state = talk.state
    kept = [text for name in ("medicines", "conditions") for text in typed(state.tree().get(QuestionId(name), []))]
    kept += [str(state.tree().get(QuestionId("age"), "")), *state.named.strange]
    for technique, places in state.named.treatments.items():
        kept += [technique.replace("-", " "), *typed(list(places))]
    heard = " ".join([*kept, asked, *(notice.text for notice in talk.prompt.notices)]).lower()
    words = re.findall(r"[^\W_]+", re.sub(r"\b(?:([mf])(\d+)|(\d+)(yo|yrs|[mf]))\b", r"\1\3 \2\4", line.lower()))
    taken = technique_words(line, state.vocabulary) if state.named.treatments else set()
    return [word for word in words if word not in heard and word not in SAYS_NOTHING | taken]


def technique_words(line: str, vocabulary: Vocabulary) -> set[str]:
    """The words of names of techniques, which are recorded by what they mean."""
    words = re.findall(r"[^\W_]+", line.lower())
    names = [words[start : start + count] for count in (1, 2, 3) for start in range(len(words))]
    return {word for name in names if techniques_named(" ".join(name), vocabulary) for word in name}


@pytest.fixture(scope="session")
def outcome_without(vocabulary: Vocabulary) -> Outcome:
    """What stands for somebody of whom no opening line says anything."""
    person = practitioner(vocabulary, "0")
    person.until_the_end()
    return person.talk.outcome()


@pytest.mark.parametrize(("line", "items"), ROWS)
def test_an_opening_line_clears_nothing(
    vocabulary: Vocabulary, outcome_without: Outcome, line: str, items: str
) -> None:
    """It answers no question, and what stands with it is no milder than without."""
    del items
    talk = opened(vocabulary, line)
    assert talk.state.said == {}
    assert talk.state.steps == []
    assert next(talk.state.open_steps()) == Step(QuestionId("danger"))
    assert not {"none", "no"} & set(map(str, talk.state.tree().values()))
    answer_the_rest(talk)
    assert talk.outcome() >= outcome_without


def answer_the_rest(talk: Interview) -> None:
    """Answers as marked what was named, and all else with none; what is asked about it with not sure.

    No lines are counted meanwhile: it is what other tests of interviews are about.
    """
    with uncounted():
        while (prompt := talk.prompt).ending is None:
            talk.choose(plain_reply(prompt))


def plain_reply(prompt: Prompt) -> Reply:
    special = {choice.code for choice in prompt.special}
    if AS_NAMED in special:
        return AS_NAMED
    replies: dict[PromptKind, Reply] = {PromptKind.PLAN: ["manual-needling"], PromptKind.REVIEW: "yes"}
    if prompt.kind in replies:
        return replies[prompt.kind]
    if "right" in {choice.code for choice in prompt.choices}:
        return "right"
    return "none" if "none" in special and not prompt.repeated else "not sure"


def test_it_is_offered_to_a_practitioner_alone(vocabulary: Vocabulary) -> None:
    assert Interview(vocabulary, DAY, Who.PRACTITIONER).prompt.kind is PromptKind.OPENING
    assert Interview(vocabulary, DAY, Who.SELF).prompt.question == "danger"
    assert Interview(vocabulary, DAY, Who.HELPER).prompt.question == "danger"


def test_what_it_named_stands_marked_and_is_still_asked(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"opening": ISSUE, **CURRENT}, Who.PRACTITIONER)
    assert person.until_the_end() is Ending.ALL_ASKED
    assert person.asked == [
        *("opening", OPENING, "danger", "plan", "plan.manual-needling", "plan.electroacupuncture", "today", "age"),
        *("medicines", "body systems", "bleeding", "thinner-now", "device-where", "conditions", "review"),
    ]
    tree = person.talk.state.tree()
    assert tree[QuestionId("plan")] == {"Manual needling": ["LI4", "ST36"], "Electroacupuncture": ["knee"]}
    assert tree[QuestionId("medicines")] == ["apixaban"]
    assert tree[QuestionId("devices")] == ["pacemaker", "no others on one line"]
    assert "Numbers, names to add, y as named: " in person.text()
    assert "Number (years) anew, y as named, u unsure: " in person.text()
    assert "   3 *Electroacupuncture" in person.text()
    assert "So far: LI4, ST36" in person.text()


def test_it_is_read_back(vocabulary: Vocabulary) -> None:
    said = [notice.text for notice in opened(vocabulary, ISSUE, "1").prompt.notices]
    assert said == [
        *("Age: 68", "apixaban = Direct oral anticoagulant", "pacemaker = A pacemaker", "Sex: male"),
        *("Manual needling: LI4, ST36", "Electroacupuncture: knee"),
    ]


def test_a_saved_visit_with_an_opening_line_gives_the_same_json(vocabulary: Vocabulary, tmp_path: Path) -> None:
    person = Person(vocabulary, {"opening": ISSUE, **CURRENT}, Who.PRACTITIONER)
    person.until_the_end()
    state = person.talk.state
    file = tmp_path / "visit.yaml"
    file.write_text(write(person.talk.answers, state.book, state.head), encoding="utf-8")
    read = load(str(file), vocabulary, DAY)
    head = Head(day=DAY, writer=state.setting.writer, as_of=DAY)
    now = as_json(assess(state.book, person.talk.answers), Audience.PRACTITIONER, head)
    assert as_json(assess(state.book, read.answers), Audience.PRACTITIONER, read.head) == now


@pytest.mark.parametrize("line", ["0", "none", "no", "skip", "nothing"])
def test_it_can_be_skipped(vocabulary: Vocabulary, line: str) -> None:
    talk = Interview(vocabulary, DAY, Who.PRACTITIONER)
    prompt = talk.answer("0" if line in {"skip", "no"} else line)
    assert prompt.question == "danger"
    assert talk.state.tree() == {}


@pytest.mark.parametrize("line", ["", "   ", "y", "u", "maybe", "b", "?", "x" * 401, "a\x07b"])
def test_what_says_nothing_is_asked_again(vocabulary: Vocabulary, line: str) -> None:
    talk = Interview(vocabulary, DAY, Who.PRACTITIONER)
    prompt = talk.answer(line)
    assert prompt.kind is PromptKind.OPENING
    assert prompt.repeated
    assert len(prompt.notices) == 1
    assert talk.state.tree() == {}


@pytest.mark.parametrize(
    ("key", "where"),
    [
        ("1", {"medicines": ["zzqx", "not sure"]}),
        ("2", {"conditions": ["zzqx", "not sure"]}),
        ("3", {"plan": {"Manual needling": ["zzqx"]}}),
        ("4", {"plan": {"zzqx": "not named"}}),
        ("u", {"medicines": ["zzqx", "not sure"]}),
    ],
)
def test_a_word_that_is_not_understood_is_asked_about_and_kept(
    vocabulary: Vocabulary, key: str, where: dict[str, Tree]
) -> None:
    talk = opened(vocabulary, "zzqx", key)
    assert talk.state.tree() == where


def test_of_very_many_words_that_are_not_understood_each_is_kept(vocabulary: Vocabulary) -> None:
    words = [f"zzq{letter}x" for letter in "abcdefghijklmno"]
    talk = opened(vocabulary, ", ".join(words), *["2"] * 8)
    assert typed(talk.state.tree()[QuestionId("conditions")]) == [*words[:8], "not sure"]
    assert typed(talk.state.tree()[QuestionId("medicines")]) == [*words[8:], "not sure"]


@pytest.mark.parametrize(
    "text", ["no meds", "none", "nil", "no PMH", "no other medication", "u", "otherwise well", "No."]
)
def test_what_would_clear_a_whole_question_clears_nothing(vocabulary: Vocabulary, text: str) -> None:
    talk = opened(vocabulary, f"68, {text}, asthma")
    assert talk.state.tree() == {"age": "68", "conditions": ["asthma", "not sure"]} or text == "no PMH"
    assert text in " ".join(notice.text for notice in talk.prompt.notices)
    assert "medicines" not in talk.state.tree()


def test_a_technique_that_is_not_understood_stands_under_the_list(vocabulary: Vocabulary) -> None:
    talk = opened(vocabulary, "zzqx", "4")
    prompt = talk.answer("0")
    assert prompt.question == "plan"
    assert prompt.note == "Named before and not understood: zzqx."
    assert talk.choose(["cupping"]).technique == "cupping"


def test_a_place_that_is_nearly_known_is_asked_about(vocabulary: Vocabulary) -> None:
    talk = opened(vocabulary, "sholder", "3", "y")
    assert typed(list(talk.state.named.treatments[TechniqueId("manual-needling")])) == ["sholder"]


def test_back_writes_the_line_anew(vocabulary: Vocabulary) -> None:
    talk = Interview(vocabulary, DAY, Who.PRACTITIONER)
    assert talk.answer("68, zzqx").question == OPENING
    assert talk.answer("b").kind is PromptKind.OPENING
    assert talk.state.tree() == {}
    assert talk.answer("asthma").question == "danger"
    assert talk.answer("b").kind is PromptKind.OPENING
    assert talk.answer("68").question == "danger"
    assert talk.state.tree() == {"age": "68"}


def test_back_at_the_first_question_leads_no_further_once_it_was_answered(vocabulary: Vocabulary) -> None:
    talk = opened(vocabulary, "asthma")
    talk.answer("0")
    assert talk.answer("b").question == "danger"
    prompt = talk.answer("b")
    assert prompt.question == "danger"
    assert [notice.text for notice in prompt.notices] == ["This is the first question."]


def test_a_danger_sign_is_confirmed_and_ends_the_interview(vocabulary: Vocabulary) -> None:
    talk = Interview(vocabulary, DAY, Who.PRACTITIONER)
    prompt = talk.answer("68 m, new drooping face, apixaban; LI4")
    assert prompt.text == "You wrote: apixaban, new drooping face. This calls for help. Is it right?"
    assert talk.answer("n").kind is PromptKind.OPENING
    talk.answer("68 m, new drooping face, apixaban; LI4")
    prompt = talk.answer("y")
    assert prompt.ending is Ending.URGENT
    assert talk.outcome() is Outcome.HELP
    tree = talk.state.tree()
    assert tree[QuestionId("plan")] == {"Manual needling": ["LI4"]}
    assert tree[QuestionId("medicines")] == ["apixaban", "not sure"]


def test_a_danger_sign_in_the_line_that_is_written_anew_ends_it_too(vocabulary: Vocabulary) -> None:
    talk = opened(vocabulary, "68")
    talk.answer("b")
    talk.answer("new drooping face")
    prompt = talk.answer("y")
    assert (prompt.question, prompt.progress) == ("age", None)
    talk.answer("u")
    assert talk.answer("u").ending is Ending.URGENT


@pytest.mark.parametrize(
    ("said", "recorded"),
    [
        ("y", ["apixaban"]),
        ("metformin", ["apixaban", "metformin"]),
        ("apixaban, metformin", ["apixaban", "metformin"]),
        ("u", ["apixaban", "not sure"]),
        ("0", ["apixaban"]),
        ("no other medicines", ["apixaban"]),
    ],
)
def test_medicines_that_were_named_are_added_to_and_never_cleared(
    vocabulary: Vocabulary, said: Said, recorded: Tree
) -> None:
    person = practitioner(vocabulary, "apixaban", medicines=said)
    person.until("age")
    person.answer("68")
    replies = said if isinstance(said, tuple) else (said,)
    for reply in replies:
        assert about(person.talk.prompt) == "medicines"
        person.answer(reply)
    assert person.talk.state.tree()[QuestionId("medicines")] == recorded


def test_a_medicine_that_is_written_again_after_back_is_not_forgotten(vocabulary: Vocabulary) -> None:
    person = practitioner(vocabulary, "apixaban")
    person.until("medicines")
    person.talk.answer("warfrin")
    assert person.talk.answer("b").question == "medicines"
    person.talk.answer("metformin")
    assert person.talk.state.tree()[QuestionId("medicines")] == ["apixaban", "metformin"]


@pytest.mark.parametrize(
    ("keys", "techniques"),
    [
        (["y"], ["manual-needling", "cupping"]),
        (["9"], ["cupping"]),
        (["10"], ["cupping", "gua-sha"]),
        (["1"], ["manual-needling", "cupping"]),
        (["u", "0", "y"], ["manual-needling", "cupping"]),
    ],
)
def test_techniques_come_on_top_of_those_named_and_only_an_assumed_one_gives_way(
    vocabulary: Vocabulary, keys: list[str], techniques: list[str]
) -> None:
    talk = opened(vocabulary, "LI4, cups at the back")
    talk.answer("0")
    for key in keys:
        assert talk.prompt.question == "plan"
        talk.answer(key)
    assert sorted(talk.state.techniques) == sorted(techniques)


def test_places_named_without_a_technique_go_to_the_first_that_is_planned(vocabulary: Vocabulary) -> None:
    talk = opened(vocabulary, "LI4")
    talk.answer("0")
    prompt = talk.choose(["acupressure", "massage"])
    assert (prompt.technique, prompt.so_far) == ("acupressure", "LI4")
    prompt = talk.answer("u")
    assert prompt.repeated
    prompt = talk.answer("PC6")
    assert (prompt.technique, prompt.so_far) == ("massage", "")
    assert talk.state.where == {"acupressure": ["LI4", "PC6"]}


def test_another_age_takes_the_place_of_the_one_that_was_named(vocabulary: Vocabulary) -> None:
    for key, age in (("y", "68"), ("69", "69"), ("u", "not sure")):
        person = practitioner(vocabulary, "68 m")
        person.until("age")
        person.talk.answer(key)
        assert person.talk.state.tree()[QuestionId("age")] == age


@pytest.mark.parametrize(("line", "first"), [("40 m", "No, cannot be"), ("40 f", "Yes"), ("40", "Yes")])
def test_a_sex_only_changes_what_stands_first(vocabulary: Vocabulary, line: str, first: str) -> None:
    person = practitioner(vocabulary, line)
    prompt = person.until("pregnant")
    assert prompt.choices[0].label == first
    assert {choice.key: choice.code for choice in prompt.choices} == {
        "y": "yes",
        "n": "no",
        "3": "could-be",
        "4": "after-birth",
    }
    assert "pregnant" not in person.talk.state.tree()


def test_an_option_that_stands_alone_on_the_screen_is_marked_there(vocabulary: Vocabulary) -> None:
    person = practitioner(vocabulary, "first visit")
    prompt = person.until("body systems")
    assert [choice.code for choice in prompt.choices if choice.known] == ["needles-before.first-time"]
    person.talk.answer("0")
    assert person.talk.state.tree()[QuestionId("needles-before")] == ["first-time", "no others on one line"]


def test_not_sure_about_the_screen_keeps_what_was_named(vocabulary: Vocabulary) -> None:
    person = practitioner(vocabulary, "first visit", needles_before=AS_NAMED)
    person.until("body systems")
    assert person.talk.answer("u").question == "needles-before"


# What it says of a person that is no answer, and how it is read back


def test_the_sex_of_the_line_is_a_row_of_the_review_and_can_be_changed(vocabulary: Vocabulary) -> None:
    person = practitioner(vocabulary, "34 m, asthma", pregnant=("0", "could-be"), heart_lungs="0")
    assert person.until("pregnant").choices[0].code == "no"
    person.until("review")
    row = next(choice for choice in person.talk.prompt.choices if choice.code == "sex")
    assert (row.label, row.answer) == ("Sex, as in the opening line", "male")
    assert person.talk.prompt.choices[int(row.key) - 2].code == "age"
    assert person.talk.answer(row.key).text == "Which sex was meant?"
    assert person.talk.answer("b").kind is PromptKind.REVIEW
    person.talk.answer(row.key)
    again = person.talk.answer("female")
    assert again.question == "pregnant"
    assert again.choices[0].code == "yes"
    person.answer("could-be")
    assert person.talk.state.named.sex == "female"
    assert person.talk.state.tree()[QuestionId("pregnant")] == "could-be"


def test_a_sex_by_which_nothing_is_asked_is_changed_alone(vocabulary: Vocabulary) -> None:
    person = practitioner(vocabulary, "72 m")
    person.until("review")
    row = next(choice for choice in person.talk.prompt.choices if choice.code == "sex")
    person.talk.answer(row.key)
    after = person.talk.answer("u")
    assert after.kind is PromptKind.REVIEW
    assert "not sure" in {choice.answer for choice in after.choices if choice.code == "sex"}


def test_both_sides_are_kept_from_the_line_to_the_review(vocabulary: Vocabulary) -> None:
    person = practitioner(vocabulary, "72, BL23-24 bilat, GB30 L")
    person.until("plan.manual-needling")
    shown = [notice.text for notice in person.answer(AS_NAMED).notices]
    assert shown[:2] == ["BL23 Shenshu (both sides)", "BL24 Qihaishu (both sides)"]
    places = next(c.answer for c in person.until("review").choices if c.code == "plan.manual-needling")
    assert places.count("both sides") == 2


@pytest.mark.parametrize(
    ("line", "conditions"),
    [("AF on apixaban 5mg bd, HTN ramipril 10; asthma.", ["AF", "HTN", "asthma"]), ("asthma and COPD.", None)],
)
def test_what_is_read_back_keeps_no_stray_words(
    line: str, conditions: list[str] | None, vocabulary: Vocabulary
) -> None:
    named = opened(vocabulary, line).state.named.answers[QuestionId("conditions")]
    assert not any(name.endswith((" on", ".")) for name in typed(named))
    assert conditions is None or typed(named) == conditions


def test_a_name_of_the_milder_of_two_lines_says_that_its_list_asks_for_the_other(vocabulary: Vocabulary) -> None:
    told = [notice.text for notice in opened(vocabulary, "72, AF, stable angina").prompt.notices]
    person = practitioner(vocabulary, "72, AF, stable angina")
    person.until("body systems")
    asked = person.talk.answer("0")
    assert asked.question == "heart-lungs"
    assert "'AF' is taken as 'Stable heart disease, AF'. If it is rather 'Recent infarct" in asked.note
    assert "'stable angina'" not in asked.note
    doubled = [text for text in told if "its list asks if it is rather: Recent infarct" in text]
    assert [text.split(" = ")[0] for text in doubled] == ["AF"]


def test_where_no_question_takes_its_names_it_is_not_offered(tmp_path: Path) -> None:
    file = tmp_path / "book.yaml"
    file.write_text(SMALL, encoding="utf-8")
    small = Vocabulary(load_rules(str(file)).book)
    assert Interview(small, DAY, Who.PRACTITIONER).prompt.kind is PromptKind.PLAN


SMALL = """
title: a small book
version: "1"
clinical-review: none yet
practice: {emergency: "112"}
sources: {s: {title: A source, read: part}}
topics: {t: A topic}
techniques:
  manual-needling: {label: Manual needling, groups: [needling]}
questions:
  plan: {ask: Plan?, ask-where: Where?, answer: plan, keeps: today}
  skin: {ask: Skin?, answer: {many: {sore: Sore}}, keeps: course}
  conditions: {ask: Anything else?, answer: {names: condition}, keeps: course}
rules:
  sore: {topic: t, title: Sore, risk: A risk., when: {skin: sore}, verdicts: {needling: caution}, basis: judgement,
    sources: [s]}
"""


PARTS = st.sampled_from([part.strip() for line, _ in ROWS for part in re.split("[,;]", line)])


def test_a_medicine_among_conditions_that_is_agreed_on_is_that_medicine(vocabulary: Vocabulary) -> None:
    talk = Interview(vocabulary, DAY, Who.PRACTITIONER)
    prompt = talk.answer("68 m, has diabetes no insulin zzqx, 68 m")
    replies = iter(["2", "u", "y"])
    while prompt.question == OPENING:
        prompt = talk.answer("u" if prompt.repeated else next(replies, "u"))
    assert lost(talk, "68 m, has diabetes no insulin zzqx, 68 m") == []


@pytest.mark.usefixtures("quick")
@settings(deadline=None)
@given(
    st.lists(PARTS, min_size=1, max_size=5), st.lists(st.sampled_from(["u", "1", "2", "3", "4", "0", "y"]), max_size=6)
)
def test_nothing_of_any_line_is_lost(vocabulary: Vocabulary, parts: list[str], keys: list[str]) -> None:
    line = ", ".join(parts)
    assume(spoken_key(line) != NONE)  # which skips the line
    talk = Interview(vocabulary, DAY, Who.PRACTITIONER)
    prompt = talk.answer(line)
    replies = iter(keys)
    while prompt.question == OPENING:
        prompt = talk.answer("u" if prompt.repeated else next(replies, "u"))
    assert lost(talk, line) == []


@pytest.mark.parametrize(("key", "places"), [("y", ["knee"]), ("u", ["knee"]), ("n", [])])
def test_a_region_by_itself_is_asked_about(vocabulary: Vocabulary, key: str, places: list[str]) -> None:
    """Where something is done, or where something is the matter; a no is read back and clears nothing."""
    talk = opened(vocabulary, "knee, asthma", key)
    assert typed([*talk.state.named.treatments.get(TechniqueId("manual-needling"), [])]) == places
    assert ("'knee': nothing is cleared here" in talk.prompt.notices[-1].text) is (key == "n")


def test_a_region_behind_a_point_is_more_of_the_plan(vocabulary: Vocabulary) -> None:
    talk = opened(vocabulary, "LI4, knee")
    assert typed([*talk.state.named.treatments[TechniqueId("manual-needling")]]) == ["LI4", "knee"]


@pytest.mark.parametrize(
    "line", ["no LI4 SP6", "no needles", "without cupping", "needles LI4 but avoid ST36", "no needles since she fell"]
)
def test_what_is_not_to_be_done_is_not_planned(vocabulary: Vocabulary, line: str) -> None:
    talk = opened(vocabulary, line)
    assert dict(talk.state.named.treatments) == {}
    assert lost(talk, line) == []


@pytest.mark.parametrize("part", ["50 m walk hurts", "5 years on warfarin", "130 f on warfarin", "MR"])
def test_what_is_no_age_is_none(vocabulary: Vocabulary, part: str) -> None:
    assert "age" not in opened(vocabulary, f"asthma, {part}").state.tree()
