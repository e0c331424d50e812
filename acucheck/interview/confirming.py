"""Names that are not certain are asked about at once: what is meant is kept together with what was typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from msgspec import Struct
from msgspec.structs import replace

from acucheck.answers import fixed_words
from acucheck.answers.file_writing import written_name, written_use
from acucheck.answers.name_entries import is_sure
from acucheck.assess.agreed_names import is_set_aside_by_a_no
from acucheck.assess.not_pregnant import is_no_pregnancy
from acucheck.assess.told_apart import meaning_told
from acucheck.document.wording import phrases
from acucheck.interview.explaining import explain
from acucheck.interview.interview_state import Step
from acucheck.interview.prompts import (
    BACK,
    NO,
    NONE,
    NOT_SURE,
    WHY,
    YES,
    Asking,
    Choice,
    Notice,
    Prompt,
    PromptKind,
    keyboard_hint,
    problem,
)
from acucheck.interview.typed_choices import Again
from acucheck.interview.typed_line import clean, prompt_key
from acucheck.interview.typed_words import spoken_key
from acucheck.interview.wording import UNKNOWN, UNSURE
from acucheck.located.yaml_writing import Tree
from acucheck.model.answers import (
    Answers,
    BodyPlace,
    Candidate,
    MatchMethod,
    MatchStatus,
    Name,
    NameKind,
    Names,
    Use,
    Writer,
)
from acucheck.model.book import RuleBook
from acucheck.model.levels import Audience
from acucheck.names.setting import Setting
from acucheck.names.times import times
from acucheck.names.vocabulary import Vocabulary

_COUNTS, _NEVER, _STOPPED, _ELSE = "counts", "not taken", "stopped", "someone else"
"""What can be said of a name in doubt."""

_KEYS = {_COUNTS: YES, _NEVER: NO, _STOPPED: "s", _ELSE: "e"}

_WAYS = {
    NameKind.MEDICINE: ("taken now, until lately, or kept in case", "not taken, and never was", "stopped long ago"),
    NameKind.CONDITION: ("yes, I have it", "no, I never had it", "it was long ago"),
}
"""How a medicine, and a condition, counts, never was, and was long ago."""

IS_IT = (Choice(YES, "yes", "yes"), Choice(NO, "no", "no"))
STILL_COUNTS = (Choice(YES, "yes", "it counts"), Choice(NO, "no", "take it out"))
RIGHT = "right"
IS_RIGHT = (Choice(YES, RIGHT, "yes, get help"), Choice(NO, "again", "no, answer again"))
_NONE_OF_THESE = Choice(NONE, fixed_words.NOT_LISTED, "none of these")


_LEADS_ON = ("from", "after", "with", "by", "due", "to", "since", "because", "of", "for", "before", "during", "when")
"""What stands at the end of a name whose cause or time is told behind it."""


class Back(Exception):
    """The question itself is to be answered anew."""


class Confirming(Struct, frozen=True):
    """One name after the other, about the answer to one *step*, of which entries were *written* in words.

    *tell* takes a notice. Its methods raise Back.
    """

    vocabulary: Vocabulary
    setting: Setting
    audience: Audience
    step: Step
    tell: Callable[[Notice], None]
    written: tuple[str, ...] = ()

    @property
    def book(self) -> RuleBook:
        return self.vocabulary.book

    def names(self, answer: Names, given: Answers, unsure: Collection[Tree] = ()) -> Asking[list[Tree]]:
        """How an answers file holds what is meant by each name.

        Those in *unsure* are not asked about, nor those that agree with a no that was *given* to their lines, nor those
        that a tick which was given tells apart. Of what only several entries tell together, each by itself says too
        little to be asked about it: it stays in doubt.
        """
        kept: list[Tree] = []
        for name in answer.typed:
            if not name.contradicts:
                asked = fixed_words.MAYBE + name.typed not in unsure and written_name(name) not in unsure
                agrees = is_set_aside_by_a_no(name, self.book, given)
                name_tree = (yield from self._told_or_asked(name, given)) if asked and not agrees else None
                entry = name_tree or self._as_typed(name, agrees=agrees)
                if entry not in kept:  # one entry may hold an illness and a medicine for it
                    kept.append(entry)
        return kept

    def _told_or_asked(self, name: Name, given: Answers) -> Asking[Tree | None]:
        """How an answers file holds what is meant by *name*: as what was *given* tells, or what is answered now."""
        if is_no_pregnancy(name, self.book, given):
            return {fixed_words.NAME: fixed_words.NOT_LISTED, fixed_words.TYPED: name.typed}
        told = meaning_told(name, self.book, given)
        if told is not None:
            return self._meant(name.typed, told)
        return (yield from self.name(name))

    def _as_typed(self, name: Name, *, agrees: bool) -> Tree:
        """The entry of a name that nothing was asked about; one that was answered no where its words agree with that.

        What is open by the words around it in its line stays so without them.
        """
        if agrees:
            return written_use(name, Use.NOT_TAKEN)
        if self.vocabulary.is_held_open(name, self.setting):
            return fixed_words.MAYBE + name.typed
        return written_name(name)

    def name(self, name: Name) -> Asking[Tree | None]:
        """How an answers file holds what is meant by *name*; None when it stays as it was typed."""
        if name.taken is MatchStatus.SET_ASIDE:
            return (yield from self._set_aside(name))
        if name.taken is MatchStatus.MAYBE:
            return (yield from self._doubtful(name))
        of_a_kind = name.taken is MatchStatus.AMBIGUOUS and name.via is MatchMethod.PHRASE and len(name.candidates) == 1
        if of_a_kind and not phrases.is_condition(name.concepts):
            return (yield from self._which_of_a_kind(name))
        if name.taken not in {MatchStatus.AMBIGUOUS, MatchStatus.SUGGESTED} or not name.candidates:
            return None
        labels = [phrases.candidate(self.book, each, self.audience) for each in name.candidates]
        chosen = yield from self._choose(name.typed, labels)
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
        """The line, as `question.line`, that is a name for all that a condition ticks and for as little else as can be.

        The name of a follow-up's line ticks what opens it too, which words may leave open.
        """
        named: list[tuple[int, str]] = []
        for line in candidate.concepts:
            ticked = self.vocabulary.conditions(line, self.setting)[0].concepts
            if ticked >= candidate.concepts:
                named.append((len(ticked), line))
        return min(named)[1]

    def place(self, place: BodyPlace) -> Asking[Tree | None]:
        """How an answers file holds what is meant by a point or region; None when it stays as it was typed."""
        if place.id or not place.readings:
            return None
        chosen = yield from self._choose(place.typed, [each.name for each in place.readings])
        if chosen is None:
            return None
        if chosen == len(place.readings):
            return {fixed_words.NAME: fixed_words.NOT_LISTED, fixed_words.TYPED: place.typed}
        meant = place.readings[chosen].id
        if place.side is not None:
            meant += f" {place.side.value}"
        return {fixed_words.NAME: meant, fixed_words.TYPED: place.typed}

    def _choose(self, typed: str, labels: list[str]) -> Asking[int | None]:
        """Which of *labels* it is, one more than there are for none of them; None for not sure."""
        if len(labels) == 1:
            code = yield from self.choice(f"'{self._whole(typed)}': is this {labels[0]}?", IS_IT, UNSURE)
            return {"yes": 0, "no": 1}.get(code)
        listed: list[Choice] = []
        for number, label in enumerate(labels, start=1):
            listed.append(Choice(str(number), str(number), label))
        text = f"'{self._whole(typed)}' is not certain. Which is it?"
        code = yield from self.choice(text, tuple(listed), _NONE_OF_THESE, UNSURE)
        if code == fixed_words.NOT_SURE:
            return None
        if code == fixed_words.NOT_LISTED:
            return len(labels)
        return int(code) - 1

    def _whole(self, typed: str) -> str:
        """What was typed with what is told of it behind it in its entry: a cause, or the same in brackets."""
        for entry in self.written:
            _, found, behind = entry.partition(typed)
            if found and (brackets := re.match(r"\s*\([^()]*\)", behind)):
                return typed + brackets[0]
            if found and typed.casefold().rsplit(maxsplit=1)[-1] in _LEADS_ON:
                return typed + re.split("[,;.]", behind)[0].rstrip()
        return typed

    def _set_aside(self, name: Name) -> Asking[Tree | None]:
        """Whether a name that matters is rightly set aside; one that nothing is about is not asked about."""
        if name.use is None or not self.vocabulary.policy.is_weighty(name.concepts, name.kind):
            return None
        text = f"'{name.typed}' does not count: {phrases.USES[name.use]}. Is that right?"
        code = yield from self.choice(text, (Choice(YES, "yes", "yes"),), Choice(NO, "no", "it counts"), UNSURE)
        match code:
            case "yes":
                return None
            case "no":
                return self._counts(name)
            case _:
                return fixed_words.MAYBE + name.typed

    def _doubtful(self, name: Name) -> Asking[Tree | None]:
        """Why a name may not count, as an entry that the table of closed forms decides on; None while not known."""
        ways = dict(zip((_COUNTS, _NEVER, _STOPPED), _WAYS[name.kind], strict=True))
        if self.setting.writer is not None and self.setting.writer is not Writer.HELPER:
            ways[_ELSE] = "somebody else's"
        listed = tuple(Choice(_KEYS[code], code, label) for code, label in ways.items())
        text = f"'{self._whole(name.typed)}' is not certain. Which is it?"
        match (yield from self.choice(text, listed, UNSURE)):
            case "counts":
                return self._counts(name)
            case "not taken":
                return written_use(name, Use.NOT_TAKEN)
            case "stopped":
                return (yield from self._long_ago(name))
            case "someone else":
                return written_use(name, Use.SOMEONE_ELSE)
            case _:
                return None

    def _long_ago(self, name: Name) -> Asking[Tree]:
        """The entry with the time that is given; without one it counts as not sure."""
        use = Use.STOPPED if name.kind is NameKind.MEDICINE else Use.PAST
        entry = written_use(name, use)
        prompt = self._words("When was that?", "A year, or a month and year")
        while spoken_key(line := (yield from self._line(prompt))) != NOT_SURE:
            if len([*times(line, self.setting)]) == 1:
                return {**entry, fixed_words.WHEN: line}
            prompt = self._repeated(prompt, "Write when, such as 2015 or March 2015, or not known.")
        return entry

    def _counts(self, name: Name) -> Tree:
        """The entry by which a name counts."""
        return self._meant(name.typed, Candidate(name.name, name.concepts))

    def _which_of_a_kind(self, name: Name) -> Asking[Tree | None]:
        """Which medicine is meant by words for a kind of them."""
        label = phrases.candidate(self.book, name.candidates[0], self.audience)
        text = f"Which medicine is '{name.typed}'? Until that is known it counts as: {label}."
        prompt = self._words(text, "Its name")
        while spoken_key(line := (yield from self._line(prompt))) != NOT_SURE:
            found = self.vocabulary.medicines(line, self.setting)
            if len(found) == 1 and is_sure(found[0]):
                return {fixed_words.NAME: line, fixed_words.TYPED: name.typed}
            prompt = self._repeated(prompt, "That is not one known name. Write it as on the box, or not known.")
        return None

    def choice(self, text: str, choices: tuple[Choice, ...], *special: Choice) -> Asking[str]:
        """The code of what is chosen, asked for until something is. Raises Back."""
        hint = keyboard_hint(", ".join(choice.key for choice in choices), special)
        step = self.step
        prompt = Prompt(PromptKind.CONFIRM, text, hint, step.question, step.technique, choices, special)
        codes = {choice.key: choice.code for choice in (*choices, *special)}
        while True:
            line = yield from self._line(prompt)
            try:
                return codes[prompt_key(prompt, line)]
            except Again as again:
                prompt = self._repeated(prompt, str(again))

    def _words(self, text: str, takes: str) -> Prompt:
        special = (UNKNOWN,)
        step = self.step
        hint = keyboard_hint(takes, special)
        return Prompt(PromptKind.WORDS, text, hint, step.question, step.technique, (), special, takes)

    def _repeated(self, prompt: Prompt, text: str) -> Prompt:
        """The prompt once more, after what is wrong with the line."""
        self.tell(problem(text))
        return replace(prompt, repeated=True)

    def _line(self, prompt: Prompt) -> Asking[str]:
        """A line that says something. Raises Back."""
        while True:
            try:
                line = clean((yield prompt))
            except Again as again:
                prompt = self._repeated(prompt, str(again))
                continue
            if line.lower() == BACK:
                raise Back
            if line != WHY:
                return line
            explain(prompt, self.tell)
            prompt = replace(prompt, repeated=True)
