"""Limits as instructions: what to leave out or do with care, and where."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from acucheck.document.page import Page
from acucheck.document.wording import phrases
from acucheck.model.answers import BodyPlace
from acucheck.model.book import AnswerPlace
from acucheck.model.ids import RuleId, TechniqueId
from acucheck.model.levels import Level, Side
from acucheck.model.report import Finding, LevelAt, LimitMet, PlaceAsked

_INSTRUCTIONS = {
    Level.CAUTION: "Take care with {somewhere}",
    Level.REFER: "Ask first about {somewhere}",
    Level.AVOID: "No {somewhere}",
}
_LAST = {Level.CAUTION: "and", Level.REFER: "and", Level.AVOID: "or"}
"""The word between the last two techniques, by what is said of them."""

POINTS: Mapping[str, str] = {
    "BL1": "inner corner of the eye",
    "BL25": "beside the spine, level with the hip bone",
    "BL51": "beside the spine at the waist",
    "BL52": "beside the spine at the waist",
    "BL54": "buttock",
    "BL60": "outer ankle",
    "BL67": "little toe",
    "EX-HN7": "lower rim of the eye socket",
    "GB21": "top of the shoulder",
    "GB24": "front of the lower ribs",
    "GB25": "side of the waist",
    "GB30": "buttock",
    "GV1": "tip of the tailbone",
    "KI3": "inner ankle",
    "LI4": "hand",
    "LR3": "top of the foot",
    "LR13": "side, below the ribs",
    "LR14": "front of the ribs, below the breast",
    "SI11": "shoulder blade",
    "SP6": "inside of the lower leg",
    "SP16": "front edge of the ribs",
    "SP21": "side of the ribs",
    "ST1": "below the eye",
    "ST17": "nipple",
    "ST41": "front of the ankle",
    "TE17": "behind the ear lobe",
}
"""Where the points lie that a patient's page names by themselves."""

_NOT_KNOWN = "the place of it, not named yet"
_ANOTHER = "another place of it, not named yet"


def where(finding: Finding, techniques: Collection[TechniqueId], page: Page) -> Iterator[tuple[Level, str]]:
    """Each limit of a finding that concerns the techniques, as an instruction: what to leave out, and where."""
    for met in finding.limits:
        together: dict[tuple[Level, tuple[str, ...]], list[TechniqueId]] = {}
        for asked in _levels_at(met, techniques, page):
            if asked.where:
                places = tuple(_item(item, met, page) for item in asked.where)
                alike = together.setdefault((asked.level, places), [])
                alike.append(asked.technique)
        for level, places in sorted(together, key=_level_first, reverse=True):
            said = instruction(level, together[level, places], places, page)
            yield level, f"{said}."


def _level_first(asked: tuple[Level, tuple[str, ...]]) -> Level:
    """The level, by which what is asked is put in order."""
    level, _ = asked
    return level


def places_of(finding: Finding, technique: TechniqueId, page: Page) -> Iterator[tuple[Level, str]]:
    """Each place that a limit of a finding names for a technique, with what is asked there."""
    for met in finding.limits:
        for asked in _levels_at(met, {technique}, page):
            for item in asked.where:
                yield asked.level, _item(item, met, page)


def instruction(level: Level, techniques: Iterable[TechniqueId], places: Iterable[str], page: Page) -> str:
    """What to leave out, ask about or do with care, and where; a sentence without its stop."""
    named = page.techniques(techniques, _LAST[level])
    somewhere = phrases.somewhere(named, phrases.joined(places, "or"))
    return _INSTRUCTIONS[level].format(somewhere=somewhere)


def _levels_at(met: LimitMet, techniques: Collection[TechniqueId], page: Page) -> Iterator[LevelAt]:
    """What a limit asks of those of the techniques that are known, in the order of the rule book."""
    asked = {each.technique: each for each in met.levels}
    for technique in page.book.techniques:
        if technique in techniques:
            yield asked[technique]


def instructions(page: Page, *, planned: bool, reasons: bool = True) -> Iterator[tuple[Level, str]]:
    """What the findings together say about places, the strictest first, with *reasons* each with its own.

    With *planned* of the places that the plan meets, else of all others. What a rule for everybody only has done with
    care, or asked about, stands with that rule.
    """
    several: list[PlaceAsked] = []
    for asked in page.report.places:
        if asked.planned is planned and not _is_anybodys(asked, page):
            several.append(asked)
    for (level, techniques), (places, rules) in together(_without_milder(several), page).items():
        said = instruction(level, techniques, places, page)
        because = _reasons_of_rules(rules, page) if reasons else ""
        if because:
            said += f" ({because})"
        yield level, f"{said}."


def _without_milder(several: Sequence[PlaceAsked]) -> Iterator[PlaceAsked]:
    """What is asked, without the places of an answer where more is asked of the same technique."""
    for asked in several:
        more: set[tuple[str, Side | None]] = set()
        for other in several:
            if other.technique == asked.technique and other.level > asked.level:
                more.update((place.id, place.side) for place in other.places)
        left = tuple(place for place in asked.places if not place.id or (place.id, place.side) not in more)
        if left or not asked.places:
            yield replace(asked, places=left)


def at_anybodys_places(finding: Finding, page: Page) -> Iterator[tuple[Level, str]]:
    """What a rule for everybody says about the places of the plan that it is the first to be about."""
    several: list[PlaceAsked] = []
    for asked in page.report.places:
        if asked.rules[0] == finding.rule.id and _is_anybodys(asked, page):
            several.append(asked)
    for (level, techniques), (places, _) in together(several, page).items():
        said = instruction(level, techniques, places, page)
        yield level, f"{said}."


def _is_anybodys(asked: PlaceAsked, page: Page) -> bool:
    if not asked.planned or asked.level is Level.AVOID:
        return False
    if page.is_low_risk or not page.has_session:
        return False
    return all(page.book.rules[rule].when is None for rule in asked.rules)


_Said = tuple[list[str], list[RuleId]]
"""The places of which the same is said of the same techniques, and the rules that say so."""


def together(several: Iterable[PlaceAsked], page: Page) -> dict[tuple[Level, tuple[TechniqueId, ...]], _Said]:
    """What is asked of the same techniques at several places; of the same places, of several techniques together."""
    techniques: dict[tuple[Level, str], list[TechniqueId]] = {}
    rules: dict[tuple[Level, str], list[RuleId]] = {}
    for asked in several:
        at_place = asked.level, place_name(asked, page)
        techniques.setdefault(at_place, []).append(asked.technique)
        rules.setdefault(at_place, []).extend(asked.rules)
    found: dict[tuple[Level, tuple[TechniqueId, ...]], _Said] = {}
    for at_place, named in techniques.items():
        level, place = at_place
        alike = tuple(dict.fromkeys(named))
        places, because = found.setdefault((level, alike), ([], []))
        places.append(place)
        because += rules[at_place]
    return found


def _reasons_of_rules(rules: Iterable[RuleId], page: Page) -> str:
    """What some rules are called; what concerns everybody needs no reason."""
    several = [page.book.rules[rule] for rule in rules]
    return page.reasons(rule for rule in several if rule.when is not None)


def place_name(asked: PlaceAsked, page: Page) -> str:
    """What is called the place, or the places, of which something is asked."""
    if asked.item:
        return _item_name(asked.item, page)
    return _said_places(asked.places, known=asked.known)


def _item(item: str | AnswerPlace, met: LimitMet, page: Page) -> str:
    """What a limit names; where an answer says, the places it gives."""
    if isinstance(item, AnswerPlace):
        return _said_places(met.places, known=met.known)
    return _item_name(item, page)


def _said_places(places: tuple[BodyPlace, ...], *, known: bool) -> str:
    """What the places are called that an answer says; and whether there may be another, where that is not all."""
    named = phrases.joined(map(phrases.with_answered, places), "or")
    if not named:
        return _NOT_KNOWN
    if known:
        return named
    return f"{named}, or {_ANOTHER}"


def _item_name(item: str, page: Page) -> str:
    """A region or hazard by its name, a point by its code; for the patient with where it lies."""
    for kind in ("region", "hazard"):
        concept = page.book.concepts[kind].get(item)
        if concept is not None:
            return page.words(concept.label)
    if page.is_for_patient:
        return with_body_words(item)
    return item


def with_body_words(code: str) -> str:
    """A point by its code and where it lies; by its code alone where no words are known."""
    if code not in POINTS:
        return code
    return f"{code} ({POINTS[code]})"
