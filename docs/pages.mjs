// Opens every HTML page of a folder in a browser without a window and says what is wrong with it.
// It needs puppeteer-core and axe-core; docs/pages.py sets them up and calls it: node pages.mjs FOLDER BROWSER MODULES
import { createRequire } from "node:module";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const [folder, browserPath, modules] = process.argv.slice(2);
const require = createRequire(path.join(modules, "index.js"));
const puppeteer = require("puppeteer-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const LOOKS = {
  screen: { width: 1280, scheme: "light" },
  dark: { width: 1280, scheme: "dark" },
  narrow: { width: 360, scheme: "light" },
  narrowest: { width: 256, scheme: "light" },
};

// Points that text on paper has at least, and letters of the drawing; sheets that a page takes at most.
const POINTS = { patient: 11, practitioner: 9, drawing: 7 };
const SHEETS = { "blood-thinner": 2, other: 3 };
// Pixels from which on no word is broken; a screen may be narrower than a long word.
const WHOLE_WORDS = 360;
// The part of a sheet that is a few lines: a page that takes one sheet less when it is so much smaller ends with these.
const FEW_LINES = 0.03;
const NEARLY = 0.01;

function pagesOf(pdf) {
  return (Buffer.from(pdf).toString("latin1").match(/\/Type\s*\/Page\b/g) ?? []).length;
}

// Of the text that is seen: the smallest size of the words and of the drawing, that of the text itself, and words that
// are broken over two lines though a line has room for them.
function measured() {
  const seen = [...document.querySelectorAll("main *")].filter((each) => !each.closest("svg"));
  const words = seen.filter((each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
  const drawn = [...document.querySelectorAll(".views svg")].map((svg) => {
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    return Math.min(...[...svg.querySelectorAll("text")].map((each) => parseFloat(getComputedStyle(each).fontSize) * scale));
  });
  const broken = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest("svg, thead")) continue;
    for (const { 0: word, index } of node.data.matchAll(/[\p{L}\p{N}]+/gu)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const lines = new Set([...range.getClientRects()].map((rectangle) => Math.round(rectangle.top)));
      if (lines.size > 1 && word.length < 20) broken.push(word);
    }
  }
  return {
    text: parseFloat(getComputedStyle(document.body).fontSize),
    smallest: Math.min(...words.map((each) => parseFloat(getComputedStyle(each).fontSize))),
    drawing: drawn.length ? Math.min(...drawn) : null,
    broken,
  };
}

async function look(page, name, problems) {
  for (const [look, { width, scheme }] of Object.entries(LOOKS)) {
    await page.setViewport({ width, height: 900 });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await page.screenshot({ path: path.join(folder, `${name}-${look}.png`), fullPage: true });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wide > 0) problems.push(`${look}: ${wide} px too wide`);
    const { text, drawing, broken } = await page.evaluate(measured);
    if (drawing !== null && drawing < text) problems.push(`${look}: letters of the drawing at ${drawing} px beside text at ${text} px`);
    if (width >= WHOLE_WORDS) for (const word of broken) problems.push(`${look}: the word ${word} is broken`);
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    for (const each of violations) problems.push(`${look}: ${each.id}: ${each.nodes.map((node) => node.target).join(" ")}`);
  }
}

async function print(page, name, problems) {
  const sizes = {};
  await page.emulateMediaType("print");
  const { smallest, drawing } = await page.evaluate(measured);
  const least = { text: smallest * 0.75 + NEARLY, drawing: (drawing ?? Infinity) * 0.75 + NEARLY };
  const reader = name.endsWith("-patient") ? "patient" : "practitioner";
  if (least.text < POINTS[reader]) problems.push(`print: text at ${least.text.toFixed(1)} pt`);
  if (least.drawing < POINTS.drawing) problems.push(`print: letters of the drawing at ${least.drawing.toFixed(1)} pt`);
  for (const format of ["A4", "Letter"]) {
    const file = path.join(folder, `${name}-${format}.pdf`);
    sizes[format] = pagesOf(await page.pdf({ path: file, format, preferCSSPageSize: false }));
    const scale = 1 - FEW_LINES / sizes[format];
    const smaller = pagesOf(await page.pdf({ format, scale, preferCSSPageSize: false }));
    if (smaller < sizes[format]) problems.push(`print: a last sheet of a few lines on ${format}`);
  }
  const most = SHEETS[name.replace(/-(patient|practitioner)$/, "")] ?? SHEETS.other;
  if (Math.max(sizes.A4, sizes.Letter) > most) problems.push(`print: more than ${most} sheets of paper`);
  return { ...sizes, points: least.text.toFixed(1) };
}

async function check(browser, file) {
  const page = await browser.newPage();
  const problems = [];
  const address = `file://${path.join(folder, file)}`;
  page.on("console", (message) => problems.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
  page.on("request", (request) => request.url() === address || problems.push(`request: ${request.url()}`));
  await page.goto(address);
  const name = path.basename(file, ".html");
  await look(page, name, problems);
  const { A4, Letter, points } = await print(page, name, problems);
  console.log(`${name}: ${A4} A4, ${Letter} Letter at ${points} pt${problems.map((each) => `\n  ${each}`).join("")}`);
  await page.close();
  return problems.length;
}

const browser = await puppeteer.launch({ executablePath: browserPath, args: ["--no-sandbox"] });
let found = 0;
for (const file of readdirSync(folder).filter((name) => name.endsWith(".html")).sort()) found += await check(browser, file);
await browser.close();
process.exit(found ? 1 : 0);
