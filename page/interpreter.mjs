// Starts the Python of a built page under Node, from what the page holds and nothing else.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { loadPyodide } from "pyodide";

const here = path.dirname(fileURLToPath(import.meta.url));

export async function interpreter(page) {
  const html = readFileSync(page, "utf8");
  const place = mkdtempSync(path.join(tmpdir(), "acucheck-page-"));
  process.on("exit", () => rmSync(place, { recursive: true }));
  const part = (name) => new Uint8Array(gunzipSync(Buffer.from(html.match(`id="${name}">([^<]*)<`)[1], "base64")));
  const script = new TextDecoder().decode(part("pyodide-asm-js")).replaceAll('"inside:/"', "import.meta.url");
  writeFileSync(path.join(place, "pyodide.asm.mjs"), `${script}export default _createPyodideModule;`);
  writeFileSync(path.join(place, "pyodide.asm.wasm"), part("pyodide-asm-wasm"));
  writeFileSync(path.join(place, "python_stdlib.zip"), part("python-stdlib-zip"));
  const lock = path.join(here, "node_modules", "pyodide", "pyodide-lock.json");
  writeFileSync(path.join(place, "pyodide-lock.json"), readFileSync(lock));
  const env = { HOME: "/home/pyodide", PYTHONDONTWRITEBYTECODE: "1", PYTHONHASHSEED: "0", RAPIDFUZZ_IMPLEMENTATION: "python" };
  const python = await loadPyodide({ indexURL: `${place}/`, env });
  python.unpackArchive(part("app-zip"), "zip", { extractDir: "/app" });
  python.runPython("import sys; sys.path.insert(0, '/app')");
  return python;
}
