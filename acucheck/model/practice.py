"""What a practice's own file adds to the core: whose it is, its names, what it silences, and what it left behind."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from acucheck.errors import Place, Problem
from acucheck.model.answers import NameKind
from acucheck.model.ids import QuestionId, RuleId


class OwnName(Struct, frozen=True):
    """A name that the core lacks, and the name, class of medicine or line that it stands for."""

    typed: str
    kind: NameKind
    means: str
    is_class: bool  # whether *means* is a class of medicine
    place: Place


class Silence(Struct, frozen=True):
    """Why a rule of the core is silenced, who decided it, and the last day on which that is so."""

    because: str
    by: str
    until: date | None = None


class PracticeFile(Struct, frozen=True):
    """A file over the core, as far as a rule book and its pages have to know of it."""

    name: str
    digest: str  # SHA-256 of the file, hexadecimal
    added: tuple[RuleId, ...]  # rules
    questions: tuple[QuestionId, ...]  # those it adds
    changed: tuple[str, ...]
    names: tuple[OwnName, ...]
    silences: Mapping[RuleId, Silence]  # by rule
    outdated: tuple[Problem, ...]  # decisions on what the core has changed since
