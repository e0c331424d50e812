"""What the entries of a practice's own file may refer to."""

from __future__ import annotations

from acucheck.model.book import RuleBook
from acucheck.model.ids import QuestionId
from acucheck.rulebook.conditions import Scope


def core_scope(core: RuleBook) -> Scope:
    """All of the core."""
    return Scope(
        sources={**core.sources},
        topics={**core.topics},
        concepts={**core.concepts},
        techniques={**core.techniques},
        questions={**core.questions},
        facts={**core.facts},
        aftercare={**core.aftercare},
        alternatives={**core.alternatives},
    )


def up_to(last: QuestionId, scope: Scope, *, with_it: bool) -> Scope:
    """What a gate there may refer to: the questions up to *last*, and no facts, which come later."""
    names = [*scope.questions]
    earlier = names[: names.index(last) + with_it]
    return Scope(
        sources=scope.sources,
        concepts=scope.concepts,
        techniques=scope.techniques,
        questions={name: scope.questions[name] for name in earlier},
    )
