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
from acucheck.interview.option_names import techniques_named
from acucheck.interview.typed_words import spoken_key
from acucheck.model.answers import MatchStatus, Name, NameKind
from acucheck.model.book import AnswerKind, Question, RuleBook
from acucheck.model.ids import TechniqueId
from acucheck.names.recogniser import is_known
from acucheck.names.setting import Setting
from acucheck.names.vocabulary import Vocabulary


class Treatment(Struct):
    """Part of a plan: one of the *techniques*, none where only places are named; and the places as they were typed."""

    typed: str
    techniques: frozenset[TechniqueId]
    places: list[str]


class OpeningLine(Struct):
    """What stands in the line, part by part, as it was typed."""

    age: str = ""
    sex: str = ""
    medicines: list[str] = []
    conditions: list[str] = []
    treatments: list[Treatment] = []
    scraps: list[str] = []
    says_nothing: list[str] = []  # such as "no medicines": each question is asked all the same


_BETWEEN = re.compile(r"((?<!\d),|,(?!\d)|;)")
_MALE = "male, man, m, gentleman, boy"
_FEMALE = "female, woman, f, lady, girl"
_SEX = "|".join(f"{_MALE}, {_FEMALE}".split(", "))
_YEARS = r"(?P<age>\d{1,3})(?:[\s-]*(?:years?|yrs?|yo|y/o|y)(?:[\s-]*(?:old|o|of age))?)?"
_WHO = [
    re.compile(rf"(?:age|aged|age:)?\s*{_YEARS}[\s/-]*(?P<sex>{_SEX})?", re.IGNORECASE),
    re.compile(rf"(?P<sex>{_SEX})[\s/-]*(?:(?:of|aged|age)?\s*{_YEARS})?", re.IGNORECASE),
]
"""An age, a sex, or both."""

_LEADING = re.compile(
    rf"(?:pt|patient)?\.?\s*{_YEARS}[\s/-]*(?P<sex>{_SEX})\b\.?\s+(?=\S)|(?:pt|patient)\.?\s+(?=\d)", re.IGNORECASE
)
"""Whoever a line begins with, in front of more."""

_SIDES = re.compile(r"^(?P<side>[LR])(?:t\b|\b)\.?\s+(?=[A-Za-z]{3})")
_CLEARS_ALL = re.compile(
    r"(?:no|nil|denies)\s+(?:(?:other|known|regular|current|past|any)\s+)*(?:meds?|medicines?|medications?|tablets|pills|drugs"
    r"|conditions?|illness(?:es)?|history|pmh|problems?|issues|health (?:problems|issues|conditions))"
    r"|(?:otherwise\s+)?(?:fit (?:and|&) )?well",
    re.IGNORECASE,
)
"""What would say no to a whole question, and does not here."""

_NO_WORD_OF_A_PLAN = re.compile(
    r"^(?:(?:plan(?:ned)?|treatment|points?|today|with|using|and|then|plus|maybe|perhaps|possibly)\b\s*:?\s*)+",
    re.IGNORECASE,
)
_TO_A_PLACE = re.compile(
    r"^(?:(?:at|on|to|in|over|for|of|with|around|the|his|her|their|both)\b\s*|[:,]\s*)+", re.IGNORECASE
)
_ANDS = re.compile(r"\s+and\s+|\s*[&+]\s*|\s+plus\s+", re.IGNORECASE)
_LONGEST_TECHNIQUE = 5
"""Words in the longest name of a technique that is looked for beside places."""


def read_line(line: str, vocabulary: Vocabulary, setting: Setting) -> OpeningLine:
    """What stands in *line*."""
    reader = _Reader(vocabulary, setting)
    for number, part in enumerate(_BETWEEN.split(reader.without_person(line.strip()))):
        if number % 2:
            reader.goes_on = reader.goes_on and part != ";"
        elif any(letter.isalnum() for letter in part):
            reader.part(_with_side_in_words(part.strip()))
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
        self.found = OpeningLine()
        self.goes_on = False

    def part(self, text: str) -> None:
        """Takes what stands between two commas."""
        if _says_nothing(text):
            self.found.says_nothing.append(text)
            return
        more_places = self.goes_on and text[:1].isdecimal() and self._places(text, self._last_place())
        planned = [] if more_places else self._plan(text)
        if more_places:
            self._add_places(more_places)
        elif self._is_person(text):
            pass
        elif planned and not self._is_name_first(text, planned):
            self._add_names(text, plan=True)
            self._add_plan(planned)
        else:
            self._add_names(text, plan=False)
        self.goes_on = bool(more_places or planned)

    def _is_name_first(self, text: str, planned: Sequence[Treatment]) -> bool:
        """Whether a part that names places alone is known as a condition too, such as a pain in the knee."""
        names = self.vocabulary.medicines(text, self.setting)
        return not any(each.techniques for each in planned) and all(map(is_known, names))

    # Who it is

    def _is_person(self, text: str) -> bool:
        """Whether a part is an age that can be one, a sex or both, and neither was given before."""
        matches = [match for pattern in _WHO if (match := pattern.fullmatch(text.rstrip(". ")))]
        return bool(matches) and self._takes_person(matches[0])

    def without_person(self, line: str) -> str:
        """*line* without the age and sex in front of it, which are kept."""
        match = _LEADING.match(line)
        if match is None or (match["age"] and not self._takes_person(match)):
            return line
        return line[match.end() :]

    def _takes_person(self, match: re.Match[str]) -> bool:
        """Keeps an age and a sex; nothing where one was given before, or a number cannot be the age."""
        age, sex = match["age"] or "", (match["sex"] or "").lower()
        if (age and not self._is_age(age)) or (sex and self.found.sex):
            return False
        self.found.age = age or self.found.age
        if sex:
            self.found.sex = "male" if sex in _MALE.split(", ") else "female"
        return True

    def _is_age(self, number: str) -> bool:
        """Whether a number can be the age, and none was given before."""
        asked = asks_for_age(self.vocabulary.book)
        return not self.found.age and asked is not None and asked.low <= int(number) <= asked.high

    # What is planned

    def _plan(self, text: str) -> list[Treatment]:
        """What a part says of the plan; nothing unless all of it does."""
        whole = self._treatment(text)
        if whole is not None:
            return [whole]
        several = [self._treatment(part) for part in _ANDS.split(text)]
        known = [each for each in several if each is not None]
        return known if len(known) == len(several) else []

    def _treatment(self, text: str) -> Treatment | None:
        """A technique, places, or a technique at places; None where it is not understood whole."""
        bare = _NO_WORD_OF_A_PLAN.sub("", text.strip()).rstrip("?. ")
        places = self._places(bare)
        if places:
            return Treatment(text, frozenset(), places)
        there = self.vocabulary.technique_place(bare)
        if techniques := self._techniques(bare):
            return Treatment(text, techniques, [there] if there else [])
        words = bare.split()
        for count in range(min(_LONGEST_TECHNIQUE, len(words) - 1), 0, -1):
            for name, rest in ((words[:count], words[count:]), (words[-count:], words[:-count])):
                techniques = self._techniques(" ".join(name).rstrip(":"))
                places = self._places(" ".join(rest)) if techniques else []
                if places:
                    return Treatment(text, techniques, places)
        return None

    def _techniques(self, name: str) -> frozenset[TechniqueId]:
        """The techniques that a whole *name* may be."""
        readings = techniques_named(name, self.vocabulary)
        return frozenset(TechniqueId(each) for reading in readings for each in reading)

    def _places(self, text: str, before: str = "") -> list[str]:
        """The places in *text* as they were typed; nothing unless all are known. A number goes on *before*."""
        bare = re.sub(r"\s+(?:with|by|using)$", "", _TO_A_PLACE.sub("", text.strip()), flags=re.IGNORECASE)
        found = self.vocabulary.places(bare, before) if bare else ()
        return [place.typed for place in found] if all(place.id for place in found) else []

    def _last_place(self) -> str:
        """The place that was named last."""
        places = [place for treatment in self.found.treatments for place in treatment.places]
        return places[-1] if places else ""

    def _add_plan(self, planned: Sequence[Treatment]) -> None:
        for treatment in planned:
            if self.goes_on and not treatment.techniques:
                self._add_places(treatment.places)
            else:
                self.found.treatments.append(treatment)
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
        elif self._is_kept_apart(names):
            self._add_each(names)
        else:
            self.found.scraps.append(text)

    def _add_known(self, text: str, names: Sequence[Name]) -> None:
        """Adds a part that is understood; as a whole where it is all of one kind."""
        conditions = self.vocabulary.conditions(text, self.setting)
        entry = fixed_words.MAYBE + text.rstrip("? ") if text.endswith("?") else text
        if all(name.kind is NameKind.MEDICINE for name in names):
            self.found.medicines.append(entry)
        elif all(name.kind is NameKind.CONDITION for name in names) and _counted(names) <= _counted(conditions):
            self.found.conditions.append(entry)
        elif self._is_kept_apart(names):
            self._add_each(names)
        else:
            self.found.medicines.append(text)

    def _is_kept_apart(self, names: Sequence[Name]) -> bool:
        """Whether each name by itself counts for as much as it does beside the others."""
        return all(_counted([name]) <= _counted(self._alone(name)) for name in names)

    def _alone(self, name: Name) -> tuple[Name, ...]:
        if name.kind is NameKind.CONDITION:
            return self.vocabulary.conditions(name.typed, self.setting)
        return self.vocabulary.medicines(name.typed, self.setting)

    def _add_each(self, names: Sequence[Name]) -> None:
        for name in names:
            planned = [] if is_known(name) else self._plan(name.typed)
            if _says_nothing(name.typed):
                self.found.says_nothing.append(name.typed)
            elif planned:
                self._add_plan(planned)
            elif not is_known(name) and not self._is_person(name.typed):
                self.found.scraps.append(name.typed)
            elif is_known(name) and name.kind is NameKind.CONDITION:
                self.found.conditions.append(name.typed)
            elif is_known(name):
                self.found.medicines.append(name.typed)


def _says_nothing(text: str) -> bool:
    """Whether words would answer a whole question, or none."""
    return bool(spoken_key(text) or meaning(text) or _CLEARS_ALL.fullmatch(text.rstrip(". ")))


def _counted(names: Sequence[Name]) -> frozenset[str]:
    """All that counts, or may count, of some names."""
    return frozenset(_concepts(names))


def _concepts(names: Sequence[Name]) -> Iterator[str]:
    for name in names:
        if name.taken is not MatchStatus.SET_ASIDE:
            yield from name.concepts
