import type { Tx } from "@/db/client";
import type { Entity } from "../constants";
import type { ProblemCode } from "../row/problem";
import { differencesText, stagedDifferences } from "./difference";
import { quoted, run } from "./staging";

/** One way in which a staged row can be wrong beside other rows. `when` and `reason` are SQL over the row `s`. */
export type Fault = {
  when: string;
  field: string;
  code: ProblemCode;
  /** A text expression: `format(…)` or a literal in quotes. */
  reason: string;
  /** Another file may heal it. */
  retry?: true;
};

/** Puts the rows of `from` that have any of the faults aside, the first fault named; returns how many. */
export async function refuseFaulty(tx: Tx, entity: Entity, from: string, faults: readonly Fault[]): Promise<number> {
  if (faults.length === 0) return 0;
  const pick = (value: (fault: Fault) => string) =>
    `case ${faults.map((fault) => `when ${fault.when} then ${value(fault)}`).join(" ")} end`;
  const [found] = await run<{ n: number }>(
    tx,
    `with aside as (
       insert into stage_refused (entity, file_no, line, refused_id, problems, retry)
       select '${entity}', s.file_no, s.line, s.refused_id,
         jsonb_build_array(jsonb_build_object('field', ${pick((fault) => quoted(fault.field))},
           'code', ${pick((fault) => quoted(fault.code))}, 'reason', ${pick((fault) => fault.reason)}, 'column', '', 'value', '')),
         ${pick((fault) => String(fault.retry ?? false))}
       from ${from}
       where ${faults.map((fault) => `(${fault.when})`).join(" or ")}
       returning 1
     ) select count(*)::int as n from aside`,
  );
  const n = found?.n ?? 0;
  if (n > 0) await removeAside(tx, entity);
  return n;
}

/** Staged rows that lie aside are no longer staged. */
async function removeAside(tx: Tx, entity: Entity): Promise<void> {
  await run(
    tx,
    `delete from stage_${entity} s using stage_refused r
     where r.entity = '${entity}' and r.file_no = s.file_no and r.line = s.line and r.refused_id is not distinct from s.refused_id`,
  );
}

const saysOther = (fields: readonly string[], later: string, earlier: string): string =>
  fields
    .map((field) => `(${later}."${field}" is not null and ${later}."${field}" is distinct from ${earlier}."${field}")`)
    .join(" or ") || "false";

/**
 * A row kept aside was never loaded, so it stands in nobody's way: what the source has sent since under the same id
 * replaces it. A row of a file goes before rows kept aside; of these a repaired one, then the one that came last.
 */
async function replaceOlder(tx: Tx, entity: Entity, key: string, fields: readonly string[]): Promise<void> {
  await run(
    tx,
    `with head as (
       select distinct on (${key}) * from stage_${entity}
       where ${key} in (select ${key} from stage_${entity} group by ${key} having count(*) > 1 and count(refused_id) > 0)
       order by ${key}, refused_id is not null, file_no, refused_id desc, line
     )
     insert into stage_replaced (entity, refused_id, file_no, line)
     select '${entity}', s.refused_id, h.file_no, h.line from stage_${entity} s join head h on h.${key} = s.${key}
     where s.refused_id is not null and s.refused_id is distinct from h.refused_id and (${saysOther(fields, "h", "s")})`,
  );
  await run(
    tx,
    `delete from stage_${entity} s using stage_replaced r where r.entity = '${entity}' and r.refused_id = s.refused_id`,
  );
}

/**
 * What says the same as a row that is kept aside: so far nobody knows whether that one can be loaded now (`settleWaiting`).
 * Of files that say it more than once, only the first counts as it.
 */
async function keepTwinsOfWaiting(tx: Tx, entity: Entity): Promise<void> {
  await run(
    tx,
    `insert into stage_twin (entity, first_id, file_no, line, refused_id)
     select '${entity}', first_id, file_no, line, refused_id from (
       select v.first_id, s.file_no, s.line, s.refused_id,
         row_number() over (partition by v.first_id, s.refused_id is null order by s.file_no, s.line) as nth
       from stage_${entity} s join twin_verdict v on v.at = s.ctid where not v.differs and v.first_id is not null
     ) w where refused_id is not null or nth = 1`,
  );
}

/**
 * A row that says the same as an earlier one under the same id counts once; one that says something else is refused.
 * `fields` are compared where the later row says anything at all.
 */
export async function settleTwins(tx: Tx, entity: Entity, key: string, fields: readonly string[]): Promise<void> {
  const [found] = await run<{ twins: boolean; older: boolean }>(
    tx,
    `select count(*) > 0 as twins, coalesce(bool_or(aside > 0), false) as older
     from (select count(refused_id) as aside from stage_${entity} group by ${key} having count(*) > 1) t`,
  );
  if (!found?.twins) return;
  if (found.older) await replaceOlder(tx, entity, key, fields);
  await run(
    tx,
    `create temp table twin on commit drop as
     select ctid as at, first_value(ctid) over w as first_at, first_value(refused_id) over w as first_id,
       first_value(line) over (partition by ${key} order by refused_id is not null, file_no, line) as first_line,
       row_number() over w as place
     from stage_${entity}
     where ${key} in (select ${key} from stage_${entity} group by ${key} having count(*) > 1)
     window w as (partition by ${key} order by file_no, line, refused_id)`,
  );
  const differs = saysOther(fields, "s", "f");
  const pair = `stage_${entity} s join twin t on t.at = s.ctid and t.place > 1 join stage_${entity} f on f.ctid = t.first_at`;
  await run(
    tx,
    `create temp table twin_verdict on commit drop as select t.at, t.first_at, t.first_line, t.first_id, (${differs}) as differs from ${pair}`,
  );
  if (found.older) await keepTwinsOfWaiting(tx, entity);
  await run(
    tx,
    `insert into stage_repeated (entity, refused_id, n) select '${entity}', s.refused_id, 1
    from stage_${entity} s join twin_verdict v on v.at = s.ctid where not v.differs and not exists (
      select from stage_twin w where w.entity = '${entity}' and w.file_no = s.file_no and w.line = s.line)`,
  );
  await run(
    tx,
    `insert into stage_refused (entity, file_no, line, refused_id, problems, retry)
     select '${entity}', s.file_no, s.line, s.refused_id, jsonb_build_array(jsonb_build_object('field', ${quoted(key)}, 'code', 'content-differs',
       'reason', format('%s is already there with other content on line %s: %s.', s.${key}, v.first_line, ${differencesText(entity, stagedDifferences(entity, fields))}), 'column', '', 'value', '')), false
     from stage_${entity} s join twin_verdict v on v.at = s.ctid join stage_${entity} f on f.ctid = v.first_at where v.differs`,
  );
  await run(tx, `delete from stage_${entity} s using twin_verdict v where v.at = s.ctid`);
  await run(tx, "drop table twin, twin_verdict");
}
