"""How long an interview is: prompts, keys, and words written to the terminal before the result. Run it as it is.

A prompt is every line the program waits for; who is answering and the key that confirms the review are counted apart.
A word has two letters or more; what is typed is not counted. The people are those of `tests/patients.py`.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from keyboard import Person, Said
from patients import AT_HOME, AT_THE_DESK

from acucheck.interview import Who
from acucheck.names.vocabulary import Vocabulary
from acucheck.rulebook import default_rules, load

HEALTHY_ADULT: dict[str, dict[str, Said]] = {"a healthy adult": {}}


def main() -> None:
    vocabulary = Vocabulary(load(str(default_rules())).book)
    print("| who | prompts | apart | keys | words |")
    print("|---|---|---|---|---|")
    measure(vocabulary, "at home: ", AT_HOME, Who.SELF)
    measure(vocabulary, "practitioner: ", HEALTHY_ADULT | AT_THE_DESK, Who.PRACTITIONER)


def measure(vocabulary: Vocabulary, start: str, people: Mapping[str, Mapping[str, Said]], who: Who) -> None:
    for name, said in people.items():
        person = Person(vocabulary, said, who)
        person.until_the_end()
        print(f"| {start}{name} | {person.prompts} | {person.apart} | {person.keys} | {person.words} |")


if __name__ == "__main__":
    main()
