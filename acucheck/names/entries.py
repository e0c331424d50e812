"""What the dictionaries hold: names with what they stand for, points and regions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from acucheck.model.answers import Candidate, Via
from acucheck.model.book import Source
from acucheck.model.levels import Side

FOLDER = Path(__file__).resolve().parent.parent / "dictionaries"


class Known(Struct, frozen=True):
    """What a spelling stands for: its readings, how it is known, and whether which one is meant has to be asked.

    A reading without concepts is known, and nothing in the rule book is about it.
    """

    readings: tuple[Candidate, ...]
    via: Via
    ask: bool = False


Index = Mapping[str, Known]
"""Spelling, as `key` gives it -> what it stands for."""


class Point(Struct, frozen=True):
    """A point: its WHO code, pinyin name, other names, region, and its hazards with the side each is on.

    *through* are the regions that a row of points runs through.
    """

    code: str
    name: str
    also: tuple[str, ...]
    region: str
    hazards: Mapping[str, Side | None]
    sources: tuple[str, ...]
    through: tuple[str, ...] = ()


class Part(Struct, frozen=True):
    """A muscle, or another part of the body that is no point: the regions it lies in, and its hazards by side.

    What lies under all of one of its regions is under it too.
    """

    id: str
    name: str
    also: tuple[str, ...]
    regions: tuple[str, ...]
    hazards: Mapping[str, Side | None]
    sources: tuple[str, ...]


class Points(Struct, frozen=True):
    """Every point by code and by name, the letters for each channel, muscles, names of several places, and sources."""

    points: Mapping[str, Point]
    parts: Mapping[str, Part]
    prefixes: Mapping[str, tuple[str, ...]]  # letters, as `key` gives them -> channels
    names: Mapping[str, tuple[str, ...]]  # name, as `key` gives it -> codes or muscles
    ask: Mapping[str, tuple[str, ...]]  # name, as `key` gives it -> points or regions, of which one is meant
    together: Mapping[str, tuple[str, ...]]  # name, as `key` gives it -> points that are all meant
    levels: Mapping[str, str]  # letter of a part of the spine -> what lies beside it
    in_ear: frozenset[str]  # names of points of the ear, as `key` gives them
    sources: Mapping[str, Source]


class Region(Struct, frozen=True):
    """What people call a region, and the hazards that lie under all of it.

    *techniques* are names of those that are done there by their name, such as ear acupuncture, as `key` gives them.
    """

    names: tuple[str, ...]
    hazards: Mapping[str, Side | None]
    techniques: frozenset[str] = frozenset()
