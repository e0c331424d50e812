"""What one typed line means as an answer: the same tree that an answers file would hold.

Keys, numbers from the printed list, words for yes, no, none and not sure, and the names of things in the list have a
meaning. An empty line and everything else answer nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from acucheck.answers import fixed_words
from acucheck.document.wording import phrases
from acucheck.interview.option_names import lines_named
from acucheck.interview.prompts import NO, NONE, NOT_SURE, YES, Prompt
from acucheck.interview.typed_choices import Again, Named, chosen
from acucheck.interview.typed_words import bare, spoken_key
from acucheck.located.yaml_writing import Tree
from acucheck.model.answers import NameKind
from acucheck.model.book import AnswerKind, Question
from acucheck.model.levels import Audience
from acucheck.names.spelling import key
from acucheck.names.vocabulary import Vocabulary

LONGEST = 400
"""Characters in one line. A longer one is a paste gone wrong."""


def answer_tree(
    question: Question,
    line: str,
    vocabulary: Vocabulary,
    audience: Audience,
    known: frozenset[str] = frozenset(),
) -> Tree:
    """The answer in *line*, to a question in the words for *audience*; *known* are marked lines. Raises Again."""
    line = clean(line)
    if question.kind is AnswerKind.ONE:
        return one_of(question, line)
    if spoken_key(line) == NOT_SURE:
        return fixed_words.NOT_SURE
    match question.kind:
        case AnswerKind.MANY:
            labels = {option: question.listed(option, audience) for option in question.options}
            return many_of(labels, line, lambda name: lines_named(name, question, vocabulary), known)
        case AnswerKind.NAMES:
            return names(line, vocabulary, NameKind(question.names))
        case AnswerKind.PLACES:
            return places(line)
        case AnswerKind.GESTATION:
            return gestation(line)
        case _:
            return number(line)


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
    """The option: by its key, as yes or no, or by all the words of its label; or not sure. Raises Again."""
    keys = option_keys(question)
    for option, label in question.options.items():
        if _is(line, option, label.practitioner, label.patient):
            return option
    if bare(line) == NONE and "no" in question.options:
        return "no"
    if COULD_BE in question.options and bare(line) in _CANNOT_BE:
        return "no"
    typed = spoken_key(line) or bare(line)
    if typed in keys:
        return keys[typed]
    if typed == NOT_SURE:
        return fixed_words.NOT_SURE
    takes = f"That is no answer here. Write {', '.join(keys)}, or u for not sure."
    raise Again(f"{takes} {_GO_BACK}" if _is_said_not_to_be(line) else takes)


_GO_BACK = "If you have none of it, go back and take it out."
_NOT_TO_BE = re.compile(
    r"(?:none|no|nope|nil|never|not me|nowhere|nobody|kein\w*|nein|aucun\w*|ningun\w*|nessun\w*|nenhum\w*|geen)\b"
    r"|.*\b(?:(?:i|we) (?:have|had|am|do) (?:no|not|none)|i (?:don'?t|never) (?:have|had)"
    r"|(?:it|that) (?:was|is) (?:my|his|her|not mine)|not mine|not myself)\b"
)


def _is_said_not_to_be(line: str) -> bool:
    """Whether words say that there is nothing of what a question asks about, or that it is somebody else's."""
    return spoken_key(line) in {NONE, NO} or _NOT_TO_BE.match(bare(line)) is not None


COULD_BE = "could-be"
"""The option beside which it can be said that it cannot be."""

_CANNOT_BE = frozenset(
    [
        "cannot be",
        "can not be",
        "can't be",
        "cant be",
        "it cannot be",
        "not possible",
        "impossible",
        "does not apply",
        "not applicable",
        "n/a",
    ]
)


def option_keys(question: Question) -> dict[str, str]:
    """The key to press -> the option it stands for. Numbers count every line, so that none can be taken for a yes."""
    keys: dict[str, str] = {}
    for key_of_option, option in ((YES, "yes"), (NO, "no")):
        if option in question.options:
            keys[key_of_option] = option
    for option in question.options:
        if option not in keys.values():
            keys[str(len(keys) + 1)] = option
    return keys


def many_of(labels: Mapping[str, str], line: str, named: Named, known: frozenset[str]) -> Tree:
    """The lines by their numbers or names, not sure with a `?` or `maybe`. Raises Again.

    Those *known* stay ticked whatever else is chosen: a none is one of the others, and a number comes on top.
    """
    takes = f"Write numbers from 1 to {len(labels)} (2? maybe), names from the list, 0 for none, u for not sure."
    said = spoken_key(line)
    if said == YES and not known:
        raise Again(f"Which of them? {takes}")
    found: list[Tree] = [] if said in {NONE, NO, YES} else [*chosen(labels, line, named, takes)]
    for option in labels:
        is_chosen = option in found or fixed_words.MAYBE + option in found
        if option in known and not is_chosen:
            found.append(option)
    return found or fixed_words.NONE


def plan(line: str, vocabulary: Vocabulary, audience: Audience, named: Named) -> Tree:
    """The techniques by their numbers or as *named*, one that is only possible after `maybe `. Raises Again."""
    line = clean(line)
    takes = "Write the numbers or names of what is planned, or u when it is not known."
    said = spoken_key(line)
    if said == NOT_SURE:
        return fixed_words.NOT_SURE
    if said:
        raise Again(takes)
    techniques = vocabulary.book.techniques.items()
    labels: dict[str, str] = {name: technique.label.for_audience(audience) for name, technique in techniques}
    return list(chosen(labels, line, named, takes))


def names(line: str, vocabulary: Vocabulary, kind: NameKind) -> Tree:
    """Names, apart by commas; a question mark behind one is not sure, and `u` or `?` alone that there may be more.

    What only tells that the one before it is over, such as "finished", goes with it.
    """
    parts = _parts(line)
    if not parts:
        return fixed_words.NONE
    told: list[str] = []
    for part in parts:
        if told and vocabulary.tells_of_one_before(part, kind):
            told[-1] += f", {part}"
        else:
            told.append(part)
    return [_name(part) for part in told]


def _parts(line: str) -> list[str]:
    """What stands between the commas of a line; nothing where it says none. Raises Again where a part names nothing."""
    takes = "Write the names with commas between them, or none, or not sure."
    if spoken_key(line) in {NONE, NO} or bare(line) in _NO_MEDICINES:
        return []
    parts = [part.strip() for part in _BETWEEN.split(line) if part.strip()]
    if len(parts) > 1 and bare(parts[-1]) in _THAT_IS_ALL:
        parts.pop()
    says_nothing = parts in ([], ["?"])
    if says_nothing or any(map(_is_no_name, parts)):
        raise Again(takes)
    return parts


_NO_MEDICINES = frozenset(
    f"{no} {kind}"
    for no in ("no", "no other", "no more")
    for kind in ("medicine", "medicines", "meds", "medication", "medications", "tablets", "pills", "drugs", "others")
)
"""Words for none where medicines are asked for."""


_SAYS_NOTHING = frozenset({"n/a", "same", "the same", "as before", "same as before", "same as last time", "ditto"})
"""Words that name nothing where there is nothing they could refer to."""

AS_BEFORE_WORDS = frozenset({*_SAYS_NOTHING - {"n/a"}, "like last time", "as last time", "same plan", "unchanged"})
"""Words for the plan of the visit before."""

_THAT_IS_ALL = frozenset({"nothing else", "no others", "no other", "that is all", "that's all", "thats all"})
"""Words behind the last name that say that it is the last."""


def _is_no_name(part: str) -> bool:
    """Whether a part says yes, no or none, or has no letter but the `?` for what is not sure."""
    known = part.rstrip("? ")
    if not known:
        return False
    return not _has_letters(known) or spoken_key(known) in {YES, NO, NONE} or bare(known) in _SAYS_NOTHING


def places(line: str) -> list[str]:
    """Points or regions, apart by commas. None is no answer: a place is asked for only where there is one."""
    takes = "Write the places or points with commas between them, or not known."
    if _is_said_not_to_be(line):
        raise Again(f"{takes} {_GO_BACK}")
    if spoken_key(line) == YES:
        raise Again(takes)
    try:
        found = [_name(part) for part in _parts(line)]
    except Again:
        raise Again(takes) from None
    if any(part.startswith(fixed_words.MAYBE) for part in found):
        raise Again(takes)
    return found


SAME = frozenset({"same", "the same", "same place", "same places", "same points", "same again", "ditto", "as above"})
"""Words for the places that were named for the technique before."""


def planned_places(line: str, before: Tree | None) -> Tree:
    """What a line means as places of the plan; *before* are those of the technique before, where there is one."""
    line = clean(line)
    if spoken_key(line) == NOT_SURE:
        return fixed_words.NOT_SURE
    if bare(line) in SAME:
        if before is None:
            raise Again("There is no technique before this one. Write the places or points, or not known.")
        return before
    found = places(line)
    if fixed_words.NOT_SURE in found:
        raise Again("Write the places or points that are known, or not known alone.")
    return found


def number(line: str) -> str:
    """A number as an answers file holds it; what stands before it in `aged 68` says nothing."""
    return re.sub(r"^(?:aged?|i am|i'm|he is|she is)\s+", "", line, flags=re.IGNORECASE)


def gestation(line: str) -> str:
    """Weeks, or a due date after the word that says so: whatever names a year is a day."""
    text = re.sub(r"^(?:it is |it's )?due(?: date)?(?: is)?(?: on)?(?:\s*:)?\s+", "", line, flags=re.IGNORECASE)
    text = re.sub(r"\s+(?:pregnant|of pregnancy)$", "", text, flags=re.IGNORECASE)
    if _YEAR.search(text):
        return fixed_words.DUE + text
    return text


_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def prompt_key(prompt: Prompt, line: str) -> str:
    """The key of the choice that *line* makes, by its key, as yes, no or not sure, or by its words. Raises Again."""
    choices = (*prompt.choices, *prompt.special)
    keys = [choice.key for choice in choices]
    small = bare(line)
    if small in keys:
        return small
    if spoken_key(line) in keys:
        return spoken_key(line)
    found = [choice.key for choice in choices if _is(line, choice.code, choice.label)]
    if len(found) != 1:
        raise Again(f"Write {phrases.joined(keys, 'or')}.")
    return found[0]


def _is(line: str, *names: str) -> bool:
    """Whether *line* is one of *names* in words, and no question."""
    is_words = "?" not in line and _has_letters(line)
    return is_words and key(line) in map(key, names)


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))


def _name(part: str) -> str:
    if part == "?" or spoken_key(part) == NOT_SURE:
        return fixed_words.NOT_SURE
    if part.endswith("?"):
        return fixed_words.MAYBE + part.rstrip("? ")
    return part


_BETWEEN = re.compile(r"(?<!\d),|,(?!\d)|;")
"""What stands between two names: a comma between two digits belongs to a strength."""
