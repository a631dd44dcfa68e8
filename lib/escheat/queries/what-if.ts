import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import { findJob, type JobView } from "@/lib/jobs/queries";
import { whatIfChoices } from "../forecast/what-if-choices";
import { plainQuestion, type WhatIfInput } from "../forecast/what-if-schema";
import { readBasis } from "./basis";

/** The newest run that was asked exactly this; null where nobody has. */
export async function findWhatIfRun(scope: Scope, question: WhatIfInput): Promise<JobView | null> {
  const input = JSON.stringify(plainQuestion(question));
  const [row] = await withScope(
    scope,
    (tx) =>
      tx.execute<{ id: number }>(sql`
        select id from app.job_run where issuer_id = ${scope.issuerId} and kind = 'escheat.what-if'
          and input = ${input}::jsonb order by id desc limit 1`),
    { readOnly: true },
  );
  return row ? findJob(scope, row.id) : null;
}

/** What a question may be about: the law as it is now, and the issuer's card types. */
export function getWhatIfChoices(scope: Scope, asOf: CivilDate | undefined) {
  return withScope(
    scope,
    async (tx) => {
      const basis = await readBasis(tx, scope, { asOf });
      return { ...whatIfChoices(basis), types: basis.types, asOf: basis.asOf };
    },
    { readOnly: true },
  );
}
