/** Whether the product's tables tell what is true: everybody once, and nobody who has not been written to as if he had. */
import type { HandedOver } from "./ledger";
import type { World } from "./world";

type Row = {
  batch: number;
  customer: string;
  mailbox: string;
  arm: string | null;
  left_out: string | null;
  outcome: string | null;
  state: string | null;
};

const TOLD = ["sent", "merged"];
const LASTING = ["sent", "merged", "unknown"];

/** Sentences; none when all is well. */
export async function accountFaults({ house, ledger, owner }: World): Promise<string[]> {
  const { issuerId } = house.scope;
  const [rows, batches] = await Promise.all([
    owner<Row[]>`
      select m.batch_id as batch, m.customer_id as customer, m.mailbox, m.arm, m.left_out, m.outcome, o.state
      from silver.notification_member m
      left join app.outbox o on o.issuer_id = m.issuer_id and o.batch_id = m.batch_id and o.mailbox = m.mailbox
      where m.issuer_id = ${issuerId} order by 1, 2`,
    owner<{ id: number; audience: number }[]>`
      select id, audience from app.notification_batch where issuer_id = ${issuerId}`,
  ]);
  const counted = batches.flatMap(({ id, audience }) => {
    const found = rows.filter(({ batch }) => batch === id).length;
    return found === audience ? [] : [`batch ${id}: ${found} people, an audience of ${audience}`];
  });
  return [...counted, ...rows.flatMap((row) => personFaults(row, ledger.handedOver))];
}

function personFaults(row: Row, handedOver: readonly HandedOver[]): string[] {
  const { batch, customer, mailbox, arm, outcome, state } = row;
  const own = handedOver.filter((one) => one.batchId === batch && one.mailbox === mailbox);
  const reached = own.some(({ isTaken, told }) => isTaken && told.includes(Number(customer)));
  const faults: string[] = [];
  if (outcome === null && arm === "remind" && state === null)
    faults.push("has neither an end nor a message that waits");
  if (reached && arm !== "remind") faults.push("was written to though he was held out");
  if (outcome !== null && TOLD.includes(outcome) && !reached) faults.push(`stands as ${outcome} and was not told`);
  // One that is on its way, or may be repeated because its provider knows it, has no end yet.
  if (reached && outcome !== null && !LASTING.includes(outcome)) faults.push(`was told and stands as ${outcome}`);
  if (reached && outcome === null && state === "dead") faults.push("was told and lies with a person as not sent");
  return faults.map((fault) => `batch ${batch}, person ${customer} at ${mailbox} ${fault}`);
}

/**
 * The hours and days of the clocks that people see, by the time-zone data of the database and not by those of the
 * runtime: nothing commercial or transactional in quiet hours, nothing after the day of the loss.
 */
export async function clockFaults({ house, ledger, zoneOf, setting, owner }: World): Promise<string[]> {
  const { issuerId } = house.scope;
  const { quietFrom, quietTo } = setting;
  const heard = ledger.handedOver.map(({ at, batchId, mailbox, messageClass, told }) => ({
    at: new Date(at).toISOString(),
    batchId,
    mailbox,
    messageClass,
    told: [...told],
    zone: zoneOf.get(mailbox),
  }));
  const rows = await owner<{ at: string; mailbox: string; hour: number; quiet: boolean; late: boolean }[]>`
    with heard as (
      select g.*, at at time zone zone as local
      from jsonb_to_recordset(${JSON.stringify(heard)}::text::jsonb)
        g (at timestamptz, "batchId" int, mailbox text, "messageClass" text, told jsonb, zone text)
    )
    select at::text, mailbox, extract(hour from local)::int as hour,
      "messageClass" <> 'statutory-notice' and case when ${quietFrom}::int <= ${quietTo}::int
        then extract(hour from local) >= ${quietFrom}::int and extract(hour from local) < ${quietTo}::int
        else extract(hour from local) >= ${quietFrom}::int or extract(hour from local) < ${quietTo}::int end as quiet,
      local::date > (
        select min(m.loss_on) from silver.notification_member m
        where m.issuer_id = ${issuerId} and m.batch_id = "batchId" and m.customer_id in
          (select jsonb_array_elements_text(told)::bigint)) as late
    from heard`;
  return rows.flatMap(({ at, mailbox, hour, quiet, late }) => [
    ...(quiet ? [`${at} to ${mailbox}: hour ${hour} there is quiet`] : []),
    ...(late ? [`${at} to ${mailbox}: after the day of the loss`] : []),
  ]);
}
