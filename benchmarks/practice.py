"""How much longer a start takes that reads a practice's own file: whole commands in pairs, with it and without.

Run it as `.venv/bin/python benchmarks/practice.py [PAIRS]`. The commands of a pair run right after each other, so that
whatever else the machine does falls on both alike. What is told are medians of the processor's time: that of the plain
command, and of the differences within the pairs.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from practices import clinic  # noqa: E402 - from the tests, which are no package

ACUCHECK = str(Path(sys.executable).parent / "acucheck")
PEOPLE = ("healthy", "blood-thinner", "unknown-tea")


def main() -> None:
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    for person, (without, more) in measure(pairs).items():
        print(f"check {person}.yaml: {without * 1000:.0f} ms, {more * 1000:+.1f} ms with a practice's own file")


def measure(pairs: int) -> dict[str, tuple[float, float]]:
    """Each person with the seconds of a check without such a file, and how many more it takes with one."""
    with tempfile.TemporaryDirectory() as folder:
        practice = Path(folder) / "practice.yaml"
        practice.write_text(clinic(), encoding="utf-8")
        return {person: _paired(person, str(practice), pairs) for person in PEOPLE}


def _paired(person: str, practice: str, pairs: int) -> tuple[float, float]:
    """The medians for one person."""
    command = [ACUCHECK, "check", str(ROOT / "acucheck" / "people" / f"{person}.yaml"), "--format", "text"]
    plain = {name: value for name, value in os.environ.items() if name != "ACUCHECK_RULES"}
    with_file = {**plain, "ACUCHECK_RULES": practice}
    alone, differences = [], []
    for number in range(pairs + 1):  # the first pair warms the file cache and is not counted
        first, second = _seconds(command, plain), _seconds(command, with_file)
        if number:
            alone.append(first)
            differences.append(second - first)
    return median(alone), median(differences)


def _seconds(command: list[str], environment: dict[str, str]) -> float:
    """The seconds of the processor that a command takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if not done.stdout or done.stderr:
        sys.exit(done.stderr or "nothing was printed")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
