import { sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { dataUntil } from "@/lib/breakage/queries/context";
import type { CivilDate } from "@/lib/dates";
import { Conflict, Invalid } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { inOneOrder, isJudged, isSameJudgement, type JudgedCell, type Judgement } from "../judgement";
import { monthOf } from "../months";
import type { JudgementInput } from "../schema";
import { lockNewestChoice, writeChoice } from "./newest-choice";

/**
 * What a person holds against a card type's triangle, with the reason; nothing left out and hazards carried on give it back. It
 * counts from the next version on. @throws NotFound, Conflict when it is so already, Invalid for what the type never had.
 */
export function judgeTriangle(scope: Scope, { cardType: code, reason, ...input }: JudgementInput): Promise<void> {
  return withScope(scope, async (tx) => {
    const { typeId, before } = await lockNewestChoice(tx, scope, code);
    const judged = inOneOrder(input);
    if (isSameJudgement(before, judged)) {
      throw new Conflict(
        isJudged(judged) ? "Forecasts read it like this already." : "Forecasts use all links already.",
      );
    }
    await refuseNeverHad(tx, scope, typeId, without(judged.leftOut, before.leftOut));
    await writeChoice(tx, scope, typeId, { method: before.method, ...judged, reason });
    await writeAudit(tx, scope, {
      action: "forecast.triangle-judged",
      subject: `card type ${code}`,
      detail: {
        ...changed("leftOut", leftOutWords(before), leftOutWords(judged)),
        ...changed("tail", tailWords(before), tailWords(judged)),
        reason,
      },
    });
  });
}

/** What was left out before may be of a batch that was withdrawn since: it stays until somebody takes it back. */
const without = (cells: readonly JudgedCell[], before: readonly JudgedCell[]) =>
  cells.filter(({ sold, age }) => !before.some((one) => one.sold === sold && one.age === age));

const MOST_NAMED = 5;

/** A cell is what was sold, or put on a card again, in a month, in a month of its age that the data tell of. */
async function refuseNeverHad(tx: Tx, scope: Scope, typeId: number, cells: readonly JudgedCell[]): Promise<void> {
  if (cells.length === 0) return;
  const [found] = await tx.execute<{ until: CivilDate | null; months: string[] | null }>(sql`
    select ${dataUntil(scope)}::text as until,
      (select array_agg(distinct to_char(m.month, 'YYYY-MM')) from gold.type_cohort r,
        lateral (values (r.sale_month, r.sold <> 0), (r.activity_month, r.reloaded <> 0)) m (month, is_sale)
        where r.issuer_id = ${scope.issuerId} and r.card_type_id = ${typeId} and m.is_sale) as months`);
  const months = new Set(found?.months ?? []);
  const last = found?.until ? monthOf(found.until) : Number.NEGATIVE_INFINITY;
  const never = cells.filter(({ sold, age }) => !months.has(sold) || monthOf(`${sold}-01`) + age > last);
  if (never.length === 0) return;
  const more = never.length > MOST_NAMED ? ` and ${never.length - MOST_NAMED} more` : "";
  const named = never.slice(0, MOST_NAMED).map(({ sold, age }) => `${sold} at age ${age}`);
  throw new Invalid(undefined, {
    fields: { leftOut: `is nothing this card type has had: ${named.join(", ")}${more}` },
  });
}

const changed = (field: string, from: string, to: string) => (from === to ? {} : { [field]: [from, to] });

const leftOutWords = ({ leftOut }: Judgement) =>
  leftOut.length === 0 ? "nothing" : leftOut.map(({ sold, age }) => `${sold} at age ${age}`).join(", ");

const tailWords = ({ settledAge }: Judgement) =>
  settledAge === null ? "carried on" : `nothing more from age ${settledAge} on`;
