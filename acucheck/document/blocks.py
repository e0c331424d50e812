"""The few kinds of block a page is made of. Every format can show each of them."""

from __future__ import annotations

from dataclasses import dataclass

from acucheck.model.levels import Level, Outcome


@dataclass(frozen=True, slots=True)
class Headline:
    """What happens to the session, in a few words, and the steps that follow, worst first."""

    text: str
    outcome: Outcome
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Sentences, each on a line of its own. *title* stands above them; *labels* in front of each, or nothing."""

    lines: tuple[tuple[str, str], ...]  # label, sentence
    title: str = ""
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under a head, which may be missing. *levels* gives the level each row shows."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    levels: tuple[Level, ...]


Block = Headline | Heading | Lines | Table


@dataclass(frozen=True, slots=True)
class Document:
    title: str
    blocks: tuple[Block, ...]
