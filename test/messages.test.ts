import { readdir } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { en } from "@/lib/messages/en";
import { t } from "@/lib/messages/message";

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
    for (const file of await readdir("lib/messages")) {
      // The audit trail's sentences are a language of their own.
      if (!file.startsWith("en-") || file === "en-audit.ts") continue;
      const parts: Record<string, Record<string, string>> = await import(`../lib/messages/${path.parse(file).name}.ts`);
      for (const part of Object.values(parts)) {
        for (const key of Object.keys(part)) places.set(key, [...(places.get(key) ?? []), file]);
      }
    }
    expect(places.size).toBeGreaterThan(1_000);
    expect([...places].filter(([, files]) => files.length > 1)).toEqual([]);
  });

  it("are never empty and balance their braces", () => {
    for (const [key, text] of Object.entries(en)) {
      expect(text.trim(), key).not.toBe("");
      expect(text.replace(/\{\w+(\|[^|}]*\|[^}]*)?\}/g, ""), key).not.toMatch(/[{}]/);
    }
  });
});
