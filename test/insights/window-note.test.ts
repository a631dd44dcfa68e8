import { expect, it } from "vitest";
import { shownNote } from "@/components/insights/window-note";

it("a ranking says how many there are when it does not show all, and of what the total is", () => {
  expect(shownNote("USD", 10, 10, "en")).toBe("USD");
  expect(shownNote("USD", 10, 1_234, "en")).toBe("USD. Shows 10 of 1,234; the total is of all");
  expect(shownNote("USD", 10, 11, "en", false)).toBe("USD. Shows 10 of 11");
});
