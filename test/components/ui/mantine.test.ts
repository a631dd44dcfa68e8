import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const library = path.resolve("node_modules/@mantine");
const index = path.join(library, "core/esm/index.mjs");
const read = (file: string) => fs.readFileSync(file, "utf8");
const sheet = read("components/ui/mantine.css");
const imported = [...sheet.matchAll(/@mantine\/core\/styles\/([\w-]+)\.layer\.css/g)].map(([, name = ""]) => name);
/** What is there for every page, whatever components it has. */
const foundation = ["baseline", "default-css-variables", "global"];

/** Where the library keeps each of what it exports. */
const homes = new Map(
  [...read(index).matchAll(/import \{([^}]*)\} from "(\.[^"]+)"/g)].flatMap(([, names = "", file = ""]) =>
    names.split(",").map((name) => [name.trim(), path.resolve(path.dirname(index), file)] as const),
  ),
);

/** Adds the styles that a module of the library and all it is made of take for themselves. */
function follow(file: string, seen: Set<string>, styles: Set<string>): void {
  if (seen.has(file)) return;
  seen.add(file);
  const text = read(file);
  for (const [, spec = ""] of text.matchAll(/from "(\.[^"]+)"/g)) {
    const [, component] = /(\w+)\.module\.mjs$/.exec(spec) ?? [];
    if (component) styles.add(component);
    else follow(path.resolve(path.dirname(file), spec), seen, styles);
  }
  followNames(text, seen, styles);
}

/** The same of whatever a text takes from the library's core by its name. */
function followNames(text: string, seen: Set<string>, styles: Set<string>): void {
  for (const [, names = ""] of text.matchAll(/import \{([^}]*)\} from "@mantine\/core"/g))
    for (const name of names.split(",")) {
      const home = homes.get(name.trim());
      if (home) follow(home, seen, styles);
    }
}

function ownFiles(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".tsx") || file.endsWith(".ts"))
    .map((file) => path.join(folder, file));
}

test("styles are there of each component that is used, of what it is made of, and of no other", () => {
  const seen = new Set<string>();
  const styles = new Set<string>();
  for (const file of [...ownFiles("app"), ...ownFiles("components")]) {
    const text = read(file);
    followNames(text, seen, styles);
    for (const [, part = ""] of text.matchAll(/from "@mantine\/(dropzone|notifications|spotlight)"/g))
      follow(path.join(library, part, "esm/index.mjs"), seen, styles);
  }
  const ofCore = [...styles].filter((name) => fs.existsSync(path.join(library, `core/styles/${name}.layer.css`)));
  expect(ofCore.length).toBeGreaterThan(20);
  expect([...imported].sort()).toEqual([...foundation, ...ofCore].sort());
});

test("they stand in the order in which the library has them: later ones overrule earlier ones", () => {
  const whole = read(path.join(library, "core/styles.layer.css"));
  const places = imported.map((name) => {
    const own = read(path.join(library, `core/styles/${name}.layer.css`)).replace(/^@layer mantine \{/, "");
    return whole.indexOf(own.trim().slice(0, 120));
  });
  expect(places.every((place) => place >= 0)).toBe(true);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});
