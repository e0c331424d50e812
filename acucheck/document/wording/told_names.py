"""Names of conditions and medicines as somebody can say them: those that are certain, and those to be asked about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from acucheck.model.answers import MatchStatus, Name, NameKind, Names, Ticks
from acucheck.model.book import AnswerKind
from acucheck.model.ids import QuestionId
from acucheck.model.report import Report

_LINKS = {
    *("a", "an", "and", "as", "at", "because", "by", "due", "during", "for", "from", "in", "last", "my", "of", "on"),
    *("or", "since", "the", "to", "under", "when", "with"),
}
"""Words at the end of a name that only lead to another name."""

_LEADING_TO = _LINKS - {"a", "an", "the", "my", "last"} | {"but", "into", "after", "before", "while", "about"}
"""Words at the beginning of a name that lead to it from the one before."""

_AROUND_LINKS = " \t\n\r,;:()-"

_WHOSE = {"a", "an", "the", "my", "his", "her", "their"}
"""Words at the beginning of a name that say nothing of it."""

_NOT_DOUBTED = frozenset({MatchStatus.RECOGNISED, MatchStatus.SET_ASIDE, MatchStatus.UNRECOGNISED})


def as_said(name: Name) -> str:
    """A name as it was typed, but for "my" and the like, and words such as "from" at its end, which lead to another.

    Nor has it a full stop at its end: it stands within a sentence.
    """
    typed = name.meant if name.is_agreed else name.typed
    said = _without_links(typed).rstrip(".")
    first, _, rest = said.partition(" ")
    rest = rest.lstrip()
    if first.casefold() in _WHOSE and rest[:1].isalnum():
        return rest
    return said


def _without_links(typed: str) -> str:
    """A name without the words at its end that only lead to another, and what stands around them."""
    kept = typed
    while True:
        bare = kept.rstrip(_AROUND_LINKS)
        start = max(map(bare.rfind, _AROUND_LINKS)) + 1
        if not start or bare[start:].casefold() not in _LINKS:
            return kept
        kept = bare[:start].rstrip(_AROUND_LINKS)


def in_context(typed: str, names: Sequence[Name], quote: str = "'") -> str:
    """Words that were typed, in quotes; where others led to them or follow from them, with the whole phrase."""
    entries = [name.typed for name in names]
    first = last = entries.index(typed)
    while first > 0 and _go_together(entries[first - 1], entries[first]):
        first -= 1
    while last < len(entries) - 1 and _go_together(entries[last], entries[last + 1]):
        last += 1
    if first == last:
        return f"{quote}{typed}{quote}"
    phrase = " ".join(entries[first : last + 1])
    return f"{quote}{typed}{quote} in {quote}{phrase}{quote}"


def whole_entries(report: Report, kind: NameKind) -> dict[str, list[Name]]:
    """Every entry of the lists that ask for names of a *kind*, as it was typed, with the names in it."""
    found: dict[str, list[Name]] = {}
    for asked, name in report.named:
        answer = report.answers[asked]
        if isinstance(answer, Names) and report.book.questions[asked].names is kind and not name.parts:
            found.setdefault(answer.whole_entry(name), []).append(name)
    return found


def typed_together(report: Report) -> list[list[Name]]:
    """Every name that was typed, in order; those of which one only leads to the next, as in "aspirin for", together.

    What several entries tell together is told by each of them.
    """
    found: list[list[Name]] = []
    last: QuestionId | None = None
    typed = [(asked, name) for asked, name in report.named if not name.parts]
    for asked, name in typed:
        if asked == last and _go_together(found[-1][-1].typed, name.typed):
            found[-1].append(name)
        else:
            found.append([name])
        last = asked
    return found


def as_one_phrase(names: Sequence[Name]) -> str:
    """Names that were typed together, as somebody can say them."""
    leading = [name.typed for name in names[:-1]]
    return " ".join([*leading, as_said(names[-1])])


def _leads_on(typed: str) -> bool:
    """Whether a name ends in words that only lead to another."""
    return _without_links(typed) != typed


def _go_together(before: str, behind: str) -> bool:
    """Whether the first of two names leads to the second, or the second begins with what leads to it."""
    leads_to_it = behind.partition(" ")[0].casefold() in _LEADING_TO
    return _leads_on(before) or (leads_to_it and " " in behind)


def longest(names: Iterable[str]) -> list[str]:
    """The names, each once, but for those that are a part of another."""
    by_letters = {name.casefold(): name for name in reversed(list(names))}
    found: list[str] = []
    for letters, name in reversed(by_letters.items()):
        holding = [other for other in by_letters if letters in other]
        if holding == [letters]:
            found.append(name)
    return found


def certainly_named(report: Report) -> dict[str, list[Name]]:
    """Line, as `question.line` -> the conditions that say it for certain, and better than the line does."""
    found: dict[str, list[Name]] = {}
    for name in _certain_conditions(report):
        for line in sorted(name.concepts):
            if _says_more(name, line, report):
                found.setdefault(line, []).append(name)
    return found


def counted(report: Report) -> set[str]:
    """Every line, as `question.line`, that a condition counts as for certain."""
    found: set[str] = set()
    for name in _certain_conditions(report):
        found |= name.concepts
    return found


def _certain_conditions(report: Report) -> Iterator[Name]:
    """The conditions that were typed and are recognised for certain."""
    for name in report.names:
        if name.kind is NameKind.CONDITION and name.taken is MatchStatus.RECOGNISED:
            yield name


def _says_more(name: Name, line: str, report: Report) -> bool:
    """Whether a name says more than a line: not of a question of its own, such as whether somebody is pregnant.

    It does where nobody answered that so: then no more is said than what was typed.
    """
    question_id, word = line.split(".", 1)
    question = report.book.questions[QuestionId(question_id)]
    answer = report.answers.get(question.id)
    if question.kind is not AnswerKind.ONE or not (isinstance(answer, Ticks) and word in answer.yes):
        return True
    return says_alone(question.say.get(word, ""), name)


def says_alone(sentence: str, name: Name) -> bool:
    """Whether a sentence is about what a name says and about nothing else."""
    return " or " not in sentence and as_said(name).casefold() in sentence.casefold()


def doubted(names: Iterable[Name], sure: Collection[str], report: Report) -> list[Name]:
    """Those of the names of which something is not certain that nothing else says."""
    recognised = {name.name for name in report.names if name.taken is MatchStatus.RECOGNISED}
    known = recognised - {""}
    found: list[Name] = []
    for name in names:
        says_nothing_sure = name.name not in known and name.concepts.isdisjoint(sure)
        if says_nothing_sure and name.taken not in _NOT_DOUBTED:
            found.append(name)
    return found
