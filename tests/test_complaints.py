"""The danger of a complaint itself stands on the page of everybody who has it, and on nobody else's."""

from __future__ import annotations

import pytest
from shipped_book import check

SIGNS = {
    "conditions: [sciatica right leg]": "cauda-equina-signs",
    "conditions: [migraine with aura]": "headache-signs",
    "conditions: [long covid]": "less-next-time",
    "conditions: [PMR]": "artery-signs",
    "conditions: [in plaster]": "cast-signs",
    "heart-lungs: [asthma]": "asthma-attack",
    "medicines: [Wegovy]": "pancreas-signs",
    "medicines: [methadone, diazepam not prescribed]": "breathing-signs",
    "medicines: [Folfox]": "no-cold-with-drip",
    "pregnant: could-be\nfertility: [after-transfer]": "ohss-signs",
    "pregnant: yes\npregnancy-weeks: 9+2": "early-pregnancy-call",
    "pregnant: yes\npregnancy-weeks: '30'": "maternity-call",
    "pregnant: after-birth\nafter-birth: [birth-lately]": "after-birth-signs",
    "nerves-mind: [frail]": "head-signs",
    "organs: [diabetes]\ndiabetes-now: [low-sugar-attacks]": "low-sugar-signs",
}


@pytest.mark.parametrize(("text", "sign"), SIGNS.items(), ids=SIGNS.values())
def test_who_has_it_is_told_its_signs(text: str, sign: str) -> None:
    assert sign in check(text).aftercare
    told = {each for each in SIGNS if sign in check(each).aftercare}
    waiting = {"pregnant: could-be\nfertility: [after-transfer]"} if sign == "early-pregnancy-call" else set()
    assert told == {text} | waiting


def test_a_name_of_a_complaint_goes_against_no_list() -> None:
    for name in ("sciatica", "fibromyalgia", "long covid"):
        assert check(f"conditions: [{name}]").contradictions == ()
