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

  it("are never empty and balance their braces", () => {
    for (const [key, text] of Object.entries(en)) {
      expect(text.trim(), key).not.toBe("");
      expect(text.replace(/\{\w+(\|[^|}]*\|[^}]*)?\}/g, ""), key).not.toMatch(/[{}]/);
    }
  });
});
