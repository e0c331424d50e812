"""Small rule books that several tests share, with what is read off a report on one of them."""

from __future__ import annotations

from pathlib import Path

from conftest import DAY

from acucheck import answers as answers_files
from acucheck.located import Origin, read_node
from acucheck.model.answers import Answers
from acucheck.model.levels import Level
from acucheck.model.report import Bounds, Cell, Finding, OpenPoint, Report
from acucheck.names.vocabulary import Vocabulary

NAMES = """
title: a book of names
version: "1"
clinical-review: none yet
practice: {emergency: "112"}
sources: {s: {title: A source, read: part}}
topics: {t: A topic}
medicine-classes:
  anticoagulant: Blood thinner
  anticoagulant-vka: {label: Vitamin K antagonist, within: anticoagulant}
  anticoagulant-doac: {label: Direct anticoagulant, within: anticoagulant}
  antiplatelet: Medicine against clots
  antiplatelet-aspirin:
    {label: Aspirin, within: antiplatelet, after-stop: {time: 2 weeks, source: s, because: Blood cells are new by then}}
  diuretic: Water tablet
  haemostatic-marker: Medicine for bleeding
  sedating-antihistamine: Allergy tablet that makes sleepy
  supplement-bleeding: Supplement that may add to bleeding
regions:
  arm: the arm
  hand: {label: the hand, within: arm}
  leg: the leg
  lower-leg: {label: the lower leg, within: leg}
  foot: {label: the foot, within: leg}
  abdomen: the belly
  abdomen-upper: {label: the upper belly, within: abdomen}
  chest: the chest
  head: the head
  face: {label: the face, within: head}
hazards:
  heart: points over the heart
  liver: the liver
  pneumothorax: points over the lung
  pregnancy-core: points customarily avoided
techniques:
  manual-needling: {label: Manual needling, groups: [needling]}
  deep-needling: {label: Deep needling, groups: [needling]}
  cupping: {label: Cupping}
questions:
  plan: {ask: Plan?, ask-where: Where?, answer: plan, keeps: today}
  organs: {ask: Organs?, answer: {many: {diabetes: Sugar illness, cirrhosis: Liver illness}}, keeps: course}
  medicines: {ask: Medicines?, answer: {names: medicine}, assume: [anticoagulant], keeps: course}
  numb: {ask: Numb?, answer: yes-no, keeps: course}
  numb-where: {ask: Where is it numb?, answer: places, if: {numb: yes}, keeps: course}
  conditions: {ask: Anything else?, answer: {names: condition}, keeps: course}
aftercare:
  watch: {say: Watch., time: weeks, everyone: yes, sources: [s]}
alternatives:
  cups: {technique: cupping, say: Cups., sources: [s]}
rules:
  sore-liver:
    topic: t
    title: Liver illness
    when: {organs: cirrhosis}
    risk: The liver may be large.
    verdicts: {cupping: note}
    limits: [{where: [liver], verdicts: {needling: avoid}}]
    basis: judgement
    sources: [s]
  numb-place:
    topic: t
    title: Numb place
    when: {numb: yes}
    risk: It cannot be felt.
    limits: [{where: [{answer: numb-where}], verdicts: {session: avoid}}]
    basis: judgement
    sources: [s]
  thinner:
    topic: t
    title: Blood thinner
    when: {medicines: [anticoagulant, antiplatelet, diuretic, haemostatic-marker, supplement-bleeding]}
    risk: It may bleed.
    verdicts: {needling: caution}
    basis: judgement
    sources: [s]
  sleepy:
    topic: t
    title: Sleepy
    when: {any: [{medicines: sedating-antihistamine}, {organs: diabetes}]}
    risk: It may make sleepy.
    verdicts: {session: note}
    basis: judgement
    sources: [s]
  heart-point:
    topic: t
    title: Point over the heart
    risk: The heart lies near.
    limits: [{where: [heart, pneumothorax], verdicts: {needling: caution}}]
    precautions:
      needling: {practitioner: [Needle flat.], patient: [You may feel it., Say so.]}
    basis: judgement
    sources: [s]
"""
"""A small rule book, so that a change of the rules changes nothing here. The dictionaries are the real ones."""

HEAD = """
title: a small book
version: "1"
clinical-review: none yet
practice: {emergency: "112"}
sources: {s: {title: A source, read: part}}
topics: {t: A topic}
medicine-classes:
  anticoagulant: {label: Blood thinner, after-stop: {time: 3 months, source: s, because: It has left the blood}}
  anticoagulant-vka:
    {label: Vitamin K antagonist, within: anticoagulant, after-stop: {time: 1 month, source: s, because: The same}}
  anticoagulant-doac: {label: Direct anticoagulant, within: anticoagulant}
  antiplatelet: Antiplatelet
  ssri-snri: Antidepressant
regions:
  arm: the arm
  upper-arm: {label: the upper arm, within: arm}
  forearm: {label: the forearm, within: arm}
  hand: {label: the hand, within: arm}
  leg: the leg
  lower-leg: {label: the lower leg, within: leg}
  chest: the chest
hazards: {pneumothorax: over the lung, liver: over the liver}
techniques:
  manual-needling: {label: Manual needling, groups: [needling]}
  electroacupuncture: {label: Electroacupuncture, groups: [needling, electrical]}
  cupping: {label: Cupping}
  acupressure: {label: Acupressure}
questions:
  danger: {ask: Danger?, answer: {many: {chest-pain: Chest pain}}, keeps: today}
  plan: {ask: Plan?, ask-where: Where?, answer: plan, keeps: today}
  today: {ask: Today?, answer: {many: {fever: Fever, hungry: Nothing eaten}}, keeps: today}
  age: {ask: Age?, answer: {number: {from: 0, to: 120, unit: years}}, healthy: 34, keeps: course}
  pregnant:
    ask: Pregnant?
    answer: {one: {no: "No", yes: "Yes", could-be: Could be}}
    not-sure: could-be
    keeps: today
  weeks: {ask: Weeks?, answer: gestation, if: {pregnant: yes}, keeps: today}
  midwife-agreed: {ask: Agreed?, answer: yes-no, clears: yes, if: {pregnant: yes}, keeps: course}
  bleeding: {ask: Bleeding?, answer: {many: {thinner: Blood thinner, disorder: Bleeding disorder}}, keeps: course}
  medicines:
    ask: Medicines?
    answer: {names: medicine}
    assume: [anticoagulant]
    settled-by: {anticoagulant: {bleeding: thinner}}
    keeps: course
  in-range: {ask: In range?, answer: yes-no, if: {medicines: anticoagulant-vka}, keeps: today}
  immune: {ask: Immune?, answer: {many: {nodes: Nodes removed, weak: Weak defences}}, keeps: course}
  limb: {ask: Which limb?, answer: places, if: {immune: nodes}, keeps: lasting}
  current-before: {ask: Current before?, answer: yes-no, if: {plan: electrical}, keeps: lasting}
  conditions: {ask: Anything else?, answer: {names: condition}, keeps: course}
facts:
  anticoagulated: {any: [{medicines: anticoagulant}, {bleeding: thinner}]}
"""

AFTERCARE = """
aftercare:
  watch: {say: Watch., time: weeks, everyone: yes, sources: [s]}
  press: {say: Press., time: right after, for: [needling], everyone: yes, sources: [s]}
  press-long: {say: Press long., time: right after, for: [needling], replaces: [press], sources: [s]}
  press-longest: {say: Press longest., time: right after, for: [needling], replaces: [press-long], sources: [s]}
  marks: {say: Marks fade., time: next days, for: [cupping], everyone: yes, sources: [s]}
  rest: {say: Rest., time: same day, sources: [s]}
alternatives:
  pressing: {technique: acupressure, say: Press., sources: [s]}
  current: {technique: electroacupuncture, say: Current., sources: [s]}
"""

COMMON = "topic: t, title: A title, risk: A risk., basis: judgement, sources: [s]"


def written(path: Path, rules: str) -> Path:
    lines = [line.strip().partition(": ") for line in rules.strip().splitlines()]
    body = "".join(f"  {name}: {{{COMMON}, {fields}}}\n" for name, _, fields in lines)
    path.write_text(f"{HEAD}{AFTERCARE}rules:\n{body}", encoding="utf-8")
    return path


def told(answers: str, vocabulary: Vocabulary) -> Answers:
    root = read_node(answers, Origin("answers.yaml", private=True))
    return answers_files.decode(root, vocabulary, DAY) if root is not None else {}


def cell(report: Report, technique: str, place: str = "") -> Cell:
    """The cell of a technique, as typed where nobody knows it, or of one of its places."""
    line = next(each for each in report.techniques if technique in {each.cell.technique, each.cell.typed})
    return next(each for each in line.places if each.place and each.place.typed == place) if place else line.cell


def finding(report: Report, rule: str) -> Finding:
    return next(each for each in report.findings if each.rule.id == rule)


def still_open(report: Report) -> dict[tuple[str, str], OpenPoint]:
    return {(point.question, point.name): point for point in report.open}


def bounds(low: Level, shown: Level, high: Level) -> Bounds[Level]:
    return Bounds(low, shown, high)
