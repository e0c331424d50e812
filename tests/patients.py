"""People who are interviewed, by what they say to each question; to all others they answer as the healthy do."""

from __future__ import annotations

from keyboard import Said

AT_HOME: dict[str, dict[str, Said]] = {
    "a healthy adult": {},
    "on two medicines": {
        "age": "68",
        "bleeding": ["blood-thinner"],
        "medicines": "Eliquis 5 mg, metformin",
        "organs": ["diabetes"],
    },
    "pregnant": {"plan.manual-needling": "LI4, PC6", "age": "31", "pregnant": "yes", "pregnancy-weeks": "12"},
    "on chemotherapy": {
        "age": "55",
        "medicines": "capecitabine",
        "cancer-immune": ["cancer-treatment"],
        "cancer-treatment-kind": "other",
    },
    "with a pacemaker": {
        "plan": ["manual-needling", "electroacupuncture"],
        "plan.manual-needling": "ST36",
        "age": "72",
        "devices": ["pacemaker"],
        "device-where": "left chest",
    },
    "afraid of needles": {"age": "29", "needles-before": ["first-time", "afraid"]},
}
"""Who answers for themselves."""

AT_THE_DESK: dict[str, dict[str, Said]] = {
    "29, healthy, first visit": {"age": "29", "needles-before": ["first-time"]},
    "72, apixaban, knee, current": {
        "plan": ["manual-needling", "electroacupuncture"],
        "plan.manual-needling": "ST36, SP9",
        "plan.electroacupuncture": "knee",
        "age": "72",
        "bleeding": ["blood-thinner"],
        "medicines": "apixaban 5 mg, ramipril 5 mg",
        "heart-lungs": ["high-blood-pressure"],
    },
    "33, 24 weeks pregnant": {
        "plan.manual-needling": "PC6, ST36",
        "age": "33",
        "pregnant": "yes",
        "pregnancy-weeks": "24",
        "medicines": "folic acid",
    },
    "58, cancer treatment, nodes removed, line": {
        "plan.manual-needling": "PC6, ST36",
        "age": "58",
        "medicines": "ondansetron",
        "devices": ["implant"],
        "implant-kind": ["port"],
        "implant-where": "right chest",
        "cancer-immune": ["cancer-treatment", "nodes-removed"],
        "cancer-treatment-kind": "other",
        "lymph-limb": "right arm",
    },
    "66, diabetes, numb feet, moxa": {
        "plan": ["manual-needling", "moxibustion"],
        "plan.manual-needling": "ST36, SP6",
        "plan.moxibustion": "ST36",
        "age": "66",
        "medicines": "metformin 1000 mg",
        "organs": ["diabetes"],
        "nerves-mind": ["numb-skin"],
        "numb-where": "feet",
    },
    "15, migraine": {
        "plan.manual-needling": "LI4, GB20",
        "age": "15",
        "guardian-agreed": ["consents", "stays", "child-agrees"],
        "medicines": "ibuprofen 200 mg",
    },
    "44, epilepsy, cups, ear seeds": {
        "plan": ["cupping", "ear-seeds"],
        "plan.cupping": "upper back",
        "plan.ear-seeds": "ears",
        "age": "44",
        "medicines": "lamotrigine 100 mg",
        "nerves-mind": ["epilepsy"],
        "epilepsy-control": "controlled",
    },
    "55, ICD, current, cups, moxa": {
        "plan": ["manual-needling", "electroacupuncture", "cupping", "moxibustion"],
        "plan.manual-needling": "ST36",
        "plan.electroacupuncture": "ST36, SP9",
        "plan.cupping": "upper back",
        "plan.moxibustion": "CV4",
        "age": "55",
        "medicines": "bisoprolol 5 mg",
        "devices": ["icd"],
        "device-where": "left chest",
        "heart-lungs": ["stable-heart"],
    },
}
"""Patients about whom a practitioner answers."""
