"""What a page is made from: one report, for one reader, with whose it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

from acucheck.document.shown_findings import is_about_a_doubt, numbers
from acucheck.document.wording import phrases
from acucheck.model.answers import NOBODY, BodyPlace, Head, Name, Names, Quantity, Writer
from acucheck.model.book import Question, Rule, RuleBook, Word, Wording
from acucheck.model.ids import QuestionId, RuleId, SourceId, TechniqueId
from acucheck.model.levels import Audience, Level, Outcome, Standing
from acucheck.model.report import Cell, Finding, Report, TechniqueLine

AGE = QuestionId("age")
_NERVES_AND_MIND = QuestionId("nerves-mind")
_CANNOT_AGREE = "cannot-agree"

_CHILD_BELOW = 16
_OF_AGE_FROM = 18
_NOT_CERTAIN = "not certain"


class Page:
    """A report with its reader. The sections of a page take it and give back blocks."""

    def __init__(self, report: Report, audience: Audience, head: Head = NOBODY) -> None:
        self.report = report
        self.audience = audience
        self.head = head

    @property
    def book(self) -> RuleBook:
        return self.report.book

    @property
    def is_for_patient(self) -> bool:
        return self.audience is Audience.PATIENT

    @property
    def has_session(self) -> bool:
        """Whether there is a session to plan for: none today, and none while help comes first."""
        return self.report.outcome.stands < Outcome.NOT_TODAY

    @property
    def is_low_risk(self) -> bool:
        """Whether it is a patient's, and nothing found or open asks for more than a note."""
        return self.is_for_patient and self.report.outcome.worst <= Outcome.NOTE

    @property
    def age(self) -> Quantity | None:
        """The age, where it was given."""
        answer = self.report.answers.get(AGE)
        return answer if isinstance(answer, Quantity) else None

    @property
    def is_of_child(self) -> bool:
        """Whether it is a child's."""
        return self.age is not None and self.age.value < _CHILD_BELOW

    @property
    def is_of_minor(self) -> bool:
        """Whether it is of somebody for whom, in some places, a parent or guardian has to sign."""
        return self.age is not None and self.age.value < _OF_AGE_FROM

    @property
    def speaks_for_another(self) -> bool:
        """Whether somebody else speaks: who helps, or for a child, unless the child wrote the answers."""
        writer = self.head.writer
        if writer is Writer.HELPER:
            return True
        return self.is_of_child and writer is not Writer.PATIENT

    @property
    def needs_company(self) -> bool:
        """Whether it is a patient's who may be confused or unable to agree, and for whom nobody speaks yet."""
        if not self.is_for_patient or self.speaks_for_another:
            return False
        return any(_is_of_confusion(finding) for finding in self.report.findings)

    @cached_property
    def by_unknown_list(self) -> dict[tuple[QuestionId, ...], list[Finding]]:
        """The lists that are not sure as a whole -> what counts for the plan until they are answered."""
        found: dict[tuple[QuestionId, ...], list[Finding]] = {}
        for finding in self.report.unsure:
            if finding.level:
                lists = _unsure_lists(finding)
                found.setdefault(lists, []).append(finding)
        return found

    @cached_property
    def follow_ups(self) -> dict[tuple[QuestionId, str], list[Question]]:
        """A question and one of its words -> the questions that are asked because of that word alone."""
        found: dict[tuple[QuestionId, str], list[Question]] = {}
        for question in self.book.questions.values():
            gate = question.gate
            if isinstance(gate, Word) and len(gate.words) == 1:
                (word,) = gate.words
                asked_because = found.setdefault((gate.question, word), [])
                asked_because.append(question)
        return found

    @cached_property
    def uncertain(self) -> frozenset[RuleId]:
        """The rules that count because of something that is not certain, and that may turn out not to be so."""
        uncertain: set[RuleId] = set()
        for finding in (*self.report.findings, *self.report.unsure):
            if self._is_uncertain(finding):
                uncertain.add(finding.rule.id)
        return frozenset(uncertain)

    def _is_uncertain(self, finding: Finding) -> bool:
        if finding.standing is Standing.ACTS:
            return True
        if is_about_a_doubt(finding.rule, self.book):
            return False
        for because in finding.because:
            not_sure = self.book.questions[because.question].not_sure
            if not_sure in because.words:
                return True
        return False

    @cached_property
    def done(self) -> tuple[TechniqueId, ...]:
        """The techniques of the plan that are not left out wherever they are planned, in the order of the rule book."""
        done = {line.cell.technique for line in self.lines if is_done(line)}
        return self._in_order(done)

    @cached_property
    def source_numbers(self) -> dict[SourceId, int]:
        """Source id -> its number on this page."""
        return numbers(self.report)

    @cached_property
    def planned(self) -> tuple[TechniqueId, ...]:
        """The techniques that are planned or assumed and are known, in the order of the rule book."""
        planned = {line.cell.technique for line in self.lines}
        return self._in_order(planned)

    def _in_order(self, techniques: Collection[TechniqueId]) -> tuple[TechniqueId, ...]:
        """Those of some techniques that are known, in the order of the rule book."""
        return tuple(technique for technique in self.book.techniques if technique in techniques)

    @cached_property
    def lines(self) -> list[TechniqueLine]:
        """The lines of the plan: what is planned, or assumed where that is not known."""
        return [line for line in self.report.techniques if line.planned or line.assumed]

    @cached_property
    def anywhere(self) -> dict[TechniqueId, Level]:
        """The strictest that stands for each technique of the plan wherever it is done, limits aside."""
        levels: dict[TechniqueId, Level] = {}
        for finding in (*self.report.findings, *self.report.unsure):
            for technique, level in finding.general.items():
                levels[technique] = max(level, levels.get(technique, Level.NONE))
        return levels

    def whole_entry(self, name: Name) -> str:
        """What was typed in the entry that a name stands in, whole."""
        return self._whole_entries.get(name, name.typed)

    @cached_property
    def _whole_entries(self) -> dict[Name, str]:
        """Each name -> what was typed in the entry that it stands in; not those that several entries tell together."""
        lists = [answer for answer in self.report.answers.values() if isinstance(answer, Names)]
        return {name: answer.whole_entry(name) for answer in lists for name in answer.typed}

    def words(self, wording: Wording) -> str:
        """A sentence of the rule book as this reader gets it."""
        return wording.for_audience(self.audience)

    def title(self, rule: Rule) -> str:
        """What a rule is called."""
        return self.words(rule.title)

    def titles(self, findings: Iterable[Finding]) -> list[str]:
        """What the rules of some findings are called."""
        return [self.title(finding.rule) for finding in findings]

    def reasons(self, rules: Iterable[Rule]) -> str:
        """What some rules are called where they are given as reasons: behind a word of doubt what may not be so."""
        certain: list[str] = []
        uncertain: list[str] = []
        for rule in rules:
            titles = uncertain if rule.id in self.uncertain else certain
            titles.append(self.title(rule))
        parts: list[str] = []
        if certain:
            parts.append(phrases.joined(certain))
        if uncertain:
            parts.append(f"{_NOT_CERTAIN}: {phrases.joined(uncertain)}")
        return "; ".join(parts)

    def technique(self, technique: TechniqueId, typed: str = "") -> str:
        """What a technique is called within a sentence; what was typed where that was not recognised."""
        if not technique:
            return f"'{typed}'"
        return self.words(self.book.techniques[technique].phrase)

    def techniques(self, techniques: Iterable[TechniqueId], last: str = "and") -> str:
        """Several techniques within a sentence."""
        return phrases.joined(map(self.technique, techniques), last)

    def techniques_first(self, techniques: Iterable[TechniqueId]) -> str:
        """Several techniques where a sentence begins: the first by its label, which has a capital."""
        first, *others = techniques
        label = phrases.technique(self.book, first, self.audience)
        return phrases.joined([label, *map(self.technique, others)])


def _is_of_confusion(finding: Finding) -> bool:
    """Whether a finding counts because somebody may be confused or unable to agree."""
    for because in finding.because:
        if because.question == _NERVES_AND_MIND and _CANNOT_AGREE in because.words:
            return True
        if any(f"{_NERVES_AND_MIND}.{_CANNOT_AGREE}" in name.concepts for name in because.names):
            return True
    return False


def _unsure_lists(finding: Finding) -> tuple[QuestionId, ...]:
    """The lists that are not sure as a whole, of those that a finding counts because of."""
    unsure = [because.question for because in finding.because if because.not_sure]
    return tuple(dict.fromkeys(unsure))


def planned_cells(line: TechniqueLine) -> tuple[Cell, ...]:
    """What is planned of a technique: at its places, or as a whole where none is named or it is planned so as well."""
    if line.also_unplaced or not line.places:
        return (line.cell, *line.places)
    return line.places


def placed_cells(report: Report) -> Iterator[tuple[Cell, BodyPlace]]:
    """What is planned at places, each with its place, in the order of the plan."""
    for line in report.techniques:
        yield from ((cell, cell.place) for cell in line.places if cell.place is not None)


def is_done(line: TechniqueLine) -> bool:
    """Whether anything of a technique is left of the plan."""
    return any(cell.level.stands < Level.AVOID for cell in planned_cells(line))
