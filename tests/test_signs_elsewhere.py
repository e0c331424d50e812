"""Signs of illness told in languages of southern Europe and of Asia, and in Swahili."""

from __future__ import annotations

import pytest
from phrases import tell
from test_new_signs import new_in, told_signs

from acucheck.model.book import RuleBook
from acucheck.model.levels import Outcome
from acucheck.names.cached import CachedVocabulary
from acucheck.names.vocabulary import Vocabulary

TOLD = "told-signs-south.csv"


@pytest.fixture(scope="module")
def words(book: RuleBook) -> Vocabulary:
    return CachedVocabulary(book)


def test_an_emergency_told_there_is_asked_about(words: Vocabulary) -> None:
    lines = list(told_signs(TOLD, "told"))
    mild = [line for line in lines if tell(words, "conditions", line).report.outcome.worst < Outcome.ASK]
    assert len(lines) == 406
    assert mild == []


def test_what_only_looks_like_one_there_does_not_sound_new(words: Vocabulary) -> None:
    lines = list(told_signs(TOLD, "harmless"))
    assert len(lines) == 280
    assert [line for line in lines if new_in(tell(words, "conditions", line))] == []


ELSEWHERE = {
    "migraña de siempre, pero me aprieta el pecho y el brazo": "danger.chest-pain",  # old is the other
    "tengo el pecho apretadísimo y se me va al brazo": "danger.chest-pain",  # the end of a word may be any
    "TENGO EL PECHO APRETADISIMO Y SE ME VA AL BRAZO": "danger.chest-pain",  # and no accent is needed
    "a fala enrolou e o braço ficou mole": "danger.stroke-signs",
    "mon enfant dit que j'ai la bouche de travers": "danger.stroke-signs",  # no word of long ago
    "感冒好了,胸口像压了石头": "danger.chest-pain",  # another thing is over
    "el mes pasado bien, se me cierra la garganta después del marisco": "danger.allergic-reaction",
    "胸が締め付けられる": "danger.chest-pain",  # no space between words
    "말이 어눌해요": "danger.stroke-signs",
    "小腿腫了又熱": "danger.swollen-calf",
    "kho tho tu sang": "danger.breathless",
    "吐き気なし。急に息ができない": "danger.breathless",  # denied, and what stands beside it
}
"""Sentences of other languages, and the line of each."""


@pytest.mark.parametrize(("typed", "line"), ELSEWHERE.items())
def test_a_danger_is_heard_in_other_languages(typed: str, line: str, words: Vocabulary) -> None:
    [new] = new_in(tell(words, "conditions", typed))
    assert line in new.concepts


@pytest.mark.parametrize(
    "typed",
    [
        "pecho bien. me aprieta el zapato",  # in two sentences
        "o braço boca pressing and crooked",  # words of two languages
        "subo escaleras sin falta de aire desde que camino",  # denied
        "el brazo con manchas de siempre desde ayer",  # as ever
        "昨日から息苦しさなし",  # denied behind it
        "sabahtan beri nefes darligim yok",
        "胸は平気。仕事が苦しい",  # in two sentences without a space
    ],
)
def test_what_says_nothing_in_one_language_is_calm(typed: str, words: Vocabulary) -> None:
    assert new_in(tell(words, "conditions", typed)) == []
