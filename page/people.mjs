// Made-up people answer in the built page's own Python: node people.mjs PAGE FOLDER COUNT SEED DAY
// For each one FOLDER gets what was answered, step by step, and the answers, the JSON and the page that came of it.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { interpreter } from "./interpreter.mjs";

const [page, folder, count, seed, day] = process.argv.slice(2);
const WORDS = [
  "warfarin", "Eliquis 5 mg", "metfornin", "ibuprofen", "St John's wort", "asprin", "green tea", "insulin", "blorptazol",
  "prednisolon", "lithium?", "vitamin D", "stopped warfarin in 2015", "my husband takes apixaban", "pollen allergy",
];
const OPENINGS = ["68 m, apixaban; LI4", "31 f, 24 weeks pregnant, cups at the lower back", "pacemaker, blorptazol", "82, diabetes, BL23"];
const PLACES = ["LI4", "ST36 left", "GB30 right", "left flank", "lower back", "BL23", "ears", "abdomen", "SP6", "head", "shenmen"];
const MOST_PROMPTS = 400;

let state = Number(seed);
function random() {
  state = (state * 1664525 + 1013904223) % 4294967296;
  return state / 4294967296;
}
const one = (list) => list[Math.floor(random() * list.length)];
function some(list, most) {
  const left = [...list];
  const wanted = Math.min(left.length, 1 + Math.floor(random() * most));
  return Array.from({ length: wanted }, () => left.splice(Math.floor(random() * left.length), 1)[0]);
}

// What somebody might answer: the name of the method and its argument, as the page's script would call it.
function answered({ kind, choices, special }) {
  const chance = random();
  const codes = choices.map((choice) => choice.code);
  const whole = special.map((choice) => choice.code);
  if (kind === "review") return ["choose", chance < 0.9 ? "yes" : one(codes)];
  if (kind === "many") {
    if (chance < 0.6 && whole.includes("none")) return ["choose", "none"];
    if (chance < 0.66 || !codes.length) return ["choose", one(whole)];
    return ["choose", some(codes, 2).map((code) => (random() < 0.15 ? `maybe ${code}` : code))];
  }
  if (kind === "plan") return ["choose", some(codes, 3)];
  if (kind === "names") return chance < 0.3 ? ["choose", one(whole)] : ["answer", some(WORDS, 4).join(", ")];
  if (kind === "opening") return chance < 0.3 ? ["choose", "none"] : ["answer", one(OPENINGS)];
  if (kind === "places") return ["answer", some(PLACES, 3).join(", ")];
  if (kind === "gestation") return ["answer", one(["24+3", "due 2027-03-01", "38"])];
  if (kind === "number") return ["answer", String(1 + Math.floor(random() * 88))];
  if (kind === "words") return chance < 0.5 && whole.length ? ["choose", one(whole)] : ["answer", one(WORDS)];
  return ["choose", one([...codes, ...codes, ...whole])];
}

function interview(session) {
  const steps = [];
  let prompt = JSON.parse(session.prompt());
  let changed = random() < 0.8; // the others go back from the result once
  while (prompt.kind !== "ended" || !changed) {
    if (steps.length > MOST_PROMPTS) throw new Error(`no end at: ${prompt.text}`);
    const [method, value] = prompt.kind === "ended" ? ["choose", "change"] : answered(prompt);
    changed ||= prompt.kind === "ended";
    steps.push([method, value]);
    prompt = JSON.parse(method === "choose" ? session.choose(JSON.stringify(value)) : session.answer(value));
    if (prompt.repeated && prompt.special.some((choice) => choice.code === "not sure")) {
      steps.push(["choose", "not sure"]);
      prompt = JSON.parse(session.choose(JSON.stringify("not sure")));
    }
  }
  return steps;
}

const python = await interpreter(page);
const { Session } = python.pyimport("session");
mkdirSync(folder, { recursive: true });
for (let number = 0; number < Number(count); number += 1) {
  const session = Session(day);
  const steps = interview(session);
  const write = (ending, text) => writeFileSync(path.join(folder, `${number}.${ending}`), text);
  write("steps.json", JSON.stringify(steps));
  write("yaml", session.answers_file());
  write("json", session.page("json"));
  write("html", session.page());
  session.destroy();
}
console.log(`${count} people`);
