"use strict";

// Starts Python from what lies in this file. `part(name)` gives the bytes of one part.
// Nothing is fetched: what Pyodide asks for by address is answered from the parts.
async function startEngine(part, day) {
  const bytesFor = async (address) => {
    const name = String(address).split("/").pop().replace(/[^a-z]+/gi, "-");
    const type = name.endsWith("wasm") ? "application/wasm" : "application/octet-stream";
    return new Response(await part(name), { headers: { "content-type": type } });
  };
  const program = new Blob([await part("pyodide-asm-mjs")], { type: "text/javascript" });
  const address = URL.createObjectURL(program);
  const { default: createPyodideModule } = await import(address);
  URL.revokeObjectURL(address);
  const python = await pyodideLoader(bytesFor)({
    indexURL: "inside:/",
    createPyodideModule,
    lockFileContents: "{{lock file}}",
    env: {
      HOME: "/home/pyodide",
      PYTHONDONTWRITEBYTECODE: "1",
      PYTHONHASHSEED: "0",
      RAPIDFUZZ_IMPLEMENTATION: "python",
    },
  });
  python.unpackArchive(await part("app-zip"), "zip", { extractDir: "/app" });
  python.runPython("import sys; sys.path.insert(0, '/app')");
  const { Session } = python.pyimport("session");
  const rules = ["/app/practice.yaml"].filter((name) => python.FS.analyzePath(name).exists);
  return () => Session(day(), ...rules);
}
