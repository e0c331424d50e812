"""The words around names: what says nothing, what says that a name may not count, and the closed forms. All of it is data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from acucheck.located import Node
from acucheck.located.duration import days
from acucheck.model.answers import Cue, NameKind, Use
from acucheck.model.book import Past
from acucheck.names.dictionary import CONDITIONS, CONDITIONS_MORE, MEDICINES, names, read
from acucheck.names.entries import ClosedForm, Lexicon
from acucheck.names.spelling import key, keys
from acucheck.names.templates import Templates

PAST = ("over", "counts-as", "after", "past", "source", "because")
"""What may stand beside the names of conditions that are over after some time."""

_FAMILY = "family"
_USES = {
    "plain no": Use.NOT_TAKEN,
    "allergy": Use.ALLERGY,
    "someone else": Use.SOMEONE_ELSE,
    "long over": Use.PAST,
}
"""What each group of closed forms says of a name."""


def lexicon() -> Lexicon:
    """The lexicon by its dictionaries. Raises InvalidFile when one is broken."""
    words = read("words").fields(
        [
            "ordinary",
            "languages",
            "forms",
            "units",
            "frequency",
            "frequency-phrases",
            "salts",
            "makers",
            "coded",
            "calendar",
        ],
    )
    context = read("context").fields(["cues", "ends", "not-named", "kin-blood", "kin-other", "local", "used", "forms"])
    made = [part for name in ("forms", "units", "frequency", "makers") for part in words[name].text().split()]
    local = dict(_local(context["local"]))
    conditions = read("conditions").fields(CONDITIONS_MORE, CONDITIONS)
    return Lexicon(
        remark=frozenset(_plain(words, "ordinary", "languages", "coded", "calendar")),
        made=frozenset([*map(key, made), *keys(words["frequency-phrases"].text()), *map(key, local)]),
        forms=frozenset(words["forms"].text().split()),
        often=frozenset(_plain(words, "frequency", "units")) | frozenset(names(context["used"])),
        makers=frozenset(words["makers"].text().split()),
        salts=frozenset(words["salts"].text().split()),
        local=local,
        kin=dict(_kin(context["kin-other"], blood=False)) | dict(_kin(context["kin-blood"], blood=True)),
        not_named=frozenset(keys(context["not-named"].text())) | {""},
        before=_cues(context["cues"], "before"),
        after=_cues(context["cues"], "after"),
        ends=frozenset(name.replace("'", "") for name in names(context["ends"])),
        closed=tuple(_closed(context["forms"])),
        local_medicines=_local_medicines(),
        past=dict(_past(conditions["past"])),
        allergens=_allergens(conditions["allergens"]),
        heritable=frozenset(_heritable(conditions["heritable"])),
    )


def _plain(sections: Mapping[str, Node], *chosen: str) -> Iterator[str]:
    for name in chosen:
        yield from sections[name].text().casefold().split()


def _local(node: Node) -> Iterator[tuple[str, str]]:
    for route, line in node.pairs():
        for name in names(line):
            yield name.casefold(), route.text()


def _kin(node: Node, *, blood: bool) -> Iterator[tuple[str, bool]]:
    for name in names(node):
        yield name.casefold(), blood


def _cues(node: Node, direction: str) -> dict[str, Cue]:
    """The words of every cue of one direction, in small letters with single spaces between them."""
    found: dict[str, Cue] = {}
    kinds = {each.value: each for each in Cue}
    for name, sides in node.pairs():
        kind = name.one_of(kinds)
        side = sides.fields([], ["before", "after"]).get(direction)
        for phrase in names(side) if side is not None else ():
            found.setdefault(phrase.casefold().replace("'", ""), kind)
    return found


def _closed(node: Node) -> Iterator[ClosedForm]:
    """Every closed form, in the order in which they are tried."""
    sections = dict(node.pairs())
    phrases = next(value for name, value in sections.items() if name.text() == "phrases")
    templates = Templates({name.text(): line for name, line in phrases.pairs()})
    kinds = {kind.value: kind for kind in NameKind}
    for name, forms in node.pairs():
        if name.text() == "phrases":
            continue
        uses = name.one_of(_USES)
        for which, text in forms.pairs():
            kind = kinds.get(which.text())
            use = Use.STOPPED if uses is Use.PAST and kind is NameKind.MEDICINE else uses
            yield ClosedForm(use, kind, which.text() == _FAMILY, templates.pattern(text))


def _local_medicines() -> dict[str, frozenset[str]]:
    found = {}
    for route, line in read("medicines").fields(["local"], MEDICINES)["local"].pairs():
        found[route.text()] = frozenset(keys(line.text()))
    return found


def _past(node: Node) -> Iterator[tuple[str, Past | None]]:
    for item in node.items():
        fields = item.fields(["names"], PAST)
        when = _past_of(item, fields)
        for name in names(fields["names"]):
            yield key(name), when


def _past_of(node: Node, fields: Mapping[str, Node]) -> Past | None:
    """`over: TIME`, `counts-as: LINE` with `after: TIME`, or `past: counts`. Raises InvalidFile for anything else."""
    kinds = fields.keys() - {"names", "because"}
    if kinds - {"source"} == {"past"}:
        fields["past"].one_of({"counts": None})
        return None
    because = fields["because"].text() if "because" in fields else ""
    if because and kinds == {"over", "source"}:
        return Past(days(fields["over"]), fields["source"].text(), because)
    if because and kinds == {"counts-as", "after", "source"}:
        return Past(days(fields["after"]), fields["source"].text(), because, fields["counts-as"].text())
    node.fail(
        "write 'over: TIME', or 'counts-as: LINE' with 'after: TIME', each with 'source' and 'because'; or 'past: counts'"
    )


def _allergens(node: Node) -> dict[str, frozenset[str]]:
    """Each substance with the lines that an allergy to it ticks, the line of the question before it among them."""
    found: dict[str, frozenset[str]] = {}
    for item in node.items():
        fields = item.fields(["names", "lines"])
        found |= dict.fromkeys(map(key, names(fields["names"])), frozenset(names(fields["lines"])))
    return found


def _heritable(node: Node) -> Iterator[str]:
    fields = node.fields(["lines", "names"])
    yield from names(fields["lines"])
    yield from map(key, names(fields["names"]))
