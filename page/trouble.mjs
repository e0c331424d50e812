// Breaks the page on purpose, in Chromium, and looks at what it says: where it cannot start, when it fails, and when it is left.
import { setTimeout as pause } from "node:timers/promises";
import { settled } from "./browsers.mjs";

// What waits 15 seconds or longer waits a thirtieth of that.
const HURRIED = "const wait = setTimeout; globalThis.setTimeout = (work, most) => wait(work, most < 15_000 ? most : most / 30);";
const REFUSED = 'Promise.reject(new Error("refused"))';
const NEVER = "new Promise(() => {})";

// Python is compiled beside the page, in a script that the page makes; that script is to get this in its place.
const compiling = (instead) => {
  const inside = JSON.stringify(`"use strict"; WebAssembly.instantiate = WebAssembly.instantiateStreaming = () => ${instead};`);
  return `const Made = Blob; globalThis.Blob = function (parts, how) {
    return how?.type === "text/javascript" ? new Made([${inside}, ...parts], how) : new Made(parts, how);
  };`;
};

// For each way in which it cannot start: what breaks the browser, and what the page says then.
const NO_START = {
  "no WebAssembly": ["delete globalThis.WebAssembly;", "too old for the questions"],
  "no way to unpack": ["delete globalThis.DecompressionStream;", "too old for the questions"],
  "no script beside the page": ["delete globalThis.Worker;", "too old for the questions"],
  "WebAssembly refused": [compiling(REFUSED), "could not start in this browser"],
  "slow": [compiling(NEVER), "Still getting ready"],
  "never ready": [compiling(NEVER), "did not start here"],
};
const MOST_SCREENS = 80;
const LONGER_THAN_A_TIMER = 700; // milliseconds, where times are hurried

const shown = () => {
  const look = (where) => document.querySelector(where)?.innerText ?? "";
  return {
    heading: look("main h1"),
    status: look("#status"),
    signs: document.querySelectorAll(".sign").length,
    result: document.body.className !== "asking" || document.getElementById("tools") !== null,
  };
};

export async function troubles(browser, address, picture) {
  const found = [];
  for (const [name, [breaking, sentence]] of Object.entries(NO_START)) {
    await browser.open(address, { before: `${HURRIED} ${breaking}` });
    if (name === "slow") await browser.run(next); // who answers the first question sees what it waits for
    await came(browser, (words) => document.querySelector("#status")?.innerText.includes(words), sentence);
    if (name === "WebAssembly refused") await pause(LONGER_THAN_A_TIMER);
    await picture(name.replaceAll(" ", "-"));
    found.push(...wrong(name, await browser.run(shown), sentence));
  }
  found.push(...(await fault(browser, address, picture)), ...(await leaving(browser, address)));
  return found;
}

function wrong(name, { status, signs, result }, sentence) {
  return [
    ...(status.includes(sentence) ? [] : [`${name}: it says: ${status}`]),
    ...(signs > 1 ? [] : [`${name}: no danger signs`]),
    ...(result ? [`${name}: something looks like a result`] : []),
  ];
}

async function came(browser, check, given) {
  for (let tries = 0; tries < 200 && !(await browser.run(check, given)); tries += 1) await pause(100);
}

async function started(browser, address) {
  await browser.open(address);
  await came(browser, () => document.querySelector("main form") !== null);
}

async function fault(browser, address, picture) {
  await started(browser, address);
  await browser.run(next);
  await settled(browser);
  await browser.run(() => {
    JSON.parse = () => {
      throw new Error("broken on purpose");
    };
    document.querySelector("main input").click();
    document.querySelector("main form").requestSubmit();
  });
  await settled(browser);
  await picture("fault");
  const at = await browser.run(shown);
  return [
    ...(at.heading.includes("there is no result") ? [] : [`fault: it says: ${at.heading}`]),
    ...wrong("fault", at, "Your answers are lost."),
  ];
}

const next = () => {
  const form = document.querySelector("main form");
  if (!form) document.querySelector("main button.first").click();
  else {
    const plain = form.querySelector('[value="none"], [value="no"]') ?? form.querySelector("[data-special]");
    (plain ?? form.querySelector("input")).click();
    form.requestSubmit();
  }
};

const isAsking = () => document.body.className === "asking";

const saveTheAnswers = () => [...document.querySelectorAll("#tools button")].find((each) => each.textContent === "Save the answers").click();

// There is a word before answers are lost, and none once they are saved.
async function leaving(browser, address) {
  const found = [];
  for (const saves of [false, true]) {
    await started(browser, address);
    await browser.press("Tab"); // a browser asks nobody who has not touched the page
    for (let screens = 0; screens < MOST_SCREENS && (await browser.run(isAsking)); screens += 1) {
      await browser.run(next);
      await settled(browser);
    }
    if (saves) await browser.run(saveTheAnswers);
    if ((await browser.asksBeforeLeaving()) === saves) found.push(saves ? "asks although all is saved" : "no word before answers are lost");
  }
  return found;
}
