import fs from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { afterAll, expect, it } from "vitest";
import { withScope } from "@/db/client";
import { verifyRollups } from "@/lib/rollups/verify";
import { loadBatch, makeIssuer } from "../support/cards";

const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice: () => {} });
afterAll(() => owner.end());

it("openings and enquiries that were taken back before that counted leave the cards that had them, and no others", async () => {
  const scope = await makeIssuer("BEFORE");
  const contact = (card: string, kind: "opened" | "enquiry", on: string) => ({
    id: `${card}-${kind}-${on}`,
    card,
    kind,
    amount: 0,
    on,
  });
  const back = (corrects: string, card: string) => ({
    id: `${corrects}-back`,
    card,
    kind: "void" as const,
    amount: 0,
    on: "2024-05-01",
    corrects,
  });
  const cards = ["once", "twice", "kept"];
  await loadBatch(scope, {
    types: [{ code: "T" }],
    cards: cards.map((id) => ({ id, type: "T", soldOn: "2024-01-10" })),
    events: cards.flatMap((card) => [
      { id: `${card}-sale`, card, kind: "sale" as const, amount: 5_000, on: "2024-01-10" },
      contact(card, "opened", "2024-02-01"),
      contact(card, "enquiry", "2024-03-01"),
      ...(card === "twice" ? [contact(card, "opened", "2024-04-01")] : []),
    ]),
  });
  await loadBatch(scope, {
    events: [
      back("once-opened-2024-02-01", "once"),
      back("once-enquiry-2024-03-01", "once"),
      back("twice-opened-2024-02-01", "twice"),
    ],
  });
  const dates = () => owner`
    select k.source_id as card, s.opened_on::text as opened, s.last_opened_on::text as last, s.last_enquiry_on::text as asked
    from silver.card_summary s join silver.card k on k.customer_id = s.customer_id and k.id = s.card_id
    where s.issuer_id = ${scope.issuerId} order by k.id`;
  const right = [
    { card: "once", opened: null, last: null, asked: null },
    { card: "twice", opened: "2024-04-01", last: "2024-04-01", asked: "2024-03-01" },
    { card: "kept", opened: "2024-02-01", last: "2024-02-01", asked: "2024-03-01" },
  ];
  expect([...(await dates())]).toEqual(right);

  // As the version before had them.
  await owner`update silver.card_summary set opened_on = '2024-02-01', last_opened_on = greatest(last_opened_on, '2024-02-01'),
    last_enquiry_on = '2024-03-01' where issuer_id = ${scope.issuerId}`;
  const step = path.resolve(import.meta.dirname, "../../db/migrations/0038_opened_and_voided.sql");
  await owner.begin(async (tx) => {
    for (const statement of fs.readFileSync(step, "utf8").split("--> statement-breakpoint")) await tx.unsafe(statement);
  });
  expect([...(await dates())]).toEqual(right);
  const { differences } = await withScope(scope, (tx) => verifyRollups(tx), { isolation: "repeatable read" });
  expect(differences).toEqual([]);
});
