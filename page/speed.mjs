// How long people wait for the page in Chromium: node speed.mjs PAGE [TIMES]
// It is opened TIMES (5) times with the processor as it is, and with one that is six times slower: the processes of the page run a
// sixth of the time, because Chromium's own way of slowing leaves out what works beside a page. An answer ends when the next
// question is painted; the first is given at once, so that it waits until Python has started.
// It ends with 1 when a median is above what it may be. The load of the machine stands beside it.
import { statSync, readFileSync } from "node:fs";
import { loadavg } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { launch } from "./browsers.mjs";

const [file, times = "5"] = process.argv.slice(2);
const MOST = { 1: { first: 2500, answer: 50 }, 6: { first: 9000, answer: 200 } }; // milliseconds, by how many times the processor is slowed
const MOST_BYTES = 10e6;
const MOST_COMPRESSED = 8e6;
const TURN = 6; // milliseconds for which a slowed process runs before it waits

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
  const main = document.querySelector("main");
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const worked = () =>
    new Promise((done) => {
      const observer = new MutationObserver(() => main.hasAttribute("aria-busy") || (observer.disconnect(), done()));
      observer.observe(main, { attributes: true });
    });
  const heading = form.querySelector("h1").textContent;
  const field = form.querySelector('[name="text"]');
  const plain = form.querySelector('[value="none"], [value="no"], [data-special]') ?? form.querySelector("input");
  if (/medicines/.test(heading)) field.value = "Eliquis 5 mg, metfornin, blood pressure tablet";
  else plain.click();
  const before = performance.now();
  form.requestSubmit();
  await worked();
  await painted();
  return performance.now() - before;
};

// Lets the processes that show pages run one turn of so many, until what comes back is called.
function slow(browser, times) {
  if (times === 1) return () => {};
  let goesOn = true;
  const send = (ids, signal) => ids.forEach((id) => process.kill(id, signal));
  const turns = async () => {
    while (goesOn) {
      const ids = await browser.renderers();
      send(ids, "SIGSTOP");
      await pause(TURN * (times - 1));
      send(ids, "SIGCONT");
      await pause(TURN);
    }
  };
  const ended = turns();
  return () => {
    goesOn = false;
    return ended;
  };
}

const median = (numbers) => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];
const rounded = (numbers) => numbers.map(Math.round).join(", ");

async function once(browser, slowed) {
  await browser.open("about:blank");
  await browser.page.evaluateOnNewDocument(noteFirstQuestion);
  const stop = slow(browser, slowed);
  await browser.page.goto(`file://${path.resolve(file)}`, { waitUntil: "domcontentloaded", timeout: 90_000 });
  await browser.until(() => Boolean(globalThis.firstQuestion), 90_000);
  const first = await browser.run(() => globalThis.firstQuestion);
  await browser.run(answerOnce);
  const second = await browser.run(() => performance.now());
  const answers = [];
  for (let took = await browser.run(answerOnce); took !== undefined; took = await browser.run(answerOnce)) answers.push(took);
  await stop();
  return { first, second, answers };
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
  const seconds = runs.map((run) => run.second);
  const answers = runs.flatMap((run) => run.answers);
  console.log(`slowed ${slowed} times, in milliseconds:`);
  console.log(`  first question ${rounded(firsts)}; the second, when the first is answered at once, ${rounded(seconds)}`);
  console.log(`  ${answers.length} answers: median ${rounded([median(answers)])}, longest ${rounded([Math.max(...answers)])}`);
  tooMuch(`first question, slowed ${slowed} times`, median(firsts), most.first);
  tooMuch(`answer, slowed ${slowed} times`, median(answers), most.answer);
}
await browser.close();
console.log(`load of the machine: ${loadavg().map((each) => each.toFixed(1)).join(", ")}`);
for (const each of problems) console.log(each);
process.exit(problems.length ? 1 : 0);
