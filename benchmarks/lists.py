"""`acucheck batch` from end to end: records a second and the most memory it ever had, by the length of the list.

Run it as `.venv/bin/python benchmarks/lists.py [RECORDS...]`; a million takes its time.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from people import write_people

from acucheck.rulebook import default_rules, load

ACUCHECK = str(Path(sys.executable).parent / "acucheck")
BETWEEN = """
import resource, subprocess, sys, time
start = time.perf_counter()
code = subprocess.run(sys.argv[1:]).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, time.perf_counter() - start, used.ru_maxrss)
sys.exit(code)
"""
"""A small process in between: the most memory of a process counts that of the one it was made from."""


@dataclass(frozen=True, slots=True)
class Run:
    """One list, done."""

    records: int
    seconds: float  # of the processor: one core, whatever else the machine does
    elapsed: float
    megabytes: float  # the most the process had at once
    read: float  # megabytes of the list
    written: float


def measure(records: int) -> Run:
    """Writes a list, runs it, and throws everything away. Raises SystemExit when a record is missing."""
    with tempfile.TemporaryDirectory() as folder:
        path, output = Path(folder, "list.jsonl"), Path(folder, "out.jsonl")
        write_people(path, load(str(default_rules())).book, records)
        command = [sys.executable, "-S", "-c", BETWEEN, ACUCHECK, "batch", str(path), "--output", str(output)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode or _lines(output) != records:
            raise SystemExit(f"{records} records: not all of them came out")
        used, elapsed, kilobytes = map(float, done.stdout.split())
        return Run(records, used, elapsed, kilobytes / 1024, _megabytes(path), _megabytes(output))


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for _ in file)


def _megabytes(path: Path) -> float:
    return path.stat().st_size / 1_000_000


if __name__ == "__main__":
    for count in [int(each) for each in sys.argv[1:]] or [10_000]:
        run = measure(count)
        print(f"{count:9,} records  {count / run.seconds:7,.0f} a second  {run.megabytes:6.1f} MB at most")
