"use strict";

// Shows what the interview waits for, one prompt a screen, sends what was chosen or typed, and shows the page at the end.

const SLOW_AFTER = 15_000; // milliseconds until the page says that it is still getting ready
const GIVE_UP_AFTER = 120_000; // and until it stops waiting
const MOMENT = 400; // milliseconds of work on an answer until it says so
const TITLE = document.title;
const main = document.getElementById("main");
const onPaper = document.getElementById("paper");
const emergency = document.getElementById("emergency");
let engine; // Python with the interview in it, which works beside this page
let ready; // what comes about once a session has begun there
let isReady = false;
let busy = false; // whether the last answer is still worked on
let unsaved = false;
let asked; // the kind of prompt that is shown, or undefined
let waiting = []; // timers of a start that has not come to its end

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

// Starting

// Each message to the engine is answered by one, in turn.
class Engine {
  constructor(interpreter) {
    const program = new Blob([inside("engine"), interpreter], { type: "text/javascript" });
    this.worker = new Worker(URL.createObjectURL(program));
    this.waiting = [];
    this.worker.addEventListener("message", ({ data }) => this.take(data));
    this.worker.addEventListener("error", (event) => fail(event.message));
  }

  take({ fault, problem, value }) {
    if (fault) {
      fail(fault);
      return;
    }
    const { resolve, reject } = this.waiting.shift();
    if (problem) reject(new Error(problem));
    else resolve(value);
  }

  ask(call, ...given) {
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.worker.postMessage({ call, given });
    });
  }
}

// The text of something that lies in this file, which is taken out of it.
function inside(name) {
  const holder = document.getElementById(name);
  holder.remove();
  return holder.textContent;
}

async function part(name) {
  const text = inside(name);
  const packed = Uint8Array.fromBase64
    ? Uint8Array.fromBase64(text)
    : Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(unpacked).arrayBuffer();
}

function say(...sentences) {
  const status = onPaper.querySelector("#status");
  status.replaceChildren(...sentences.map((sentence) => element("p", { textContent: sentence })));
}

const OTHERWISE = "You can use the form below on paper, or call your practice.";
const FIRST = JSON.parse(inside("first-prompt"));

// The first question stands in this file, and can be answered while Python starts.
async function start() {
  if (typeof WebAssembly !== "object" || typeof DecompressionStream !== "function" || typeof Worker !== "function") {
    say("This browser is too old for the questions. Please open this page in a newer one.", OTHERWISE);
    return;
  }
  say("Getting the questions ready. This takes some seconds.");
  waiting = [
    setTimeout(() => say("Still getting ready. On an older phone this can take a minute."), SLOW_AFTER),
    setTimeout(() => showPaper("The questions did not start here. Please try another browser."), GIVE_UP_AFTER),
  ];
  show(FIRST);
  try {
    ready = begun();
    await ready;
  } catch (problem) {
    fail(problem);
  }
}

async function begun() {
  const wasm = part("pyodide-asm-wasm");
  const library = part("python-stdlib-zip");
  const application = part("app-zip");
  engine = new Engine(await part("pyodide-asm-js"));
  await engine.ask("start", await wasm, await library, await application);
  await engine.ask("begin", today());
  isReady = true;
  waiting.forEach(clearTimeout);
  if (!busy && !main.querySelector("form")) show(FIRST);
}

// What needs no script, until there is a question to show, or instead of it.
function showPaper(...sentences) {
  if (sentences.length) say(...sentences, OTHERWISE);
  document.title = TITLE;
  main.replaceChildren(onPaper);
  window.scrollTo(0, 0);
  main.focus();
}

// Does one thing at a time: what is pressed while it works was meant for the screen before.
async function work(step) {
  if (busy) return;
  busy = true;
  main.setAttribute("aria-busy", "true");
  let moment;
  try {
    if (!isReady) showPaper();
    await ready;
    moment = setTimeout(() => main.append(element("p", { id: "moment", className: "help", role: "status", textContent: "One moment." })), MOMENT);
    await step();
  } catch (problem) {
    fail(problem);
  }
  clearTimeout(moment);
  document.getElementById("moment")?.remove();
  main.removeAttribute("aria-busy");
  busy = false;
}

async function begin() {
  unsaved = false;
  await show(JSON.parse(await engine.ask("begin", today())));
}

// A phone has the browser's own way back under the thumb: it leads to the question before and not out of the page.
function keepHere() {
  if (!history.state) history.pushState("asked", "");
}

window.addEventListener("popstate", () => {
  if (!asked || asked === "who") return;
  keepHere();
  if (asked === "ended") change();
  else back();
});

// Asking

async function next(call, given) {
  const prompt = JSON.parse(await engine.ask(call, given));
  keepHere();
  return prompt;
}

const choose = (value) => record("choose", JSON.stringify(value));
const answer = (line) => record("answer", line);

function record(call, given) {
  return work(async () => {
    unsaved ||= asked !== "who";
    await show(await next(call, given));
  });
}

// Before the first question only who is answering was asked, and that is asked again.
const back = () =>
  work(async () => {
    const prompt = await next("answer", "b");
    if (!prompt.repeated) await show(prompt);
    else if (isForNothing()) await begin();
  });

const startAgain = () => isForNothing() && work(begin);

function isForNothing() {
  return !unsaved || window.confirm("Start again? All that was answered is lost.");
}

async function show(prompt) {
  asked = prompt.kind;
  if (asked === "ended") {
    await result(prompt);
    return;
  }
  look("asking");
  const form = prompt.kind === "review" ? review(prompt) : question(prompt);
  main.replaceChildren(notices(prompt), form);
  document.title = prompt.text;
  window.scrollTo(0, 0);
  form.querySelector("h1").focus();
}

// What was said before the question; a screen reader reads it with the question, on which the focus is put.
function notices(prompt) {
  const said = prompt.notices.map((notice) => element("p", { className: notice.kind, textContent: notice.text }));
  if (prompt.kind === "who") said.push(...WELCOME.map(help));
  if (prompt.notices.some((notice) => notice.kind === "understood")) said.unshift(help(UNDERSTOOD));
  return element("div", { id: "notices" }, ...said);
}

const WELCOME = [
  "Before your acupuncture session: answer these questions on the day, before you go. Then a page says what to tell " +
    "the practitioner and what to watch for.",
  "'Not sure' is a good answer wherever you do not know, and you can go back at any time. This informs; it is no diagnosis.",
  "What you answer stays in this browser: nothing is sent, and nothing is kept. At the end you can print or save the page.",
];

const UNDERSTOOD = "Your last answer, as it is understood here. Go back if it is wrong.";

const help = (textContent) => element("p", { className: "help", textContent });

function heading(prompt) {
  const made = element("h1", { textContent: prompt.text, tabIndex: -1 });
  made.setAttribute("aria-describedby", "notices");
  return made;
}

function question(prompt) {
  const many = prompt.kind === "many" || prompt.kind === "plan";
  const form = element("form", { noValidate: true, autocomplete: "off" });
  const list = element("fieldset", {}, element("legend", {}, heading(prompt)));
  if (mayBeUrgent(prompt)) list.append(emergency.cloneNode(true));
  if (prompt.so_far) list.append(help(`So far: ${prompt.so_far}`));
  if (prompt.note) list.append(help(prompt.note));
  for (const choice of prompt.choices) list.append(...line(prompt, choice, many));
  if (prompt.takes) list.append(written(prompt));
  prompt.special.forEach((choice, place) => {
    const [label] = line(prompt, choice, many, true);
    if (place === 0) label.classList.add("apart");
    list.append(label);
  });
  const problem = element("p", { className: "problem", role: "alert", hidden: true });
  form.append(...progress(prompt), list, ...why(prompt), problem, buttons(prompt));
  form.addEventListener("change", (event) => untick(form, event.target));
  form.addEventListener("input", () => {
    problem.hidden = true;
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    take(prompt, form, many, problem);
  });
  return form;
}

// Whoever is told to call for help has to see whom to call.
function mayBeUrgent({ question: about, choices }) {
  return about === "danger" || choices.some((choice) => choice.code === "right");
}

function progress({ progress: at }) {
  if (!at) return [];
  const total = at.may_grow ? `about ${at.total}` : at.total;
  return [element("p", { className: "progress", textContent: `Question ${at.number} of ${total}` })];
}

const MARKED = "Marked: named before";

function line(prompt, choice, many, special = false) {
  const input = element("input", {
    type: many ? "checkbox" : "radio",
    name: special ? "special" : "choice",
    value: choice.code,
  });
  if (!many) input.name = "choice";
  const text = element("span", { textContent: choice.label });
  const label = element("label", { className: "choice" }, input, text);
  if (choice.known) {
    label.classList.add("known");
    text.append(" ", element("strong", { className: "mark", textContent: MARKED }));
  }
  if (special) input.dataset.special = "";
  if (special || prompt.kind !== "many") return [label];
  const maybe = element("input", { type: "checkbox", name: "maybe", value: choice.code });
  const unsure = element(
    "label",
    { className: "choice unsure", hidden: true },
    maybe,
    element("span", { textContent: "I am not sure about this one" }),
  );
  input.addEventListener("change", () => {
    unsure.hidden = !input.checked;
    if (!input.checked) maybe.checked = false;
  });
  return [label, unsure];
}

function written(prompt) {
  const several = prompt.kind === "names" || prompt.kind === "places";
  const input = element(several ? "textarea" : "input", {
    name: "text",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: false, // a browser may send what it checks to a server
  });
  if (several) input.rows = 4;
  else input.type = "text";
  if (prompt.kind === "number") input.inputMode = "decimal";
  const takes = several ? `${prompt.takes}, or one on each line` : prompt.takes;
  return element("p", {}, element("label", {}, element("span", { className: "help", textContent: sentence(takes) }), input));
}

// Each line of a field with several is a name of its own.
function typed(values) {
  const lines = (values.get("text") ?? "").split("\n").map((line) => line.trim());
  return lines.filter(Boolean).join(", ");
}

function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function why(prompt) {
  if (!prompt.why.length) return [];
  const sentences = prompt.why.map((text) => element("p", { textContent: text }));
  return [element("details", {}, element("summary", { textContent: "Why is this asked?" }), ...sentences)];
}

function buttons({ kind }) {
  const row = element("div", { className: "buttons" }, element("button", { className: "first", textContent: "Next" }));
  if (kind !== "who") {
    const button = element("button", { type: "button", textContent: "Back" });
    button.addEventListener("click", back);
    row.append(button);
  }
  return row;
}

// "None of these" and "not sure" stand for the whole list: with one of them no line stays ticked, and the other way round.
function untick(form, changed) {
  if (!changed.checked) return;
  const special = "special" in changed.dataset;
  for (const input of form.querySelectorAll("input:checked")) {
    if (input !== changed && (special || "special" in input.dataset)) {
      input.checked = false;
      input.dispatchEvent(new Event("change"));
    }
  }
}

function take(prompt, form, many, problem) {
  const values = new FormData(form);
  const special = form.querySelector("[data-special]:checked");
  const text = typed(values);
  const complain = (words) => {
    problem.textContent = words;
    problem.hidden = false;
  };
  if (text && form.querySelector("input:checked")) return complain("Either write an answer or choose a line, not both.");
  if (special) return choose(special.value);
  if (text) return answer(text);
  const chosen = values.getAll("choice");
  if (!chosen.length) return complain(`Nothing is answered yet. ${prompt.takes ? "Write an answer, or choose a line." : "Choose a line."}`);
  if (!many) return choose(chosen[0]);
  const maybe = values.getAll("maybe");
  return choose(chosen.map((code) => (maybe.includes(code) ? `maybe ${code}` : code)));
}

function review(prompt) {
  const list = element("dl");
  for (const choice of prompt.choices) {
    const change = element("button", { type: "button", textContent: "Change" });
    change.setAttribute("aria-label", `Change: ${choice.label}`);
    change.addEventListener("click", () => choose(choice.code));
    list.append(
      element("dt", { textContent: choice.label }),
      element("dd", {}, choice.answer, " ", element("span", { className: "buttons" }, change)),
    );
  }
  const note = help(prompt.note);
  const right = element("button", { className: "first", type: "button", textContent: "This is right: show the result" });
  right.addEventListener("click", () => choose("yes"));
  return element("div", {}, heading(prompt), list, note, element("div", { className: "buttons" }, right));
}

// The result

// Questions, or the page in which they end, which brings its own style and what can be done with it.
function look(kind) {
  if (kind === "asking") document.getElementById("tools")?.remove();
  document.body.className = kind;
  document.getElementById("report-style").media = kind === "asking" ? "not all" : "all";
}

async function result({ ending }) {
  const page = await engine.ask("page");
  const file = await engine.ask("answers");
  const report = new DOMParser().parseFromString(page, "text/html");
  look(report.body.className);
  document.title = report.title;
  main.after(tools(page, file, ending === "urgent"));
  main.replaceChildren(...document.adoptNode(report.querySelector("main")).childNodes);
  window.scrollTo(0, 0);
  main.focus(); // the page that was asked for is read from its beginning
}

function change() {
  choose("change");
}

const AT_THE_DESK = "Show this page at the desk, or print it.";
const HELP_FIRST = "Get help first; all of this can wait.";
const NOT_KEPT =
  "Nothing is kept when you close this page, unless you save it. The saved answers are a file that your practice can check again.";

function tools(page, file, isUrgent) {
  const row = element("div", { className: "buttons" });
  const saved = element("p", { role: "status" });
  const first = element("p", { textContent: isUrgent ? HELP_FIRST : AT_THE_DESK });
  const bar = element("nav", { className: "tools", id: "tools" }, first, element("p", { textContent: NOT_KEPT }), row, saved);
  bar.setAttribute("aria-label", "What to do with this page");
  const button = (label, action) => {
    const made = element("button", { type: "button", textContent: label });
    made.addEventListener("click", action);
    row.append(made);
  };
  button("Print", () => window.print());
  button("Save this page", () => save("acucheck-page.html", page, "text/html", saved));
  button("Save the answers", () => save("acucheck-answers.yaml", file, "application/yaml", saved));
  button("Change an answer", change);
  button("Start again", startAgain);
  return bar;
}

function save(name, text, type, saved) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  saved.textContent = `Look for ${name} where this browser puts downloads. Whoever uses this device can open it.`;
  unsaved = false;
}

// A fault inside must never look like a result.
function fail(problem) {
  console.error(problem);
  engine?.worker.terminate(); // what it may still say comes too late
  waiting.forEach(clearTimeout);
  asked = undefined;
  unsaved = false;
  if (!isReady) {
    showPaper("The questions could not start in this browser. Please open this page in a newer one, with scripts allowed.");
    return;
  }
  look("asking");
  document.title = "This page has failed";
  main.replaceChildren(
    element("h1", { textContent: "Something went wrong inside this page, so there is no result." }),
    element("p", { textContent: "This is no sign that all is well. Please ask your practitioner, or try again." }),
    onPaper,
  );
  say("Your answers are lost.", OTHERWISE);
}

window.addEventListener("error", (event) => fail(event.error ?? event.message));
window.addEventListener("unhandledrejection", (event) => fail(event.reason));
window.addEventListener("beforeunload", (event) => {
  if (!unsaved) return;
  event.preventDefault();
  event.returnValue = true; // what a browser of before 2024 asks for
});

start();
