import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import type { ReminderReason } from "@/lib/notifications/constants";
import type { Milestone } from "./milestone";

type Row = {
  kind: "rule" | "reminders";
  on: string;
  jurisdiction: string | null;
  property: "closed-loop" | "open-loop" | null;
  number: number;
  reason: ReminderReason | null;
  messages: number | null;
};

/** More marks than these nobody reads in a chart. */
const NEWEST = 200;

/** What the issuer did that may bend a curve, by its civil days, the newest: rules entered by a person, reminders sent. */
export function listMilestones(scope: Scope): Promise<readonly Milestone[]> {
  const { issuerId } = scope;
  const zone = scope.issuer.timeZone;
  return withScope(
    scope,
    async (tx) => {
      const rows = await tx.execute<Row>(sql`
        select * from (
          select 'rule' as kind, (created_at at time zone ${zone})::date as on, jurisdiction, property, version as number,
            null as reason, null::int as messages
          from app.escheat_rule where issuer_id = ${issuerId}
          union all
          select 'reminders', (started_at at time zone ${zone})::date, null, null, id, reason, messages
          from app.notification_batch where issuer_id = ${issuerId} and started_at is not null
        ) happened
        order by happened.on desc, number desc limit ${NEWEST}`);
      return rows.map(toMilestone);
    },
    { readOnly: true },
  );
}

function toMilestone({ kind, on, jurisdiction, property, number, reason, messages }: Row): Milestone {
  if (kind === "rule" && jurisdiction !== null && property !== null)
    return { kind: "rule", on, jurisdiction, property, version: number };
  if (reason === null || messages === null) throw new TypeError("a batch has a reason and a number of messages");
  return { kind: "reminders", on, batchId: number, reason, messages };
}
