"""The kinds of names, and how each is read: a table."""

from __future__ import annotations

from msgspec import Struct

from acucheck.model.answers import NameKind
from acucheck.names import context_words as words
from acucheck.names.lazy_pattern import LazyPattern

_WORDS = r"and|und|et|y|plus|or|nor|oder|ou|but|also|then|as\s+well\s+as|together\s+with"
_STROKE = r"(?P<stroke>(?<=[\w)])(?<!\d)\s*/\s*(?=[\w(])(?!\d))"
_JOINED = LazyPattern(rf"{_STROKE}|\s+(?P<word>{_WORDS})\s+")
_JOINED_OR_WITH = LazyPattern(rf"{_STROKE}|\s+(?P<word>{_WORDS}|with)\s+")


class Kind(Struct, frozen=True):
    """How the names of one kind are read: what may stand around them, and what becomes of other words."""

    noise: frozenset[str]  # words that say nothing about what is named
    made: frozenset[str]  # those of them that tell how it is made up and taken
    salts: frozenset[str]  # words that are noise behind a name only
    strengths: bool  # whether doses and local forms are looked for
    rest_apart: bool  # other words are names of their own; else they make the name beside them doubtful
    contexts: words.Contexts
    joined: LazyPattern  # what stands between two names


MEDICINE = Kind(
    noise=words.FORMS | words.LOCAL_FORMS | words.OFTEN | words.COMPANIES | words.FILLERS,
    made=words.FORMS | words.LOCAL_FORMS | words.OFTEN | words.COMPANIES,
    salts=words.SALTS,
    strengths=True,
    rest_apart=True,
    contexts=words.MEDICINE_CONTEXTS,
    joined=_JOINED_OR_WITH,
)
CONDITION = Kind(
    noise=words.AILING,
    made=frozenset(),
    salts=frozenset(),
    strengths=False,
    rest_apart=False,
    contexts=words.CONDITION_CONTEXTS,
    joined=_JOINED,  # a condition with something is one condition, or somebody's
)
TECHNIQUE = Kind(
    noise=words.DOING,
    made=frozenset(),
    salts=frozenset(),
    strengths=False,
    rest_apart=True,
    contexts=(),
    joined=_JOINED_OR_WITH,
)

KINDS = {NameKind.MEDICINE: MEDICINE, NameKind.CONDITION: CONDITION, NameKind.TECHNIQUE: TECHNIQUE}
