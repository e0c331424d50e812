// Compiles what the page carries with the interpreter that will run it: node compile.mjs FOLDER
// FOLDER/app holds the modules as they were written. Afterwards it holds them compiled, and FOLDER/standard
// what they use of the standard library.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { loadPyodide } from "pyodide";

const here = path.dirname(fileURLToPath(import.meta.url));
const python = await loadPyodide({ env: { PYTHONHASHSEED: "0", PYTHONDONTWRITEBYTECODE: "1", HOME: "/home/pyodide" } });
python.mountNodeFS("/build", path.resolve(process.argv[2]));
python.mountNodeFS("/page", here);
python.runPython("import sys; sys.path[:0] = ['/page', '/build/app']");
python.pyimport("compiling").everything("/build");
