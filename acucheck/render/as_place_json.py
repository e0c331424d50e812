"""What is known of a point or region, as JSON has it."""

from __future__ import annotations

from collections.abc import Iterable

from acucheck.document.pages.place_page import RuleThere
from acucheck.document.sections.about import source_text
from acucheck.located.yaml_writing import Tree
from acucheck.model.answers import BodyPlace
from acucheck.model.book import Rule, RuleBook, Source


def place_tree(place: BodyPlace, rules: Iterable[RuleThere], sources: tuple[Source, ...], book: RuleBook) -> Tree:
    """A place with its side, the regions and hazards it lies in and their sides, the rules about it, and sources."""
    regions: list[str] = []
    hazards: dict[str, str | None] = {}
    for name, side in (place.lies_in or {}).items():
        if name in book.concepts["region"]:
            regions.append(name)
        if name in book.concepts["hazard"]:
            hazards[name] = side and side.value
    return {
        "id": place.id,
        "name": place.name,
        "side": place.side and place.side.value,
        "regions": regions,
        "hazards": hazards,
        "pregnancy": [name for name in hazards if name.startswith("pregnancy")],
        "rules": [_rule_there(rule) for rule, _ in rules],
        "sources": [source_text(source) for source in sources],
    }


def _rule_there(rule: Rule) -> Tree:
    return {"id": rule.id, "for_everybody": rule.when is None, "title": rule.title.practitioner}
