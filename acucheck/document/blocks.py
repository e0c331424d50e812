"""The few kinds of block a page is made of. Every format can show each of them."""

from __future__ import annotations

from msgspec import Struct

from acucheck.model.levels import Level, Outcome, Side


class Headline(Struct, frozen=True):
    """What happens to the session, in a few words, and the steps that follow, worst first."""

    text: str
    outcome: Outcome
    steps: tuple[str, ...]


class Heading(Struct, frozen=True):
    text: str


CITING = frozenset({"Basis", "Sources", "Sources differ"})
"""Labels of sentences in which numbers in brackets are those of sources."""


class Lines(Struct, frozen=True):
    """Sentences, each on a line of its own. *title* stands above them; *labels* in front of each, or nothing."""

    lines: tuple[tuple[str, str], ...]  # label, sentence
    title: str = ""
    level: Level | None = None


class Table(Struct, frozen=True):
    """Rows of cells under a head, which may be missing. *levels* gives the level each row shows."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    levels: tuple[Level, ...]


class Area(Struct, frozen=True):
    """A region of the body to draw, on one side or both, and the name of the area that it is or is a part of."""

    region: str
    side: Side | None
    level: Level
    says: str
    planned: bool  # whether a place of the plan meets it; what does not matters only if the plan changes


class Mark(Struct, frozen=True):
    """A planned place, to be marked with its number where it lies, or in its region where that is not known."""

    number: int
    place: str
    region: str
    side: Side | None
    level: Level
    says: str


class Key(Struct, frozen=True):
    """What is asked at areas that are drawn alike: those of the plan at a level, or with no level all others."""

    level: Level | None
    says: str


class Chart(Struct, frozen=True):
    """A drawing of the body. It only repeats what the words around it say: a format without pictures leaves it out."""

    title: str
    areas: tuple[Area, ...]
    marks: tuple[Mark, ...]
    keys: tuple[Key, ...]
    note: str


Block = Headline | Heading | Lines | Table | Chart


class Jump(Struct, frozen=True):
    """A way down a long page, for a format in which one can jump, to the first line that stands behind *label*."""

    words: str
    label: str


class Document(Struct, frozen=True):
    """A page. *tab* tells it from others where only one line of it is seen; where it is empty, the title has to do."""

    title: str
    blocks: tuple[Block, ...]
    tab: str = ""
    jump: Jump | None = None
