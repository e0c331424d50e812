"""Known names of a line that is no closed form: whether what is said beside one makes it uncertain that it counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from acucheck.model.answers import Cue, MatchStatus, Name, NameKind
from acucheck.names.cared_for import is_cared_for
from acucheck.names.entries import Lexicon
from acucheck.names.lazy_pattern import LazyPattern
from acucheck.names.local_forms import acts_only_there, routes_beside
from acucheck.names.parsed_line import ParsedLine
from acucheck.names.pieces import Piece
from acucheck.names.setting import Setting
from acucheck.names.spelling import key

if TYPE_CHECKING:
    from acucheck.names.policy import Policy
    from acucheck.names.times import NamedTime

_UNTIL = LazyPattern(r"\b(?:until|till|up to|bis)\b")
_STOPPED = LazyPattern(
    r"\b(?:stop|quit|finish|complet|discontinu|ceas|came|come|gave|giv|end|withdr|wean|taper|ran|run)"
)

_OF_THE_WRITER = frozenset({"i", "im", "ive", "me", "myself", "mine"})
"""Words in a name by which it is that of whoever writes, whoever else stands beside it: better off without me."""

_OF_GIVING = frozenset({"gave", "gives", "given", "donated", "donor"})
"""Words by which somebody else is only the one from whom it comes: a kidney that a brother gave."""

_HALF_A_YEAR = timedelta(days=183)


class GovernedNames:
    """Decides by the words around names, and by the *policy* of one rule book, loaded when a name first needs it."""

    def __init__(self, policy: Callable[[], Policy], lexicon: Lexicon) -> None:
        self._load_policy = policy
        self._lexicon = lexicon

    def governed(self, line: ParsedLine, name: Name, spelling: str, piece: Piece, setting: Setting) -> Name:
        """A name as far as a cue governs it, or a form that acts only where it is put."""
        cue = self._cue(line, name, spelling, piece, setting)
        if cue is None:
            return name
        return self._uncertain(name, cue, spelling)

    def _cue(self, line: ParsedLine, name: Name, spelling: str, piece: Piece, setting: Setting) -> Cue | None:
        """What governs a name: a cue, a local form, or a time that is over; None where nothing does."""
        typed = line.typed(piece)
        cue = piece.cue or self._local_cue(line, name, spelling, piece)
        if cue is Cue.STOPPED and _goes_on(typed, setting):
            cue = None
        if cue is Cue.SOMEONE_ELSE and (_is_own(line, piece) or is_cared_for(line.words, self._lexicon, setting)):
            cue = None
        if cue is None and self._was_long_ago(typed, name, setting):
            return Cue.PAST
        return cue

    def _local_cue(self, line: ParsedLine, name: Name, spelling: str, piece: Piece) -> Cue | None:
        """Whether words for a form stand beside a medicine that has one which acts only where it is put."""
        if name.kind is not NameKind.MEDICINE or not name.concepts:
            return None
        routes = routes_beside(line, piece, self._lexicon)
        if not acts_only_there({spelling, key(name.name)}, routes, self._lexicon):
            return None
        return Cue.LOCAL

    def _was_long_ago(self, typed: str, name: Name, setting: Setting) -> bool:
        """Whether a sign of danger has a time beside it that is over."""
        if name.kind is not NameKind.CONDITION or self._policy.urgent_lines.isdisjoint(name.concepts):
            return False
        from acucheck.names.times import times

        latest_days = [time.latest for time in times(typed, setting)]
        return any(latest is not None and latest < setting.day for latest in latest_days)

    def _uncertain(self, name: Name, cue: Cue, spelling: str) -> Name:
        """A name of which it is not certain that it counts. What was, and counts for good, is not asked about."""
        if not name.concepts or name.taken is not MatchStatus.RECOGNISED:
            return name
        was_had = cue is Cue.PAST and name.kind is NameKind.CONDITION
        if was_had and self._policy.counts_for_good(name.concepts, spelling):
            return name
        return replace(name, taken=MatchStatus.MAYBE, cue=cue)

    @cached_property
    def _policy(self) -> Policy:
        return self._load_policy()


def _goes_on(typed: str, setting: Setting) -> bool:
    """Whether nothing but a day to come, or one that cannot be told, says when a medicine is taken no longer."""
    if not _UNTIL.search(typed) or _STOPPED.search(typed):
        return False
    from acucheck.names.times import times

    return not any(_is_over(time, setting) for time in times(typed, setting))


def _is_own(line: ParsedLine, piece: Piece) -> bool:
    """Whether a name is the person's own although somebody else stands beside it."""
    name = piece.name
    in_name = [] if name is None else line.words[name.first : name.last]
    if any(word.bare in _OF_THE_WRITER for word in in_name):
        return True
    first, last = piece.words
    return any(word.bare in _OF_GIVING for word in line.words[first:last])


def _is_over(time: NamedTime, setting: Setting) -> bool:
    """Whether a time until which a medicine is taken has passed; a month without a year is the nearer one."""
    if time.latest is None:
        return False
    return time.has_year or setting.day - time.latest < _HALF_A_YEAR
