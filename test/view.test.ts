import { expect, it } from "vitest";
import { localeOf } from "@/lib/view";

it("numbers are written as the address says, else as the reader has chosen, else in English", () => {
  expect(localeOf({ lang: "ja" }, "ru")).toBe("ja");
  expect(localeOf({}, "ru")).toBe("ru");
  expect(localeOf({ lang: "klingon" }, "ru")).toBe("ru");
  expect(localeOf({ lang: "en" }, "ru")).toBe("en");
  expect([localeOf({}), localeOf({}, null), localeOf({}, "xx")]).toEqual(["en", "en", "en"]);
});
