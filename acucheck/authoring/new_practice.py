"""A practice's own file to begin with: whose it is, and every section as a remark with an example."""

from __future__ import annotations

NEW = """\
# yaml-language-server: $schema={schema}
# What this practice adds to the rules of acucheck. Every section but the first two may be left out: take the '#'
# away in front of what you need. Then: acucheck rules check {file}
extends: core
practice: {{name: Our practice, phone: "", emergency: "112"}}

# Where rules of our own come from
#sources:
#  our-protocol: {{title: Protocol of the practice, read: judgement}}

# Names that acucheck does not know, each with one that it knows, or with a class of medicines
#names:
#  medicines:
#    Medibrand: apixaban
#    Otherbrand: {{class: anticoagulant}}

# Questions of our own, each behind one that there is: 'acucheck template' lists them
#questions:
#  port:
#    after: implant-kind
#    ask: {{practitioner: "A port under the skin?", patient: "Do you have a port under the skin?"}}
#    short: Port under the skin
#    answer: yes-no
#    say: {{yes: I have a port under the skin.}}
#    keeps: lasting

# Rules of our own, which only add to those that there are
#rules:
#  our-cups:
#    topic: bleeding
#    title: No cups on a blood thinner
#    when: {{any: [{{anticoagulated: yes}}, {{on-antiplatelet: yes}}]}}
#    risk: {{practitioner: Cups leave large bruises., patient: Cups may leave large bruises.}}
#    verdicts: {{cupping: avoid, wet-cupping: avoid}}
#    basis: judgement
#    sources: our-protocol
#    examples:
#      - {{given: {{medicines: [Eliquis]}}, expect: holds, cells: {{cupping: avoid}}}}
#      - {{given: {{medicines: none, bleeding: none}}, expect: fails}}
#  our-back:
#    topic: bleeding
#    title: No needles along the back on a blood thinner
#    when: {{anticoagulated: yes}}
#    risk: A bleed near the spine is hard to see.
#    limits: [{{where: [BL11 to BL25], verdicts: {{needling: avoid}}}}]
#    basis: judgement
#    sources: our-protocol
#    examples:
#      - {{given: {{medicines: [Eliquis]}}, expect: holds, cells: {{manual-needling at BL13: avoid}}}}
#      - {{given: {{medicines: none, bleeding: none}}, expect: fails}}
#  port-there:
#    topic: devices
#    title: Port under the skin
#    when: {{port: yes}}
#    risk: A needle can damage the port.
#    verdicts: {{needling: caution}}
#    precautions: {{needling: Keep a hand's breadth away from the port.}}
#    basis: judgement
#    sources: our-protocol
#    examples:
#      - {{given: {{port: yes}}, expect: holds}}
#      - {{given: {{port: no}}, expect: fails}}

# Rules that there are, changed or silenced. 'acucheck rules show NAME' prints what stands behind 'of'
#change:
#  anticoagulant: {{of: 00000000, verdicts: {{cupping: avoid}}, because: Marks upset people.}}
#silence:
#  nothing-eaten: {{of: 00000000, because: We offer a snack., by: Your name, until: 2027-06-30}}
"""


def new_practice(file: str, schema: str) -> str:
    """The text of a file that is called *file*, with its *schema* beside it."""
    return NEW.format(file=file, schema=schema)
