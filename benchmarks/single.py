"""How long one assessment takes, for each of the example people: from answers that were read to a report.

A report decides at once what a line of `acucheck batch` holds: the outcome and the cells with their bounds, the
findings and the open points. The reasons and the account that a page has besides are worked out when they are read; the
second figure is with all of that.

Run it as `.venv/bin/python benchmarks/single.py [ROUNDS]`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

from acucheck import answers as answers_files
from acucheck.assess import assess
from acucheck.model.answers import Answers
from acucheck.model.report import Report
from acucheck.names.vocabulary import Vocabulary
from acucheck.rulebook import rule_book

PEOPLE = Path(__file__).resolve().parent.parent / "acucheck" / "people"
DAY = date(2026, 1, 1)


def measure(rounds: int) -> dict[str, tuple[float, float]]:
    """Each person with the medians of the seconds, without and with what is worked out later."""
    book = rule_book()
    vocabulary = Vocabulary(book)
    people = {
        path.stem: answers_files.load(str(path), vocabulary, DAY).answers for path in sorted(PEOPLE.glob("*.yaml"))
    }
    decided = _medians(people, lambda answers: assess(book, answers), rounds)
    whole = _medians(people, lambda answers: _all_of(assess(book, answers)), rounds)
    return {name: (decided[name], whole[name]) for name in people}


def _medians(people: dict[str, Answers], work: Callable[[Answers], object], rounds: int) -> dict[str, float]:
    """Every round takes all of the people in turn."""
    times: dict[str, list[float]] = {name: [] for name in people}
    for _ in range(rounds):
        for name, answers in people.items():
            start = perf_counter()
            work(answers)
            times[name].append(perf_counter() - start)
    return {name: median(each) for name, each in times.items()}


def _all_of(report: Report) -> tuple[object, ...]:
    return report.account.value, *[finding.reasons.value for finding in report.findings]


def medians(taken: dict[str, tuple[float, float]]) -> tuple[float, float]:
    """The medians over the people."""
    return median(decided for decided, _ in taken.values()), median(whole for _, whole in taken.values())


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    taken = measure(rounds)
    for name, (decided, whole) in {**taken, "median": medians(taken)}.items():
        print(f"{name:16} {decided * 1e6:6.0f} microseconds, with all that a page says {whole * 1e6:6.0f}")


if __name__ == "__main__":
    main()
