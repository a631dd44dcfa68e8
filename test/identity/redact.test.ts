import { expect, test } from "vitest";
import { newApiKey, newToken } from "@/lib/identity/token";
import { describeError, redact, redactDeep } from "@/lib/redact";

const planted = {
  email: "zoë.o'hara@mail.example.org",
  key: newApiKey().key,
  card: "6034 9312 3456 7890 123",
  database: "postgres://owner:s3cr3t-pw@db:5432/breakwater",
  hash: "scrypt$65536$8$1$c2FsdA$a2V5a2V5a2V5",
};

test.each(Object.entries(planted))("a text with a %s loses it", (_, secret) => {
  const clean = redact(`before ${secret} after`);
  expect(clean).not.toContain(secret.slice(0, 9) === "postgres:" ? "s3cr3t" : secret);
  expect(clean).toMatch(/^before .* after$/);
});

test("random tokens are found in a text, 200 of 200", () => {
  for (let index = 0; index < 200; index += 1) {
    const token = newToken();
    // Fewer than one in 10^4 of such tokens has no digit or no capital; those look like words and are let through.
    if (/\d/.test(token) && /[A-Z]/.test(token)) expect(redact(`cookie=${token};`)).not.toContain(token);
  }
});

test("the driver's message about a failed statement loses its values", () => {
  const error = new Error('Failed query: insert into "app"."person" values ($1, $2)\nparams: Ann,ann@example.org');
  error.cause = Object.assign(new Error("duplicate key"), {
    code: "23505",
    detail: "Key (email)=(ann@example.org) already exists.",
  });
  const text = JSON.stringify(describeError(error));
  expect(text).not.toMatch(/Ann|ann@/);
  expect(text).toContain("23505");
});

test("fields whose name says secret are removed unread, others keep their words", () => {
  expect(redactDeep({ password: "x", nested: { apiKey: "y", rows: 12 }, note: "ok" })).toEqual({
    password: "[removed]",
    nested: { apiKey: "[removed]", rows: 12 },
    note: "ok",
  });
});

test("a line break cannot begin a forged line", () => {
  expect(redact('name\n{"level":"error","msg":"forged"}')).not.toContain("\n");
});

test("figures, dates and ids of a report stay", () => {
  const text = "batch 1042: 1,000,000 rows on 2026-03-01T12:00:00Z, balance 123456.78";
  expect(redact(text)).toBe(text);
});
