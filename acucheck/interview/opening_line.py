"""One free line about a person: what in it is an age, a medicine, a condition, or part of the plan.

Nothing in it is dropped: a part that is none of these is a scrap, which is asked about. Nothing in it clears.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from acucheck.answers import fixed_words
from acucheck.answers.plain_text import meaning
from acucheck.answers.quantities import YEARS
from acucheck.interview.held_open import held_open
from acucheck.interview.opening_plan import Planned, PlanReader, Treatment
from acucheck.interview.typed_words import spoken_key
from acucheck.model.answers import MatchStatus, Name, NameKind
from acucheck.model.book import AnswerKind, Question, RuleBook
from acucheck.names.recogniser import is_known
from acucheck.names.setting import Setting
from acucheck.names.vocabulary import Vocabulary


class OpeningLine(Struct):
    """What stands in the line, part by part, as it was typed."""

    age: str = ""
    sex: str = ""
    medicines: list[str] = []
    conditions: list[str] = []
    treatments: list[Treatment] = []
    scraps: list[str] = []
    regions: list[str] = []  # parts of the body by themselves: something is done there, or something is the matter
    says_nothing: list[str] = []  # such as "no medicines": each question is asked all the same


_BETWEEN = re.compile(r"((?<!\d),|,(?!\d)|;)")
_THEN = re.compile(r"\s+(?:[-\u2013\u2014]|//?|then)\s+", re.IGNORECASE)
"""What may stand between two parts that no comma parts."""

_MALE = "male, man, m, gentleman, gent, boy, mr"
_FEMALE = "female, woman, fem, f, lady, girl, mrs"
_TITLES = {"mr", "mrs"}
_SEX = "|".join(word for word in f"{_MALE}, {_FEMALE}".split(", ") if word not in _TITLES)
_UNIT = r"[\s-]*(?:years?|yrs?|yo|y/o|y)(?:[\s-]*(?:old|o|of age))?"
_YEARS = rf"(?P<age>\d{{1,3}})(?:{_UNIT})?"
_TITLED = "|".join(sorted(_TITLES))
_WHO = [
    re.compile(rf"(?:age|aged|age:|now)?\s*{_YEARS}[\s/-]*(?P<sex>{_SEX})?", re.IGNORECASE),
    re.compile(rf"(?P<sex>{_SEX})[\s/-]*(?:(?:of|aged|age)?\s*{_YEARS})?", re.IGNORECASE),
    re.compile(rf"(?P<sex>{_TITLED})\.?\s*{_YEARS}", re.IGNORECASE),
]
"""An age, a sex, or both. A title alone may be something else: MR is a leaking valve."""

_OLD = r"[\s-]*(?:yo|y/o|(?:years?|yrs?|y)[\s-]*(?:old|o|of age))"
_PATIENT = r"(?:(?:new|regular)\s+)?(?:(?:pt|patient|client)\b\.?\s*)?"
_MORE = r"\b\.?\s+(?=\S)"
_IN_FRONT = re.compile(rf"(?:now\s+)?{_YEARS}[\s/-]*(?P<sex>{_SEX}){_MORE}", re.IGNORECASE)
"""An age and a sex in front of more; but for what may be metres."""

_METRES = re.compile(r"\d+\s+m\b")
_LEADING = [
    re.compile(rf"{_PATIENT}{_YEARS}[\s/-]*(?P<sex>{_SEX}){_MORE}", re.IGNORECASE),
    re.compile(rf"{_PATIENT}(?P<sex>{_SEX}|{_TITLED})\.?[\s/-]*{_YEARS}{_MORE}", re.IGNORECASE),
    re.compile(rf"{_PATIENT}(?P<age>\d{{1,3}}){_OLD}{_MORE}", re.IGNORECASE),
    re.compile(r"(?:new\s+)?(?:pt|patient)\.?\s+(?=\d)", re.IGNORECASE),
]
"""Whoever a line begins with, in front of more."""

_SIDES = re.compile(r"^(?P<side>[LR])(?:t\b|\b)\.?\s+(?=[A-Za-z]{3})")
_CLEARS_ALL = re.compile(
    r"(?:no|nil|denies)\s+(?:(?:other|known|regular|current|past|any)\s+)*(?:meds?|medicines?|medications?|tablets|pills|drugs"
    r"|conditions?|illness(?:es)?|history|pmh|problems?|issues|health (?:problems|issues|conditions))"
    r"|(?:otherwise\s+)?(?:fit (?:and|&) )?well",
    re.IGNORECASE,
)
"""What would say no to a whole question, and does not here."""


_STRAY = frozenset({"on", "for", "and", "with", "at", "in", "of", "takes", "taking", "the"})
"""Words that join a name to the next one and say nothing of it."""


def read_line(line: str, vocabulary: Vocabulary, setting: Setting) -> OpeningLine:
    """What stands in *line*."""
    reader = _Reader(vocabulary, setting)
    for number, part in enumerate(_BETWEEN.split(reader.without_person(line.strip()))):
        if number % 2:
            reader.goes_on = reader.goes_on and part != ";"
        elif any(letter.isalnum() for letter in part):
            reader.parts(_with_side_in_words(part.strip()))
    reader.found.conditions = held_open(reader.found.conditions, line, vocabulary, setting)
    return reader.found


def asks_for_age(book: RuleBook) -> Question | None:
    """The question about the age in years."""
    found = (each for each in book.questions.values() if each.kind is AnswerKind.NUMBER and each.unit == YEARS)
    return next(found, None)


def _with_side_in_words(text: str) -> str:
    """*text* with the L or R in front of a place as a word."""
    match = _SIDES.match(text)
    if match is None:
        return text
    return f"{'left' if match['side'] == 'L' else 'right'} {text[match.end() :]}"


class _Reader:
    """Reads one part after the other; *goes_on* where the part before was of the plan, and no `;` followed."""

    def __init__(self, vocabulary: Vocabulary, setting: Setting) -> None:
        self.vocabulary = vocabulary
        self.setting = setting
        self.plan = PlanReader(vocabulary)
        self.found = OpeningLine()
        self.goes_on = False

    def parts(self, text: str) -> None:
        """Takes what stands between two commas; part by part where a dash or the like parts something of the plan."""
        parts = [part for part in _THEN.split(text) if part]
        if not any(self.plan.whole(part) or self._is_denied(part) for part in parts):
            parts = [text]
        for part in parts:
            self._part(part)
            self.goes_on = self.goes_on and len(parts) == 1

    def _part(self, text: str) -> None:
        text = self._without_person(text, _IN_FRONT) if not _METRES.match(text) else text
        if _says_nothing(text) or self._is_denied(text):
            self.found.says_nothing.append(text)
            return
        more_places = self.goes_on and text[:1].isdecimal() and self.plan.places(text, self._last_place())
        planned = [] if more_places else self.plan.whole(text)
        went_on, self.goes_on = self.goes_on, False
        if more_places:
            self._add_places(more_places)
            self.goes_on = True
        elif self._is_person(text):
            pass
        elif planned and not self._is_name_first(text, planned):
            self._add_planned(text, planned, goes_on=went_on)
        else:
            self._add_names(text, plan=False)

    def _is_denied(self, text: str) -> bool:
        """Whether *text* says only what is not to be done, and is no condition such as a fear of needles."""
        if not self.plan.is_denied(text):
            return False
        names = self.vocabulary.medicines(text, self.setting)
        return not all(map(is_known, names))

    def _add_planned(self, text: str, planned: Sequence[Treatment], *, goes_on: bool) -> None:
        """Adds a part of the plan. A region alone may be where something is the matter, unless the plan *goes on*."""
        if self.plan.is_region(planned) and not goes_on:
            self.found.regions.append(text)
            return
        self._add_names(text, plan=True)
        self._add_plan(planned, goes_on=goes_on)

    def _is_name_first(self, text: str, planned: Sequence[Treatment]) -> bool:
        """Whether a part that names places alone is known as a condition too, such as a pain in the knee."""
        if any(each.techniques for each in planned):
            return False
        names = self.vocabulary.medicines(text, self.setting)
        return all(map(is_known, names))

    # Who it is

    def _is_person(self, text: str) -> bool:
        """Whether a part is an age that can be one, a sex or both, and neither was given before."""
        for pattern in _WHO:
            match = pattern.fullmatch(text.rstrip(". "))
            if match is not None:
                return self._takes_person(match)
        return False

    def without_person(self, line: str) -> str:
        """*line* without whoever stands in front of it, whose age and sex are kept."""
        for pattern in _LEADING:
            rest = self._without_person(line, pattern)
            if rest != line:
                return rest
        return line

    def _without_person(self, text: str, pattern: re.Pattern[str]) -> str:
        match = pattern.match(text)
        if match is None or ("age" in pattern.groupindex and not self._takes_person(match)):
            return text
        return text[match.end() :]

    def _takes_person(self, match: re.Match[str]) -> bool:
        """Keeps an age and a sex; nothing where one was given before, or a number cannot be the age."""
        said = match.groupdict(default="")
        age, sex = said["age"], said.get("sex", "").lower()
        if (age and not self._is_age(age)) or (sex and self.found.sex):
            return False
        self.found.age = age or self.found.age
        if sex:
            self.found.sex = "male" if sex in _MALE.split(", ") else "female"
        return True

    def _is_age(self, number: str) -> bool:
        """Whether a number can be the age, and none was given before."""
        asked = asks_for_age(self.vocabulary.book)
        if asked is None or self.found.age:
            return False
        return asked.low <= int(number) <= asked.high

    # What is planned

    def _last_place(self) -> str:
        """The place that was named last."""
        places: list[str] = []
        for treatment in self.found.treatments:
            places += treatment.places
        return places[-1] if places else ""

    def _add_plan(self, planned: Sequence[Treatment], *, goes_on: bool = False) -> None:
        """Adds treatments. Places in front of them are more of the last one, where the plan *goes on*."""
        first = planned[0]
        if goes_on and not first.techniques and self.found.treatments[-1].goes_on:
            self._add_places(first.places)
            planned = planned[1:]
        self.found.treatments += planned
        self.goes_on = True

    def _add_places(self, places: Sequence[str]) -> None:
        """Adds places to the treatment that was named last."""
        self.found.treatments[-1].places += places

    # What is taken, and what there is

    def _add_names(self, text: str, *, plan: bool) -> None:
        """Adds the medicines and conditions of a part. What else is in it is a scrap, unless it is of the *plan*."""
        names = self.vocabulary.medicines(text, self.setting)
        known = [name for name in names if is_known(name)]
        if plan:
            self._add_each([name for name in known if name.concepts])
        elif len(known) == len(names):
            self._add_known(text, names)
        elif (planned := self.plan.among(text)).treatments:
            self._add_among(planned)
        elif self._is_kept_apart(names):
            self._add_each(names)
        else:
            self.found.scraps.append(text)

    def _add_among(self, planned: Planned) -> None:
        """Adds what is planned and, as names or scraps, what stands between."""
        for words in planned.others:
            self._add_names(words, plan=False)
        self._add_plan(planned.treatments)

    def _add_known(self, text: str, names: Sequence[Name]) -> None:
        """Adds a part that is understood; as a whole where it is all of one kind."""
        conditions = self.vocabulary.conditions(text, self.setting)
        kinds = {name.kind for name in names}
        if kinds == {NameKind.MEDICINE}:
            self.found.medicines.append(self._entry(text, NameKind.MEDICINE))
        elif kinds == {NameKind.CONDITION} and _counted(names) <= _counted(conditions):
            self.found.conditions.append(self._entry(text, NameKind.CONDITION))
        elif self._is_kept_apart(names):
            self._add_each(names)
        else:
            self.found.medicines.append(text)

    def _entry(self, text: str, kind: NameKind) -> str:
        """A part as an entry of a list of names: with a ? behind it, one that is not sure."""
        if text.endswith("?"):
            return fixed_words.MAYBE + text.rstrip("? ")
        return self._without_stray_words(text, kind)

    def _is_kept_apart(self, names: Sequence[Name]) -> bool:
        """Whether each name by itself counts for as much as it does beside the others."""
        for name in names:
            alone = self._alone(name)
            if not _counted([name]) <= _counted(alone):
                return False
        return True

    def _alone(self, name: Name) -> tuple[Name, ...]:
        return self._read(name.typed, name.kind)

    def _read(self, text: str, kind: NameKind) -> tuple[Name, ...]:
        if kind is NameKind.CONDITION:
            return self.vocabulary.conditions(text, self.setting)
        return self.vocabulary.medicines(text, self.setting)

    def _add_each(self, names: Sequence[Name]) -> None:
        for name in names:
            planned = [] if is_known(name) else self.plan.whole(name.typed)
            if _says_nothing(name.typed):
                self.found.says_nothing.append(name.typed)
            elif planned and not self.plan.is_region(planned):
                self._add_plan(planned)
            elif not is_known(name) and not self._is_person(name.typed):
                self.found.scraps.append(name.typed)
            elif is_known(name) and name.kind is NameKind.CONDITION:
                self.found.conditions.append(self._without_stray_words(name.typed, name.kind))
            elif is_known(name):
                self.found.medicines.append(self._without_stray_words(name.typed, name.kind))

    def _without_stray_words(self, typed: str, kind: NameKind) -> str:
        """Names as they were typed, without what only joined them to the next one and the stop behind them."""
        words = typed.rstrip(". ").split()
        while len(words) > 1 and words[-1].lower() in _STRAY:
            words.pop()
        short = " ".join(words)
        says_as_much = _sayings(self._read(short, kind)) == _sayings(self._read(typed, kind))
        return short if short and says_as_much else typed


def _says_nothing(text: str) -> bool:
    """Whether words would answer a whole question, or none."""
    if spoken_key(text) or meaning(text):
        return True
    return _CLEARS_ALL.fullmatch(text.rstrip(". ")) is not None


def _sayings(names: Sequence[Name]) -> list[tuple[MatchStatus, frozenset[str]]]:
    """How each name is taken, and for what."""
    return [(name.taken, name.concepts) for name in names]


def _counted(names: Sequence[Name]) -> frozenset[str]:
    """All that counts, or may count, of some names."""
    return frozenset(_concepts(names))


def _concepts(names: Sequence[Name]) -> Iterator[str]:
    for name in names:
        if name.taken is not MatchStatus.SET_ASIDE:
            yield from name.concepts
