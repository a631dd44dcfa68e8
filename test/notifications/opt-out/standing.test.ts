import { expect, it } from "vitest";
import { isOneClick } from "@/lib/notifications/opt-out/one-click";
import { standingOf } from "@/lib/notifications/opt-out/standing";

it.each([
  [[], "nothing"],
  [["commercial"], "commercial"],
  [["all", "commercial"], "all"],
  [["commercial", "all"], "all"],
  [["all", "nothing"], "nothing"],
  [["all", "nothing", "commercial"], "commercial"],
] as const)("after %j what holds is %s", (said, held) => expect(standingOf([...said])).toBe(held));

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  isOneClick(new Request("https://cards.example/api/u/x", { method: "POST", body, headers }));

it("one click is a form with one field, in both encodings of RFC 8058", async () => {
  expect(await post(new URLSearchParams({ "List-Unsubscribe": "One-Click" }))).toBe(true);
  const form = new FormData();
  form.set("List-Unsubscribe", "One-Click");
  expect(await post(form)).toBe(true);
});

it("anything else is none", async () => {
  expect(await post(new URLSearchParams({ "List-Unsubscribe": "Yes" }))).toBe(false);
  expect(await post("")).toBe(false);
  expect(await post('{"List-Unsubscribe":"One-Click"}', { "content-type": "application/json" })).toBe(false);
  expect(await post(new URLSearchParams({ "List-Unsubscribe": "One-Click", more: "x".repeat(5000) }))).toBe(false);
});
