"""What words beside a condition say that agrees with a no to its lines: ruled out, feared, somebody else's, long past.

By itself nothing here sets a name aside or makes it count less. Beside the person's own no to each of its lines it is
a second witness. The nearest word governs, with nothing between it and the name but words that change nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from acucheck.model.answers import Agreeing, Agreement, NameKind
from acucheck.names.at_work import is_at_work
from acucheck.names.beside import FIGURES, Beside
from acucheck.names.denied_rows import is_in_denied_row
from acucheck.names.entries import AgreeingWords, Lexicon
from acucheck.names.found_name import FoundName
from acucheck.names.gone_by_now import is_gone_by_now
from acucheck.names.no_for_a_time import left_by_a_no
from acucheck.names.no_of_now import ends_in_none_now, is_denied_now
from acucheck.names.parsed_line import ParsedLine
from acucheck.names.past_agreement import what_time_leaves
from acucheck.names.setting import Setting
from acucheck.names.suspicion import is_suspicion_over

if TYPE_CHECKING:
    from acucheck.names.policy import Policy

_NOTHING: Mapping[int, Agreeing] = {}


def agreements(line: ParsedLine, lexicon: Lexicon, setting: Setting, policy: Policy) -> Mapping[int, Agreeing]:
    """What is said of each condition of *line* that agrees with a no to it, by the position of its first word."""
    if not _may_agree(line, lexicon.agreeing):
        return _NOTHING
    found: dict[int, Agreeing] = {}
    others: set[str] = set()
    for number, part in enumerate(line.parts):
        beside = Beside(line, number, lexicon.agreeing)
        for name in part.names:
            if name.kind is not NameKind.CONDITION or not name.known.concepts:
                continue
            agreeing = _agreeing(beside, name, lexicon, setting, policy)
            if agreeing is None:
                others |= name.known.concepts
            else:
                found[name.first] = agreeing
    return {name.first: found[name.first] for name in line.names if _is_alone(name, found, others)}


def _may_agree(line: ParsedLine, agreeing: AgreeingWords) -> bool:
    """Whether any word of a line may be part of what agrees with a no."""
    return any(word.bare in agreeing.telling or word.kind in FIGURES for word in line.words)


def _is_alone(name: FoundName, found: Mapping[int, Agreeing], others: set[str]) -> bool:
    """Whether something agrees about a name, and what it takes away is not named once more without."""
    if name.first not in found:
        return False
    left = [reading.concepts for reading in found[name.first].left]
    return others.isdisjoint(name.known.concepts.difference(*left))


def _agreeing(beside: Beside, name: FoundName, lexicon: Lexicon, setting: Setting, policy: Policy) -> Agreeing | None:
    if beside.is_denied(name) or is_in_denied_row(beside, name, policy):
        return Agreeing(Agreement.NOT_SO)
    if policy.is_of_now_alone(name.known.concepts):
        if is_denied_now(beside, name) or ends_in_none_now(beside, name):
            return Agreeing(Agreement.NOT_SO)
        if is_gone_by_now(beside, name, policy):
            return Agreeing(Agreement.PAST)
    until_today = left_by_a_no(beside, name, setting, policy)
    if until_today is not None:
        return until_today
    how = _told(beside, name, lexicon, setting, policy)
    if how is None and not policy.is_of_today(name.known.concepts) and is_suspicion_over(beside, name):
        return Agreeing(Agreement.RULED_OUT)
    found = what_time_leaves(beside, name, setting, policy) if how is None else Agreeing(how)
    is_open = beside.is_open_from_here if how is Agreement.SOMEONE_ELSE else beside.is_open
    return None if found is None or is_open else found


def _told(beside: Beside, name: FoundName, lexicon: Lexicon, setting: Setting, policy: Policy) -> Agreement | None:
    """How the words beside a name agree with a no, as long as nothing there is open."""
    concepts = name.known.concepts
    if beside.is_disproved(name, is_growth=policy.is_growth(concepts)):
        return Agreement.RULED_OUT
    if beside.is_prevented(name):
        return Agreement.PREVENTED
    if policy.is_of_today(concepts):
        return None  # what somebody else has of that is asked about
    if beside.is_feared(name):
        return Agreement.FEARED
    if is_at_work(beside, name):
        return Agreement.SOMEONE_ELSE
    in_row = not policy.may_be_a_sign(concepts)
    kin = beside.owner(name, lexicon, setting, in_row=in_row)
    is_owned = kin is not None and not (kin.blood and policy.is_heritable(concepts, name.spelling))
    if is_owned:
        return Agreement.SOMEONE_ELSE
    is_of_family = beside.is_of_family(name, setting, in_row=in_row)
    return Agreement.SOMEONE_ELSE if is_of_family and not policy.is_heritable(concepts, name.spelling) else None
