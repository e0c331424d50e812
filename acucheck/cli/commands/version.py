"""`acucheck --version -v`: the rules that are in use."""

from __future__ import annotations

from acucheck.cli.clock import today
from acucheck.cli.output import emit
from acucheck.cli.rules_in_use import rules_in_use
from acucheck.document.wording.made_with import made_with
from acucheck.render.safe_text import escape_controls


def print_rules_in_use(path: str | None) -> None:
    """Prints the rule book, and the practice's own file over it, each with its digest."""
    emit(escape_controls(made_with(rules_in_use(path, today()))) + "\n")
