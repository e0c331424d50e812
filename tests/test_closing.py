"""What an open point says closes it does: filled in and put into the answers file, it closes that point."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest
from conftest import DAY
from hypothesis import given, settings
from msgspec.structs import replace
from random_people import SHIPPED_WORLD, random_answers, randoms
from shipped_book import BOOK, PACEMAKER, VOCABULARY, WARFARIN, check, condition, medicine, told

from acucheck import answers as answers_files
from acucheck.answers.file_writing import as_tree
from acucheck.assess import assess
from acucheck.document.closing_points import entry, takes
from acucheck.located import Origin
from acucheck.located.from_memory import node_of
from acucheck.model.answers import Answer, MatchStatus, NameKind, Names, Quantity, Use
from acucheck.model.book import AnswerKind
from acucheck.model.ids import QuestionId
from acucheck.model.report import Missing, OpenPoint, Report


def filled(tree: Any, question: str) -> Any:  # noqa: ANN401 - an answer is anything
    """An entry with something fitting in the place of all that is in angle brackets."""
    if isinstance(tree, dict):
        return {fill(key, question): fill_meant(key, value, question) for key, value in tree.items()}
    if isinstance(tree, list):
        return [each for each in (filled(item, question) for item in tree) if each is not None]
    return fill(tree, question) if isinstance(tree, str) else tree


def fill_meant(key: str, value: Any, question: str) -> Any:  # noqa: ANN401
    if key == "name" and value == "<what it is>":
        return "paracetamol" if BOOK.questions[QuestionId(question)].names is NameKind.MEDICINE else "hay fever"
    return filled(value, question)


def fill(text: str, question: str) -> Any:  # noqa: ANN401
    if not text.startswith("<"):
        return text
    asked = BOOK.questions[QuestionId(question)]
    match asked.kind:
        case AnswerKind.MANY:
            first = text[1:-1].split(",", maxsplit=1)[0]
            return first if first in asked.options else "none"
        case AnswerKind.ONE:
            return text[1:-1].split(",", maxsplit=1)[0]
        case AnswerKind.NUMBER:
            return 52  # at which each question is asked that some ages are asked
        case AnswerKind.GESTATION:
            return "20+0"
        case AnswerKind.PLACES:
            return "none" if text == "<places>" else None if "nothing" in text else "left foot"
        case AnswerKind.PLAN:
            return "cupping" if text == "<technique>" else "ST36"
        case AnswerKind.NAMES:
            first = text[1:-1].split(",", maxsplit=1)[0]
            return first if first in BOOK.concepts["medicine"] else "none" if text == "<names>" else None


def closed(report: Report, point: OpenPoint) -> Report:
    """The report once the entry of *point* is filled in and put into the file."""
    file: dict[str, object] = {**as_tree(report.answers, BOOK)}
    for question, tree in json.loads(json.dumps(entry(point, report))).items():
        file[question] = filled(tree, question) or "none"
    nodes = node_of(file, Origin("answers"))
    return assess(BOOK, answers_files.decode(nodes, VOCABULARY, DAY))


def is_closed(point: OpenPoint, after: Report) -> bool:
    left = {(each.question, each.name) for each in after.open if each.missing is point.missing}
    return (point.question, point.name) not in left


EVERY_KIND: list[dict[QuestionId, Answer]] = [
    {name: answer for name, answer in told("").items() if name not in {"devices", "age", "pregnant", "medicines"}},
    told("devices: not sure\nage: not sure\npregnant: not sure\nmedicines: not sure\nconditions: not sure"),
    told("devices: [implant, maybe pacemaker]\nbleeding: [maybe low-platelets]"),
    told("medicines: [Eliquis 5 mg, grandma's tonic, warfrin, not sure]\nconditions: [the vapours, diabetis]"),
    told("medicines: [maybe warfarin, blood thinner, {class: anticoagulant}]\nconditions: [maybe diabetes]"),
    told("cancer-immune: [nodes-removed]\nlymph-limb: [where it hums, left arm, not sure]"),
    told("pregnant: yes\npregnancy-weeks: 50"),
    told("", "plan: {humming: [LI4], manual needling: [where it hums, ST36]}"),
    told("technique-checks: [pregnant-near]", "plan: not sure"),
    told("pregnant: no\npregnancy-weeks: 20"),
    told("age: 30\nnerves-mind: [headaches]\nartery-signs: [temple-headache]"),
    told("pregnant: no\nfertility: [after-transfer]"),
    told("devices: none\ndevice-where: [chest]"),
    told("heart-lungs: none\nclot-when: now\nclot-where: [left thigh]"),
    told("heart-lungs: none\nclot-where: [left thigh]"),
    told("heart-lungs: none\nclot-when: not sure\nclot-where: [left thigh]"),
    told("medicines: none\nbleeding: none\ninr-in-range: no"),
    told("medicines: none\nbleeding: none\nthinner-now: [thinner-inr]"),
]


@pytest.mark.parametrize("answers", EVERY_KIND)
def test_the_entry_of_an_open_point_closes_it(answers: dict[QuestionId, Answer]) -> None:
    report = assess(BOOK, answers)
    assert report.open != ()
    for point in report.open:
        assert is_closed(point, closed(report, point)), point


def test_the_entry_of_a_contradiction_by_a_name_ticks_what_it_says() -> None:
    report = check("devices: [implant]\nimplant-where: [left knee]\nimplant-kind: none", conditions=Names((PACEMAKER,)))
    (point,) = (each for each in report.open if each.missing is Missing.CONTRADICTED)
    assert entry(point, report) == {"devices": ["implant", "pacemaker"]}
    report = check("", conditions=Names((condition("I am pregnant", "pregnant.yes"),)))
    (point,) = (each for each in report.open if each.missing is Missing.CONTRADICTED)
    assert entry(point, report) == {"pregnant": "yes"}


def test_the_entry_of_a_medicine_among_the_conditions_names_it_among_the_medicines() -> None:
    answers = told("", "plan: {bloodletting: [LI4]}") | {QuestionId("conditions"): Names((WARFARIN,))}
    report = assess(BOOK, answers)
    (point,) = (each for each in report.open if each.missing is Missing.CONTRADICTED)
    assert entry(point, report) == {"medicines": ["warfarin"], "bleeding": ["blood-thinner"]}


def test_the_entry_of_a_name_said_not_to_be_so_has_it_count() -> None:
    not_so = replace(condition("pacemaker", "devices.pacemaker", taken=MatchStatus.SET_ASIDE), use=Use.NOT_TAKEN)
    others = (condition("hay fever"), not_so)
    report = check("devices: [pacemaker]\ndevice-where: [chest]", conditions=Names(others, complete=False))
    (point,) = (each for each in report.open if each.missing is Missing.CONTRADICTED)
    assert entry(point, report) == {"conditions": ["pacemaker", "hay fever", "not sure"]}


def test_the_entry_of_two_names_for_one_has_a_place_for_the_one_that_is_meant() -> None:
    both = (
        replace(medicine("paracetamol"), typed="warfarin", meant="paracetamol"),
        replace(WARFARIN, contradicts=True),
    )
    answers = told("bleeding: [blood-thinner]", "plan: {bloodletting: [LI4]}") | {QuestionId("medicines"): Names(both)}
    report = assess(BOOK, answers)
    (point,) = (each for each in report.open if each.missing is Missing.CONTRADICTED)
    assert entry(point, report) == {"medicines": [{"name": "<what it is>", "typed": "warfarin"}]}


def test_a_list_keeps_all_else_that_was_said_in_it() -> None:
    report = check(
        "medicines: [Eliquis 5 mg, grandma's tonic, {name: aspirin, use: stopped}]\nbleeding: [blood-thinner]"
    )
    point = next(each for each in report.open if each.name == "grandma's tonic")
    listed: Any = entry(point, report)["medicines"]
    assert listed[:2] == ["Eliquis 5 mg", {"name": "<what it is>", "typed": "grandma's tonic"}]
    assert listed[2]["name"] == "aspirin"


def test_what_a_question_takes_is_told_for_each() -> None:
    for name, question in BOOK.questions.items():
        taken: Any = takes(BOOK)[name]
        assert taken["kind"] == question.kind.value
        assert taken["words"] != []
        assert taken["options"] == list(question.options or (BOOK.techniques if name == "plan" else ()))
    medicines: Any = takes(BOOK)["medicines"]
    assert {"name": "<as it was typed>", "use": "stopped", "when": "<since when: 2015 or 2015-03>"} in medicines[
        "forms"
    ]


def as_an_answers_file_could_say(answers: dict[QuestionId, Answer]) -> dict[QuestionId, Answer]:
    """Answers that read back as they are: names made up for a test are left out."""
    found = {}
    for name, answer in answers.items():
        if isinstance(answer, Names):
            medicine = BOOK.questions[QuestionId(name)].names is NameKind.MEDICINE
            typed = ["grandma's tonic", "Eliquis 5 mg"] if medicine else ["the vapours"]
            nodes = node_of({name: typed + ["not sure"] * (not answer.complete)}, Origin("answers"))
            found[name] = answers_files.decode(nodes, VOCABULARY, DAY)[QuestionId(name)]
        elif isinstance(answer, Quantity):
            days, gestation = int(answer.value), BOOK.questions[QuestionId(name)].kind is AnswerKind.GESTATION
            found[name] = replace(answer, typed=f"{days // 7}+{days % 7}" if gestation else "40")
        else:
            found[name] = answer
    return found


@pytest.mark.usefixtures("quick")
@settings(deadline=None, derandomize=True, max_examples=15)
@given(randoms)
def test_every_open_point_of_anybody_can_be_closed(chance: Random) -> None:
    answers = as_an_answers_file_could_say(random_answers(chance, SHIPPED_WORLD))
    report = assess(BOOK, answers)
    for point in report.open:
        assert is_closed(point, closed(report, point)), point
