"""The fixed words of a page: one for each level, outcome, reading and kind of ground."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from acucheck.model.answers import BodyPlace, Candidate, Cue, MatchMethod, MatchStatus, Name, NameKind, NoSuchWeek, Use
from acucheck.model.book import AnswerKind, RuleBook, Technique, Word
from acucheck.model.ids import QuestionId, TechniqueId
from acucheck.model.levels import AftercareTime, Audience, Basis, Level, Outcome, ReadDepth

LEVELS = {
    Audience.PRACTITIONER: {
        Level.NONE: "no rule",
        Level.NOTE: "as planned; noted",
        Level.CAUTION: "with care",
        Level.REFER: "ask first",
        Level.AVOID: "leave out",
    },
    Audience.PATIENT: {
        Level.NONE: "go ahead",
        Level.NOTE: "go ahead; good to know",
        Level.CAUTION: "with care",
        Level.REFER: "ask first",
        Level.AVOID: "leave out",
    },
}

LABELS = {
    Level.NOTE: "Noted",
    Level.CAUTION: "With care",
    Level.REFER: "Ask first",
    Level.AVOID: "Leave out",
}
"""What stands in front of a sentence about places."""

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
    ReadDepth.PART: "read in part",
    ReadDepth.ABSTRACT: "abstract read",
    ReadDepth.SECONDARY: "read second hand",
    ReadDepth.MEMORY: "from memory",
    ReadDepth.JUDGEMENT: "own judgement",
}

BASIS = {
    Basis.GUIDELINE: "guideline",
    Basis.STUDY: "study",
    Basis.CONVENTION: "convention, not proof",
    Basis.POLICY: "one centre's policy",
    Basis.JUDGEMENT: "judgement of the rule book's authors",
}

TIMES = {
    AftercareTime.RIGHT_AFTER: "Right after",
    AftercareTime.SAME_DAY: "Today/tonight",
    AftercareTime.NEXT_DAYS: "Next days",
    AftercareTime.WEEKS: "Weeks after",
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
    Cue.STOPPED: "it may have been stopped",
    Cue.PAUSED: "it may be paused",
    Cue.PAST: "it may be in the past",
    Cue.PLANNED: "it may be only planned",
    Cue.SOMEONE_ELSE: "it may be someone else's",
    Cue.ALLERGY: "it may be an allergy",
    Cue.LOCAL: "it may act only where it is put",
    Cue.REASON: "it may be what a medicine is for",
    Cue.UNSURE: "it was not said for certain",
    Cue.NEW: "it sounds new",
    Cue.OLD: "it was said on an earlier day",
}

_OF_NO_RULE = {
    NameKind.MEDICINE: "makes no difference here",
    NameKind.CONDITION: "known, no rule here is about it",
}
OF_NO_RULE = {
    NameKind.MEDICINE: "Makes no difference here: {}.",
    NameKind.CONDITION: "Known, and no rule here is about it: {}.",
}
"""What is said of names that are known and mean nothing to any rule: a medicine is of no class that one reads."""

_WITH_TWO_SIDES = frozenset({"the head", "the neck", "the face", "the back", "the belly"})
"""Parts of the body of which there is one, so that a side of them is no part of a pair."""

COULD_BECOME = "could become"
"""What stands in front of an outcome or level that something open may lead to."""

HOW = {
    MatchMethod.EXACT: "",
    MatchMethod.BRAND: "brand of ",
    MatchMethod.PHRASE: "",
    MatchMethod.FUZZY: "",
}


def named(outcome: Outcome, audience: Audience) -> str:
    """What an outcome is called wherever it is one of several bounds: the same word as in the table."""
    if outcome in _NAMES:
        return LEVELS[audience][_NAMES[outcome]]
    return OUTCOMES[outcome]


def level_named(level: Level, outcome: Outcome, audience: Audience) -> str:
    """What a level is called for a cell that makes *outcome* of the session."""
    if outcome is Outcome.NOT_TODAY and level is Level.AVOID:
        return named(outcome, audience)
    return LEVELS[audience][level]


def technique(book: RuleBook, technique_id: TechniqueId, audience: Audience, typed: str = "") -> str:
    """What a technique is called; what was typed when it was not recognised, or says what is used as well."""
    if not technique_id:
        return f"'{typed}'"
    known = book.techniques[technique_id]
    label = known.label.for_audience(audience)
    if not known.shows_typed or typed.casefold() in {"", label.casefold(), technique_id, *_called(known)}:
        return label
    return f"{label} ('{typed}')"


def _called(technique: Technique) -> Iterator[str]:
    """What a technique is called by the rule book, in small letters."""
    for wording in (technique.label, technique.phrase):
        yield from (wording.practitioner.casefold(), wording.patient.casefold())


_LIMBS = frozenset({"thigh", "knee", "lower leg", "upper arm", "forearm", "elbow", "shoulder"})
"""What has a side rather than the part of it that is named."""


_WORD = r"\w+"
_SINGULAR = {"feet": "foot", "calves": "calf", "teeth": "tooth"}


def at(place: BodyPlace) -> str:
    """A planned place with its side, as it is called."""
    if not place.id:
        return f"'{place.typed}'"
    if place.side is None:
        return f"{place.name} (both sides)" if place.both and not place.has_no_side else place.name
    if place.name in _WITH_TWO_SIDES:
        return f"the {place.side.value} side of {place.name}"
    part, _, whole = place.name.partition(" of the ")
    if whole in _LIMBS:
        return f"{part} of the {place.side.value} {whole}"
    if place.name.startswith("the "):
        return f"the {place.side.value} {place.name.removeprefix('the ')}"
    return f"{place.name} ({place.side.value})"


def as_answered(place: BodyPlace) -> str:
    """A place that somebody gave, as it is called; in the words for it where those name something else."""
    return f"'{place.typed}'" if _named_otherwise(place) else at(place)


def with_answered(place: BodyPlace) -> str:
    """A place that somebody gave, as it is called; with the words for it where those name something else."""
    return f"{at(place)} ('{place.typed}')" if _named_otherwise(place) else at(place)


def _named_otherwise(place: BodyPlace) -> bool:
    """Whether a place that is known was named by another word than those that it is called by here: hips, calves."""
    if not otherwise_written(place):
        return False
    called = set(re.findall(_WORD, at(place).casefold()))
    typed = (_SINGULAR.get(word, word) for word in re.findall(_WORD, place.typed.casefold()))
    return not all(word in called or word.removesuffix("s") in called for word in typed)


def otherwise_written(place: BodyPlace) -> bool:
    """Whether a place that is known was typed in another way than it is called here."""
    if not place.id:
        return False
    typed = _letters(place.typed)
    called = _letters(at(place))
    return _letters(place.id) not in typed and typed not in called


def _letters(text: str) -> str:
    """The letters and digits of a text, all of them small, to compare it by."""
    kept = filter(str.isalnum, text.casefold())
    return "".join(kept)


def somewhere(technique: str, places: str) -> str:
    """A technique with its places, but for a place that it is called by."""
    if places in technique:
        return technique
    return f"{technique} at {places}"


def taken(book: RuleBook, name: Name, audience: Audience) -> str:
    """A typed name and what it was taken for."""
    label = labels(book, name.concepts, audience)
    meaning = ", ".join(filter(None, (_other_name(name), label)))
    match name.taken:
        case MatchStatus.RECOGNISED if name.given_as_class:
            return label if name.typed == name.meant else f"{name.typed} = {label}"
        case MatchStatus.RECOGNISED if label:
            return f"{name.typed} = {meaning}"
        case MatchStatus.RECOGNISED:
            return f"{name.typed}: {_OF_NO_RULE[name.kind]}"
        case MatchStatus.MAYBE:
            doubt = f" ({_why_in_doubt(name, name.cue)})" if name.cue else ""
            maybe = f"maybe {name.typed} = {meaning}" if meaning else f"maybe {name.typed}"
            return maybe + doubt
        case MatchStatus.AMBIGUOUS:
            return f"'{name.typed}' can mean more than one thing; taken as {label or 'nothing special'} until known"
        case MatchStatus.SUGGESTED if label and name.cue is Cue.NEW:
            return f"'{name.typed}' is not known and sounds new; taken as {label} until known"
        case MatchStatus.SUGGESTED if close := perhaps(book, name, audience):
            close = f"'{name.typed}' is no sure name, perhaps {close}"
            return f"{close}; taken as {label} until known" if label else close
        case MatchStatus.SUGGESTED | MatchStatus.UNRECOGNISED:
            return f"'{name.typed}': not recognised"
        case MatchStatus.SET_ASIDE:
            why = _why_set_aside(name)
            since = f" ({name.when})" if name.when else ""
            return f"{name.typed}: set aside, {why}{since}"


def _why_in_doubt(name: Name, cue: Cue) -> str:
    """Why it is not certain that a name counts; what was said to be over, and when, where that was said."""
    if name.use is Use.PAST or name.use is Use.STOPPED:
        since = f", {name.when}" if name.when else ""
        return f"said to be {USES[name.use]}{since}; it may still matter"
    return CUES[cue]


def _why_set_aside(name: Name) -> str:
    if name.agreeing is not None:
        return f"answered no, and typed as {name.agreeing.how.value}"
    if name.use is Use.NOT_TAKEN and name.kind is NameKind.CONDITION:
        return "what matters of it was answered no"
    return USES[name.use] if name.use else "not current"


def in_short(book: RuleBook, name: Name, audience: Audience) -> str:
    """A name in doubt as it was typed; the page says elsewhere what it was taken for."""
    called_so = called(book, name, audience)
    if name.taken is MatchStatus.MAYBE:
        return f"maybe {called_so}"
    return f"'{called_so}', which is not certain"


def _other_name(name: Name) -> str:
    """What a medicine is called apart from what was typed; a condition is shown by the line that it ticks."""
    if name.kind is not NameKind.MEDICINE or not name.name:
        return ""
    if name.name.casefold() == name.typed.casefold():
        return ""
    how = HOW[name.via] if name.via else ""
    return f"{how}{name.name}"


def called(book: RuleBook, name: Name, audience: Audience) -> str:
    """A name as it was typed; the class, where that was given instead."""
    if name.given_as_class:
        return labels(book, name.concepts, audience)
    return name.called


def perhaps(book: RuleBook, name: Name, audience: Audience) -> str:
    """What a name may stand for: each by its name, or the kind of thing it is where that is no other name."""
    meant = name.candidates or (Candidate(name.name, name.concepts),)
    others = [_other_than(name.typed, book, each, audience) for each in meant]
    return joined(others, "or")


def _other_than(typed: str, book: RuleBook, each: Candidate, audience: Audience) -> str:
    if each.name and each.name.casefold() != typed.casefold():
        return each.name
    return labels(book, each.concepts, audience)


def candidate(book: RuleBook, each: Candidate, audience: Audience) -> str:
    """One thing that a name may stand for, with what it would be here."""
    label = labels(book, each.concepts, audience)
    return f"{each.name} ({label or 'no rule here is about it'})" if each.name else label


def labels(book: RuleBook, concepts: Iterable[str], audience: Audience) -> str:
    """What some kinds of medicines are called, or the lines that a condition ticks, by the kind where that is known."""
    several = sorted(concepts)
    narrowed: set[str] = set()
    for concept in several:
        narrowed.update(_lines_narrowed(book, concept))
    named = [_concept_label(book, concept, audience) for concept in several if concept not in narrowed]
    return "; ".join(dict.fromkeys(named))


def _lines_narrowed(book: RuleBook, concept: str) -> list[str]:
    """The line that a line of a follow-up is a kind of."""
    question_id, dot, _ = concept.partition(".")
    if not dot:
        return []
    gate = book.questions[QuestionId(question_id)].gate
    if not isinstance(gate, Word):
        return []
    return [f"{gate.question}.{word}" for word in gate.words]


def is_condition(concepts: Iterable[str]) -> bool:
    """Whether *concepts* are lines of questions, as `question.line`, and not kinds of medicines."""
    return any("." in concept for concept in concepts)


def _concept_label(book: RuleBook, concept: str, audience: Audience) -> str:
    if "." not in concept:
        return book.concepts["medicine"][concept].label.for_audience(audience)
    asked, line = concept.split(".", 1)
    question = book.questions[QuestionId(asked)]
    label = question.options[line].for_audience(audience)
    if question.kind is AnswerKind.MANY:
        return label
    return f"{question.short.for_audience(audience)}: {label}"


def no_such_week(answer: NoSuchWeek) -> str:
    """Why a number of weeks or a due date was not taken, and what may be wrong with it."""
    asked = "is the date wrong, or is the baby born?" if answer.beyond else "is the date wrong?"
    return f"'{answer.typed}' cannot be right: {asked}"


def joined(parts: Iterable[str], last: str = "and") -> str:
    """Parts as people list them: a, b and c."""
    named = list(dict.fromkeys(filter(None, parts)))
    if len(named) <= 1:
        return "".join(named)
    *others, final = named
    return f"{', '.join(others)} {last} {final}"


def within_words(sentences: Sequence[str], most: int) -> list[str]:
    """The first sentence, and those behind it as long as they have no more than *most* words together."""
    kept = list(sentences[:1])
    words = len(" ".join(kept).split())
    for sentence in sentences[1:]:
        words += len(sentence.split())
        if words > most:
            break
        kept.append(sentence)
    return kept


def quoted(parts: Iterable[str]) -> str:
    """Parts in quotes as people list them, but for those that stand in quotes already."""
    return joined(map(_in_quotes, parts))


def _in_quotes(part: str) -> str:
    if part.startswith("'"):
        return part
    return f"'{part}'"


def with_stop(text: str) -> str:
    """*text* with a full stop at its end, where it has none."""
    return text if text.endswith((".", "?", "!", '."')) else f"{text}."
