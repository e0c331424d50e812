"""What a rule must not leave out, and what has no place in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from acucheck.errors import Problem
from acucheck.located import Node
from acucheck.model.book import AnswerPlace, Limit, Rule, Source
from acucheck.model.ids import SourceId
from acucheck.model.levels import Basis, Level, ReadDepth


def misplaced(key: Node, fields: Mapping[str, Node]) -> Iterator[Problem]:
    """What is wrong with a rule that would concern everybody everywhere or decides nothing, or with a misplaced say."""
    if "when" not in fields and "limits" not in fields:
        yield key.problem("a rule needs 'when' or 'limits'; this one would concern everybody everywhere")
    elif "when" not in fields and fields.keys() & {"verdicts", "urgent"}:
        yield key.problem("a rule without 'when' has 'limits' alone: 'verdicts' and 'urgent' would concern everybody")
    elif "verdicts" not in fields and "limits" not in fields:
        yield key.problem("a rule needs 'verdicts' or 'limits'; this one decides nothing")
    if "when" in fields and "say" in fields:
        yield fields["say"].problem(
            "'say' is for a rule without 'when'; elsewhere it stands at the options that 'when' reads"
        )


def all_levels(decoded: Rule) -> list[Level]:
    """Every level a rule can give, at its own verdicts and at its limits."""
    return [*_levels_of(decoded.verdicts, decoded.limits)]


def _levels_of(verdicts: Mapping[str, Level], limits: Iterable[Limit]) -> Iterator[Level]:
    yield from verdicts.values()
    for limit in limits:
        yield from limit.verdicts.values()


def missing_beside(key: Node, entries: Mapping[str, Any]) -> Iterator[Problem]:
    """What the *entries* of a rule, called as in `Rule`, need beside them and do not have."""
    given = [*_levels_of(entries["verdicts"], entries["limits"])]
    if entries["when"] is None and any(map(_lies_where_asked, entries["limits"])):
        yield key.problem(
            "a limit that lies where an answer says needs 'when'; without it the rule is open for everybody"
        )
    if Level.REFER in given and entries["ask_whom"] is None:
        yield key.problem("a rule with 'refer' needs 'ask-whom': whom to ask before the session")
    least = min(given, default=Level.AVOID)
    stricter = [position.source for position in entries["positions"] if position.level > least]
    if stricter and not entries["chosen_because"]:
        yield key.problem(f"{stricter[0]!r} is stricter than the verdicts; say why under 'chosen-because'")


def _lies_where_asked(limit: Limit) -> bool:
    return any(isinstance(place, AnswerPlace) for place in limit.where)


def unearned_basis(found: Rule, sources: Mapping[SourceId, Source]) -> str:
    """What is wrong where a rule rests on a guideline, and none that was read asks for as much as it does."""
    if found.basis is not Basis.GUIDELINE:
        return ""
    least = min(all_levels(found))
    as_strict = {position.source for position in found.positions if position.level >= least}
    if any(_carries(sources.get(source_id)) for source_id in as_strict.intersection(found.sources)):
        return ""
    return (
        "'basis: guideline' needs a cited source with 'guideline: yes' and 'read: part', and its position here "
        "may be no milder than the verdicts"
    )


def _carries(source: Source | None) -> bool:
    """Whether a source is a guideline of which that part was read; one that could not be decoded may be."""
    return source is None or (source.guideline and source.read is ReadDepth.PART)
