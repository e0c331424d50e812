"""People made up for measuring, always the same ones: they answer what an interview would ask, mostly with none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from random import Random

from acucheck.answers import decode
from acucheck.assess.engine import Conditions
from acucheck.located import Origin
from acucheck.located.from_memory import node_of
from acucheck.model.answers import NameKind
from acucheck.model.book import AnswerKind, Question, RuleBook
from acucheck.model.levels import Standing
from acucheck.names.cached import CachedVocabulary
from acucheck.names.vocabulary import Vocabulary

MEDICINES = [
    "paracetamol", "ibuprofen", "Eliquis 5 mg", "warfarin", "aspirin 75", "metformin", "insulin glargine", "sertraline",
    "citalopram", "amlodipine", "ramipril", "bisoprolol", "atorvastatin", "omeprazole", "levothyroxine", "prednisolone",
    "methotrexate", "adalimumab", "lithium", "salbutamol", "vitamin D", "fish oil", "ginkgo", "St John's wort",
]  # fmt: skip
POINTS = ["LI4", "ST36", "SP6", "GB21", "PC6", "LR3", "BL23 left", "LU7 right", "GV20", "CV12", "LI11", "KI3"]
DAY = date(2026, 1, 1)
WELL = 0.85
"""How often the answer to a question that everybody is asked is none or no."""


DIFFERENT = 10_000
"""People who differ; a longer list has them again and again."""


def people(book: RuleBook, count: int) -> Iterator[dict[str, object]]:
    """*count* people as answers files have them."""
    random = Random(20261122)  # noqa: S311 - nothing is secret here
    vocabulary = CachedVocabulary(book)
    different = [_person(vocabulary, random) for _ in range(min(count, DIFFERENT))]
    return islice(cycle(different), count)


def write_people(path: Path, book: RuleBook, count: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        for number, person in enumerate(people(book, count)):
            file.write(json.dumps({"id": f"p{number}", **person}) + "\n")


def _person(vocabulary: Vocabulary, random: Random) -> dict[str, object]:
    """The questions that are always asked, then follow-ups for as long as answers open any."""
    book = vocabulary.book
    person: dict[str, object] = {}
    asked = [question for question in book.questions.values() if question.gate is None]
    while asked:
        person |= {question.id: _answer(question, book, random) for question in asked}
        conditions = Conditions(book, decode(node_of(person, Origin("person")), vocabulary, DAY))
        left = (question for question in book.questions.values() if question.id not in person)
        asked = [question for question in left if conditions.gate(question.id) >= Standing.ACTS]
    return person


def _answer(question: Question, book: RuleBook, random: Random) -> object:
    match question.kind:
        case AnswerKind.PLAN:
            return {name: random.sample(POINTS, 2) for name in random.sample(list(book.techniques), 2)}
        case AnswerKind.NUMBER:
            return random.randint(18, 95)
        case AnswerKind.GESTATION:
            return f"{random.randint(4, 40)}+{random.randint(0, 6)}"
        case AnswerKind.PLACES:
            return ["left foot"]
        case AnswerKind.NAMES:
            return (
                random.sample(MEDICINES, 2)
                if question.names is NameKind.MEDICINE and random.random() > WELL
                else "none"
            )
        case AnswerKind.ONE:
            well = question.gate is None and random.random() < WELL
            return "no" if well else random.choice(list(question.options))
        case AnswerKind.MANY:
            return "none" if random.random() < WELL else [random.choice(list(question.options))]
