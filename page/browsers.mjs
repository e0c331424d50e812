// One way to drive three browsers: Chromium and Firefox by puppeteer, WebKit by its own WebDriver.
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import puppeteer from "puppeteer-core";

const PROGRAMS = { chromium: "/usr/bin/chromium", firefox: "/usr/bin/firefox-esr" };
const PREFERENCES = {
  dark: { "ui.systemUsesDarkTheme": 1, "layout.css.prefers-color-scheme.content-override": 0 },
  forced: { "browser.display.document_color_use": 2 },
}; // what Firefox is told before it starts
const WEBKIT_PORT = 17_556;

// How Chromium can be told to show a page: what media features it has, or what else.
const LOOKS = {
  "": { media: "", features: [] },
  dark: { features: [{ name: "prefers-color-scheme", value: "dark" }] },
  forced: { features: [{ name: "forced-colors", value: "active" }] },
  "forced-dark": {
    features: [
      { name: "forced-colors", value: "active" },
      { name: "prefers-color-scheme", value: "dark" },
    ],
  },
  print: { media: "print" },
  zoom: {},
};
const ENLARGED = { width: 320, height: 256, deviceScaleFactor: 4 }; // a window of 1280 by 1024 at 400 %

// Until what was answered is worked on no more.
export const settled = (browser) => browser.until(() => !document.querySelector("main").hasAttribute("aria-busy"), 90_000);

export async function launch(kind) {
  return kind === "webkit" ? WebKit.start() : Puppeteer.start(kind);
}

async function patiently(check, most) {
  for (const end = Date.now() + most; Date.now() < end; await pause(50)) if (await check()) return;
  throw new Error("nothing came");
}

class Puppeteer {
  static async start(kind) {
    const made = new Puppeteer();
    made.name = kind;
    made.messages = [];
    const [program, look] = kind.split("-");
    const options = { executablePath: PROGRAMS[program], headless: true };
    made.browser = await puppeteer.launch(
      program === "firefox"
        ? { ...options, browser: "firefox", extraPrefsFirefox: PREFERENCES[look] ?? {} }
        : { ...options, browser: "chrome", args: ["--no-sandbox"] },
    );
    return made;
  }

  async open(address, { scripts = true, before } = {}) {
    await this.page?.close({ runBeforeUnload: false });
    this.page = await this.browser.newPage();
    this.devtools = undefined;
    this.page.on("console", (message) => message.type() === "error" && this.messages.push(`console: ${message.text()}`));
    this.page.on("pageerror", (error) => this.messages.push(`error: ${error.message}`));
    this.page.on("request", (request) => {
      const asked = request.url();
      if (asked !== address && !/^(blob|data):/.test(asked)) this.messages.push(`request: ${asked.slice(0, 80)}`);
    });
    await this.resize(390, 900);
    if (!scripts) await this.page.setJavaScriptEnabled(false);
    if (before) await this.page.evaluateOnNewDocument(before);
    await this.page.goto(address, { waitUntil: "domcontentloaded", timeout: 90_000 });
  }

  run = (work, ...given) => this.page.evaluate(work, ...given);
  wait = (work) => this.page.evaluate(work);
  load = (script) => this.page.evaluate(script);
  until = (check, most, ...given) => patiently(() => this.run(check, ...given), most);
  press = (key) => this.page.keyboard.press(key);
  type = (text) => this.page.keyboard.type(text);

  // An older Firefox knows sizes but no way to turn the screen, which puppeteer asks for afterwards; and it is wider or narrower only some time later.
  async resize(width, height) {
    await this.page.setViewport({ width, height }).catch((problem) => {
      if (!/unknown command/.test(problem.message)) throw problem;
    });
    await this.until((wanted) => window.innerWidth === wanted, 20_000, width);
    return width;
  }

  // The processes that show pages, by number.
  async renderers() {
    this.ofTheBrowser ??= await this.browser.target().createCDPSession();
    const { processInfo } = await this.ofTheBrowser.send("SystemInfo.getProcessInfo");
    return processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
  }

  get looks() {
    return this.name === "chromium" ? Object.keys(LOOKS).filter(Boolean) : [];
  }

  async wear(look) {
    await this.page.setViewport(look === "zoom" ? ENLARGED : { width: 390, height: 900 });
    this.devtools ??= await this.page.createCDPSession();
    await this.devtools.send("Emulation.setEmulatedMedia", { media: "", features: [], ...LOOKS[look] });
  }

  async asksBeforeLeaving() {
    let asked = false;
    this.page.once("dialog", (dialog) => {
      asked = dialog.type() === "beforeunload";
      return dialog.accept();
    });
    await this.page.goto("about:blank");
    return asked;
  }

  picture = (place) => this.page.screenshot({ path: place, fullPage: true });
  said = () => this.messages;
  close = () => this.browser.close();
}

const KEYS = { Tab: "\uE004", Enter: "\uE007", ArrowDown: "\uE015", " ": " " };

class WebKit {
  static async start() {
    const made = new WebKit();
    made.name = "webkit";
    made.server = spawn("xvfb-run", ["-a", "WebKitWebDriver", `--port=${WEBKIT_PORT}`], { stdio: "ignore", detached: true });
    for (let tries = 0; tries < 60 && !(await made.ready()); tries += 1) await pause(500);
    const options = { "webkitgtk:browserOptions": { args: ["--automation"] } };
    made.session = (await made.ask("POST", "session", { capabilities: { alwaysMatch: options } })).sessionId;
    await made.ask("POST", `session/${made.session}/timeouts`, { script: 120_000, pageLoad: 120_000 });
    return made;
  }

  ready = () => fetch(`http://127.0.0.1:${WEBKIT_PORT}/status`).then((reply) => reply.ok, () => false);

  async ask(method, where, body) {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const reply = await fetch(`http://127.0.0.1:${WEBKIT_PORT}/${where}`, { method, ...sent });
    const { value } = await reply.json();
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  }

  here = (method, where, body) => this.ask(method, `session/${this.session}/${where}`, body);

  async open(address) {
    await this.here("POST", "url", { url: "about:blank" }).catch(() => this.here("POST", "alert/accept", {}));
    await this.here("POST", "url", { url: address });
  }

  run = (work, ...args) => this.here("POST", "execute/sync", { script: `return (${work}).apply(null, arguments)`, args });
  load = (script) => this.here("POST", "execute/sync", { script, args: [] });
  wait = (work) =>
    this.here("POST", "execute/async", { script: `const done = arguments[0]; (${work})().then(done, (e) => done(["axe: " + e]))`, args: [] });

  until = (check, most) => patiently(() => this.run(check), most);

  async press(key) {
    await this.type(KEYS[key]);
  }

  async type(text) {
    const actions = [...text].flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]);
    await this.here("POST", "actions", { actions: [{ type: "key", id: "keyboard", actions }] });
  }

  looks = [];
  // Its window is never narrower than its own buttons: gives how many pixels wide it is now.
  async resize(width, height) {
    await this.here("POST", "window/rect", { width, height });
    return this.run(() => window.innerWidth);
  }

  async picture(place) {
    writeFileSync(place, Buffer.from(await this.here("GET", "screenshot"), "base64"));
  }

  said = () => [];

  async close() {
    await this.ask("DELETE", `session/${this.session}`).catch(() => {});
    process.kill(-this.server.pid);
  }
}
