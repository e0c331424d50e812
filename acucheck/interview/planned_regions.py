"""Where a technique is planned by its name: nothing that was named of a plan is lost when its places are asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from acucheck.answers import fixed_words
from acucheck.interview.option_names import techniques_named
from acucheck.interview.typed_choices import Readings
from acucheck.located.yaml_writing import Tree
from acucheck.model.answers import BodyPlace
from acucheck.model.ids import TechniqueId
from acucheck.names.vocabulary import Vocabulary


class SaidRegions(Struct, frozen=True):
    """The regions that names of one technique say; *alone* where it has no other name, so that all is done there."""

    regions: tuple[str, ...]
    alone: bool

    def with_places(self, tree: Tree, vocabulary: Vocabulary) -> Tree:
        """The places of an answer, and each region in which none of them lies."""
        typed = tree if isinstance(tree, list) else []
        places = [*typed]
        if self.alone and len(self.regions) == 1:
            places = [_within(place, self.regions[0], vocabulary) for place in typed]
        return [*places, *outside(places, self.regions, vocabulary)] or tree


class PlanWords:
    """The techniques that a name can stand for; keeps which regions the names say, those of lines not taken as well."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._heard: dict[TechniqueId, dict[str, None]] = {}
        self._said: dict[TechniqueId, dict[str, None]] = {}

    def begin(self) -> None:
        """Takes what comes for the names of another line."""
        self._said = {}

    def __call__(self, name: str) -> Readings:
        readings = techniques_named(name, self._vocabulary)
        if not readings:
            technique, _ = self._vocabulary.technique_at(name)
            readings = techniques_named(technique, self._vocabulary)
        region = self._vocabulary.technique_place(name)
        for technique in frozenset[str]().union(*readings):
            heard = self._heard if len(readings) > 1 else self._said
            heard.setdefault(TechniqueId(technique), {})[region] = None
        return readings

    def regions(self, planned: Sequence[TechniqueId], line: str) -> Mapping[TechniqueId, SaidRegions]:
        """What the names in a *line* that was taken say of each technique *planned*, with what was said before it."""
        by_number = any(map(str.isdecimal, line))
        found: dict[TechniqueId, SaidRegions] = {}
        for technique in planned:
            said = self._said.get(technique, {})
            heard = {} if said else self._heard.get(technique, {})
            regions = tuple(filter(None, [*said, *heard]))
            if regions:
                found[technique] = SaidRegions(regions, alone=len(said) == 1 and not by_number)
        return found


def outside(places: Sequence[Tree], regions: Sequence[str], vocabulary: Vocabulary) -> list[Tree]:
    """Those of *regions* in which none of the *places* lies, as an answers file holds them."""
    there: list[BodyPlace] = []
    for place in places:
        there += vocabulary.places(str(place[fixed_words.NAME] if isinstance(place, Mapping) else place))
    return [region for region in regions if not any(region in (place.lies_in or ()) for place in there)]


def _within(place: Tree, region: str, vocabulary: Vocabulary) -> Tree:
    """A place as it was typed; where that is another place among those of a *region*, with the one that is meant."""
    if not isinstance(place, str):
        return place
    match vocabulary.places(place, within=region):
        case (BodyPlace(id=found, side=side),) if found == region and vocabulary.places(place)[0].id != found:
            return {fixed_words.NAME: f"{side.value} {region}" if side else region, fixed_words.TYPED: place}
        case _:
            return place
