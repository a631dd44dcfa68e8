import postgres from "postgres";
import { afterAll, expect, it } from "vitest";
import { makeIssuer } from "./support/issuer";

const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice: () => {} });
afterAll(() => owner.end());

const issuers = (code: string) => owner`select code from app.issuer where code = ${code}`;

it("an issuer that a mapping makes is there with its line of the audit trail, or not at all", async () => {
  await owner`alter table app.audit_event add constraint no_line check (action <> 'issuer.created')`;
  try {
    await expect(makeIssuer("UNHEARD")).rejects.toThrow();
  } finally {
    await owner`alter table app.audit_event drop constraint no_line`;
  }
  expect(await issuers("UNHEARD")).toEqual([]);
  const { issuerId } = await makeIssuer("UNHEARD");
  await makeIssuer("UNHEARD");
  const lines = await owner`select actor, subject, detail from app.audit_event
    where issuer_id = ${issuerId} and action = 'issuer.created'`;
  expect([...lines]).toEqual([{ actor: "test", subject: "UNHEARD", detail: { mapping: "UNHEARD" } }]);
});
