"""The rule book that comes with acucheck: a healthy adult who differs, and names as they are recognised."""

from __future__ import annotations

from conftest import DAY

from acucheck import answers as answers_files
from acucheck.assess import assess
from acucheck.authoring.examples import healthy_adult
from acucheck.located import Origin, read_node
from acucheck.model.answers import Answer, MatchStatus, Name, NameKind
from acucheck.model.ids import QuestionId
from acucheck.model.report import Report
from acucheck.names.vocabulary import Vocabulary
from acucheck.rulebook import rule_book

BOOK = rule_book()
VOCABULARY = Vocabulary(BOOK)
PLAN = "plan: {manual needling: [LI4, ST36]}"


def told(text: str, plan: str = PLAN) -> dict[QuestionId, Answer]:
    """A healthy adult's answers but for what *text* says, as an answers file would."""
    root = read_node(f"{plan}\n{text}", Origin("answers.yaml"), as_json=False)
    assert root is not None
    return {**healthy_adult(BOOK), **answers_files.decode(root, VOCABULARY, DAY)}


def check(text: str = "", **given: Answer) -> Report:
    return assess(BOOK, {**told(text), **{QuestionId(name): answer for name, answer in given.items()}})


def condition(typed: str, *lines: str, taken: MatchStatus = MatchStatus.RECOGNISED) -> Name:
    return Name(typed, taken, "", frozenset(lines), kind=NameKind.CONDITION)


def medicine(typed: str, *classes: str, taken: MatchStatus = MatchStatus.RECOGNISED) -> Name:
    return Name(typed, taken, typed, frozenset(classes))


PACEMAKER = condition("my pacemaker", "devices.pacemaker")
PREGNANT = condition("I am pregnant", "pregnant.yes")
WARFARIN = medicine("warfarin", "anticoagulant-vka")
