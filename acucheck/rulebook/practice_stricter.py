"""Questions, facts and classes of medicine of the core as a practice changes them: in no way milder than they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from msgspec.structs import replace

from acucheck import logic
from acucheck.errors import InvalidFile, Problem
from acucheck.located import Node
from acucheck.model.book import AllOf, AnyOf, AtLeast, Concept, Condition, FactHolds, Past, Question, RuleBook
from acucheck.model.levels import Validity
from acucheck.rulebook.concept_entries import decode_after_stop
from acucheck.rulebook.conditions import Scope, condition
from acucheck.rulebook.entry_digests import entry_digest
from acucheck.rulebook.implication import implies
from acucheck.rulebook.practice_decisions import Decision, decision
from acucheck.rulebook.practice_scope import up_to
from acucheck.rulebook.questions import assumed, resolve_later_names
from acucheck.rulebook.small_parts import decode_wording, known_id, known_ids, member

_WORDS = ("ask", "short", "why", "find-out")
_STRICTER = ("keeps", "if", "assume", "clears", "settled-by", "past")
_SHORTER = [*Validity]
"""How long an answer is kept, the shortest first."""


def stricter_question(key: Node, node: Node, scope: Scope, core: RuleBook) -> tuple[Decision, Question]:
    """A question of the core as it is changed. Raises InvalidFile with all that is wrong or milder."""
    old = core.questions[known_id(key, core.questions)]
    decided, rest = decision(key, node, entry_digest(old), f"the question {old.id!r}")
    fields, problems = rest.known_fields([], [*_WORDS, *_STRICTER])
    new = old
    for name, field in fields.items():
        try:
            new = replace(new, **_changed_field(name, field, old, scope))
        except InvalidFile as error:
            problems += error.problems
    problems += _milder_entries(fields, old, new, core)
    if problems:
        raise InvalidFile(problems)
    return decided, new


def _changed_field(name: str, field: Node, old: Question, scope: Scope) -> dict[str, Any]:
    """One entry of a question, under the name that it has in `Question`."""
    match name:
        case "keeps":
            return {"keeps": member(field, Validity)}
        case "if":
            return {"gate": condition(field, up_to(old.id, scope, with_it=False))}
        case "assume":
            return {"assume": assumed(field, scope)}
        case "clears":
            return {"clears": frozenset(known_ids(field, old.options))}
        case "settled-by" | "past":
            return _later_settling(name, field, old, scope)
        case _:
            return {name.replace("-", "_"): decode_wording(field)}


def _later_settling(name: str, field: Node, old: Question, scope: Scope) -> dict[str, Any]:
    """An entry that may name a later question; of `past`, only the lines that are named are changed."""
    own = Scope(sources=scope.sources, concepts=scope.concepts, questions={**scope.questions})
    here = partial(Node, origin=field.origin, line=field.line, column=field.column)
    entry = here([(here(name), field)])
    resolve_later_names([(here(old.id), entry)], own)
    found = own.questions[old.id] or old
    if name == "settled-by":
        return {"settled_by": found.settled_by}
    return {"past": {**old.past, **found.past}}


def _milder_entries(fields: Mapping[str, Node], old: Question, new: Question, core: RuleBook) -> Iterator[Problem]:
    """A problem for each entry by which the question would be milder."""
    calls_for_help = old.id in logic.read_by_rules(core, urgent_only=True)
    for name, field in fields.items():
        if name in _WORDS:
            if calls_for_help and name != "find-out":
                yield field.problem("rules that call for help rest on this question, so its words stay as they are")
        elif not _MAY_BECOME[name](old, new):
            yield field.problem(f"of a question of the core {_ONLY[name]}")


def _keeps_is_shorter(old: Question, new: Question) -> bool:
    return _SHORTER.index(new.keeps) <= _SHORTER.index(old.keeps)


def _gate_is_wider(old: Question, new: Question) -> bool:
    if old.gate is None or new.gate is None:
        return False
    return implies(old.gate, new.gate, {}, {})


def _settles_less(old: Question, new: Question) -> bool:
    return new.settled_by.items() <= old.settled_by.items()


def _past_is_longer(old: Question, new: Question) -> bool:
    later = [_is_later(old.past.get(line), past) for line, past in new.past.items()]
    return all(later)


def _is_later(old: Past | None, new: Past) -> bool:
    """Whether a line is over no sooner, and counts as no less than before from then on."""
    if old is None or new.days < old.days:
        return False
    return old.counts_as in {"", new.counts_as}


_MAY_BECOME: Mapping[str, Callable[[Question, Question], bool]] = {
    "keeps": _keeps_is_shorter,
    "if": _gate_is_wider,
    "assume": lambda old, new: new.assume >= old.assume,
    "clears": lambda old, new: new.clears <= old.clears,
    "settled-by": _settles_less,
    "past": _past_is_longer,
}
"""Whether each of these entries is no milder."""

_ONLY = {
    "keeps": "'keeps' can only become shorter: lasting, course, today",
    "if": "'if' can only become wider, so that it is asked wherever it was",
    "assume": "'assume' can only gain classes; write those of the core as well",
    "clears": "'clears' can only lose answers",
    "settled-by": "'settled-by' can only lose classes",
    "past": "'past' can only become longer, for lines that have one",
}


def stricter_fact(key: Node, node: Node, scope: Scope, core: RuleBook) -> tuple[Decision, Condition]:
    """A fact of the core as it is changed: true wherever it was. Raises InvalidFile with what is wrong."""
    name = known_id(key, core.facts)
    old = core.facts[name]
    decided, rest = decision(key, node, entry_digest(old), f"the fact {name!r}")
    if _lifts(name, core):
        key.fail("exceptions of the core rest on this fact, so it stays as it is")
    own = Scope(gating=False, concepts=scope.concepts, questions=scope.questions)
    facts = [*core.facts]
    earlier = facts[: facts.index(name)]
    own.facts = {each: core.facts[each] for each in earlier}
    when = rest.fields(["when"])["when"]
    new = condition(when, own)
    if not implies(old, new, core.facts, core.facts):
        when.fail("a fact of the core can only become wider, so that it is true wherever it was")
    return decided, new


def _lifts(fact: str, core: RuleBook) -> bool:
    """Whether an exception of the core rests on a fact."""
    exceptions = [rule.unless for rule in core.rules.values() if rule.unless is not None]
    return any(fact in _facts_in(exception, core) for exception in exceptions)


def _facts_in(found: Condition, core: RuleBook) -> Iterator[str]:
    """The facts that a condition rests on."""
    match found:
        case FactHolds(fact):
            yield fact
            yield from _facts_in(core.facts[fact], core)
        case AllOf(parts) | AnyOf(parts) | AtLeast(_, parts):
            for part in parts:
                yield from _facts_in(part, core)
        case _:
            pass


def stricter_class(key: Node, node: Node, scope: Scope, core: RuleBook) -> tuple[Decision, Concept]:
    """A class of medicine of the core that counts for longer after a stop. Raises InvalidFile with what is wrong."""
    old = core.concepts["medicine"][known_id(key, core.concepts["medicine"])]
    decided, rest = decision(key, node, entry_digest(old), f"the class {old.id!r}")
    written = rest.fields(["after-stop"])["after-stop"]
    stop = decode_after_stop(written, scope.sources)
    was = old.after_stop
    if was is None or was.days is None:
        written.fail("this class counts for good after a stop, which is as strict as it can be")
    if stop.days is not None and stop.days < was.days:
        written.fail("of a class of the core 'after-stop' can only become longer")
    return decided, replace(old, after_stop=stop)
