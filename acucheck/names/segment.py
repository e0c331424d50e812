"""One name as it stands in a typed line."""

from __future__ import annotations

from msgspec import Struct

from acucheck.model.answers import Use
from acucheck.names.entries import Known


class Piece(Struct, frozen=True):
    """A name with the words around it, and what it is known for."""

    text: str
    core: str  # without the words around it
    known: Known | None
    use: Use | None = None
    doubt: bool = False  # whether it counts has to be asked
    bare: bool = False  # nothing but a strength stands around it
