import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { t } from "@/lib/messages/overview";

/** Every part of the screens' words. The trail's and the holders' are languages of their own. */
async function readParts(): Promise<[file: string, messages: Record<string, string>][]> {
  const files = (await readdir("lib/messages")).filter((file) => !/^(audit|message|recipient.*)\.ts$/.test(file));
  return Promise.all(
    files.map(async (file) => {
      const { t: _, ...exported } = await import(`../lib/messages/${path.parse(file).name}.ts`);
      expect([file, Object.keys(exported).length]).toEqual([file, 1]);
      return [file, Object.values(exported)[0] as Record<string, string>];
    }),
  );
}

describe("messages", () => {
  it("put values in and choose the plural by the number", () => {
    expect(t("overview.cardsSold", { count: "1", n: 1 })).toBe("1 card");
    expect(t("overview.cardsSold", { count: "1,070", n: 1070 })).toBe("1,070 cards");
  });

  it("leave a forgotten value visible", () => {
    expect(t("overview.endOf")).toBe("End of {date}");
  });

  it("stand in one file each: of two with one key the later would be shown in both places", async () => {
    const places = new Map<string, string[]>();
    for (const [file, messages] of await readParts()) {
      for (const key of Object.keys(messages)) places.set(key, [...(places.get(key) ?? []), file]);
    }
    expect(places.size).toBeGreaterThan(1_000);
    expect([...places].filter(([, files]) => files.length > 1)).toEqual([]);
  });

  it("are never empty and balance their braces", async () => {
    const texts = (await readParts()).flatMap(([, messages]) => Object.entries(messages));
    for (const [key, text] of texts) {
      expect(text.trim(), key).not.toBe("");
      expect(text.replace(/\{\w+(\|[^|}]*\|[^}]*)?\}/g, ""), key).not.toMatch(/[{}]/);
    }
  });

  it("are spoken somewhere: what no screen says is not kept", async () => {
    const folders = ["app", "components", "lib"];
    const listed = await Promise.all(
      folders.map(async (folder) =>
        (await readdir(folder, { recursive: true })).map((name) => path.join(folder, name)),
      ),
    );
    const files = listed.flat().filter((file) => /\.tsx?$/.test(file) && path.dirname(file) !== "lib/messages");
    const source = (await Promise.all(files.map((file) => readFile(file, "utf8")))).join();
    const said = new Set(Array.from(source.matchAll(/["`]([\w-]+(?:\.[\w-]+)+)["`]/g), ([, key]) => key));
    // Members of a family are put together: `run.step.${name}`, textOf("run.step", name).
    const begun = Array.from(source.matchAll(/`([\w-]+\.[\w.-]*)\$\{/g), ([, start = ""]) => start);
    const families = [...new Set([...begun, "run.kind.", "run.step."])];
    const keys = (await readParts()).flatMap(([, messages]) => Object.keys(messages));
    const isSaid = (key: string) => said.has(key) || families.some((family) => key.startsWith(family));
    expect(keys.filter((key) => !isSaid(key))).toEqual([]);
  });
});
