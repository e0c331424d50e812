// How long people wait for the page in Chromium: node speed.mjs PAGE [TIMES]
// It is opened TIMES (5) times with the processor as it is, and slowed six times; an answer ends when the next question is painted.
// It ends with 1 when a median is above what it may be. The load of the machine stands beside it, and what the processor itself did
// for the first question, which other programs hardly change.
import { statSync, readFileSync } from "node:fs";
import { loadavg } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { launch } from "./browsers.mjs";

const [file, times = "5"] = process.argv.slice(2);
const MOST = { 1: { first: 2500, answer: 50 }, 6: { first: 9000, answer: 200 } }; // milliseconds, by how many times the processor is slowed
const MOST_BYTES = 10e6;
const MOST_COMPRESSED = 8e6;

const noteFirstQuestion = () => {
  new MutationObserver((_, observer) => {
    if (!document.querySelector("main form")) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => (globalThis.firstQuestion = performance.now())));
  }).observe(document, { childList: true, subtree: true });
};

// Answers the question with none, no, not sure, or words, and gives the milliseconds until the next one is painted.
const answerOnce = async () => {
  const form = document.querySelector("main form");
  if (!form) return undefined;
  const heading = form.querySelector("h1").textContent;
  const field = form.querySelector('[name="text"]');
  const plain = form.querySelector('[value="none"], [value="no"], [data-special]') ?? form.querySelector("input");
  if (/medicines/.test(heading)) field.value = "Eliquis 5 mg, metfornin, blood pressure tablet";
  else plain.click();
  const before = performance.now();
  form.requestSubmit();
  await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
  return performance.now() - before;
};

const median = (numbers) => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];
const rounded = (numbers) => numbers.map(Math.round).join(", ");

async function once(browser, slowed) {
  await browser.open("about:blank");
  await browser.page.evaluateOnNewDocument(noteFirstQuestion);
  const devtools = await browser.page.createCDPSession();
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  await browser.page.emulateCPUThrottling(slowed);
  await browser.page.goto(`file://${path.resolve(file)}`, { waitUntil: "domcontentloaded", timeout: 90_000 });
  await browser.until(() => Boolean(globalThis.firstQuestion), 90_000);
  const first = await browser.run(() => globalThis.firstQuestion);
  const { metrics } = await devtools.send("Performance.getMetrics");
  const worked = metrics.find(({ name }) => name === "TaskDuration").value * 1000;
  const answers = [];
  for (let took = await browser.run(answerOnce); took !== undefined; took = await browser.run(answerOnce)) answers.push(took);
  return { first, worked, answers };
}

const problems = [];
const tooMuch = (what, found, most) => found > most && problems.push(`${what}: ${Math.round(found)}, and may be ${most}`);
const bytes = statSync(file).size;
const compressed = gzipSync(readFileSync(file)).length;
console.log(`${bytes} bytes, ${compressed} compressed`);
tooMuch("bytes", bytes, MOST_BYTES);
tooMuch("bytes compressed", compressed, MOST_COMPRESSED);
const browser = await launch("chromium");
for (const [slowed, most] of Object.entries(MOST)) {
  const runs = [];
  for (let number = 0; number < Number(times); number += 1) runs.push(await once(browser, Number(slowed)));
  const firsts = runs.map((run) => run.first);
  const answers = runs.flatMap((run) => run.answers);
  console.log(`slowed ${slowed} times, in milliseconds:`);
  console.log(`  first question ${rounded(firsts)}; of that, work of the processor ${rounded(runs.map((run) => run.worked))}`);
  console.log(`  ${answers.length} answers: median ${rounded([median(answers)])}, longest ${rounded([Math.max(...answers)])}`);
  tooMuch(`first question, slowed ${slowed} times`, median(firsts), most.first);
  tooMuch(`answer, slowed ${slowed} times`, median(answers), most.answer);
}
await browser.close();
console.log(`load of the machine: ${loadavg().map((each) => each.toFixed(1)).join(", ")}`);
for (const each of problems) console.log(each);
process.exit(problems.length ? 1 : 0);
