"""Three-valued conditions: how one stands, and what an undecided one still waits for.

A test is answered by its caller. Conditions have no "not", so a condition can only rise as its tests rise; that is
why one chain of four standings gives the same verdicts as three separate Kleene readings (see `Standing`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from acucheck.model.book import AllOf, AnyOf, AtLeast, Between, Condition, FactHolds, RuleBook, Word, once_for_each
from acucheck.model.ids import QuestionId
from acucheck.model.levels import FAILS, HOLDS, Level, Standing

Test = Word | Between
AnswerTest = Callable[[Test], Standing]

_HOLDS = frozenset({HOLDS})


def standing(
    condition: Condition, answer: AnswerTest, facts: Mapping[str, Condition], known: dict[int, Standing] | None = None
) -> Standing:
    """How *condition* stands when each of its tests stands as *answer* says.

    *known* keeps how each part stands, by its identity, for the next question about the same answers.
    """
    known = {} if known is None else known
    found = known.get(id(condition))
    if found is None:
        found = known[id(condition)] = _worked_out(condition, answer, facts, known)
    return found


def _worked_out(
    condition: Condition, answer: AnswerTest, facts: Mapping[str, Condition], known: dict[int, Standing]
) -> Standing:
    match condition:
        case Word() | Between():
            return answer(condition)
        case FactHolds(fact):
            return standing(facts[fact], answer, facts, known)
        case AllOf(parts):
            return _weakest(standing(part, answer, facts, known) for part in parts)
        case AnyOf(parts):
            return _strongest(standing(part, answer, facts, known) for part in parts)
        case AtLeast(count, parts):
            return sorted((standing(part, answer, facts, known) for part in parts), reverse=True)[count - 1]


def _weakest(standings: Iterable[Standing]) -> Standing:
    """The least of them; the rest is not looked at once nothing can be less."""
    least = HOLDS
    for each in standings:
        if each < least:
            least = each
            if least is FAILS:
                break
    return least


def _strongest(standings: Iterable[Standing]) -> Standing:
    """The most of them; the rest is not looked at once nothing can be more."""
    most = FAILS
    for each in standings:
        if each > most:
            most = each
            if most is HOLDS:
                break
    return most


def deciding(
    condition: Condition,
    answer: AnswerTest,
    facts: Mapping[str, Condition],
    wanted: frozenset[Standing],
    known: dict[int, Standing] | None = None,
) -> list[Test]:
    """The tests with one of the *wanted* standings that *condition* owes its own such standing to.

    Wanting HOLDS and ACTS gives the answers a finding is because of; wanting OPEN and ACTS gives what is missing.
    Parts that no longer matter, such as the rest of an "any" that already holds, are left out.
    """
    known = {} if known is None else known
    stands = standing(condition, answer, facts, known)
    if stands not in wanted:
        return []
    if isinstance(condition, Word | Between):
        return [condition]
    if stands is HOLDS:
        wanted = _HOLDS
    match condition:
        case FactHolds(fact):
            return deciding(facts[fact], answer, facts, wanted, known)
        case AllOf(parts) | AnyOf(parts) | AtLeast(_, parts):
            return [test for part in parts for test in deciding(part, answer, facts, wanted, known)]


def tests(condition: Condition | None, facts: Mapping[str, Condition]) -> Iterator[Test]:
    """Every test in *condition*, in order; none where there is no condition, as where a question has no gate."""
    match condition:
        case None:
            return
        case Word() | Between():
            yield condition
        case FactHolds(fact):
            yield from tests(facts[fact], facts)
        case AllOf(parts) | AnyOf(parts) | AtLeast(_, parts):
            for part in parts:
                yield from tests(part, facts)


def read_by_rules(book: RuleBook, *, urgent_only: bool = False) -> dict[QuestionId, frozenset[str]]:
    """Question -> the words that a rule above `note` tests, by itself or by the gate of a question that it tests.

    With *urgent_only*, the words that a rule which calls for help tests itself.
    """
    found: dict[QuestionId, frozenset[str]] = {}
    for rule in book.rules.values():
        counts = rule.urgent is not None if urgent_only else rule.strictest > Level.NOTE
        if counts:
            _add_words(found, tests(rule.when, book.facts))
    if urgent_only:
        return found
    for question in reversed([*book.questions.values()]):
        if question.id in found:
            offered = sorted(found[question.id] & question.offered_if.keys())
            _add_words(found, tests(question.gate, book.facts))
            for word in offered:
                _add_words(found, tests(question.offered_if[word], book.facts))
    return found


def _add_words(found: dict[QuestionId, frozenset[str]], several: Iterable[Test]) -> None:
    for test in several:
        found[test.question] = found.get(test.question, frozenset()) | tested_words(test)


def tested_words(test: Test) -> frozenset[str]:
    """The words that a test looks for, any of which is enough; none for a number."""
    return test.words if isinstance(test, Word) else frozenset()


@once_for_each
def urgent_lines(book: RuleBook) -> frozenset[str]:
    """The lines that call for help by themselves, each as `question.line`."""
    found: set[str] = set()
    for rule in book.rules.values():
        if rule.urgent is not None and rule.when is not None:
            found.update(_enough_alone(rule.when))
    return frozenset(found)


def _enough_alone(when: Condition) -> Iterator[str]:
    parts = when.parts if isinstance(when, AnyOf) else (when,)
    for part in parts:
        if isinstance(part, Word):
            for word in part.words:
                yield f"{part.question}.{word}"
