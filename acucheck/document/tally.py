"""What a long list comes to, counted report after report."""

from __future__ import annotations

from collections import Counter

from acucheck.model.ids import QuestionId, RuleId
from acucheck.model.levels import Outcome, Standing
from acucheck.model.report import Missing, OpenPoint, Report

DIFFERENT = 10_000
"""Names that are counted one by one. A longer list is not kept: how often any other came is."""


class Tally:
    """Counts reports one after the other, in memory that does not grow with them."""

    def __init__(self) -> None:
        self.assessed = 0
        self.unread = 0
        self.bugs = 0
        self.stands: Counter[Outcome] = Counter()
        self.worst: Counter[Outcome] = Counter()
        self.rules: Counter[tuple[RuleId, Standing]] = Counter()
        self.open: Counter[tuple[QuestionId, Missing]] = Counter()
        self.names: Counter[tuple[str, Missing]] = Counter()
        self.left_open: Counter[tuple[str, Missing]] = Counter()  # those it makes worse at worst than as it stands
        self.alone: Counter[tuple[str, Missing]] = Counter()  # those of them for whom nothing else does so
        self.other_names = 0

    def add(self, report: Report) -> None:
        outcome = report.outcome
        self.assessed += 1
        self.stands[outcome.stands] += 1
        self.worst[outcome.worst] += 1
        for finding in report.findings:
            self.rules[finding.rule.id, finding.standing] += 1
        asked = dict.fromkeys((point.question, point.missing) for point in report.open)
        self.open.update(list(asked))
        self._count_names(report)

    def _count_names(self, report: Report) -> None:
        """Unrecognised names, and names that may mean one thing or another, with what they leave open."""
        worse = {_key(point) for point in report.open if point.could_be > report.outcome.stands}
        names = [_key(point) for point in report.open if point.name]
        for named in dict.fromkeys(names):
            if named not in self.names and len(self.names) >= DIFFERENT:
                self.other_names += 1
                continue
            self.names[named] += 1
            self.left_open[named] += named in worse
            self.alone[named] += worse == {named}

    def named(self) -> list[tuple[str, Missing]]:
        """Every such name, first those that leave most people open, then those that came most often."""
        return sorted(self.names, key=self._place_in_order)

    def _place_in_order(self, named: tuple[str, Missing]) -> tuple[int, int, int, str, str]:
        text, missing = named
        people_left_open = self.left_open[named]
        people_by_it_alone = self.alone[named]
        times = self.names[named]
        return -people_left_open, -people_by_it_alone, -times, text, missing.value


def _key(point: OpenPoint) -> tuple[str, Missing]:
    return point.name.casefold(), point.missing
