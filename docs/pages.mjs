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
  screen: { width: 1100, scheme: "light" },
  dark: { width: 1100, scheme: "dark" },
  narrow: { width: 360, scheme: "light" },
};

function pagesOf(pdf) {
  return (Buffer.from(pdf).toString("latin1").match(/\/Type\s*\/Page\b/g) ?? []).length;
}

async function look(page, name, problems) {
  for (const [look, { width, scheme }] of Object.entries(LOOKS)) {
    await page.setViewport({ width, height: 900 });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await page.screenshot({ path: path.join(folder, `${name}-${look}.png`), fullPage: true });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wide > 0) problems.push(`${look}: ${wide} px too wide`);
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    for (const each of violations) problems.push(`${look}: ${each.id}: ${each.nodes.map((node) => node.target).join(" ")}`);
  }
}

async function print(page, name) {
  const sizes = {};
  for (const format of ["A4", "Letter"]) {
    const file = path.join(folder, `${name}-${format}.pdf`);
    sizes[format] = pagesOf(await page.pdf({ path: file, format, preferCSSPageSize: false }));
  }
  return sizes;
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
  const { A4, Letter } = await print(page, name);
  if (Math.max(A4, Letter) > 2) problems.push("more than two pages of paper");
  console.log(`${name}: ${A4} A4, ${Letter} Letter${problems.map((each) => `\n  ${each}`).join("")}`);
  await page.close();
  return problems.length;
}

const browser = await puppeteer.launch({ executablePath: browserPath, args: ["--no-sandbox"] });
let found = 0;
for (const file of readdirSync(folder).filter((name) => name.endsWith(".html")).sort()) found += await check(browser, file);
await browser.close();
process.exit(found ? 1 : 0);
