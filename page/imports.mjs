// Runs import statements in the built page's own Python: node imports.mjs PAGE STATEMENTS.json
// Each that fails is printed, with the reason; then it ends with 1.
import { readFileSync } from "node:fs";
import { interpreter } from "./interpreter.mjs";

const [page, statements] = process.argv.slice(2);
const python = await interpreter(page);
const failed = [];
for (const statement of JSON.parse(readFileSync(statements, "utf8"))) {
  try {
    python.runPython(statement);
  } catch (problem) {
    failed.push(`${statement}: ${problem.message.trim().split("\n").pop()}`);
  }
}
for (const each of failed) console.log(each);
process.exit(failed.length ? 1 : 0);
