"""A boy of whom somebody else writes: where nothing was said of a pregnancy, nobody asks whether he is pregnant."""

from __future__ import annotations

import re

from acucheck.model.answers import Answers, Quantity, Ticks, Writer, names_given
from acucheck.model.book import RuleBook
from acucheck.model.ids import QuestionId

_PREGNANT, _AGE = QuestionId("pregnant"), QuestionId("age")
_NO = "no"
_GROWN_UP = 18
"""Years from which on "he" may be anybody who stands beside the person."""

_OF_A_BOY = frozenset(["he", "hes", "his", "him", "himself", "boy", "son", "grandson", "nephew", "lad"])
_OF_ANYBODY_ELSE = frozenset(
    {
        *("she", "shes", "her", "hers", "herself", "girl", "daughter", "granddaughter", "niece", "sister", "aunt"),
        *("mum", "mam", "mom", "mother", "mummy", "nan", "gran", "grandma", "dad", "daddy", "father", "brother"),
        *("brothers", "grandad", "granddad", "grandpa", "grandfather", "uncle", "husband", "partner", "boyfriend"),
    }
)
"""Words by which "he" may be somebody else, or the child a girl."""


def with_no_pregnancy_of_a_boy(answers: Answers, book: RuleBook, writer: Writer | None) -> Answers:
    """*answers* with a no to a pregnancy, where a helper writes of a child as a boy and of nobody else."""
    age = answers.get(_AGE)
    if writer is not Writer.HELPER or _PREGNANT in answers or _PREGNANT not in book.questions:
        return answers
    if not isinstance(age, Quantity) or age.value >= _GROWN_UP:
        return answers
    words = {word for _, name in names_given(answers) for word in _words(name.typed)}
    if words.isdisjoint(_OF_A_BOY) or not words.isdisjoint(_OF_ANYBODY_ELSE):
        return answers
    return {**answers, _PREGNANT: Ticks(frozenset({_NO}))}


def _words(typed: str) -> list[str]:
    return re.findall(r"[a-z]+", typed.casefold().replace("'", "").replace("\u2019", ""))
