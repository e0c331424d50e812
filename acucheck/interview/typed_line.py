"""What one typed line means as an answer: the same tree that an answers file would hold.

Only these keys have a meaning: `y` `n` `u`, numbers from the printed list (`5?` for not sure about line 5), `0` for
none. An empty line and everything else answer nothing.
"""

from __future__ import annotations

import re

from acucheck.answers import fixed_words
from acucheck.interview.prompts import NO, NONE, NOT_SURE, YES
from acucheck.located.yaml_writing import Tree
from acucheck.model.book import AnswerKind, Question

LONGEST = 400
"""Characters in one line. A longer one is a paste gone wrong."""

_NUMBERED = re.compile(r"(\d{1,3})(\?)?")


class Again(Exception):
    """The line is no answer. Its text says what would be."""


def answer_tree(question: Question, line: str) -> Tree:
    """The answer in *line*. Raises Again."""
    line = clean(line)
    if line.lower() == NOT_SURE:
        return fixed_words.NOT_SURE
    match question.kind:
        case AnswerKind.ONE:
            return one_of(question, line)
        case AnswerKind.MANY:
            return many_of(list(question.options), line)
        case AnswerKind.NAMES:
            return names(line)
        case AnswerKind.PLACES:
            return places(line)
        case _:
            return line


def clean(line: str) -> str:
    """*line* without white space around it. Raises Again when it is empty, too long or more than one line."""
    line = line.strip()
    if not line:
        raise Again("Nothing was answered. Enter alone never answers.")
    if len(line) > LONGEST:
        raise Again(f"That was {len(line)} characters; at most {LONGEST} fit. Nothing was answered.")
    if not line.isprintable():
        raise Again("That holds more than one line or a control character. Nothing was answered.")
    return line


def one_of(question: Question, line: str) -> str:
    """The option: `y` and `n` for yes and no, a number for any other."""
    keys = option_keys(question)
    if line.lower() not in keys:
        raise Again(f"That is no answer here. Write {', '.join(keys)}, or u for not sure.")
    return keys[line.lower()]


def option_keys(question: Question) -> dict[str, str]:
    """The key to press -> the option it stands for. Numbers count every line, so that none can be taken for a yes."""
    letters = {"yes": YES, "no": NO}
    others = [option for option in question.options if option not in letters]
    keys = {letters[option]: option for option in ("yes", "no") if option in question.options}
    return keys | {str(place): option for place, option in enumerate(others, start=len(keys) + 1)}


def many_of(options: list[str], line: str) -> Tree:
    """The lines by their numbers, apart by spaces or commas; a question mark behind one means not sure."""
    if line == NONE:
        return fixed_words.NONE
    chosen: dict[str, str] = {}
    for part in line.replace(",", " ").split():
        match = _NUMBERED.fullmatch(part)
        if not match or not 1 <= int(match[1]) <= len(options):
            raise Again(
                f"Write numbers from 1 to {len(options)}, such as '2 5?' (5 not sure), 0 for none, u for not sure."
            )
        option = options[int(match[1]) - 1]
        chosen[option] = (fixed_words.MAYBE if match[2] else "") + option
    return list(chosen.values())


def names(line: str) -> Tree:
    """Names, apart by commas; a question mark behind one is not sure, and `u` or `?` alone that there may be more."""
    if line.lower() in {NONE, fixed_words.NONE}:
        return fixed_words.NONE
    parts = [part.strip() for part in _BETWEEN.split(line) if part.strip()]
    if parts in ([], ["?"]) or any(part.rstrip("? ").lower() in _NO_NAMES for part in parts):
        raise Again("Write the names with commas between them, 0 for none, u for not sure.")
    return [_name(part) for part in parts]


def places(line: str) -> list[str]:
    """Points or regions, apart by commas. None is no answer: a place is asked for only where there is one."""
    parts = names(line)
    if not isinstance(parts, list) or any(str(part).startswith(fixed_words.MAYBE) for part in parts):
        raise Again("Write the points or regions with commas between them, or u when they are not known.")
    return [str(part) for part in parts]


def planned_places(line: str) -> list[str]:
    """What a line means as the plan, where "not sure" stands for all the places or for none."""
    found = places(line)
    if fixed_words.NOT_SURE in found:
        raise Again("Write the points or regions that are known, or u alone.")
    return found


def _name(part: str) -> str:
    if part.lower() in {NOT_SURE, "?"}:
        return fixed_words.NOT_SURE
    return fixed_words.MAYBE + part.rstrip("? ") if part.endswith("?") else part


_BETWEEN = re.compile(r"(?<!\d),|,(?!\d)|;")
"""What stands between two names: a comma between two digits belongs to a strength."""

_NO_NAMES = frozenset({YES, NO, "yes", "no", *"0123456789"})
