"""The words around names, out of the dictionaries: what says nothing, what says that a name may not count, and in which
forms a line says so with certainty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from msgspec import msgpack

from acucheck.located import Node
from acucheck.located.duration import days
from acucheck.model.answers import Cue, NameKind, Use
from acucheck.model.book import Past
from acucheck.model.ids import SourceId
from acucheck.names.agreeing_words import agreeing_words
from acucheck.names.dictionary import CONDITIONS, CONDITIONS_MORE, MEDICINES, OF_NOW, names, read
from acucheck.names.entries import (
    CaredFor,
    ClosedForm,
    DangerWords,
    Homonyms,
    Lexicon,
    NewSigns,
    PartedDanger,
    SignWords,
)
from acucheck.names.numbered_phrases import Lists, known, numbered
from acucheck.names.sign_words import as_words
from acucheck.names.spelling import key, keys
from acucheck.names.templates import Templates

PAST = ("over", "counts-as", "after", "past", "source", "because")
"""What may stand beside the names of conditions that are over after some time."""

_WORDS = (
    "ordinary",
    "languages",
    "forms",
    "units",
    "frequency",
    "frequency-phrases",
    "reports",
    "salts",
    "apart",
    "makers",
    "coded",
    "calendar",
    "given",
)
"""The sections of the dictionary of words that say nothing about what is named."""

_CONTEXT = (
    "cues",
    "ends",
    "not-named",
    "of-a-person",
    "kin-blood",
    "kin-other",
    "cared-for",
    "local",
    "unnamed",
    "spelt-right",
    "used",
    "agrees",
    "homonyms",
    "links",
    "parting",
    "surface",
    "forms",
)
"""The sections of the dictionary of words that say something of a name."""

HOMONYMS = ("mi", "als", "aids", "remission", "potency")
"""The words of several meanings there."""

NEW_SIGNS = ("line", "languages", "parting", "lasting", "parted", "implied", "slips")
"""The sections of the dictionary of words that sound like a new sign of illness."""

SIGN_WORDS = (
    *("no", "not-there", "denied", "onset", "signs", "cannot", "doing", "grave", "bodily", "usual", "everyday"),
    *("fresh", "not-plain"),
)
SIGN_WORDS_NEEDED = ("danger",)
"""What there may be of one language there, and what there has to be."""

_PACKING = msgpack.Encoder(order="deterministic")

_CALLING = "danger."
"""How a line of the question about signs that call for help by themselves begins."""

_PLAIN = "=="
"""What words of a danger begin with that count though nothing else says so, and no question was ticked."""

_SEVERAL_GROUPS = 3
"""Groups of words that do not come together by chance where a person tells of several things."""

_USES = {
    "plain no": Use.NOT_TAKEN,
    "allergy": Use.ALLERGY,
    "someone else": Use.SOMEONE_ELSE,
    "long over": Use.PAST,
}
"""What each group of closed forms says of a name, in the order in which they are tried."""


def lexicon() -> Lexicon:
    """The lexicon by its dictionaries. Raises InvalidFile when one is broken."""
    words = read("words").fields(_WORDS)
    said = read("context").fields(_CONTEXT)
    made: list[str] = []
    for section in ("forms", "units", "frequency", "makers"):
        made += words[section].text().split()
    local = dict(_local(said["local"]))
    conditions = read("conditions").fields(CONDITIONS_MORE, CONDITIONS)
    often = {*_plain_words(words, "frequency", "units"), *names(said["used"])}
    pasts: dict[Past | None, int] = {}
    past = {name: [pasts.setdefault(when, len(pasts))] for name, when in _past_spellings(conditions["past"])}
    kin = dict(_kin(said["kin-other"], blood=False)) | dict(_kin(said["kin-blood"], blood=True))
    return Lexicon(
        remark=known(_plain_words(words, "ordinary", "languages", "coded", "calendar", "given")),
        made=known([*map(key, made), *_phrases(words), *map(key, local)]),
        reports=known(keys(words["reports"].text())),
        calendar=known(_plain_words(words, "calendar")),
        given=known(_plain_words(words, "given", "calendar")),
        forms=known(words["forms"].text().split()),
        often=known(often),
        salts=known(words["salts"].text().split()),
        apart=frozenset(name.casefold() for name in names(words["apart"])),
        local=local,
        of_a_person=frozenset(name.casefold() for name in names(said["of-a-person"])),
        kin=kin,
        cared_for=_cared_for(said["cared-for"]),
        not_named=frozenset(keys(said["not-named"].text())) | {""},
        unnamed=frozenset(said["unnamed"].text().casefold().split()),
        spelt_right=known(map(key, said["spelt-right"].text().split())),
        before=_cues(said["cues"], "before"),
        after=_cues(said["cues"], "after"),
        ends=frozenset(name.replace("'", "") for name in names(said["ends"])),
        packed_closed=_PACKING.encode(tuple(_closed_in_order(said["forms"]))),
        local_medicines=_local_medicines(),
        pasts=tuple(pasts),
        past=numbered(past),
        allergens=_allergens(conditions["allergens"]),
        of_now=_of_now(conditions["of-now"], "lines"),
        denied_now=_of_now(conditions["of-now"], "denied"),
        states=_of_now(conditions["of-now"], "states"),
        growths=_of_now(conditions["of-now"], "growths"),
        unexplained=_of_now(conditions["of-now"], "unexplained"),
        of_a_sign=_of_now(conditions["of-now"], "of-a-sign"),
        heritable=frozenset(_heritable(conditions["heritable"])),
        packed_agreeing=_PACKING.encode(agreeing_words(said["agrees"], kin)),
        homonyms=_homonyms(said["homonyms"]),
        links=frozenset(said["links"].text().split()),
        parting=frozenset(said["parting"].text().split()),
        surface=frozenset(said["surface"].text().split()),
    )


def _homonyms(node: Node) -> Homonyms:
    sections = node.fields(HOMONYMS)
    plain = {name: frozenset(map(str.casefold, names(line))) for name, line in sections.items()}
    return Homonyms(
        after_my=plain["mi"],
        of_life=plain["als"],
        of_hearing=plain["aids"],
        remitting=frozenset(keys(sections["remission"].text())),
        remedies=frozenset(keys(sections["potency"].text())),
    )


def new_signs() -> NewSigns:
    """The words that sound like a new sign of illness. Raises InvalidFile when their dictionary is broken."""
    sections = read("new-signs").fields(NEW_SIGNS)
    lists = Lists()
    languages = tuple(_sign_words(language, lists) for _, language in sections["languages"].pairs())
    parted = tuple(_parted(sections["parted"], lists))
    implied = {
        lists.number([as_words(word.text())]): frozenset(names(line)) for word, line in sections["implied"].pairs()
    }
    return NewSigns(
        line=sections["line"].text(),
        beginning=lists.number(phrase.split()[0] for phrase in lists.all_phrases() if " " in phrase),
        phrases=numbered(lists.phrases()),
        languages=languages,
        parting=tuple(map(as_words, names(sections["parting"]))),
        lasting=frozenset(names(sections["lasting"])),
        slips=dict(_slips(sections["slips"])),
        parted=parted,
        implied=implied,
    )


def _sign_words(language: Node, lists: Lists) -> SignWords:
    sections = language.fields(SIGN_WORDS_NEEDED, SIGN_WORDS)

    def listed(name: str) -> tuple[str, ...]:
        return tuple(map(as_words, names(sections[name]))) if name in sections else ()

    def number(*chosen: str) -> int:
        return lists.number(phrase for name in chosen for phrase in listed(name))

    openings: list[str] = []
    in_a_row: list[DangerWords] = []
    danger = tuple(_danger(sections["danger"], lists, openings, in_a_row))
    aging = (word for phrase in (*listed("usual"), *listed("onset"), "# ####") for word in phrase.split())
    return SignWords(
        denying=frozenset(phrase.split()[0] for phrase in (*listed("no"), *listed("not-there"))),
        denial=_denial(listed("no"), listed("not-there"), listed("denied")),
        onset=number("onset"),
        signs=number("signs"),
        cannot=number("cannot"),
        doing=number("doing"),
        grave=number("grave"),
        bodily=number("bodily"),
        usual=number("usual"),
        aging=lists.number(aging),
        everyday=number("everyday"),
        fresh=number("fresh"),
        not_plain=number("usual", "not-plain"),
        packed_danger=_PACKING.encode(danger),
        packed_in_a_row=_PACKING.encode(in_a_row),
        opening=lists.number(openings),
    )


def _denial(no: Iterable[str], not_there: Iterable[str], denied: Iterable[str]) -> str:
    """What finds a sign that is *denied*, by a word for no in front of it or by one behind it that it is not there."""
    in_front, signs, behind = map(_any_of, (no, denied, not_there))
    unlike = r"(?!\s+(?:like|as)\b)"  # "no pain like this before" is a pain
    together = rf"{signs}(?:\s+{_EITHER}\s+{signs})*"  # "no weakness or numbness" is neither
    return rf"(?<!\w)(?:{in_front}\s+{together}(?!\w){unlike}|{signs}\s+{behind}(?!\w))"


_EITHER = r"(?:or|nor|oder|ou|o|of|eller|lub|nebo|sau|veya)"
"""Words for "or", by which one no is of several signs."""


def _any_of(phrases: Iterable[str]) -> str:
    """What finds one of some phrases; where there are none, nothing does."""
    return rf"(?:{'|'.join(phrases) or '(?!)'})".replace("*", r"\w*")


def _slips(section: Node) -> Iterator[tuple[str, str]]:
    """Each other spelling of a word, and the word."""
    for word, line in section.pairs():
        for slip in names(line):
            yield slip, word.text()


def _danger(section: Node, lists: Lists, openings: list[str], in_a_row: list[DangerWords]) -> Iterator[DangerWords]:
    """The words of each danger; those of its first group are added to *openings*, and itself to *in_a_row* if it may be
    told in several entries next to one another.
    """
    for line, text in section.pairs():
        for together in text.text().split(";"):
            said, _, milder = together.partition("!")
            groups = tuple(map(_one_of, said.lstrip(" \n=").split("+")))
            openings += groups[0]
            is_plain = said.lstrip().startswith(_PLAIN)
            in_one_sentence = said.lstrip().startswith("=") or not line.text().startswith(_CALLING)
            less = lists.number(_one_of(milder)) if milder else None
            danger = DangerWords(line.text(), tuple(map(lists.number, groups)), less, is_plain)
            if len(groups) >= _SEVERAL_GROUPS and not in_one_sentence:
                in_a_row.append(danger)
            yield danger


def _parted(section: Node, lists: Lists) -> Iterator[PartedDanger]:
    for line, text in section.pairs():
        for together in text.text().split(";"):
            background, *others = together.split("+")
            groups = tuple(_listed_together(group, lists) for group in others)
            words = tuple(tuple(sorted({*chain(*group)})) for group in groups)
            behind = _listed_together(background, lists) if background.strip() else ()
            yield PartedDanger(line.text(), behind, groups, words)


def _listed_together(group: str, lists: Lists) -> tuple[tuple[int, ...], ...]:
    """Phrases of which one is enough; those that have to stand in one entry together."""
    return tuple(tuple(lists.number([as_words(phrase)]) for phrase in each.split("&")) for each in group.split(","))


def _one_of(group: str) -> tuple[str, ...]:
    """The words of one group, each once."""
    return tuple(dict.fromkeys(map(as_words, group.split(","))))


def _plain_words(sections: Mapping[str, Node], *chosen: str) -> Iterator[str]:
    """The words of some sections in small letters."""
    for name in chosen:
        yield from sections[name].text().casefold().split()


def _phrases(sections: Mapping[str, Node]) -> Iterator[str]:
    """The phrases of several words that say how something is taken, or what a doctor found."""
    for name in ("frequency-phrases", "reports"):
        yield from keys(sections[name].text())


def _local(node: Node) -> Iterator[tuple[str, str]]:
    """Each phrase for a form that acts where it is put, and its route."""
    for route, line in node.pairs():
        for name in names(line):
            yield name.casefold(), route.text()


def _cared_for(node: Node) -> CaredFor:
    fields = node.fields(["grown-up", "any-age", "not-them", "told-of-kin"])
    return CaredFor(
        grown_up=frozenset(map(str.casefold, names(fields["grown-up"]))),
        any_age=frozenset(map(str.casefold, names(fields["any-age"]))),
        not_them=frozenset(map(str.casefold, names(fields["not-them"]))),
        told_of_kin=frozenset(map(str.casefold, names(fields["told-of-kin"]))),
    )


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
        phrases = [] if side is None else names(side)
        for phrase in phrases:
            bare = phrase.casefold().replace("'", "")
            found.setdefault(bare, kind)
    return found


def _closed_in_order(node: Node) -> Iterator[ClosedForm]:
    """Every closed form, in the order in which they are tried."""
    sections = node.fields(["phrases", *_USES])
    templates = Templates({name.text(): line for name, line in sections["phrases"].pairs()})
    kinds = {kind.value: kind for kind in NameKind}
    for group, said in _USES.items():
        for name, text in sections[group].pairs():
            kind = name.one_of(kinds)
            use = said
            if said is Use.PAST and kind is NameKind.MEDICINE:
                use = Use.STOPPED
            yield ClosedForm(use, kind, templates.automaton(text))


def _local_medicines() -> dict[str, frozenset[str]]:
    """Route -> spellings of the medicines that act only there."""
    sections = read("medicines").fields(["local"], MEDICINES)
    found: dict[str, frozenset[str]] = {}
    for route, line in sections["local"].pairs():
        found[route.text()] = frozenset(keys(line.text()))
    return found


def _past_spellings(node: Node) -> Iterator[tuple[str, Past | None]]:
    """Each spelling of a condition that is not over when its lines are, and when it is; None: never."""
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
    is_over = kinds == {"over", "source"}
    counts_as_another = kinds == {"counts-as", "after", "source"}
    because = fields["because"].text() if "because" in fields else ""
    if not because or not (is_over or counts_as_another):
        node.fail(
            "write 'over: TIME', or 'counts-as: LINE' with 'after: TIME', each with 'source' and 'because'; "
            "or 'past: counts'"
        )
    if is_over:
        return Past(days(fields["over"]), SourceId(fields["source"].text()), because)
    after = days(fields["after"])
    return Past(after, SourceId(fields["source"].text()), because, fields["counts-as"].text())


def _allergens(node: Node) -> dict[str, frozenset[str]]:
    """Each substance with the lines that an allergy to it ticks, the line of the question before it among them."""
    found: dict[str, frozenset[str]] = {}
    for item in node.items():
        fields = item.fields(["names", "lines"])
        lines = frozenset(names(fields["lines"]))
        for substance in names(fields["names"]):
            found[key(substance)] = lines
    return found


def _of_now(node: Node, chosen: str) -> frozenset[str]:
    """The lines of one kind that only tell of now."""
    return frozenset(names(node.fields(OF_NOW)[chosen]))


def _heritable(node: Node) -> Iterator[str]:
    fields = node.fields(["lines", "classes", "names"])
    yield from names(fields["lines"])
    yield from names(fields["classes"])
    yield from map(key, names(fields["names"]))
