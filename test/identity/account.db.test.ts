import { beforeAll, expect, test, vi } from "vitest";
import { localeFor } from "@/app/issuer/locale";
import { changeLanguageAction } from "@/lib/identity/actions/account";
import { changeOwnLanguage } from "@/lib/identity/mutations/account";
import { findSession, type SessionFacts } from "@/lib/identity/queries/session";
import { requestAs } from "../support/next-request";
import { auditOf, createIssuer, createPerson, signInAs } from "../support/tenants";

vi.mock("next/headers", async () => (await import("../support/next-request")).nextHeaders);
vi.mock("next/cache", () => ({ revalidatePath: () => {} }));

const visitor = { address: "192.0.2.9", userAgent: "test" };
let issuer: number;
let token: string;
let colleague: string;

beforeAll(async () => {
  issuer = await createIssuer("ONE");
  token = await signInAs(await createPerson("ann@one.test", [[issuer, "analyst"]]));
  colleague = await signInAs(await createPerson("ben@one.test", [[issuer, "analyst"]]));
});

async function facts(of: string): Promise<SessionFacts> {
  const found = await findSession(of, new Date());
  if (!found) throw new Error("no session");
  return found;
}

test("numbers are written in English until a person chooses, and then for that person alone, on every page", async () => {
  requestAs({ session: token });
  expect(await localeFor({})).toBe("en");
  expect(await changeLanguageAction({ language: "ja" })).toMatchObject({ ok: true });
  expect(await localeFor({})).toBe("ja");
  expect(await localeFor({ lang: "ru" })).toBe("ru");
  requestAs({ session: colleague });
  expect(await localeFor({})).toBe("en");
});

test("the choice is in the trail with before and after, and choosing the same again is no line", async () => {
  await changeOwnLanguage(await facts(colleague), "ru", visitor);
  await changeOwnLanguage(await facts(colleague), "ru", visitor);
  const lines = (await auditOf(issuer)).filter((line) => line.actor === "ben");
  expect(lines).toMatchObject([{ action: "account.changed", detail: { language: ["en", "ru"] } }]);
});

test("there is no language but the three, and none without a session", async () => {
  requestAs({ session: token });
  expect(await changeLanguageAction({ language: "xx" as "en" })).toMatchObject({ ok: false, code: "invalid" });
  requestAs({ session: null });
  expect(await changeLanguageAction({ language: "ru" })).toMatchObject({ ok: false, code: "unauthorized" });
});
