"""Whether a word such as "mum" is the person who is treated: who helps somebody writes so of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from acucheck.model.answers import Writer
from acucheck.names.entries import Lexicon
from acucheck.names.kin import kin_at
from acucheck.names.line import LineWord, plain_text
from acucheck.names.setting import Setting

_GROWN_UP = 16
"""The age from which somebody may be called mum, gran or husband by who helps. A judgement."""


def is_cared_for(words: Sequence[LineWord], lexicon: Lexicon, setting: Setting) -> bool:
    """Whether the only somebody whom a line names is the person it is about; never where kin of that person may be."""
    if setting.writer is not Writer.HELPER:
        return False
    caring = lexicon.cared_for
    if any(word.bare in caring.told_of_kin for word in words):
        return False
    whom = caring.any_age
    if setting.age is None or setting.age >= _GROWN_UP:
        whom = whom | caring.grown_up
    named = set(_somebodies(words, lexicon))
    return len(named) == 1 and named <= whom


def _somebodies(words: Sequence[LineWord], lexicon: Lexicon) -> Iterator[str]:
    """Who is named in a line, each with the word in front by which that is kin of the person."""
    position = 0
    while position < len(words):
        kin = kin_at(words, position, lexicon)
        if kin is None:
            position += 1
            continue
        spoken = plain_text(words[position : position + kin.length]).removesuffix("'s").removesuffix("'")
        before = words[position - 1].bare if position else ""
        yield f"{before} {spoken}" if before in lexicon.cared_for.not_them else spoken
        position += kin.length
