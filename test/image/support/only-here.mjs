// Loaded first into every process of the image: what it would take from the repository beside which it was built is refused.
// In a container there is no such place. ONLY_HERE_NOT names it.
import fs from "node:fs";
import { Module, register, syncBuiltinESMExports } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const FOREIGN = `${process.env.ONLY_HERE_NOT}${path.sep}`;

function refuse(place) {
  const file = place instanceof URL ? fileURLToPath(place) : String(place);
  if (path.resolve(file).startsWith(FOREIGN)) throw new Error(`The image has no ${file}`);
}

for (const [owner, names] of [
  [fs, ["readFileSync", "readFile", "openSync", "open", "createReadStream", "readdirSync", "readdir"]],
  [fs.promises, ["readFile", "open", "readdir"]],
]) {
  for (const name of names) {
    const original = owner[name];
    owner[name] = function (place, ...rest) {
      // Descriptors are numbers; whoever has one has opened it before.
      if (typeof place !== "number") refuse(place);
      return original.call(this, place, ...rest);
    };
  }
}
syncBuiltinESMExports();

const find = Module._resolveFilename;
Module._resolveFilename = function (...given) {
  const found = find.apply(this, given);
  refuse(found);
  return found;
};

const hook = `export async function resolve(name, context, next) {
  const found = await next(name, context);
  if (found.url.startsWith(${JSON.stringify(pathToFileURL(FOREIGN).href)})) throw new Error("The image has no " + found.url);
  return found;
}`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);
