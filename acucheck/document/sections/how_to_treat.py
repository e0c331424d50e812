"""How the session is done: the few adaptations that matter most, so that they are read before the first needle."""

from __future__ import annotations

from acucheck.document.page import Page
from acucheck.document.sections.precautions import adapting
from acucheck.model.levels import Audience, Level

_MOST = {Audience.PRACTITIONER: 5, Audience.PATIENT: 3}
"""Adaptations in one list. All others stand with the finding that asks for them."""


def adaptations(page: Page) -> list[str]:
    """How what is planned is done otherwise, the strictest finding first, and of each the first thing before others."""
    serious = [finding for finding in page.report.findings if finding.level >= Level.CAUTION]
    strictest_first = sorted(serious, key=lambda finding: -finding.level)
    by_finding = [list(adapting(finding, page)) for finding in strictest_first]
    first = [each[0] for each in by_finding if each]
    others = [said for each in by_finding for said in each[1:]]
    return list(dict.fromkeys([*first, *others]))[: _MOST[page.audience]]
