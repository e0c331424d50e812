"""Questions about a limb: a part stands for the whole, with what belongs to it; what is beside it settles nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from acucheck.assess import assess
from acucheck.assess.named_places import all_settled, named
from acucheck.document.page import Page
from acucheck.document.sections.still_open import open_text
from acucheck.model.answers import Answer, Places
from acucheck.model.book import RuleBook
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Audience, Level, Outcome
from acucheck.model.report import Missing, Report
from acucheck.render.as_text import as_text

Read = Callable[[str], dict[QuestionId, Answer]]

NODES = "cancer-immune: [nodes-removed]\nlymph-team-agreed: no\nlymph-limb: [{}]\nplan: {{manual needling: [{}]}}\n"
CLOT = "heart-lungs: [clot]\nclot-when: now\nclot-where: [{}]\nplan: {{massage: [{}]}}\n"
FISTULA = "organs: [dialysis]\nfistula-where: [{}]\nplan: {{acupressure: [{}]}}\n"
SPINE = "nerves-mind: [unstable-spine]\nunstable-spine-where: [{}]\nplan: {{massage: [{}]}}\n"
IMPLANT = "devices: [implant]\nimplant-where: [{}]\nplan: {{manual needling: [{}]}}\n"
STROKE = "nerves-mind: [stroke]\nstroke-left-weak: yes\nstroke-side-where: [{}]\nplan: {{heat lamp: [{}]}}\n"


@pytest.fixture
def level(book: RuleBook, read: Read) -> Callable[[str], Level]:
    def found(text: str) -> Level:
        return there(assess(book, read(text)))

    return found


def there(report: Report) -> Level:
    """The level at the one planned place."""
    (cell,) = report.techniques[0].places
    return cell.level.stands


@pytest.mark.parametrize(
    ("template", "said", "planned"),
    [
        (NODES, "left hand", "LI11 left"),
        (NODES, "LI11 left", "LI4 left"),
        (NODES, "left wrist", "left arm"),
        (NODES, "left arm", "left chest"),
        (NODES, "left arm", "left shoulder"),
        (NODES, "left arm", "GB21 left"),
        (NODES, "left arm", "BL13 left"),
        (NODES, "left arm", "left breast"),
        (NODES, "left forearm extensors", "LI4 left"),
        (NODES, "right knee", "ST36 right"),
        (NODES, "right leg", "right groin"),
        (NODES, "right leg", "BL23 right"),
        (NODES, "arm", "LI4 left"),
        (NODES, "left chest, left arm", "LI4 left"),
        (CLOT, "left thigh", "left lower leg"),
        (CLOT, "left calf", "left foot"),
        (CLOT, "left calf muscles", "left thigh"),
        (CLOT, "left leg", "left groin"),
        (CLOT, "left leg", "whole body"),
        (CLOT, "neck", "neck"),
        (FISTULA, "left wrist", "left upper arm"),
        (FISTULA, "chest", "chest"),
        (CLOT, "sciatic nerve", "buttock"),
        (STROKE, "left hand", "left elbow"),
        (SPINE, "atlas", "neck"),
        (SPINE, "C1/C2", "front of the neck"),
        (SPINE, "cervicothoracic junction", "neck"),
        (SPINE, "cervicothoracic junction", "upper back"),
    ],
)
def test_a_part_of_a_limb_stands_for_all_of_it_and_for_what_belongs_to_it(
    level: Callable[[str], Level], template: str, said: str, planned: str
) -> None:
    assert level(template.format(said, planned)) is Level.AVOID


@pytest.mark.parametrize(
    ("template", "said", "planned"),
    [
        (NODES, "left hand", "LI4 right"),
        (NODES, "left arm", "ST36 left"),
        (NODES, "left arm", "right arm"),
        (CLOT, "left thigh", "right leg"),
        (CLOT, "left thigh", "left hand"),
        (CLOT, "neck", "left leg"),
        (STROKE, "face", "left arm"),
        (SPINE, "atlas", "lower back"),
        (SPINE, "lower back", "neck"),
    ],
)
def test_the_other_side_and_other_places_stay_free(
    level: Callable[[str], Level], template: str, said: str, planned: str
) -> None:
    assert level(template.format(said, planned)) is level(template.replace("[{}]", "none", 1).format(planned))


@pytest.mark.parametrize(
    ("template", "said", "planned"),
    [
        (NODES, "left breast", "LI4 left"),
        (NODES, "left chest", "LI4 left"),
        (NODES, "back", "ST36 left"),
        (NODES, "left breast, right arm", "LI4 left"),
        (CLOT, "left groin", "left calf"),
    ],
)
def test_a_place_beside_a_limb_leaves_it_open_which_is_meant(
    book: RuleBook, read: Read, template: str, said: str, planned: str
) -> None:
    report = assess(book, read(template.format(said, planned)))
    assert there(report) >= Level.CAUTION
    question = "lymph-limb" if template == NODES else "clot-where"
    (point,) = (point for point in report.open if point.question == question)
    assert (point.name, point.missing) == (said.partition(",")[0], Missing.NOT_SURE)
    assert point.could_be is Outcome.CHANGE
    assert f"'{point.name}' does not say which." in open_text(point, Page(report, Audience.PRACTITIONER))


def test_the_place_beside_a_limb_is_left_alone_itself(level: Callable[[str], Level]) -> None:
    assert level(NODES.format("left breast", "left breast")) is Level.AVOID


def test_an_answer_stands_for_its_regions(book: RuleBook, read: Read) -> None:
    answer = read("organs: [hernia]\nhernia-where: [left hip flexors, navel, somewhere]\n")[QuestionId("hernia-where")]
    assert isinstance(answer, Places)
    question = book.questions[QuestionId("hernia-where")]
    found = [(id_, side.value if side else "") for id_, side in named(answer, question)]
    assert found == [("abdomen-lower", "left"), ("groin", "left"), ("navel", "")]
    assert not all_settled(answer, question)


@pytest.mark.parametrize(
    ("planned", "found"),
    [
        ("SP9 right", Level.AVOID),
        ("GB34 right", Level.AVOID),
        ("BL40 right", Level.AVOID),
        ("SP9 left", Level.NONE),
        ("ST36 right", Level.NONE),
    ],
)
def test_a_point_close_to_a_joint_belongs_to_it(level: Callable[[str], Level], planned: str, found: Level) -> None:
    assert level(IMPLANT.format("right knee", planned)) is found


def test_where_no_joint_is_named_a_point_close_to_one_has_no_hazard(book: RuleBook, read: Read) -> None:
    page = as_text(assess(book, read("plan: {manual needling: [GB34, SP10]}")), Audience.PRACTITIONER)
    assert "close to the knee" not in page
