import { afterAll, expect, it } from "vitest";
import { withScope } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import { TELL_APPROVERS } from "@/lib/notifications/constants";
import { approveBatch } from "@/lib/notifications/mutations/approve";
import { editProposal } from "@/lib/notifications/mutations/edit";
import { proposeReminders } from "@/lib/notifications/mutations/propose";
import { addShippedTemplates } from "@/lib/notifications/mutations/templates";
import { listBatches } from "@/lib/notifications/queries/batches";
import { readBatch } from "@/lib/notifications/queries/seal";
import { makeIssuer } from "../../support/cards";
import { addHolders, now, owner, sayHow, scoreAll } from "../proposals/arrange";
import { NOW, openHouse, storeBatch } from "./stored-batch";

// Where no mail server is, nobody is asked. Nothing here connects to it.
process.env.SMTP_URL = "smtp://127.0.0.1:9";
afterAll(async () => {
  delete process.env.SMTP_URL;
  await owner.end();
});

const mails = async ({ issuerId }: Scope) => {
  const [row] = await owner<{ n: number }[]>`
    select count(*)::int as n from app.job_run where issuer_id = ${issuerId} and kind = ${TELL_APPROVERS} and state = 'queued'`;
  return row?.n;
};
const haveLeft = ({ issuerId }: Scope) =>
  owner`update app.job_run set state = 'done' where issuer_id = ${issuerId} and kind = ${TELL_APPROVERS}`;

it("managers are asked by mail after a proposal, by whatever way it was made, and after an edit", async () => {
  const scope = await makeIssuer("ASK-PROP");
  await sayHow(scope);
  await addShippedTemplates(scope, now);
  await addHolders(scope, [
    { id: "A", email: "a@example.com", cards: [{ id: "A-000001", balance: 9_000, expires: "2026-06-28" }] },
  ]);
  await scoreAll(scope);
  await proposeReminders(scope, { now });
  expect(await mails(scope)).toBe(1);
  await haveLeft(scope);
  const [batch] = (await listBatches(scope, {}, now)).items;
  const { seal } = await withScope(scope, (tx) => readBatch(tx, scope, batch?.id ?? 0));
  await editProposal(scope, { batchId: batch?.id ?? 0, seal }, now);
  expect(await mails(scope)).toBe(1);
});

it("a second manager is asked once the first has agreed, by one mail for all that waits", async () => {
  const house = await openHouse("ASK-HALF");
  const two = { batch: { approvalsNeeded: 2 } };
  const [one, other] = [await storeBatch(house.scope, two), await storeBatch(house.scope, two)];
  expect(await mails(house.scope)).toBe(0);
  for (const { id, seal } of [one, other])
    await approveBatch(house.scope, { batchId: id, seal }, NOW, house.emailOf("mia"));
  expect(await mails(house.scope)).toBe(1);
  await haveLeft(house.scope);
  await approveBatch(house.scope, { batchId: one.id, seal: one.seal }, NOW, house.emailOf("max"));
  expect(await mails(house.scope)).toBe(0);
});
