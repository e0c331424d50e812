"""What is known of a point or region, as JSON has it."""

from __future__ import annotations

from collections.abc import Iterable

from acucheck.document.pages.place_page import RuleThere
from acucheck.document.sections.about import source_text
from acucheck.located.yaml_writing import Tree
from acucheck.model.answers import BodyPlace
from acucheck.model.book import RuleBook, Source


def place_tree(place: BodyPlace, rules: Iterable[RuleThere], sources: tuple[Source, ...], book: RuleBook) -> Tree:
    """Its side, the regions and hazards it lies in with the side they are on, the rules that are about it, sources."""
    there = place.lies_in or {}
    hazards = {name: side and side.value for name, side in there.items() if name in book.concepts["hazard"]}
    return {
        "id": place.id,
        "name": place.name,
        "side": place.side and place.side.value,
        "regions": [name for name in there if name in book.concepts["region"]],
        "hazards": hazards,
        "pregnancy": [name for name in hazards if name.startswith("pregnancy")],
        "rules": [
            {"id": rule.id, "for_everybody": rule.when is None, "title": rule.title.practitioner} for rule, _ in rules
        ],
        "sources": [source_text(source) for source in sources],
    }
