import { describe, expect, it } from "vitest";
import { chooseTemplate, type TemplateVersion } from "@/lib/notifications/templates/choose";
import { templateKinds } from "@/lib/notifications/templates/template-list";

const version = (id: number, language: string, number: number, withdrawn = false): TemplateVersion => ({
  id,
  reason: "fees",
  channel: "email",
  language,
  version: number,
  withdrawnAt: withdrawn ? "2026-01-01T00:00:00Z" : null,
});
const all = [version(1, "en", 1), version(2, "en", 2), version(3, "ru", 1), version(4, "ru", 2, true)];
const wanted = (language: string | null) => chooseTemplate(all, { reason: "fees", channel: "email", language });

describe("the template for a reader", () => {
  it("is the newest of his language", () => expect(wanted("en")).toEqual({ template: all[1], fallback: false }));
  it("is an older one where the newest is withdrawn", () => expect(wanted("ru")?.template.id).toBe(3));
  it("of a region is that of its language", () => expect(wanted("ru-RU")?.template.id).toBe(3));
  it("is English where nobody has written his, which is said", () =>
    expect(wanted("ja")).toEqual({ template: all[1], fallback: true }));
  it("is English for whoever told none, and that is no fallback", () => expect(wanted(null)?.fallback).toBe(false));
  it("is none where there is not even English", () => {
    expect(chooseTemplate(all, { reason: "fees", channel: "sms", language: "en" })).toBeNull();
    expect(chooseTemplate([], { reason: "fees", channel: "email", language: "en" })).toBeNull();
  });
});

it("a kind whose only version is withdrawn has none in use", () => {
  const [kind] = templateKinds([version(4, "ru", 2, true)]);
  expect(kind).toMatchObject({ used: null, newest: { id: 4 } });
});
