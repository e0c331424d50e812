"""The orders that everything else is decided by. Each is meant to be compared with `max` and `min`."""

from __future__ import annotations

from enum import Enum, IntEnum


class _Ordered(IntEnum):
    """What is compared, and has a word for itself in files."""

    word: str

    def __init__(self, _: int) -> None:
        self.word = self._name_.lower().replace("_", "-")


class Standing(_Ordered):
    """How a condition or rule stands, given the answers.

    The middle two are both "unknown" in Kleene's sense; they differ in what kind of not knowing is behind them.
    Taking `min` for all and `max` for any over this chain gives the same verdicts as evaluating three times: once
    with every unknown left open, once with "not sure" taken as yes, once with everything unknown taken as yes.
    """

    FAILS = 0
    OPEN = 1  # not asked, or an unrecognised name
    ACTS = 2  # asked and not sure, or a name that may be meant
    HOLDS = 3


FAILS, OPEN, ACTS, HOLDS = Standing
"""Each standing by itself: an attribute of an enumeration takes ten times as long to look up as a name."""

UNDECIDED = frozenset({OPEN, ACTS})


class Level(_Ordered):
    """Grade of one cell: a technique, or a technique at a place."""

    NONE = 0
    NOTE = 1
    CAUTION = 2  # adapt
    REFER = 3  # ask first
    AVOID = 4  # leave it out


class Outcome(_Ordered):
    """What happens to the session as planned."""

    NONE = 0
    NOTE = 1
    CARE = 2
    CHANGE = 3  # leave part of the plan out
    ASK = 4
    NOT_TODAY = 5
    HELP = 6


def is_settled(stands: Outcome, worst: Outcome) -> bool:
    """Whether it is known what happens to the session, though something may be open.

    It is not where by what *stands* the session could go ahead, up to `change`, and what is open could make it worse,
    to `change` or beyond.
    """
    return stands > Outcome.CHANGE or worst <= stands or worst < Outcome.CHANGE


class Urgency(Enum):
    """How fast help is needed."""

    NOW = "now"  # the emergency number
    TODAY = "today"  # same-day care


class Validity(Enum):
    """How long an answer stays true before it has to be asked again."""

    TODAY = "today"
    COURSE = "course"
    LASTING = "lasting"


class ReadDepth(Enum):
    """How well a source was read, best first."""

    PART = "part"
    ABSTRACT = "abstract"
    SECONDARY = "secondary"
    MEMORY = "not re-read"
    JUDGEMENT = "judgement"


class Basis(Enum):
    """What kind of ground a rule stands on, firmest first."""

    GUIDELINE = "guideline"
    STUDY = "study"
    CONVENTION = "convention"
    POLICY = "policy"
    JUDGEMENT = "judgement"


class AftercareTime(Enum):
    """When a piece of aftercare is done, in order."""

    RIGHT_AFTER = "right after"
    SAME_DAY = "same day"
    NEXT_DAYS = "next days"
    WEEKS = "weeks"


class Side(Enum):
    """A side of the body. No side said means both."""

    LEFT = "left"
    RIGHT = "right"


def on_other_side(*sides: Side | None) -> bool:
    """Whether they are not all on one side. No side said means both."""
    known = None
    for side in sides:
        if side is not None:
            if known is not None and side is not known:
                return True
            known = side
    return False


class Audience(Enum):
    """Who a page is written for."""

    PRACTITIONER = "practitioner"
    PATIENT = "patient"
