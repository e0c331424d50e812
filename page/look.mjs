// Goes through the page with browsers, by keyboard alone: node look.mjs PAGE FOLDER BROWSER...
// BROWSER is chromium, firefox, firefox-dark, firefox-forced (colours) or webkit. Only Chromium lets scripts be switched off and things be broken, and shows the page
// dark, in forced colours, in print and enlarged four times. Pictures are left in FOLDER; what is wrong is printed, and then it ends with 1.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { launch, settled } from "./browsers.mjs";
import { troubles } from "./trouble.mjs";

const [file, folder, ...browsers] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WIDTHS = [320, 390, 1280];
const MOST_SCREENS = 80;

// For each person: what is answered where the question's words match; anything else is answered none, no or not sure.
const PEOPLE = {
  healthy: { "Who is": [1], "treatment is planned": [1], "Where on": "LI4", "Age of the person": "34" },
  thinner: { "Who is": [1], "treatment is planned": [1, 2], "Where on": "ST36", "Age of the person": "68", "Which medicines": "Eliquis 5 mg, metfornin" },
  pregnant: { "Who is": [1], "treatment is planned": [1], "Where on": "lower back", "Age of the person": "31", "Are you pregnant": [1], "How many weeks": "24+3" },
  helper: { "Who is": [2], "treatment is planned": [1, 3], "Where on": "left knee", "Age of the person": "82", "Brain, nerves": [1, 3], "Which medicines": "rivastigmine patch" },
  urgent: { "Who is": [1], "right now": [1] },
};

const problems = [];
let axeRuns = 0;

const screen = () => {
  const heading = document.querySelector("main h1")?.textContent ?? "";
  const inputs = [...document.querySelectorAll("main form input")];
  return {
    heading,
    asking: document.body.className === "asking",
    review: !document.querySelector("main form") && [...document.querySelectorAll("button")].some((each) => each.textContent.startsWith("This is right")),
    choices: inputs.filter((each) => each.name === "choice" && !("special" in each.dataset)).map((each) => each.value),
    special: inputs.filter((each) => "special" in each.dataset).map((each) => each.value),
    text: document.querySelector('main form [name="text"]') !== null,
    problem: document.querySelector(".problem:not([hidden])")?.textContent ?? "",
  };
};

const tooWide = () => Math.max(0, document.documentElement.scrollWidth - window.innerWidth);

const small = () => {
  const isSmall = ({ width, height }) => width < 44 || height < 44;
  return [...document.querySelectorAll("main form .choice, button, summary")]
    .filter((each) => each.offsetParent && isSmall(each.getBoundingClientRect()))
    .map((each) => each.textContent);
};

// Lines that were named before and do not look so.
const unmarked = () => {
  const wide = (each, side) => parseFloat(getComputedStyle(each)[`border${side}Width`]);
  return [...document.querySelectorAll(".known")]
    .filter((each) => !each.querySelector(".mark")?.offsetParent || wide(each, "Left") <= wide(each, "Top"))
    .map((each) => each.textContent);
};

// Words that begin on one line and end on another, without a hyphen.
const broken = () => {
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (texts.nextNode()) {
    const node = texts.currentNode;
    const { offsetParent } = node.parentElement;
    if (!offsetParent || offsetParent.clientWidth < 2) continue;
    for (const { 0: word, index } of node.data.matchAll(/[\p{L}\d]{2,}/gu)) {
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const lines = new Set([...range.getClientRects()].map((part) => Math.round(part.top)));
      if (lines.size > 1) found.push(word);
    }
  }
  return found;
};

async function tabTo(browser, wanted) {
  for (let presses = 0; presses < 90; presses += 1) {
    if (await browser.run((value) => document.activeElement?.matches(value) ?? false, wanted)) return;
    await browser.press("Tab");
  }
  throw new Error(`no way by keyboard to ${wanted}`);
}

async function tick(browser, code) {
  const radio = await browser.run(() => document.querySelector('main form input[name="choice"]')?.type === "radio");
  if (!radio) {
    await tabTo(browser, `main form input[value="${code}"]:not([name="maybe"])`);
    await browser.press(" ");
    return;
  }
  await tabTo(browser, 'main form input[type="radio"]');
  await browser.press(" ");
  for (let presses = 0; presses < 30; presses += 1) {
    if (await browser.run((value) => document.querySelector("main form input:checked")?.value === value, code)) return;
    await browser.press("ArrowDown");
  }
  throw new Error(`the arrows do not reach ${code}`);
}

async function answer(browser, at, person) {
  const known = Object.entries(person).find(([words]) => at.heading.includes(words));
  if (known && typeof known[1] === "string" && at.text) {
    await tabTo(browser, 'main form [name="text"]');
    await browser.type(known[1]);
  } else if (known && Array.isArray(known[1])) {
    for (const number of known[1]) await tick(browser, at.choices[number - 1]);
  } else {
    const plain = ["none", "no"].find((code) => [...at.special, ...at.choices].includes(code));
    await tick(browser, plain ?? at.special[0] ?? at.choices[0]);
  }
  await tabTo(browser, "main form button.first");
  await browser.press("Enter");
}

async function photograph(browser, name, where, widths) {
  const found = [];
  for (const width of widths) {
    const wide = await browser.resize(width, 900);
    await browser.picture(path.join(folder, `${browser.name}-${name}-${where}-${wide}.png`));
    found.push(...(await measure(browser)).map((each) => `${wide}: ${each}`));
  }
  return found;
}

async function measure(browser, onScreen = true) {
  const wide = await browser.run(tooWide);
  const tooSmall = onScreen ? await browser.run(small) : [];
  return [
    ...(wide ? [`${wide} px too wide`] : []),
    ...tooSmall.map((text) => `smaller than a finger: ${text}`),
    ...(await browser.run(unmarked)).map((text) => `does not look marked: ${text}`),
    ...(await browser.run(broken)).map((word) => `broken: ${word}`),
  ];
}

async function violations(browser) {
  const look = () =>
    globalThis.axe.run().then((run) => run.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" ")}`));
  await browser.load(axe);
  const found = await browser.wait(look);
  axeRuns += 1;
  return found;
}

async function examine(browser, name, where, widths) {
  const found = await photograph(browser, name, where, widths);
  found.push(...(await violations(browser)));
  report(browser, name, where, found);
  for (const look of widths.length > 1 ? browser.looks : []) {
    await browser.wear(look);
    await browser.picture(path.join(folder, `${browser.name}-${name}-${where}-${look}.png`));
    const worn = [...(await measure(browser, look !== "print")), ...(await violations(browser))];
    report(browser, name, where, worn.map((each) => `${look}: ${each}`));
    await browser.wear("");
  }
}

function report(browser, name, where, found) {
  problems.push(...found.map((each) => `${browser.name}, ${name}, ${where}: ${each}`));
}

// The browser's own way back leads to what was asked before.
async function backOnce(browser, before) {
  await browser.run(() => history.back());
  for (let tries = 0; tries < 50; tries += 1) {
    if ((await browser.run(screen)).heading === before) {
      await settled(browser);
      return;
    }
    await pause(100);
  }
  throw new Error(`the browser's way back does not lead to: ${before}`);
}

async function backToTheAnswers(browser) {
  await tabTo(browser, "#tools button:nth-of-type(4)");
  await browser.press("Enter");
  await settled(browser);
  const { review } = await browser.run(screen);
  if (!review) throw new Error("the result leads to no review");
}

async function whole(browser, address, name, person, pictures) {
  await browser.open(address);
  await browser.until(() => Boolean(document.querySelector("main form")), 90_000);
  const headings = [];
  for (let number = 0; number < MOST_SCREENS; number += 1) {
    if (number === 2) await backOnce(browser, headings.at(-1));
    const at = await browser.run(screen);
    headings.push(at.heading);
    await examine(browser, name, String(number).padStart(2, "0"), pictures ? WIDTHS : [390]);
    if (!at.asking) {
      await backToTheAnswers(browser);
      return;
    }
    if (at.problem) problems.push(`${browser.name}, ${name}: ${at.problem}`);
    if (at.review) {
      await tabTo(browser, "main button.first");
      await browser.press("Enter");
    } else await answer(browser, at, person);
    await settled(browser);
  }
  problems.push(`${browser.name}, ${name}: no end after ${MOST_SCREENS} screens`);
}

function served() {
  const server = createServer((_, reply) => {
    reply.setHeader("content-type", "text/html; charset=utf-8");
    reply.end(readFileSync(file));
  });
  return new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(server)));
}

mkdirSync(folder, { recursive: true });
const server = await served();
const addresses = { file: `file://${path.resolve(file)}`, server: `http://127.0.0.1:${server.address().port}/` };
for (const kind of browsers) {
  const browser = await launch(kind);
  const times = [];
  for (const [from, address] of Object.entries(addresses)) {
    for (const [name, person] of Object.entries(PEOPLE)) {
      const started = Date.now();
      try {
        await whole(browser, address, `${name}-${from}`, person, from === "file");
      } catch (problem) {
        problems.push(`${kind}, ${name}-${from}: ${problem.message}`);
      }
      times.push(`${name}-${from} ${((Date.now() - started) / 1000).toFixed(0)} s`);
    }
  }
  if (kind === "chromium") {
    await browser.open(addresses.file, { scripts: false });
    report(browser, "without-script", "00", await photograph(browser, "without-script", "00", WIDTHS));
  }
  problems.push(...browser.said().map((each) => `${kind}: ${each}`));
  if (kind === "chromium") {
    const picture = (name) => browser.picture(path.join(folder, `${kind}-trouble-${name}.png`));
    problems.push(...(await troubles(browser, addresses.file, picture)).map((each) => `${kind}, ${each}`));
  }
  console.log(`${kind}: ${times.join(", ")}; axe-core looked ${axeRuns} times`);
  axeRuns = 0;
  await browser.close();
}
server.close();
for (const each of [...new Set(problems)]) console.log(each);
writeFileSync(path.join(folder, "problems.txt"), problems.join("\n"));
process.exit(problems.length ? 1 : 0);
