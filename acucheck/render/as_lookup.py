"""What names are taken for, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from acucheck.model.answers import MatchMethod
from acucheck.names.lookup import Found, LookupEntry, LookupStatus
from acucheck.render.safe_text import escape_controls

if TYPE_CHECKING:
    from acucheck.located.yaml_writing import Tree  # needs the parser

_VIA = {MatchMethod.EXACT: "", MatchMethod.BRAND: "brand of ", MatchMethod.PHRASE: "", MatchMethod.FUZZY: ""}


def lookup_json(found: Found, places: Sequence[Tree] = ()) -> str:
    """One line of JSON for one typed line; *places* is what is known of the points and regions in it."""
    import json

    tree: dict[str, Tree] = {"typed": found.typed, "kind": found.kind.value}
    tree["entries"] = [_tree(entry) for entry in found.entries]
    return json.dumps(tree | ({"places": places} if places else {}), ensure_ascii=False) + "\n"


def _tree(entry: LookupEntry) -> Tree:
    return {
        "text": entry.text,
        "status": entry.status.value,
        "concepts": list(entry.concepts),
        "name": entry.name or None,
        "via": entry.via.value if entry.via else None,
        "candidates": [
            {"name": _called(candidate.name, candidate.concepts), "concepts": sorted(candidate.concepts)}
            for candidate in entry.candidates
        ],
    }


def lookup_text(found: Found) -> str:
    """A line for each name."""
    return "".join(f"{escape_controls(line)}\n" for line in _lines(found))


def _lines(found: Found) -> Iterator[str]:
    for entry in found.entries:
        yield f"{entry.text}: {_meaning(entry)}"


def _meaning(entry: LookupEntry) -> str:
    candidates = " or ".join(_with_concepts(each.name, tuple(sorted(each.concepts))) for each in entry.candidates)
    match entry.status:
        case LookupStatus.RECOGNISED:
            return _VIA[entry.via or MatchMethod.EXACT] + _with_concepts(entry.name, entry.concepts)
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


def _with_concepts(name: str, concepts: tuple[str, ...]) -> str:
    if not name or (name,) == concepts:
        return ", ".join(concepts) or name
    return f"{name} ({', '.join(concepts)})" if concepts else f"{name} (no rule is about it)"


def _called(name: str, concepts: frozenset[str]) -> str:
    """A candidate's name; for a kind of thing, the kind."""
    return name or ", ".join(sorted(concepts))
