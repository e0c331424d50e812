"""One entry of a list of names: words as typed, or an entry that says what is meant or why it does not count."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from acucheck.answers import fixed_words
from acucheck.answers.plain_text import meaning, one_line
from acucheck.located import Node
from acucheck.model.answers import CUES, Cue, MatchStatus, Name, NameKind, Use
from acucheck.names.recogniser import is_known
from acucheck.names.setting import Setting
from acucheck.names.vocabulary import Vocabulary

_USES = {use.value: use for use in Use}


class NamesReading(Struct, frozen=True):
    """Reads the entries of a list of names of one kind."""

    vocabulary: Vocabulary
    setting: Setting
    kind: NameKind

    def names_of_entry(self, node: Node) -> tuple[Name | str, ...]:
        """The names in an entry; as text, words that say only that there is something. Raises InvalidFile."""
        if not node.is_mapping():
            return self._as_typed(node)
        if self.kind is NameKind.MEDICINE and node.has_any([fixed_words.CLASS]):
            return (self._class(node),)
        if node.has_any([fixed_words.USE]):
            return tuple(self._used(node))
        if node.has_any([fixed_words.NAME]) and not node.has_any([fixed_words.TYPED]):
            why = f"why it does not count ('{fixed_words.USE}:') or what was typed ('{fixed_words.TYPED}:')"
            node.fail(f"beside the name stands {why}")
        return tuple(self._meant_names(node))

    def text_of_entry(self, node: Node) -> str:
        """What was typed in an entry, whatever else it says of that."""
        if not node.is_mapping():
            return one_line(node)
        said = {str(key.content): value for key, value in node.pairs()}
        return one_line(said.get(fixed_words.TYPED) or said[fixed_words.NAME])

    def recognised(self, typed: str) -> tuple[Name, ...]:
        """The names in some words."""
        if self.kind is NameKind.MEDICINE:
            return self.vocabulary.medicines(typed, self.setting)
        return self.vocabulary.conditions(typed, self.setting)

    def _as_typed(self, node: Node) -> tuple[Name | str, ...]:
        """The names in a line, each `maybe` where that stands in front."""
        typed = one_line(node)
        doubtful = typed.lower().startswith(fixed_words.MAYBE)
        while typed.lower().startswith(fixed_words.MAYBE):
            typed = typed[len(fixed_words.MAYBE) :]
        fixed = meaning(typed)
        if doubtful and fixed in {fixed_words.NONE, fixed_words.NOT_SURE}:
            node.fail(f"write a name after '{fixed_words.MAYBE.strip()}', or '{fixed_words.NOT_SURE}' alone")
        if fixed == fixed_words.NOT_SURE:
            return (typed,)
        found = tuple(map(self._rewritable, self.recognised(typed)))
        if len(found) == 1 and found[0].taken is MatchStatus.UNRECOGNISED and self.vocabulary.is_not_named(typed):
            return (typed,)
        if doubtful:
            return tuple(map(_maybe, found))
        return found

    def _rewritable(self, name: Name) -> Name:
        """*name* so that it can be written again: without a "maybe", and no word that means something else."""
        if name.typed.lower() in fixed_words.RESERVED:
            return Name(name.typed, MatchStatus.UNRECOGNISED, meant=fixed_words.NOT_LISTED, kind=self.kind)
        if name.taken is MatchStatus.MAYBE and name.typed.lower().startswith(fixed_words.MAYBE):
            return replace(name, typed=name.typed[len(fixed_words.MAYBE) :].strip())
        return name

    def _class(self, node: Node) -> Name:
        """`{class:, typed:}`: which kind of medicine it is."""
        fields = node.fields([fixed_words.CLASS], [fixed_words.TYPED])
        classes = {each: each for each in self.vocabulary.book.concepts["medicine"]}
        wanted = fields[fixed_words.CLASS].one_of(classes)
        typed = wanted
        if fixed_words.TYPED in fields:
            typed = one_line(fields[fixed_words.TYPED])
        return Name(typed, MatchStatus.RECOGNISED, "", frozenset({wanted}), meant=wanted, given_as_class=True)

    def _meant_names(self, node: Node) -> Iterator[Name]:
        """`{name:, typed:}`: what is meant by what was typed, and behind it what the typed words name besides."""
        fields = node.fields([fixed_words.NAME, fixed_words.TYPED])
        meant = one_line(fields[fixed_words.NAME])
        typed = one_line(fields[fixed_words.TYPED])
        if meant.lower() == fixed_words.NOT_LISTED:
            chosen = Name(typed, MatchStatus.UNRECOGNISED, meant=meant, kind=self.kind)
        else:
            found = self.recognised(meant)
            if not _is_one(found) and self.kind is NameKind.CONDITION:
                found = self.vocabulary.medicines(meant, self.setting)  # one may be named among conditions
            if not _is_one(found):
                fields[fixed_words.NAME].fail(
                    f"this is not one known name; write the one that is meant, or '{fixed_words.NOT_LISTED}'"
                )
            chosen = replace(found[0], typed=typed, taken=MatchStatus.RECOGNISED, candidates=(), meant=meant)
        yield chosen
        for name in self.recognised(typed):
            if name.taken is MatchStatus.RECOGNISED and not name.concepts <= chosen.concepts:
                yield replace(name, contradicts=True)

    def _used(self, node: Node) -> Iterator[Name]:
        """`{name:, use:, when:}`: why a name does not count, as far as the table of closed forms lets it."""
        fields = node.fields([fixed_words.NAME, fixed_words.USE], [fixed_words.WHEN])
        use = fields[fixed_words.USE].one_of(_USES)
        when = ""
        if fixed_words.WHEN in fields:
            when = one_line(fields[fixed_words.WHEN])
        if when and use not in {Use.PAST, Use.STOPPED}:
            fields[fixed_words.WHEN].fail(f"only '{Use.PAST.value}' and '{Use.STOPPED.value}' have a time")
        typed = one_line(fields[fixed_words.NAME])
        for name in self.recognised(typed):
            yield from self._set_aside_names(name, typed, use, when)

    def _set_aside_names(self, name: Name, typed: str, use: Use, when: str) -> Iterator[Name]:
        if name.taken is MatchStatus.SET_ASIDE and name.use is use and when in {"", name.when}:
            yield name
            return
        known = name.taken is not MatchStatus.UNRECOGNISED or use is Use.NOT_TAKEN
        harmless = name.taken is MatchStatus.RECOGNISED and not name.concepts
        verdict = self.vocabulary.used(name, typed, use, when, self.setting)
        if harmless or (known and verdict.aside):
            yield replace(name, taken=MatchStatus.SET_ASIDE, use=use, when=when, cue=None)
        elif verdict.lines:
            yield replace(name, taken=MatchStatus.RECOGNISED, name="", concepts=verdict.lines, candidates=(), when=when)
        else:
            yield _said_not_to_count(name, use, when)
        if use is Use.ALLERGY:
            yield from self.vocabulary.allergy(name, typed)


def _is_one(found: tuple[Name, ...]) -> bool:
    """Whether some words are one known name for certain."""
    return len(found) == 1 and is_sure(found[0])


def is_sure(name: Name) -> bool:
    """Whether saying that a name is meant settles it: one that is known, though by itself it would be asked about."""
    if name.taken is MatchStatus.SUGGESTED:
        return is_known(name)
    return name.taken is MatchStatus.RECOGNISED


def _maybe(name: Name) -> Name:
    """*name* as one that may count, whatever else was said of it. One that is not known stays so."""
    name = replace(name, agreeing=None)
    counts = name.taken in {MatchStatus.RECOGNISED, MatchStatus.AMBIGUOUS}
    if counts or (name.taken is MatchStatus.SET_ASIDE and name.concepts):
        return replace(name, taken=MatchStatus.MAYBE, use=None, when="", cue=name.cue or Cue.UNSURE)
    return name


def _said_not_to_count(name: Name, use: Use, when: str) -> Name:
    """*name* as one that is said not to count, which is not certain."""
    found = _maybe(name)
    if found.taken is not MatchStatus.MAYBE:
        return found
    return replace(found, use=use, cue=CUES[use], when=when)
