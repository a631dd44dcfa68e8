import { describe, expect, it } from "vitest";
import { encoded } from "./support/encoded";
import { check, load, makeIssuer, plainMapping, rows } from "./support/issuer";

const customers = (...names: string[]) =>
  ["id,name,state", ...names.map((name, at) => `C${at},${name},TX`), ""].join("\n");
const OTHERS = "utf-8, utf-16le, utf-16be, windows-1251, shift_jis, windows-1252, windows-1250";

describe("a file whose encoding nobody has stated", () => {
  it("is told to be a guess by check and load, with three letters to see it by, where its bytes allow another", async () => {
    const scope = await makeIssuer("GUESS");
    const files = { "customers.csv": encoded(customers("Ann", "Jean", "Hélène Lefèvre"), "windows-1252") };
    const notice = {
      file: "customers.csv",
      text: `Read as windows-1252, but the bytes make sense in another encoding too. Line 4 holds "Hél": see whether that is right, and state the encoding in the mapping: "encoding": "windows-1252", or another of ${OTHERS}.`,
    };
    expect((await check(scope, files)).notices).toEqual([notice]);
    expect((await load(scope, files)).notices).toEqual([notice]);
    const stated = plainMapping({ encoding: "windows-1252" });
    expect((await load(scope, files, stated)).notices.map(({ text }) => text)).not.toContainEqual(notice.text);
  });

  it("is loaded as it is where the words leave no doubt, and nothing is said", async () => {
    const scope = await makeIssuer("SURE");
    const short = encoded(customers("Ли А.Б.", "Ян Ю."), "windows-1251");
    const half = encoded(customers("ﾔﾏﾀﾞ ﾀﾛｳ", "ｽｽﾞｷ").replaceAll(/^C/gm, "H"), "shift_jis");
    const loaded = await load(scope, { "customers-1.csv": short, "customers-2.csv": half });
    expect(loaded.notices).toEqual([]);
    const named = await rows<{ name: string }>(scope, "select name from silver.customer order by source_id");
    expect(named.map(({ name }) => name)).toEqual(["Ли А.Б.", "Ян Ю.", "ﾔﾏﾀﾞ ﾀﾛｳ", "ｽｽﾞｷ"]);
  });
});

it("a file of UTF-8 is not loaded by a mapping that says another encoding", async () => {
  const scope = await makeIssuer("PINNED");
  const files = { "customers.csv": customers("Анна Каренина") };
  for (const encoding of ["windows-1251", "windows-1252", "shift_jis"] as const)
    await expect(load(scope, files, plainMapping({ encoding }))).rejects.toThrow(
      `customers.csv: The file is UTF-8. Read as ${encoding.toUpperCase()}, as was chosen for it, its names would come out wrong. Choose utf-8 for it, or no encoding.`,
    );
  expect((await load(scope, files, plainMapping({ encoding: "utf-8" }))).counts.customer.new).toBe(1);
});
