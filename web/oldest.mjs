// Proves that the build's syntax and built-in functions are those of the oldest target, Chrome 69.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";

const COPY = "node_modules/.cache/oldest";
// ES2018, and of ES2019 what Chrome 66 and 69 brought.
const ALLOWED = "OptionalCatchBinding,ArrayFlatMap";

mkdirSync(COPY, { recursive: true });
const chat = readdirSync("dist/widget").filter((name) => name.endsWith(".js"));
for (const name of ["widget.js", ...chat.map((file) => `widget/${file}`)]) {
  // Chrome has import() since 63, ES2018 has not: it is checked as a call.
  const code = readFileSync(`dist/${name}`, "utf8").replace(/\bimport\(/g, "load(");
  writeFileSync(`${COPY}/${name.replace("/", "-")}`, code);
}
const options = ["es2018", `${COPY}/*.js`, "--module", "--checkFeatures", "--allowList", ALLOWED, "--noCache"];
const { status } = spawnSync("node_modules/.bin/es-check", options, { stdio: "inherit" });
process.exit(status ?? 1);
