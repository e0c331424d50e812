"""Names that are not certain are asked about at once: what is meant is kept together with what was typed."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from acucheck.answers import fixed_words
from acucheck.answers.file_writing import used
from acucheck.answers.name_entries import is_sure
from acucheck.document.wording import phrases
from acucheck.interview.typed_line import Again, clean
from acucheck.located.yaml_writing import Tree
from acucheck.model.answers import BodyPlace, Candidate, MatchMethod, MatchStatus, Name, NameKind, Use, Writer
from acucheck.model.book import RuleBook
from acucheck.model.levels import Audience
from acucheck.names.setting import Setting
from acucheck.names.times import times
from acucheck.names.vocabulary import Vocabulary

_NONE, _NOT_SURE, _BACK = "0", "u", "b"
_YES, _NO, _STOPPED, _ELSE = "y", "n", "s", "e"

_WAYS = {
    NameKind.MEDICINE: ("taken now, or until lately", "not taken, and never was", "stopped long ago"),
    NameKind.CONDITION: ("yes, I have it", "no, I never had it", "it was long ago"),
}
"""What the keys y, n and s say of a medicine, and of a condition."""


class Back(Exception):
    """The question itself is to be answered anew."""


class Confirming(Struct, frozen=True):
    """One name after the other. *ask* gives a line for a hint; *say* prints one. Its methods raise Back."""

    vocabulary: Vocabulary
    setting: Setting
    audience: Audience
    ask: Callable[[str], str]
    say: Callable[[str], None]

    @property
    def book(self) -> RuleBook:
        return self.vocabulary.book

    def name(self, name: Name) -> Tree | None:
        """How an answers file holds what is meant by *name*; None when it stays as it was typed."""
        if name.taken is MatchStatus.SET_ASIDE:
            return self._set_aside(name)
        if name.taken is MatchStatus.MAYBE:
            return self._doubtful(name)
        of_a_kind = name.taken is MatchStatus.AMBIGUOUS and name.via is MatchMethod.PHRASE and len(name.candidates) == 1
        if of_a_kind and not phrases.is_condition(name.concepts):
            return self._which_of_a_kind(name)
        if name.taken not in {MatchStatus.AMBIGUOUS, MatchStatus.SUGGESTED} or not name.candidates:
            return None
        labels = [phrases.candidate(self.book, each, self.audience) for each in name.candidates]
        chosen = self._choose(name.typed, labels)
        if chosen is None:
            return None
        if chosen == len(labels):
            return {fixed_words.NAME: fixed_words.NOT_LISTED, fixed_words.TYPED: name.typed}
        return self._meant(name.typed, name.candidates[chosen])

    def _meant(self, typed: str, candidate: Candidate) -> Tree:
        """How an answers file holds that *candidate* is meant by what was typed."""
        if candidate.name:
            return {fixed_words.NAME: candidate.name.split(" (")[0], fixed_words.TYPED: typed}
        if phrases.is_condition(candidate.concepts):
            return {fixed_words.NAME: self._line_of(candidate), fixed_words.TYPED: typed}
        return {fixed_words.CLASS: min(candidate.concepts), fixed_words.TYPED: typed}

    def _line_of(self, candidate: Candidate) -> str:
        """The line, as `question.line`, that is a name for all that a condition ticks."""
        lines = sorted(candidate.concepts)
        return next(
            line for line in lines if self.vocabulary.conditions(line, self.setting)[0].concepts == candidate.concepts
        )

    def place(self, place: BodyPlace) -> Tree | None:
        """How an answers file holds what is meant by a point or region; None when it stays as it was typed."""
        if place.id or not place.readings:
            return None
        chosen = self._choose(place.typed, [each.name for each in place.readings])
        if chosen is None:
            return None
        if chosen == len(place.readings):
            return {fixed_words.NAME: fixed_words.NOT_LISTED, fixed_words.TYPED: place.typed}
        side = f" {place.side.value}" if place.side is not None else ""
        return {fixed_words.NAME: place.readings[chosen].id + side, fixed_words.TYPED: place.typed}

    def _choose(self, typed: str, labels: list[str]) -> int | None:
        """Which of *labels* it is, one more than there are for none of them; None for not sure."""
        if len(labels) == 1:
            self.say(f"   '{typed}': is this {labels[0]}?")
            meaning = {_YES: 0, _NO: 1, _NOT_SURE: None}
            return meaning[self.key("y, n, u not sure: ", tuple(meaning))]
        self.say(f"   '{typed}' is not certain. Which is it?")
        for number, label in enumerate(labels, start=1):
            self.say(f"   {number}  {label}")
        keys = [str(number) for number in range(1, len(labels) + 1)]
        key = self.key(f"{', '.join(keys)}, 0 none of these, u not sure: ", (*keys, _NONE, _NOT_SURE))
        if key == _NOT_SURE:
            return None
        return len(labels) if key == _NONE else int(key) - 1

    def _set_aside(self, name: Name) -> Tree | None:
        """Whether a name that matters is rightly set aside; one that nothing is about is not asked about."""
        if name.use is None or not self.vocabulary.policy.is_weighty(name.concepts, name.kind):
            return None
        self.say(f"   '{name.typed}' does not count: {phrases.USES[name.use]}. Is that right?")
        key = self.key("y, n it counts, u not sure: ", (_YES, _NO, _NOT_SURE))
        if key == _YES:
            return None
        return self._counts(name) if key == _NO else fixed_words.MAYBE + name.typed

    def _doubtful(self, name: Name) -> Tree | None:
        """Why a name may not count, as an entry that the table of closed forms decides on; None while not known."""
        now, never, once = _WAYS[name.kind]
        keys = {_YES: now, _NO: never, _STOPPED: once}
        if self.setting.writer is not None and self.setting.writer is not Writer.HELPER:
            keys[_ELSE] = "somebody else's"
        self.say(f"   '{name.typed}' is not certain. Which is it?")
        for key, text in keys.items():
            self.say(f"   {key}  {text}")
        match self.key(f"{', '.join(keys)}, u not sure: ", (*keys, _NOT_SURE)):
            case "y":
                return self._counts(name)
            case "n":
                return used(name, Use.NOT_TAKEN)
            case "s":
                return self._long_ago(name)
            case "e":
                return used(name, Use.SOMEONE_ELSE)
            case _:
                return None

    def _long_ago(self, name: Name) -> Tree:
        """The entry with the time that is given; without one it counts as not sure."""
        use = Use.STOPPED if name.kind is NameKind.MEDICINE else Use.PAST
        entry = used(name, use)
        while (line := self._line("When was that? A year, or a month and year; u not known: ")) != _NOT_SURE:
            if len([*times(line, self.setting)]) == 1:
                return {**entry, fixed_words.WHEN: line}
            self.say("   Write when, such as 2015 or March 2015, or u.")
        return entry

    def _counts(self, name: Name) -> Tree:
        """The entry by which a name counts."""
        return self._meant(name.typed, Candidate(name.name, name.concepts))

    def _which_of_a_kind(self, name: Name) -> Tree | None:
        """Which medicine is meant by words for a kind of them."""
        label = phrases.candidate(self.book, name.candidates[0], self.audience)
        self.say(f"   '{name.typed}' is a kind of medicine ({label}). Which one?")
        while True:
            line = self._line("Its name, u not known: ")
            if line == _NOT_SURE:
                return None
            found = self.vocabulary.medicines(line, self.setting)
            if len(found) == 1 and is_sure(found[0]):
                return {fixed_words.NAME: line, fixed_words.TYPED: name.typed}
            self.say("   That is not one known name. Write it as on the box, or u.")

    def key(self, hint: str, keys: tuple[str, ...]) -> str:
        """One of *keys*, asked for until it is typed. Raises Back."""
        while (line := self._line(hint)) not in keys:
            self.say(f"   Write {phrases.joined(keys, 'or')}.")
        return line

    def _line(self, hint: str) -> str:
        """A line that says something. Raises Back."""
        while True:
            try:
                line = clean(self.ask(f"   {hint}"))
            except Again as again:
                self.say(str(again))
                continue
            if line.lower() == _BACK:
                raise Back
            return line.lower() if len(line) == 1 else line
