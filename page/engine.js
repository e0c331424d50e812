"use strict";

// Python, beside the page: it starts and works while the page goes on listening. Behind this stand Pyodide's loader and the
// interpreter's script. The page sends what it holds once, then one call after the other, and each is answered with what it
// gave or with the problem. Nothing is fetched: what Pyodide asks for by address is answered from what was sent.

let newSession; // of a day
let session;

const calls = {
  async start(...parts) {
    newSession = await started(...parts);
  },
  begin(day) {
    session?.destroy();
    session = newSession(day);
    return session.prompt();
  },
  choose: (value) => session.choose(value),
  answer: (line) => session.answer(line),
  page: () => session.page(),
  answers: () => session.answers_file(),
};

globalThis.onmessage = async ({ data: { call, given } }) => {
  try {
    postMessage({ value: await calls[call](...given) });
  } catch (problem) {
    postMessage({ problem: String(problem) });
  }
};

// What goes wrong while Python starts may come here alone, and the start never end.
globalThis.onunhandledrejection = (event) => {
  event.preventDefault();
  postMessage({ fault: String(event.reason) });
};

// Pyodide asks by this whether this is a script of the kind that imports no modules, and would be refused.
globalThis.importScripts = () => {
  throw new Error("nothing is fetched");
};

async function started(wasm, library, application) {
  const held = { wasm: [wasm, "application/wasm"], zip: [library, "application/zip"] };
  const fetched = async (address) => {
    const [content, type] = held[String(address).split(".").pop()];
    return new Response(content, { headers: { "content-type": type } });
  };
  const python = await pyodideLoader(fetched)({
    indexURL: "inside:/",
    createPyodideModule: _createPyodideModule,
    lockFileContents: "{{lock file}}",
    env: {
      HOME: "/home/pyodide",
      PYTHONDONTWRITEBYTECODE: "1",
      PYTHONHASHSEED: "0",
      RAPIDFUZZ_IMPLEMENTATION: "python",
    },
  });
  unpack(application, "/app", python.FS);
  python.runPython("import sys; sys.path.insert(0, '/app')");
  const { Session } = python.pyimport("session");
  const rules = ["/app/practice.yaml"].filter((name) => python.FS.analyzePath(name).exists);
  return (day) => Session(day, ...rules);
}

const ENTRY = 0x04034b50; // what an entry of an archive begins with

// Writes the files of an archive, which are not compressed one by one. Python's own way loads a tenth of its library first.
function unpack(archive, folder, files) {
  const fields = new DataView(archive);
  for (let at = 0; fields.getUint32(at, true) === ENTRY; ) {
    const size = fields.getUint32(at + 18, true);
    const named = at + 30;
    const held = named + fields.getUint16(at + 26, true);
    const content = held + fields.getUint16(at + 28, true);
    const name = `${folder}/${new TextDecoder().decode(archive.slice(named, held))}`;
    files.mkdirTree(name.slice(0, name.lastIndexOf("/")));
    files.writeFile(name, new Uint8Array(archive, content, size));
    at = content + size;
  }
}
