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
        self.assessed += 1
        self.stands[report.outcome.stands] += 1
        self.worst[report.outcome.worst] += 1
        self.rules.update((finding.rule.id, finding.standing) for finding in report.findings)
        self.open.update({(point.question, point.missing) for point in report.open})
        self._add_names(report)

    def _add_names(self, report: Report) -> None:
        """Unrecognised names, and names that may mean one thing or another, with what they leave open."""
        worse = {_named(point) for point in report.open if point.could_be > report.outcome.stands}
        names = [_named(point) for point in report.open if point.name]
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
        return -self.left_open[named], -self.alone[named], -self.names[named], text, missing.value


def _named(point: OpenPoint) -> tuple[str, Missing]:
    return point.name.casefold(), point.missing
