"""What a report says, in blocks: the one place where it is worded, so that no format says less than another."""

from acucheck.document.blocks import (
    NOBODY,
    Area,
    Block,
    Chart,
    Document,
    Heading,
    Headline,
    Lines,
    Mark,
    Record,
    Table,
)
from acucheck.document.composing import document

__all__ = [
    "NOBODY",
    "Area",
    "Block",
    "Chart",
    "Document",
    "Heading",
    "Headline",
    "Lines",
    "Mark",
    "Record",
    "Table",
    "document",
]
