"""What names are taken for, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from acucheck.model.answers import Candidate, MatchMethod
from acucheck.names.lookup import Found, LookupEntry, LookupStatus
from acucheck.render.safe_text import escape_controls

if TYPE_CHECKING:
    from acucheck.located.yaml_writing import Tree  # needs the parser


def lookup_json(found: Found, places: Sequence[Tree] = ()) -> str:
    """One line of JSON for one typed line; *places* is what is known of the points and regions in it."""
    import json

    tree: dict[str, Tree] = {"typed": found.typed, "kind": found.kind.value}
    tree["entries"] = [_entry_tree(entry) for entry in found.entries]
    if places:
        tree["places"] = places
    return json.dumps(tree, ensure_ascii=False) + "\n"


def _entry_tree(entry: LookupEntry) -> Tree:
    return {
        "text": entry.text,
        "status": entry.status.value,
        "concepts": list(entry.concepts),
        "name": entry.name or None,
        "via": entry.via and entry.via.value,
        "candidates": list(map(_candidate, entry.candidates)),
    }


def _candidate(candidate: Candidate) -> Tree:
    """What a name may stand for; a kind of thing is called by the kind."""
    concepts = sorted(candidate.concepts)
    return {"name": candidate.name or ", ".join(concepts), "concepts": concepts}


def lookup_text(found: Found) -> str:
    """A line for each name."""
    return "".join(f"{escape_controls(line)}\n" for line in _found_lines(found))


def _found_lines(found: Found) -> Iterator[str]:
    for entry in found.entries:
        yield f"{entry.text}: {_entry_meaning(entry)}"


def _entry_meaning(entry: LookupEntry) -> str:
    candidates = " or ".join(map(_candidate_text, entry.candidates))
    match entry.status:
        case LookupStatus.RECOGNISED if entry.via is MatchMethod.BRAND:
            return f"brand of {_with_concepts(entry.name, entry.concepts)}"
        case LookupStatus.RECOGNISED:
            return _with_concepts(entry.name, entry.concepts)
        case LookupStatus.NOT_RELEVANT:
            return "known, no rule is about it"
        case LookupStatus.SUGGESTION if entry.via is MatchMethod.BRAND or entry.via is MatchMethod.EXACT:
            return f"a name in doubt, so it is asked: is it {candidates}?"
        case LookupStatus.SUGGESTION:
            return f"not known; perhaps {candidates}?"
        case LookupStatus.AMBIGUOUS:
            return f"which is meant has to be asked: {candidates}"
        case LookupStatus.SET_ASIDE:
            return "set aside; it does not count as taken now"
        case LookupStatus.UNRECOGNISED:
            return "not recognised"


def _candidate_text(candidate: Candidate) -> str:
    return _with_concepts(candidate.name, sorted(candidate.concepts))


def _with_concepts(name: str, concepts: Sequence[str]) -> str:
    kinds = ", ".join(concepts)
    if not name or name == kinds:
        return kinds
    if not kinds:
        return f"{name} (no rule is about it)"
    return f"{name} ({kinds})"
