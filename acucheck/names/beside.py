"""The words of one part of a line and of its neighbours, as far as they agree with a no to a condition of that part."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from functools import cached_property

from acucheck.model.answers import Agreement, Writer
from acucheck.names.entries import AgreeingWords, Lexicon
from acucheck.names.found_name import FoundName
from acucheck.names.kin import Kin, kin_at
from acucheck.names.line import Gap, LineWord, WordKind, bare_text, positions_in
from acucheck.names.no_of_a_test import length_of_method
from acucheck.names.parsed_line import ParsedLine
from acucheck.names.phrases_in import is_phrase, length_of_phrase, phrase_positions
from acucheck.names.segments import EITHER, Segment
from acucheck.names.setting import Setting

FIGURES = (WordKind.DATE, WordKind.NUMBER, WordKind.DOSE)
"""Kinds of words that say when, or how much."""

_WRITERS = (Writer.PATIENT, Writer.PRACTITIONER)
"""Those of whom it is known whose mother is meant."""

_LONGEST = 5
"""Words in the longest cue."""

_TURNING = frozenset({"cannot", "cant", "wont", "wouldnt", "couldnt", "hardly", "never", "nobody", "noone"})
"""Words that turn a no round, or leave it open."""

_OWN = frozenset({"i", "me", "myself", "mine", "ik", "eu", "jag", "jeg", "ja"})
"""Words of the person themselves."""

_OWN_AND_AM = frozenset({*_OWN, "im", "yo", "ich", "moi", "io"})
"""The same where they begin what is said of the person."""

_SHARED = frozenset(
    {"too", "both", "same", "mine", "found", "também", "también", "ook", "auch", "aussi", "anche", "też"}
)
"""Words of more than one person, or of a finding, that need no other beside them."""

_NONE: AbstractSet[int] = frozenset()

_FEVER = "today.fever"
_FIGURE = re.compile(r"\d{2,3}(?:\.\d)?")
_WITHOUT_FEVER = ((35, 37.5), (95, 99.5))
"""Temperatures of a body in Celsius and in Fahrenheit that are surely no fever."""

_OF_ELSE = frozenset({"from", "for", "as"})
"""Words behind a result that say what it is about."""


class Beside:
    """The words of one part of a line and of its neighbours, beside the names of that part."""

    def __init__(self, line: ParsedLine, number: int, agreeing: AgreeingWords) -> None:
        self.words = line.words
        self.line = line
        self.number = number
        self.part = line.parts[number]
        self.agreeing = agreeing
        self.before = line.parts[number - 1] if number else None
        self.behind = line.parts[number + 1] if number + 1 < len(line.parts) else None

    def is_denied(self, name: FoundName) -> bool:
        """Whether a word for no governs a name: directly in front of it, or at the end of what is said of it."""
        no = self.cue_in_front(name)
        if no is None or no[0] is not Agreement.NOT_SO:
            is_denied = self._ends_in_no(name) or self._is_other_of_denied(name)
            return is_denied and not self._is_limited_behind() and not self.is_open
        if self._is_limited_behind():
            return False
        return self._is_all_about(name, no[1]) or self._is_plain_no(name, no[1])

    def _is_all_about(self, name: FoundName, cue: int) -> bool:
        """Whether a no that begins at *cue* and its name are all of a part, or all that stands behind another name."""
        first = self._since_other_name(cue)
        is_first = cue == self.part.first
        return name.last == self.part.last and (is_first or (first > self.part.first and not self._has_no(first, cue)))

    def _is_plain_no(self, name: FoundName, cue: int) -> bool:
        """Whether a no that begins at *cue* is the only one about a name, and nothing behind the name bounds it."""
        if self.is_open or self._has_no(self._since_other_name(cue), cue):
            return False
        has_test = any(word.bare in self.agreeing.tests for word in self.words[self.part.first : cue])
        position = name.last
        while position < self.part.last:
            if self.begins_no(position):
                return True  # of the next name
            length = length_of_phrase(self.words, position, self.part.last, self.agreeing.ending)
            length = length or length_of_method(self.words[position : self.part.last], self.agreeing)
            if not length and has_test and self._is_when(self.words[position]):
                length = 1
            if not length and _is_no_fever(name, self.words[position]):
                length = 1
            if not length:
                return False
            position += length
        return True

    def _is_when(self, word: LineWord) -> bool:
        """Whether a word tells when a test was."""
        return word.kind in FIGURES or word.bare in {"on", "in"}

    def begins_no(self, position: int) -> bool:
        """Whether the word at a position is a no by itself."""
        return self.agreeing.before.get(self.words[position].bare) is Agreement.NOT_SO

    def _is_other_of_denied(self, name: FoundName) -> bool:
        """Whether a name is all that stands behind "or" or a stroke and another denied one: "no asthma/diabetes"."""
        before = self.before
        if before is None or not before.names or (name.first, name.last) != (self.part.first, self.part.last):
            return False
        other = before.names[-1]
        between = [word.plain for word in self.words[before.last : self.part.first]]
        is_or = len(between) == 1 and between[0] in EITHER and self.words[self.part.first].gap is Gap.NONE
        is_next = is_or and self.words[before.last].gap is Gap.NONE
        is_joined = is_next or (not between and self._is_behind_a_stroke())
        return (
            is_joined
            and other.last == before.last
            and Beside(self.line, self.number - 1, self.agreeing).is_denied(other)
        )

    def _is_behind_a_stroke(self) -> bool:
        """Whether nothing but a stroke stands between the part and the one before."""
        first = self.part.first
        return self.line.text[self.words[first - 1].end : self.words[first].start].strip() == "/"

    def _has_no(self, first: int, last: int) -> bool:
        """Whether another word for no, or one that may turn it round, stands in some words."""
        return any(map(self.may_turn, range(first, last)))

    def may_turn(self, position: int) -> bool:
        """Whether the word at a position is a no, or may turn one round."""
        return self.begins_no(position) or self.words[position].bare in _TURNING

    def _since_other_name(self, position: int) -> int:
        """Where the words before a position begin that belong to no other name of the part."""
        return max([self.part.first, *[name.last for name in self.part.names if name.last <= position]])

    def _ends_in_no(self, name: FoundName) -> bool:
        """Whether what stands behind a name is a no, to the end of its part, or in a part of its own."""
        if self._has_no(self._since_other_name(name.first), name.first):
            return False
        last = self.agreeing.last
        if name.last < self.part.last:
            return is_phrase(self.words, name.last, self.part.last, last)
        behind = self.behind
        return behind is not None and is_phrase(self.words, behind.first, behind.last, last)

    def is_disproved(self, name: FoundName, *, is_growth: bool) -> bool:
        """Whether a name was ruled out, by the words beside it or in the next part, or a growth was found benign."""
        if self._has_no(self._since_other_name(name.first), name.first):
            return False
        if all(word.bare in self.agreeing.tests for word in self.words[name.first : name.last]):
            return False  # a biopsy that found nothing was a biopsy all the same
        if self._is_limited_behind():
            return is_growth and self._is_all_of_place(name) and self._is_found_benign(name)  # such as "just a cyst"
        cue = self.cue_in_front(name)
        if cue is not None and cue[0] is Agreement.RULED_OUT and name.last == self.part.last:
            return True
        return self._is_found_nothing(name, is_growth=is_growth) or self._turned_out(name)

    def _is_found_nothing(self, name: FoundName, *, is_growth: bool) -> bool:
        """Whether behind a name stands that a test found nothing."""
        position, has_test = name.last, False
        while position < self.part.last:
            word = self.words[position]
            result, length = self._result_at(position)
            if result is Agreement.RULED_OUT or (has_test and word.bare in self.agreeing.good):
                return not self._is_bounded(position + max(length, 1))
            has_test = has_test or word.bare in self.agreeing.tests
            if not self._only_joins(position, is_growth=is_growth):
                return False
            position += 1
        return self._is_found_benign(name) if is_growth else self._is_later_verdict(name)

    def _is_later_verdict(self, name: FoundName) -> bool:
        """Whether the next part says that it was ruled out, and nothing else."""
        behind = self.behind
        if name.last != self.part.last or behind is None:
            return False
        first = self._behind_joining(behind, is_growth=False)
        return is_phrase(self.words, first, behind.last, self.agreeing.later)

    def _is_found_benign(self, name: FoundName) -> bool:
        """Whether the first part that says more of a growth than where it was says that it was benign, and no more."""
        agreeing = self.agreeing
        if any(map(self.opens, self.line.parts)):
            return False
        for part in self.line.parts[self.number + 1 :]:
            first = self._behind_joining(part, is_growth=True)
            if first == part.last:
                continue
            if any(is_phrase(self.words, first, part.last, told) for told in (agreeing.benign, agreeing.later)):
                return True
            is_looked_at = any(word.bare in agreeing.looked for word in self.words[name.last : first])
            if is_looked_at and is_phrase(self.words, first, part.last, agreeing.called_harmless):
                return True
            before = {word.bare for word in self.words[part.first : first]}
            is_last = first + 1 == part.last
            return is_last and not before.isdisjoint(agreeing.of_tissue) and self.words[first].bare in agreeing.good
        return False

    def _behind_joining(self, part: Segment, *, is_growth: bool) -> int:
        """Where in a part the words begin that do more than join a name and what was found."""
        first = part.first
        while first < part.last and self._only_joins(first, is_growth=is_growth):
            first += 1
        return first

    def _is_all_of_place(self, name: FoundName) -> bool:
        """Whether behind a growth its part says no more than where and when it was."""
        return all(self._only_joins(at, is_growth=True) for at in range(name.last, self.part.last))

    def _only_joins(self, position: int, *, is_growth: bool) -> bool:
        """Whether a word joins a name and what was found; of a growth, also where it was and what was done with it."""
        word, agreeing = self.words[position], self.agreeing
        if word.kind in FIGURES or word.bare in agreeing.linking or word.bare in agreeing.tests:
            return True
        return is_growth and (word.bare in agreeing.where or word.bare in agreeing.removed)

    def _result_at(self, position: int) -> tuple[Agreement | None, int]:
        """What a phrase behind a name says of it, and its words."""
        length = length_of_phrase(self.words, position, self.part.last, self.agreeing.after_first)
        return self.agreeing.after.get(bare_text(self.words[position : position + length])), length

    def _is_bounded(self, position: int) -> bool:
        """Whether words from a position on bound a result, such as "negative for weakness"."""
        words = self.words[position : self.part.last]
        return any(word.bare in self.agreeing.limits or word.bare in _OF_ELSE for word in words)

    def _turned_out(self, name: FoundName) -> bool:
        """Whether the words behind a name say what it was in its place, and that is known by name."""
        for part in (self.part, self.behind):
            if part is None:
                continue
            first = max(name.last, part.first)
            told = [other for other in part.names if other.first >= first]
            if not told:
                continue
            between = range(first, told[0].first)
            if phrase_positions(self.words, between, self.agreeing.turned_out):
                return True
        return False

    def is_prevented(self, name: FoundName) -> bool:
        """Whether a name is that of a jab against it."""
        if self._has_no(self._since_other_name(name.first), name.first):
            return False
        cue = self.cue_in_front(name)
        if cue is not None:
            return cue[0] is Agreement.PREVENTED
        result, _ = self._result_at(name.last)
        return result is Agreement.PREVENTED

    def is_feared(self, name: FoundName) -> bool:
        """Whether a name is what somebody is afraid of, and not what they have or had."""
        cue = self.cue_in_front(name)
        if cue is None or cue[0] is not Agreement.FEARED:
            return False
        is_last = name.last == self.part.last
        return is_last or length_of_phrase(self.words, name.last, self.part.last, self.agreeing.fearing) > 0

    def is_of_family(self, name: FoundName, setting: Setting, *, in_row: bool) -> bool:
        """Whether a name is what somebody died of, or what stands under a family's history or runs in a family.

        With *in_row* also where it is one more in a row of such. Whose family it is depends on who writes.
        """
        if self._is_theirs_too():
            return False
        cue = self.cue_in_front(name)
        if cue is not None:
            return cue[0] is Agreement.SOMEONE_ELSE
        how, length = self._result_at(name.last)
        if how is Agreement.SOMEONE_ELSE and name.last + length == self.part.last:
            return setting.writer in _WRITERS
        leading = self._leading() if in_row else None
        return leading is not None and leading.is_of_family(leading.part.names[-1], setting, in_row=True)

    def owner(self, name: FoundName, lexicon: Lexicon, setting: Setting, *, in_row: bool) -> Kin | None:
        """Whose a name is, where that is somebody else's and it is known who writes.

        With *in_row* also where it is one more in a row of what is theirs.
        """
        if setting.writer not in _WRITERS or self._is_theirs_too():
            return None
        for mark in self.line.said.marks.values():
            if not self.part.first <= mark.first < self.part.last:
                continue
            kin = kin_at(self.words, mark.first, lexicon)
            if kin is not None and self._belongs_to(name, mark.first, mark.first + kin.length):
                return kin
        leading = self._leading() if in_row else None
        return None if leading is None else leading.owner(leading.part.names[-1], lexicon, setting, in_row=True)

    def _leading(self) -> Beside | None:
        """The part in front of one that only names more: behind "and", or behind a comma in a row with a heading."""
        if self.before is None or not self._only_names():
            return None
        between = self.words[self.before.last : self.part.first]
        gap = self.words[self.before.last].gap
        is_joined = gap is Gap.JOINT or (gap is Gap.NONE and len(between) == 1)
        if not is_joined and (gap is not Gap.APART or between or not self._is_headed()):
            return None
        return Beside(self.line, self.number - 1, self.agreeing) if self.before.names else None

    def _only_names(self) -> bool:
        """Whether a part has no words but names, when that was, and such as "had a"."""
        named = positions_in(self.part.names)
        others = [self.words[at] for at in range(self.part.first, self.part.last) if at not in named]
        return all(word.bare in self.agreeing.had or word.kind in FIGURES for word in others)

    def _is_headed(self) -> bool:
        """Whether a comma stands in front of the part, in a line that a heading begins, as in "dad:" or "FH"."""
        words, text = self.words, self.line.text
        between = text[words[self.part.first - 1].end : words[self.part.first].start]
        first = self.line.parts[0]
        if between.strip(" )") != "," or not first.names:
            return False
        if ":" in text[: words[first.names[0].first].start]:
            return True
        cue = Beside(self.line, 0, self.agreeing).cue_in_front(first.names[0])
        return cue is not None and cue[0] is Agreement.SOMEONE_ELSE

    def _belongs_to(self, name: FoundName, first: int, last: int) -> bool:
        """Whether nothing that says more stands between a name and somebody else in the words before *last*."""
        if last <= name.first:
            named = positions_in(self.part.names)
            before = [self.words[at] for at in range(last, name.first) if at not in named]
            return all(word.bare in self.agreeing.had or word.kind in FIGURES for word in before)
        between = self.words[name.last : first]
        return last == self._end_of_owner() and all(word.bare in self.agreeing.linking for word in between)

    def _end_of_owner(self) -> int:
        """Where the part ends but for words that say once more that something is not the person's own."""
        found = phrase_positions(self.words, range(self.part.first, self.part.last), self.agreeing.only_theirs)
        return min(found, default=self.part.last)

    def _is_theirs_too(self) -> bool:
        """Whether the words of the part and of the next, or later ones of no other name, say that it is their own too.

        In a later part a word such as "I" may tell of anything; words such as "me too" do not.
        """
        for number, part in enumerate(self.line.parts[self.number :]):
            positions = range(part.first, part.last)
            others = phrase_positions(self.words, positions, self.agreeing.only_theirs) | self._well_behind(part)
            own = phrase_positions(self.words, positions, self.agreeing.not_theirs)
            if number > 1:
                is_told = any(name.known.concepts for name in part.names)
                own = set() if is_told else self._told_of_both(own) | self._one_more(part)
            else:
                own.update(position for position in positions if self.words[position].bare in _OWN)
            if own - others:
                return True
        return False

    def _well_behind(self, part: Segment) -> AbstractSet[int]:
        """The places of words at the end of a part that say of the person that they are well, or have it not."""
        agreeing = self.agreeing
        first = part.last
        while first > part.first and self._is_of_own(self.words[first - 1].bare):
            first -= 1
        said = {word.bare for word in self.words[first : part.last]}
        is_well, is_not = (not said.isdisjoint(words) for words in (agreeing.own_well, agreeing.own_no))
        if is_well is is_not or self.words[first].bare not in _OWN_AND_AM:
            return _NONE  # nothing, or "not well"
        return frozenset(range(first, part.last))

    def _is_of_own(self, word: str) -> bool:
        agreeing = self.agreeing
        return word in agreeing.own_filling or word in agreeing.own_well or word in agreeing.own_no

    def _one_more(self, part: Segment) -> AbstractSet[int]:
        """The places of a part that only says that the person is one more, and when: "me 2015"."""
        positions = range(part.first, part.last)
        words = [self.words[at] for at in positions]
        is_own = any(word.bare in _OWN for word in words)
        only = all(word.bare in _OWN_AND_AM or word.kind in FIGURES for word in words)
        return frozenset(positions) if is_own and only else _NONE

    def _told_of_both(self, own: AbstractSet[int]) -> set[int]:
        """Of the places of words of the person themselves, those of words that are of more than one."""
        return {at for at in own if at - 1 in own or at + 1 in own or self.words[at].bare in _SHARED}

    @cached_property
    def is_open(self) -> bool:
        """Whether words of doubt, or of now, stand in the part, its names included, or in what stands next to it."""
        return self.is_open_from_here or (self.before is not None and self.opens(self.before))

    @cached_property
    def is_open_from_here(self) -> bool:
        """The same of the part, and of what stands behind it."""
        return any(self.opens(part) for part in (self.part, self.behind) if part is not None)

    @cached_property
    def settled_starts(self) -> frozenset[int]:
        """Where in the text the words stand that say that it is settled, such as those of "clear now"."""
        return frozenset(self.words[at].start for at in self._settled(range(len(self.words))))

    def _settled(self, positions: range) -> set[int]:
        """The places of such words, but for those behind a word that turns them round: "never clear since"."""
        found: set[int] = set()
        told = phrase_positions(self.words, positions, self.agreeing.settled)
        for at in sorted(told):
            before = at - 1
            if before in found or (before not in told and not (before >= positions.start and self.may_turn(before))):
                found.add(at)
        return found

    def opens(self, part: Segment, known: AbstractSet[int] = _NONE) -> bool:
        """Whether words of doubt, or of now, stand in a part, others than those whose places are *known*."""
        positions = range(part.first, part.last)
        if any(self.words[at].kind is WordKind.MARK and at not in known for at in positions):
            return True
        settled = self._settled(positions)
        return not phrase_positions(self.words, positions, self.agreeing.open) <= settled | known

    def _is_limited_behind(self) -> bool:
        """Whether the next part says what there is all the same, by no name, such as "just a small one"."""
        behind = self.behind
        if behind is None or behind.names:
            return False
        return self.words[behind.first].bare in self.agreeing.limits

    def cue_in_front(self, name: FoundName) -> tuple[Agreement, int] | None:
        """The cue in front of a name, and where it begins, with nothing but filling between."""
        position = name.first
        while position > self.part.first:
            last = self.words[position - 1].bare
            longest = min(_LONGEST, position - self.part.first) if last in self.agreeing.before_last else 0
            for length in range(longest, 0, -1):
                how = self.agreeing.before.get(bare_text(self.words[position - length : position]))
                if how is not None:
                    return how, position - length
            if last not in self.agreeing.filling:
                return None
            position -= 1
        return None


def _is_no_fever(name: FoundName, word: LineWord) -> bool:
    """Whether a figure behind a fever is that of a body without one, in Celsius or Fahrenheit: no fever 98.4."""
    if _FEVER not in name.known.concepts or _FIGURE.fullmatch(word.plain) is None:
        return False
    return any(low <= float(word.plain) < high for low, high in _WITHOUT_FEVER)
