"""Writes `docs/performance.md`, and what is measured in `docs/scale.md`, from one run.

Run it as `.venv/bin/python benchmarks/performance.py [--million]`, after `pip install '.[bench]'`. With `--million` the
long list is run too, which takes its time.
"""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from textwrap import fill

import engines
import growth
import lists
import practice
import single
import start

from acucheck import __version__
from acucheck.rulebook import default_rules, load

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAPER, SCALE = DOCS / "performance.md", DOCS / "scale.md"
FROM, TO = "<!-- measured -->", "<!-- /measured -->"
SHORT, LONG = 100_000, 1_000_000
HUNDRED_MILLION = 100_000_000
HOUR = 3600


def main() -> None:
    runs = [lists.measure(count) for count in ([SHORT, LONG] if "--million" in sys.argv else [SHORT])]
    paper = "\n".join([*_head(), *_starts(), *_practice(), *_single(), *_engines(), *_lists(runs), *_growth()])
    PAPER.write_text(paper, encoding="utf-8")
    before, _, rest = SCALE.read_text(encoding="utf-8").partition(FROM)
    SCALE.write_text(before + FROM + "\n" + "\n".join(_estimate(runs[-1])) + "\n" + TO + rest.partition(TO)[2], "utf-8")
    print(paper, *_estimate(runs[-1]), sep="\n")


def _head() -> Iterator[str]:
    book = load(str(default_rules())).book
    yield "# Performance\n"
    yield from _paragraph(
        f"""Written by `benchmarks/performance.py` from one run on {datetime.now(UTC):%Y-%m-%d}: acucheck {__version__},
        Python {platform.python_version()}, {_machine()}, load {os.getloadavg()[0]:.1f}; rule book {book.version},
        {len(book.rules)} rules; {_versions()}. The ratios are what carries over to another machine."""
    )


def _machine() -> str:
    """The processor by its name, where that can be read, and how many there are."""
    known = Path("/proc/cpuinfo")
    names = re.findall(r"^model name\s*: (.+)$", known.read_text("utf-8"), re.MULTILINE) if known.exists() else []
    return f"{(names or [platform.machine()])[0]}, {os.cpu_count()} cores"


def _versions() -> str:
    """What it runs with and what it is measured against."""
    return ", ".join(f"{name} {version(name)}" for name in ("typer", "msgspec", "PyYAML", "zen-engine", "rule-engine"))


def _starts() -> Iterator[str]:
    yield "## A whole command\n"
    yield from _paragraph(
        """Medians of whole processes, run in turn; beside each ratio, within how much half of them lie around it."""
    )
    yield "| command | ms | times the imports alone | half of them |\n|---|---:|---:|---|"
    for each in start.measure(41):
        low, high = each.middle_half
        yield f"| `{each.name}` | {each.seconds * 1000:.0f} | {each.ratio:.2f} | {low:.2f} to {high:.2f} |"
    yield ""


def _practice() -> Iterator[str]:
    yield "## A practice's own file\n"
    yield from _paragraph(
        """What a check takes more with one, in milliseconds of the processor; medians of pairs. A
        whole own book, which is read strictly at every start because nothing was decoded from it beforehand, takes what
        reading it takes: see how that grows below."""
    )
    yield "| person | without | more |\n|---|---:|---:|"
    for person, (without, more) in practice.measure(21).items():
        yield f"| {person} | {without * 1000:.0f} | {more * 1000:+.1f} |"
    yield ""


def _single() -> Iterator[str]:
    taken = single.measure(500)
    yield "## One assessment\n"
    yield from _paragraph(
        """From answers that were read to a report, in one process; medians, in microseconds. A report decides at once
        what a line of `acucheck batch` holds: the outcome and the cells with their bounds, the findings and the open
        points. The reasons and the account that a page has besides are worked out when they are read."""
    )
    yield "| person | decided | with all that a page says |\n|---|---:|---:|"
    for name, (decided, whole) in {**taken, "median of them": single.medians(taken)}.items():
        yield f"| {name} | {decided * 1e6:,.0f} | {whole * 1e6:,.0f} |"
    yield ""


def _engines() -> Iterator[str]:
    rates, count = engines.measure()
    yield "## Beside other engines\n"
    yield from _paragraph(
        f"""The conditions of {count} rules for {engines.PEOPLE} people who answered all that they would be asked, in
        turn, on one core. All found the same rules for everybody. The other two say which conditions are true, as the
        engine of acucheck does with the level of every technique and place; all that is decided are its bounds,
        findings and open points as well."""
    )
    yield "| | people a second | slowest to fastest round | times acucheck |\n|---|---:|---|---:|"
    for each in rates:
        spread = f"{each.slowest:,.0f} to {each.fastest:,.0f}"
        yield f"| {each.name} | {each.median:,.0f} | {spread} | {each.median / rates[0].median:.2f} |"
    yield ""


def _lists(runs: list[lists.Run]) -> Iterator[str]:
    yield "## Lists from end to end\n"
    yield from _paragraph(
        """`acucheck batch LIST --output FILE`: read, recognised, assessed and written, one process. A second is one of
        the processor."""
    )
    yield "| records | a second | minutes | memory at most | list | results |\n|---:|---:|---:|---:|---:|---:|"
    for run in runs:
        rate = f"{run.records / run.seconds:,.0f} | {run.seconds / 60:.1f} | {run.megabytes:.0f} MB"
        yield f"| {run.records:,} | {rate} | {run.read:,.0f} MB | {run.written:,.0f} MB |"
    more = runs[-1].megabytes / runs[0].megabytes
    yield f"\nThe longest list took {more:.2f} times the memory of the shortest.\n" if len(runs) > 1 else ""


def _growth() -> Iterator[str]:
    yield "## How it grows\n"
    yield from _paragraph(
        f"""Ten times as much of one thing: the fewest seconds of the processor of some rounds, and the exponent of the
        time. 1 is ten times the time; {growth.ALLOWED} is the most that is allowed."""
    )
    yield "| work | with | ms | tenfold | exponent |\n|---|---|---:|---:|---:|"
    for each in growth.measure():
        times = f"{each.seconds * 1000:.1f} | {each.seconds_tenfold * 1000:,.1f}"
        yield f"| {each.what} | {each.of} | {times} | {each.exponent:.2f} |"
    yield ""


def _estimate(run: lists.Run) -> Iterator[str]:
    """What a hundred million records take at the rate of *run*."""
    times = HUNDRED_MILLION / run.records
    hours = run.seconds * times / HOUR
    read, written = (each * times / 1000 for each in (run.read, run.written))
    yield from _paragraph(
        f"""Measured: {run.records / run.seconds:,.0f} records a second on one core, {run.megabytes:.0f} MB of memory, a
        list of {run.records:,} (`docs/performance.md`). A hundred million at that rate are {hours:,.0f} hours of
        one core: {60 * hours / 32:.0f} minutes on 32 cores, {60 * hours / 256:.0f} on 256. They are {read:,.0f} GB to
        read and {written:,.0f} GB of results, and each process needs the same {run.megabytes:.0f} MB."""
    )


def _paragraph(text: str) -> Iterator[str]:
    yield fill(" ".join(text.split()), 120, break_on_hyphens=False, break_long_words=False) + "\n"


if __name__ == "__main__":
    main()
