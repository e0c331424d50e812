"""The fixed words of a page: one for each level, outcome, reading and kind of ground."""

from __future__ import annotations

from collections.abc import Iterable

from acucheck.model.answers import BodyPlace, Candidate, Cue, Name, NameKind, NoSuchWeek, Taken, Use, Via
from acucheck.model.book import AnswerKind, Rule, RuleBook
from acucheck.model.levels import Basis, Level, Outcome, Read, Reader, Time
from acucheck.rulebook.rules import levels

LEVELS = {
    Reader.PRACTITIONER: {
        Level.NONE: "no rule",
        Level.NOTE: "as planned; noted",
        Level.CAUTION: "with care",
        Level.REFER: "ask first",
        Level.AVOID: "leave out",
    },
    Reader.PATIENT: {
        Level.NONE: "go ahead",
        Level.NOTE: "go ahead; good to know",
        Level.CAUTION: "tell first, then go ahead",
        Level.REFER: "ask first",
        Level.AVOID: "leave out",
    },
}

_NAMES = {
    Outcome.NONE: Level.NONE,
    Outcome.NOTE: Level.NOTE,
    Outcome.CARE: Level.CAUTION,
    Outcome.CHANGE: Level.AVOID,
    Outcome.ASK: Level.REFER,
}

OUTCOMES = {
    Outcome.NONE: "no rule applies",
    Outcome.NOTE: "go ahead as planned; noted",
    Outcome.CARE: "go ahead with care",
    Outcome.CHANGE: "leave out a part",
    Outcome.ASK: "ask first",
    Outcome.NOT_TODAY: "not today",
    Outcome.HELP: "get help",
}

READ = {
    Read.PART: "read in part",
    Read.ABSTRACT: "abstract read",
    Read.SECONDARY: "read second hand",
    Read.MEMORY: "from memory",
    Read.JUDGEMENT: "own judgement",
}

BASIS = {
    Basis.GUIDELINE: "guideline",
    Basis.STUDY: "study",
    Basis.CONVENTION: "convention, not proof",
    Basis.POLICY: "one centre's policy",
    Basis.JUDGEMENT: "judgement of the rule book's authors",
}

TIMES = {
    Time.RIGHT_AFTER: "Right after",
    Time.SAME_DAY: "Today/tonight",
    Time.NEXT_DAYS: "Next days",
    Time.WEEKS: "Weeks after",
}

USES = {
    Use.PAST: "in the past",
    Use.STOPPED: "stopped",
    Use.SOMEONE_ELSE: "someone else's",
    Use.NOT_TAKEN: "said not to be so",
    Use.ALLERGY: "an allergy",
    Use.LOCAL: "acts only where it is put",
}

CUES = {
    Cue.NEGATED: "a no stands beside it",
    Cue.STOPPED: "it may be stopped",
    Cue.PAUSED: "it may be paused",
    Cue.PAST: "it may be in the past",
    Cue.PLANNED: "it is planned",
    Cue.SOMEONE_ELSE: "it may be someone else's",
    Cue.ALLERGY: "it may be an allergy",
    Cue.LOCAL: "it may act only where it is put",
    Cue.REASON: "it may be what a medicine is for",
    Cue.UNSURE: "it was not said for certain",
}

HOW = {
    Via.EXACT: "",
    Via.BRAND: "brand of ",
    Via.PHRASE: "",
    Via.FUZZY: "",
}


def named(outcome: Outcome, reader: Reader) -> str:
    """What an outcome is called wherever it is one of several bounds: the same word as in the table."""
    return LEVELS[reader][_NAMES[outcome]] if outcome in _NAMES else OUTCOMES[outcome]


def level_named(level: Level, outcome: Outcome, reader: Reader) -> str:
    """What a level is called for a cell that makes *outcome* of the session."""
    return named(outcome, reader) if outcome is Outcome.NOT_TODAY and level is Level.AVOID else LEVELS[reader][level]


def technique(book: RuleBook, name: str, reader: Reader, typed: str = "") -> str:
    """What a technique is called; what was typed when it was not recognised."""
    return book.techniques[name].label.for_reader(reader) if name else f"'{typed}'"


def at(place: BodyPlace) -> str:
    """A planned place with its side, as it is called."""
    if not place.id:
        return f"'{place.typed}'"
    if place.side is None:
        return place.name
    if place.name.startswith("the "):
        return f"the {place.side.value} {place.name.removeprefix('the ')}"
    return f"{place.name} ({place.side.value})"


def taken(book: RuleBook, name: Name, reader: Reader) -> str:
    """A typed name and what it was taken for."""
    label = labels(book, name.concepts, reader)
    own = name.kind is NameKind.MEDICINE and name.name.casefold() != name.typed.casefold()
    called = name.name if own else ""  # a condition is shown by the line that it ticks
    meaning = ", ".join(part for part in (called and HOW[name.via or Via.EXACT] + called, label) if part)
    match name.taken:
        case Taken.RECOGNISED if name.given_as_class:
            return label if name.typed == name.meant else f"{name.typed} = {label}"
        case Taken.RECOGNISED if label:
            return f"{name.typed} = {meaning}"
        case Taken.RECOGNISED:
            return f"{name.typed}: known, no rule here is about it"
        case Taken.MAYBE:
            doubt = f" ({CUES[name.cue]})" if name.cue else ""
            return f"maybe {name.typed}" + (f" = {meaning}" if meaning else "") + doubt
        case Taken.AMBIGUOUS:
            return f"'{name.typed}' can mean more than one thing; taken as {label or 'nothing special'} until known"
        case Taken.SUGGESTED:
            close = f"'{name.typed}' is no sure name, perhaps {perhaps(book, name, reader)}"
            return f"{close}; taken as {label} until known" if label else close
        case Taken.UNRECOGNISED:
            return f"'{name.typed}': not recognised"
        case Taken.SET_ASIDE:
            since = f" ({name.when})" if name.when else ""
            return f"{name.typed}: set aside, {USES[name.use] if name.use else 'not current'}{since}"


def called(book: RuleBook, name: Name, reader: Reader) -> str:
    """A name as it was typed; the class, where that was given instead."""
    return labels(book, name.concepts, reader) if name.given_as_class else name.typed


def perhaps(book: RuleBook, name: Name, reader: Reader) -> str:
    """What a name may stand for: each by its name, or the kind of thing it is where that is no other name."""
    return joined((_other_than(name.typed, book, each, reader) for each in name.candidates), "or")


def _other_than(typed: str, book: RuleBook, each: Candidate, reader: Reader) -> str:
    if each.name and each.name.casefold() != typed.casefold():
        return each.name
    return labels(book, each.concepts, reader)


def candidate(book: RuleBook, each: Candidate, reader: Reader) -> str:
    """One thing that a name may stand for, with what it would be here."""
    label = labels(book, each.concepts, reader)
    return f"{each.name} ({label or 'no rule here is about it'})" if each.name else label


def labels(book: RuleBook, concepts: Iterable[str], reader: Reader) -> str:
    """What some kinds of medicines are called, or the lines that a condition ticks."""
    return "; ".join(dict.fromkeys(_concept(book, concept, reader) for concept in sorted(concepts)))


def is_condition(concepts: Iterable[str]) -> bool:
    """Whether *concepts* are lines of questions, as `question.line`, and not kinds of medicines."""
    return any("." in concept for concept in concepts)


def _concept(book: RuleBook, concept: str, reader: Reader) -> str:
    if "." in concept:
        asked, line = concept.split(".", 1)
        question = book.questions[asked]
        label = question.options[line].for_reader(reader)
        return (
            label if question.kind is AnswerKind.MANY else f"{question.short.for_reader(reader)}: {lower_first(label)}"
        )
    return book.concepts["medicine"][concept].label.for_reader(reader)


def strictest(rule: Rule) -> Level:
    """The strictest level a rule can give."""
    return max(levels(rule))


def no_such_week(answer: NoSuchWeek) -> str:
    """Why a number of weeks or a due date was not taken, and what may be wrong with it."""
    asked = "is the date wrong, or is the baby born?" if answer.beyond else "is the date wrong?"
    return f"'{answer.typed}' cannot be right: {asked}"


def joined(parts: Iterable[str], last: str = "and") -> str:
    """Parts as people list them: a, b and c."""
    parts = list(dict.fromkeys(part for part in parts if part))
    return f" {last} ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def sentence(text: str) -> str:
    """*text* with a capital at its start and a full stop at its end."""
    text = upper_first(text)
    return text if not text or text[-1] in ".?!" else text + "."


def upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """*text* to go on inside a sentence: without the capital of an ordinary word."""
    return text if text[1:2].isupper() or text[:1] == "'" else text[:1].lower() + text[1:]
