"""Rules: one risk each, and what a rule must not leave out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from acucheck.errors import InvalidFile
from acucheck.located import Node
from acucheck.logic import Test, standing, tests
from acucheck.model.book import (
    SESSION,
    AnswerKind,
    AnswerPlace,
    Between,
    Condition,
    Limit,
    Position,
    Rule,
    Word,
    Wording,
)
from acucheck.model.levels import Basis, Level, ReadDepth, Standing, Urgency
from acucheck.rulebook.conditions import Scope, condition
from acucheck.rulebook.precaution_entries import precautions
from acucheck.rulebook.rule_places import place
from acucheck.rulebook.small_parts import chosen, ids, level, line, one, sentence_to_say, wording


def rule(key: Node, node: Node, scope: Scope) -> tuple[Rule, tuple[Node, ...]]:
    """The rule and, still as nodes, its examples."""
    fields = node.fields(
        ["topic", "title", "risk", "basis", "sources"],
        ["when", "unless", "verdicts", "limits", "until", "urgent", "if-not-known", "ask-whom", "precautions",
         "aftercare", "alternatives", "positions", "chosen-because", "examples", "say"],
    )  # fmt: skip
    _refuse_misplaced(key, fields)
    verdicts = _verdicts(fields["verdicts"], scope) if "verdicts" in fields else {}
    limits = tuple(_limit(item, scope) for item in fields["limits"].parts()) if "limits" in fields else ()
    decoded = Rule(
        id=key.text(),
        place=key.place,
        topic=one(fields["topic"], scope.topics),
        title=wording(fields["title"]),
        risk=wording(fields["risk"]),
        when=condition(fields["when"], scope) if "when" in fields else None,
        unless=_unless(fields["unless"], scope) if "unless" in fields else None,
        verdicts=verdicts,
        limits=limits,
        until=_one_wording(fields.get("until")),
        urgent=chosen(fields["urgent"], Urgency) if "urgent" in fields else None,
        if_not_known=level(fields["if-not-known"]) if "if-not-known" in fields else None,
        ask_whom=_one_wording(fields.get("ask-whom")),
        precautions=precautions(fields["precautions"], scope) if "precautions" in fields else {},
        aftercare=ids(fields.get("aftercare"), scope.aftercare),
        alternatives=ids(fields.get("alternatives"), scope.alternatives),
        positions=tuple(_positions(fields.get("positions"), scope)),
        chosen_because=line(fields["chosen-because"]) if "chosen-because" in fields else "",
        basis=chosen(fields["basis"], Basis),
        sources=ids(fields["sources"], scope.sources),
        say=sentence_to_say(fields["say"], "place") if "say" in fields else "",
    )
    _check_whole(key, decoded)
    _check_basis(key, decoded, scope)
    return decoded, tuple(fields["examples"].parts()) if "examples" in fields else ()


def _refuse_misplaced(key: Node, fields: Mapping[str, Node]) -> None:
    """Raises InvalidFile for a rule that would concern everybody everywhere or decides nothing, or a misplaced say."""
    if "when" not in fields and "limits" not in fields:
        key.fail("a rule needs 'when' or 'limits'; this one would concern everybody everywhere")
    if "when" not in fields and fields.keys() & {"verdicts", "urgent"}:
        key.fail("a rule without 'when' has 'limits' alone: 'verdicts' and 'urgent' would concern everybody")
    if "verdicts" not in fields and "limits" not in fields:
        key.fail("a rule needs 'verdicts' or 'limits'; this one decides nothing")
    if "when" in fields and "say" in fields:
        fields["say"].fail("'say' is for a rule without 'when'; elsewhere it stands at the options that 'when' reads")


def levels(decoded: Rule) -> list[Level]:
    """Every level a rule can give, at its own verdicts and at its limits."""
    return [*decoded.verdicts.values(), *(grade for limit in decoded.limits for grade in limit.verdicts.values())]


def _check_whole(key: Node, decoded: Rule) -> None:
    """What only the whole rule can show to be missing."""
    asked = any(isinstance(item, AnswerPlace) for limit in decoded.limits for item in limit.where)
    if asked and decoded.when is None:
        key.fail("a limit that lies where an answer says needs 'when'; without it the rule is open for everybody")
    if Level.REFER in levels(decoded) and decoded.ask_whom is None:
        key.fail("a rule with 'refer' needs 'ask-whom': whom to ask before the session")
    stricter = [position for position in decoded.positions if position.level > min(levels(decoded))]
    if stricter and not decoded.chosen_because:
        key.fail(f"{stricter[0].source!r} is stricter than the verdicts; say why under 'chosen-because'")


def _check_basis(key: Node, decoded: Rule, scope: Scope) -> None:
    """A rule rests on a guideline only where one that was read asks for no less than the rule does."""
    if decoded.basis is not Basis.GUIDELINE:
        return
    least = min(levels(decoded))
    asking = (position.source for position in decoded.positions if position.level >= least)
    cited = [scope.sources[name] for name in asking if name in decoded.sources]
    if not any(source is None or (source.guideline and source.read is ReadDepth.PART) for source in cited):
        key.fail(
            "'basis: guideline' needs a cited source with 'guideline: yes' and 'read: part', and its position here "
            "may be no milder than the verdicts"
        )


def _verdicts(node: Node, scope: Scope) -> dict[str, Level]:
    words = {SESSION: SESSION} | {word: word for word in scope.technique_words}
    return {key.one_of(words): level(value) for key, value in node.pairs()}


def _limit(node: Node, scope: Scope) -> Limit:
    fields = node.fields(["where", "verdicts"])
    where = fields["where"]
    items = [where] if where.is_mapping() else where.items()
    return Limit(tuple(_where(item, scope) for item in items), _verdicts(fields["verdicts"], scope))


def _where(node: Node, scope: Scope) -> str | AnswerPlace:
    """A point, a region, a hazard, or the place that an answer names."""
    if node.is_mapping():
        answer = node.fields(["answer"])["answer"]
        name = answer.text()
        if name in scope.questions and scope.questions[name] is None:
            raise InvalidFile([])
        asked = [each for each, entry in scope.questions.items() if entry and entry.kind is AnswerKind.PLACES]
        return AnswerPlace(one(answer, asked))
    return place(node, scope)


def _unless(node: Node, scope: Scope) -> Condition:
    """An exception: clearing answers, with or without numbers beside them."""
    found = condition(node, scope)
    facts = {name: fact for name, fact in scope.facts.items() if fact is not None}
    for test in tests(found, facts):
        asked = scope.questions[test.question]
        if isinstance(test, Word) and (asked is None or not test.words <= asked.clears):
            node.fail(f"an exception rests on clearing answers; {_named(test)} is not under 'clears' of its question")
    if standing(found, _by_numbers, facts) is Standing.HOLDS:
        node.fail("an exception cannot rest on numbers alone; add a question with 'clears'")
    return found


def _by_numbers(test: Test) -> Standing:
    """Every number where it is wanted, and no clearing answer."""
    return Standing.HOLDS if isinstance(test, Between) else Standing.FAILS


def _named(test: Word) -> str:
    return f"{test.question}: {', '.join(sorted(test.words))}"


def _positions(node: Node | None, scope: Scope) -> Iterator[Position]:
    for key, value in node.pairs() if node is not None else []:
        fields = value.fields(["level"], ["says", "for"])
        yield Position(
            source=one(key, scope.sources),
            level=level(fields["level"]),
            says=line(fields["says"]) if "says" in fields else "",
            techniques=scope.techniques_in(fields.get("for")),
        )


def _one_wording(node: Node | None) -> Wording | None:
    return wording(node) if node is not None else None
