"""What a report says, in blocks: the one place where it is worded, so that no format says less than another."""

from acucheck.document.blocks import (
    Area,
    Block,
    Chart,
    Document,
    Heading,
    Headline,
    Lines,
    Mark,
    Table,
)
from acucheck.document.pages.report_page import document

__all__ = [
    "Area",
    "Block",
    "Chart",
    "Document",
    "Heading",
    "Headline",
    "Lines",
    "Mark",
    "Table",
    "document",
]
