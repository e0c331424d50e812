"""The order of a page: help first, then what happens, why, what is not settled, afterwards, and where it comes from."""

from __future__ import annotations

from acucheck import __version__
from acucheck.document.about import about, answered, sources, typed_names
from acucheck.document.blocks import Document
from acucheck.document.care import aftercare, alternatives
from acucheck.document.findings import findings
from acucheck.document.headline import headline
from acucheck.document.open_points import open_points
from acucheck.document.techniques import techniques
from acucheck.model.levels import Reader
from acucheck.model.report import Report

_FOR = {Reader.PRACTITIONER: "for the practitioner", Reader.PATIENT: "for the patient"}


def document(report: Report, reader: Reader) -> Document:
    """The whole page for one reader."""
    sections = (
        headline,
        techniques,
        findings,
        open_points,
        aftercare,
        alternatives,
        typed_names,
        answered,
        sources,
        about,
    )
    blocks = tuple(block for section in sections for block in section(report, reader))
    return Document(f"acucheck {__version__}: safety check before acupuncture, {_FOR[reader]}", blocks)
