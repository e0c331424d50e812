"""What stands around the name of a place: separators, sides, and words that do not change where it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from acucheck.model.levels import Side
from acucheck.names.lazy_pattern import LazyPattern
from acucheck.names.vertebrae import in_codes

_BETWEEN = LazyPattern(
    r"[;,\u3001\uff0c\uff1b|]+|(?<![lr])\s?[+&/](?![lr]\b)|\s(?:and|und|et|y|plus|with|then|n(?!\s\d))\s|(?<!\d)\se\s",
    one_of=" ;,\u3001\uff0c\uff1b|+&/",
)
_BEHIND_THE_LAST = LazyPattern(r"(\D24)\+(?!\d)", one_of="+")
"""How some write the point behind the last of its channel."""

_BOTH_SIDES = LazyPattern(
    r"\b(?:left (?:and|&|\+|/|or) right|right (?:and|&|\+|/|or) left|left ?/ ?right|l and r|r and l)\b",
    one_of=(" and ", " or ", *"&+/"),
)
_SPINE = LazyPattern(r"\b(t\d{1,2}|c\d|l\d) ?/ ?(?=(?:t\d{1,2}|c\d|l\d|s\d)\b)", one_of="/")
"""Two vertebrae with a stroke between them."""

_DISC = LazyPattern(r"\b(?P<above>[cl](?P<first>\d)) ?/ ?(?P<second>\d)\b", one_of="/")
"""Two vertebrae of which only the first has its letter."""

_BEFORE_AND_BEHIND = LazyPattern(r"\bpre ?(?:/|&|\+|and) ?post[ -]?(?P<what>\w+)", one_of=("pre",))
"""What lies in front of something and behind it."""

_ON_BOTH = r"both(?:\s+sides)?|bilateral(?:ly)?|bilat\.?|bil\.?|beidseits|either\s+side|b/l|l\s*[&+/]\s*r|r\s*[&+/]\s*l"
_BOTH = LazyPattern(
    rf"(?<![\w/])(?:{_ON_BOTH})(?![\w/])",
    one_of=("both", "bil", "beidseits", "side", *"&+/"),
)
_SIDE = (
    r"(?P<left>left(?:[\s-]sided?)?|lt\.?|links|gauche|l)|(?P<right>right(?:[\s-]sided?)?|rt\.?|rechts|droite?|r)"
    rf"|(?P<both>{_ON_BOTH})"
)
_SIDE_FIRST = LazyPattern(rf"[\[(]?(?:the\s+|my\s+)?(?:{_SIDE})[)\]]?[\s:\-]+(?P<rest>.+)", one_of=" :-")
_SIDE_LAST = LazyPattern(
    rf"(?P<rest>.+?)(?:[\s,\-]+[\[(]?|[\[(])(?:on\s+(?:the\s+)?)?(?:{_SIDE})[)\]]?(?:\s+only)?", one_of=" ,-[("
)
_SIDE_INSIDE = LazyPattern(r"\s(?:(?P<left>left|l(?=\.?\s))|(?P<right>right|r(?=\.?\s))|(?P<both>both))\.?\s")

_ARTICLE = LazyPattern(r"\b(?:the|my|his|her|their|an?)\s")
_LEADS_TO = LazyPattern(r"^(?:around|round|near|over|at|on|in|of|along|beside|next to|close to)\s")
_AROUND = LazyPattern(
    r"\b(?:the|my|his|her|their|its|an?|on|at|in|into|of|around|round|near|over|beside|next to|close to|along|just|all|"
    r"whole|entire|both|area|region|zone|sides?|pain|joints?|(?:acu)?points?|ah?[- ]?shi|trigger|motor|tender|local|"
    r"pts?|myofascial|mtrps?|trps?|taut|tight|bands?|knots?|muscles?|muscle bell(?:y|ies)|musculature|mm?\.)(?![\w'])"
)
_DIRECTION = LazyPattern(
    r"\b(?:upper|lower|middle|mid|inner|outer|inside|outside|medial|lateral|anterior|posterior|front|proximal|distal|"
    r"ant|post|med|lat|superior|inferior|superficial|deep|edge|border|head|part|portion|aspect)(?![\w'])"
)
_PART_OF_A_LIMB = LazyPattern(
    r"\b(?:back|rear|tip|halfway (?:up|down|along)|(?:(?:upper|middle|lower|outer|inner) )?(?:third|half|quarter))"
    r" (?:side )?(?:of )?"
    r"(?=.*\b(?:arm|elbow|forearm|wrist|hand|thumb|finger|leg|thigh|knee|calf|shin|ankle|foot|heel|toe)s?\b)"
)
"""A part of a limb is read as the limb; elsewhere, as at the head, the back of it may be another place."""

_EAR = LazyPattern(
    r"(?:ears?|auricular|auricle|otic)(?: acu)?(?: ?points?)?[ :\-]+(?P<before>.+)"
    r"|(?P<behind>.+?) ?(?:\((?:the )?(?:ears?|auricular)\)|\b(?:point )?(?:(?:in|on|of) )?(?:the )?(?:ears?|auricles?)"
    r"|\b(?:ear|auricular) points?)"
)
_SAYS_SCALP = LazyPattern(
    r"\b(?:lines?|areas?|zones?|thirds?|fifths?|motor|sensory|sensorimotor|speech|tremor|trembling|chorea|"
    r"ms ?\d{1,2})\b"
)
"""What a line or an area of the scalp is called."""

_OF_SCALP = LazyPattern(
    r"lines?|areas?|zones?|thirds?|fifths?|motor|sensory|sensorimotor|speech|tremor|trembling|chorea|"
    r"ms(?:1[0-4]|[1-9])?|1[0-4]|[1-9]|scalp|head|vertex|parietal|temporal|occipital|frontal|forehead|oblique|balance|"
    r"optic|vision|visual|vasomotor|hearing|vertigo|reproduction|praxis|usage|control|leg|foot|arm|hand|face|trunk|limb|"
    r"anterior|posterior|lateral|upper|middle|mid|lower|one|two|1st|2nd|3rd|i{1,3}|of|the|on|and|to|sides?|both|bilateral|"
    r"bilat|b|left|right|l|r|lt|rt"
)
"""Each word that may stand in such a name, with its side."""

_BETWEEN_SCALP_WORDS = LazyPattern(r"[\s,()+&./-]+")
_LEFT = frozenset({"left", "l", "lt"})
_RIGHT = frozenset({"right", "r", "rt"})

_NEIGHBOUR = LazyPattern(
    r"(?P<place>.+?)(?: just| right| a bit)? (?:below|above|under|underneath|behind|beneath|over|towards)"
    r" (?:the |my )?(?P<beside>.+)"
)
"""What says where a place lies by another one. What is near another one may be in it and is left to be asked about."""

_THERE = LazyPattern(
    r"(?:\b(?:around|round|near|over|on|at|in|of|by|with|the|my|his|her|a|an|old|itchy|red|dry|sore|"
    r"tender|painful|tight|few|some|several)\s)*"
    r"\b(?:rash|rashes|patch|patches|plaques?|scars?|scar tissue|bruises?|moles?|warts?|spots?)\b"
    r"(?:\s(?:is|are|was|were|in|on|at|of|over|the|my|his|her)\b)*"
)
"""What no rule makes more than a caution of, with the words that say so: what is graver is never taken for a remark."""

_FREQUENCY = LazyPattern(r"\b\d{1,3}(?:\s?[/-]\s?\d{1,3})?\s?hz\b", one_of=("hz",))
"""How fast a current goes, behind the points that it goes between."""

_UNTIL = r"(?:(?:all )?the way )?(?:up |down )?to|(?:across|through) to"
_SAYS_FROM_TO = LazyPattern(rf"\b(?:from|between|across|{_UNTIL})\b|[>\u2192\u2194]")
_TO = LazyPattern(rf"\s*(?:-+>|=>|\u2192|\u2194|<-+>)\s*|\s+(?:{_UNTIL}|[-\u2013\u2014])\s+")
_PAIR = LazyPattern(
    r"(?P<first>[a-z]{1,4}[ .]?\d{1,2})[-\u2013](?P<second>[a-z]{1,4}[ .]?\d{1,2}(?:\s.+)?)", one_of="-\u2013"
)
"""Two points with a stroke between them; those of one channel are read as all from the first to the last."""

_DOWN = LazyPattern(r"(?:from\s+)?(?P<top>.+?)\s+(?:down|downwards?|and below)", one_of=("down", "below"))
_FROM = LazyPattern(r"(?P<word>from|between|across)\s+(?P<rest>.+)")
"""What says that something goes from one place to another."""

_PLURAL = LazyPattern(r"(?<=\w\w)(?<!s)s\b")


def parts(typed: str) -> list[str]:
    """The parts of a line, each with what is one place or several written together; at least one."""
    line = _tidied(typed)
    line = _FREQUENCY.sub("", line)
    line = _BEHIND_THE_LAST.sub(r"\1.5", line)
    line = _DISC.sub(_with_hyphen, line)
    line = _SPINE.sub(r"\1-", line)
    line = _BOTH_SIDES.sub("both", line)
    line = _BEFORE_AND_BEHIND.sub(r"pre\g<what>, post\g<what>", line)
    line = in_codes(line)
    found = [part.strip() for part in _BETWEEN.split(line)]
    return [part for part in found if part] or [typed]


def _with_hyphen(match: re.Match[str]) -> str:
    """Two neighbours are vertebrae; any other two numbers may be points."""
    are_neighbours = int(match["second"]) == int(match["first"]) + 1
    if not are_neighbours:
        return match[0]
    return f"{match['above']}-{match['second']}"


def says_both(text: str) -> bool:
    """Whether a place is named for both sides."""
    return _BOTH.search(text) is not None


def sides(part: str) -> Iterator[tuple[str, Side | None]]:
    """The part as it stands, then without a side said before, behind or inside it."""
    yield part, None
    for pattern in (_SIDE_FIRST, _SIDE_LAST):
        if match := pattern.fullmatch(part):
            yield match["rest"].strip(), _side(match["left"], match["right"])
    if match := _SIDE_INSIDE.search(part):
        yield part.replace(match[0], " ", 1), _side(match["left"], match["right"])


def without_remarks(text: str) -> Iterator[str]:
    """A name without the words around it, in the singular, and without words for a part of it, the nearest first."""
    yield _LEADS_TO.sub("", _ARTICLE.sub("", text))
    bare = _tidied(_AROUND.sub(" ", text))
    yield bare
    yield _tidied(_PLURAL.sub("", text))
    yield _PLURAL.sub("", bare)
    whole = _tidied(_AROUND.sub(" ", _PART_OF_A_LIMB.sub(" ", text)))
    yield whole
    wider = _tidied(_DIRECTION.sub(" ", whole))
    yield wider
    yield _PLURAL.sub("", wider)


def ends(text: str) -> list[str]:
    """The places that something is said to go between, as it is written; nothing where no such word stands there."""
    pair = _PAIR.fullmatch(text)
    if pair is not None:
        return [pair["first"], pair["second"]]
    begun = _FROM.fullmatch(text)
    if begun is not None:
        return _TO.split(begun["rest"])
    found = _TO.split(text)
    if len(found) == 1:
        return []
    return found


def from_there_down(text: str) -> str:
    """The place from which something is said to go down, such as "from the knee down"; nothing without such words."""
    found = _DOWN.fullmatch(text)
    return "" if found is None else found["top"]


def says_from_to(text: str) -> bool:
    """Whether something is said to go from one place to another; a stroke alone may stand for other things."""
    return _SAYS_FROM_TO.search(text) is not None


def place_and_neighbour(text: str) -> tuple[str, str]:
    """A place, and the one that it is said to lie below, above or the like; nothing where no such word stands there."""
    found = _NEIGHBOUR.fullmatch(text)
    if found is None:
        return "", ""
    return found["place"], found["beside"]


def without_what_is_there(text: str) -> str:
    """A place without what was said to be there and where it lies to that."""
    return _tidied(_THERE.sub(" ", text))


def is_line_of_scalp(text: str) -> bool:
    """Whether, among places of the scalp, a line or an area of it is meant by all of its words."""
    if _SAYS_SCALP.search(text) is None:
        return False
    return all(_OF_SCALP.fullmatch(word) for word in _BETWEEN_SCALP_WORDS.split(text) if word)


def side_among(text: str) -> Side | None:
    """The one side that is named among some words; nothing where it is none, or both."""
    words = _BETWEEN_SCALP_WORDS.split(text.lower())
    is_left, is_right = (not named.isdisjoint(words) for named in (_LEFT, _RIGHT))
    if is_left == is_right:
        return None
    return Side.LEFT if is_left else Side.RIGHT


def of_the_ear(text: str) -> str:
    """What a point of the ear is called where the ear is named beside it; nothing where it is not."""
    match = _EAR.fullmatch(text)
    if match is None:
        return ""
    return _tidied(match["before"] or match["behind"])


def _tidied(text: str) -> str:
    return " ".join(text.split())


def _side(left: str | None, right: str | None) -> Side | None:
    if left:
        return Side.LEFT
    if right:
        return Side.RIGHT
    return None
