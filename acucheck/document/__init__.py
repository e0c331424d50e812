"""What a report says, in blocks: the one place where it is worded, so that no format says less than another."""

from acucheck.document.blocks import Block, Document, Heading, Headline, Lines, Table
from acucheck.document.composing import document

__all__ = ["Block", "Document", "Heading", "Headline", "Lines", "Table", "document"]
