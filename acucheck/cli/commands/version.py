"""`acucheck --version`: what is installed and, with `-v`, the rules it works with."""

from __future__ import annotations

from acucheck import __version__
from acucheck.cli.clock import today
from acucheck.cli.output import emit


def print_version(rules: str | None, *, verbose: bool) -> None:
    """Prints the version; where it is to be *verbose*, also the rule book and the practice's own file."""
    lines = [f"acucheck {__version__}"]
    if verbose:
        from acucheck.cli.rules_in_use import rules_in_use
        from acucheck.document.wording.made_with import made_with
        from acucheck.render.safe_text import escape_controls

        book = rules_in_use(rules, today())
        lines.append(escape_controls(made_with(book)))
    emit("".join(f"{line}\n" for line in lines))
