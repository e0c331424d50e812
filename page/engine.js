"use strict";

// Starts Python from what lies in this file. `part(name)` gives the bytes of one part.
// Nothing is fetched: what Pyodide asks for by address is answered from the parts.
async function startEngine(part, day) {
  const application = part("app-zip");
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
  unpack(await application, "/app", python.FS);
  python.runPython("import sys; sys.path.insert(0, '/app')");
  const { Session } = python.pyimport("session");
  const rules = ["/app/practice.yaml"].filter((name) => python.FS.analyzePath(name).exists);
  return () => Session(day(), ...rules);
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
