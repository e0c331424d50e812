"""How the time of each kind of work grows: with ten times as much of one thing, and the exponent of the time.

An exponent of 1 is ten times the time for ten times as much. Run it as `.venv/bin/python benchmarks/growth.py`; it
ends in 1 when an exponent is above what is allowed.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import cycle, islice
from math import log10
from pathlib import Path
from time import process_time
from unittest import mock

from msgspec.structs import replace
from people import MEDICINES, people

from acucheck.answers import decode
from acucheck.assess import assess
from acucheck.located import Origin
from acucheck.located.from_memory import node_of
from acucheck.model.answers import NOBODY, Answers
from acucheck.model.book import Rule, RuleBook
from acucheck.model.ids import RuleId
from acucheck.model.levels import Audience
from acucheck.names import dictionary_check, entries
from acucheck.names.cached import CachedVocabulary
from acucheck.names.setting import Setting
from acucheck.names.vocabulary import Vocabulary
from acucheck.render.as_record import record_line
from acucheck.render.as_text import as_text
from acucheck.rulebook import default_rules, load, rule_book

ALLOWED = 1.1
TIMES = 10
ROUNDS = 3
DAY = date(2026, 1, 1)
SETTING = Setting(DAY)

PERSON: Mapping[str, object] = {
    "plan": {"manual needling": ["LI4", "ST36"], "cupping": ["BL23"], "electroacupuncture": ["SP6"]},
    "bleeding": ["blood-thinner", "bleeding-disorder"],
    "devices": ["pacemaker"],
    "cancer-immune": ["weak-immunity"],
    "skin": ["sore-skin"],
    "pregnant": "yes",
    "age": 70,
}
"""Somebody about whom many rules have something to say."""

Work = Callable[[], object]
"""What is timed."""


@dataclass(frozen=True, slots=True)
class Growth:
    """One kind of work: its seconds with so much of something, and with ten times as much."""

    what: str
    of: str
    seconds: float
    seconds_tenfold: float

    @property
    def exponent(self) -> float:
        return log10(self.seconds_tenfold / self.seconds)


def measure() -> Iterator[Growth]:
    """Every kind of work with so much, and with ten times as much, of what it is given."""
    with tempfile.TemporaryDirectory() as folder:
        for what, (amount, of, make) in KINDS.items():
            few, many = (make(each, Path(folder)) for each in (amount, TIMES * amount))
            yield Growth(what, f"{amount:,} {of}", _least(few), _least(many))


def _least(work: Work) -> float:
    """The fewest seconds of the processor of some rounds."""
    work()  # what is made once is not counted
    taken = []
    for _ in range(ROUNDS):
        start = process_time()
        work()
        taken.append(process_time() - start)
    return min(taken)


# What is timed


def _rules_read(amount: int, folder: Path) -> Work:
    """A strict reading of a book with so many rules."""
    text = default_rules().read_text(encoding="utf-8").replace("title: acucheck core rules", "title: grown")
    before, rules = text.split("\nrules:\n")
    blocks = re.split(r"^(?=  [a-z0-9-]+:$)", rules, flags=re.MULTILINE)
    made = [
        re.sub(r"^  ([a-z0-9-]+):$", rf"  \1-{number}:", block, count=1, flags=re.MULTILINE)
        for number, block in enumerate(islice(cycle(blocks[1:]), amount))
    ]
    path = folder / f"{amount}.yaml"
    path.write_text(before + "\nrules:\n" + "".join(made), encoding="utf-8")
    return lambda: load(str(path))


def _rules_assessed(amount: int, _: Path) -> Work:
    """A person by a book with so many rules, which is met for the first time."""
    book, answers = _with_rules([*rule_book().rules.values()], amount), _answers(PERSON)
    return lambda: assess(replace(book), answers)


def _findings(amount: int, _: Path) -> Work:
    """Both pages of a person about whom so many rules have something to say."""
    answers = _answers(PERSON)
    holding = [finding.rule for finding in assess(rule_book(), answers).findings]
    report = assess(_with_rules(holding, amount), answers)
    return lambda: [as_text(report, audience) for audience in Audience]


def _medicines(amount: int, _: Path) -> Work:
    """The report, and its page, on a person who takes so many medicines that are known."""
    book, answers = rule_book(), _answers({**PERSON, "medicines": _known(amount)})
    return lambda: as_text(assess(book, answers), Audience.PRACTITIONER)


def _places(amount: int, _: Path) -> Work:
    """The report, and its page, on a plan with so many places."""
    points = [f"{channel}{number}" for channel in ("LI", "ST", "SP", "BL", "GB") for number in range(1, 21)]
    book, answers = rule_book(), _answers({**PERSON, "plan": {"manual needling": points[:amount]}})
    return lambda: as_text(assess(book, answers), Audience.PRACTITIONER)


def _known_names(amount: int, _: Path) -> Work:
    vocabulary = Vocabulary(rule_book())
    return lambda: [vocabulary.medicines(name, SETTING) for name in _known(amount)]


def _unknown_names(amount: int, _: Path) -> Work:
    vocabulary = Vocabulary(rule_book())
    return lambda: [vocabulary.medicines(f"unheardof{number} mixture", SETTING) for number in range(amount)]


def _ands(amount: int, _: Path) -> Work:
    """One line with so many names and "and" between them."""
    vocabulary = Vocabulary(rule_book())
    line = " and ".join(islice(cycle(MEDICINES), amount))
    return lambda: vocabulary.medicines(line, SETTING)


def _words(amount: int, _: Path) -> Work:
    """One line with so many words that are no name."""
    vocabulary = Vocabulary(rule_book())
    line = " ".join(f"unheard{number}" for number in range(amount))
    return lambda: vocabulary.conditions(line, SETTING)


def _lines(amount: int, _: Path) -> Work:
    """So many records of a list, each recognised, assessed and written."""
    book = rule_book()
    vocabulary = CachedVocabulary(book)
    records = [*people(book, amount)]
    return lambda: [record_line(NOBODY, assess(book, _answers(record, vocabulary))) for record in records]


def _dictionary(amount: int, folder: Path) -> Work:
    """All that is checked in the dictionaries, with so many more medicines."""
    grown = folder / f"dictionaries-{amount}"
    shutil.copytree(entries.FOLDER, grown)
    with (grown / "harmless.yaml").open("a", encoding="utf-8") as file:
        file.write("grown:\n")
        file.writelines(f"  madeup{number}: Brandmade{number}, madeup{number} salt\n" for number in range(amount))
    book = rule_book()
    return partial(_checked, grown, book)


def _checked(dictionaries: Path, book: RuleBook) -> None:
    with mock.patch.object(entries, "FOLDER", dictionaries):
        found = dictionary_check.problems(book)
    assert not found, found[:3]  # noqa: S101 - nothing else was to be timed


KINDS: Mapping[str, tuple[int, str, Callable[[int, Path], Work]]] = {
    "a rule book is read": (100, "rules", _rules_read),
    "a rule book is met, and a person assessed": (300, "rules", _rules_assessed),
    "both pages are written": (40, "findings", _findings),
    "a person is assessed, and the page written": (50, "medicines", _medicines),
    "a plan is assessed, and the page written": (10, "places", _places),
    "names are recognised": (100, "known names", _known_names),
    "names are looked for": (20, "unknown names", _unknown_names),
    "a line is read": (50, "names with `and`", _ands),
    "a line is looked through": (100, "unknown words", _words),
    "a list is assessed": (300, "lines", _lines),
    "the dictionaries are checked": (5_000, "more medicines", _dictionary),
}
"""Kind of work -> how much of what it is given, and how it is made."""


def _with_rules(rules: Sequence[Rule], amount: int) -> RuleBook:
    """The shipped book with so many rules, which are these again and again."""
    made = [replace(rule, id=RuleId(f"{rule.id}-{number}")) for number, rule in enumerate(islice(cycle(rules), amount))]
    return replace(rule_book(), rules={rule.id: rule for rule in made})


def _known(amount: int) -> list[str]:
    return [f"{name} {number} mg" for number, name in enumerate(islice(cycle(MEDICINES), amount), start=1)]


def _answers(person: Mapping[str, object], vocabulary: Vocabulary | None = None) -> Answers:
    return decode(node_of(person, Origin("person")), vocabulary or Vocabulary(rule_book()), DAY)


def main() -> None:
    grown = list(measure())
    for each in grown:
        print(
            f"{each.what:44} {each.of:24} {each.seconds * 1000:9.1f} ms {each.seconds_tenfold * 1000:10.1f} ms"
            f"   exponent {each.exponent:5.2f}"
        )
    sys.exit(any(each.exponent > ALLOWED for each in grown))


if __name__ == "__main__":
    main()
