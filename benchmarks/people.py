"""People made up for measuring: every question answered, most of it with none, always the same for the same number."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

from acucheck.model.book import AnswerKind, Question, RuleBook

MEDICINES = [
    "paracetamol", "ibuprofen", "Eliquis 5 mg", "warfarin", "aspirin 75", "metformin", "insulin glargine", "sertraline",
    "citalopram", "amlodipine", "ramipril", "bisoprolol", "atorvastatin", "omeprazole", "levothyroxine", "prednisolone",
    "methotrexate", "adalimumab", "lithium", "salbutamol", "vitamin D", "fish oil", "ginkgo", "St John's wort",
]  # fmt: skip
POINTS = ["LI4", "ST36", "SP6", "GB21", "PC6", "LR3", "BL23 left", "LU7 right", "GV20", "CV12", "LI11", "KI3"]
WELL = 0.85
"""How often the answer to a list of troubles is none."""


def people(book: RuleBook, count: int) -> Iterator[dict[str, object]]:
    """*count* people as answers files have them."""
    random = Random(20261122)  # noqa: S311 - nothing is secret here
    for _ in range(count):
        yield {question.id: _answer(question, book, random) for question in book.questions.values()}


def write_people(path: Path, book: RuleBook, count: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        for number, person in enumerate(people(book, count)):
            file.write(json.dumps({"id": f"p{number}", **person}) + "\n")


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
            return random.sample(MEDICINES, 2) if question.names == "medicine" and random.random() > WELL else "none"
        case AnswerKind.ONE:
            return random.choice(list(question.options))
        case AnswerKind.MANY:
            return "none" if random.random() < WELL else [random.choice(list(question.options))]
