import { sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import type { VersionParams } from "@/lib/breakage/forecast-view/schema";
import { NotFound } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import type { Cohort } from "../cohort";
import { cohortIssues, type Issue } from "../cohort-issues";
import type { Method, Status } from "../constants";
import type { Explanation } from "../explanation";
import type { FactorRow } from "../factor-table";
import { type Judgement, NO_JUDGEMENT } from "../judgement";
import { forecastParams } from "../schema";
import type { PointScore } from "../scores";
import { listChoices, type MadeChoice } from "./choices";
import { openNowOf } from "./open-now";
import { type ForecastReport, readForecast } from "./report";
import { findVersion, type Version } from "./versions";

export type ForecastType = {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly brand: string | null;
  readonly category: string | null;
  readonly currency: string;
};

/** What one version says of one card type, and what it was made from. */
export type TypeInVersion = {
  readonly method: Method;
  readonly status: Status;
  /** The choice that counted when the version was made; null: the back-test's own. */
  readonly chosen: Method | null;
  /** What the version reads the type's triangle without, and its tail. */
  readonly judged: Judgement;
  readonly factors: readonly FactorRow[];
  /** Null in a version made before it was kept. */
  readonly explanation: Explanation | null;
  /** Of the headline model at past month ends, this type alone. */
  readonly error: PointScore | null;
  readonly report: ForecastReport;
  /** Open at the cut of all cards of the type: the sum of its cohorts' balances, of which none is below 0. */
  readonly open: bigint;
  /** The cohorts that the version learnt from. */
  readonly cohorts: readonly Cohort[];
  readonly issues: readonly Issue[];
  readonly cut: number;
  readonly ultimateAge: number;
};

export type TypePage = {
  readonly type: ForecastType;
  /** Null: there is none in the type's currency by the date, or the one asked for is not of this issuer. */
  readonly version: Version | null;
  /** Null where the version has no figures, or none of this type. */
  readonly own: TypeInVersion | null;
  readonly choices: readonly MadeChoice[];
};

/** A card type as a version sees it, with everything a reader may ask about it. @throws NotFound for a code of no type of the issuer. */
export function getTypePage(scope: Scope, code: string, { asOf, version: id }: VersionParams): Promise<TypePage> {
  return withScope(
    scope,
    async (tx) => {
      const type = await findType(tx, scope, code);
      if (!type) throw new NotFound("This card type");
      const [version, choices] = await Promise.all([
        findVersion(tx, scope, { currency: type.currency, asOf, version: id }),
        listChoices(tx, scope, type.id),
      ]);
      const own = version && version.currency === type.currency ? await readOwn(tx, scope, type, version) : null;
      return { type, version, own, choices };
    },
    { readOnly: true },
  );
}

export type TypeChoices = Pick<TypePage, "type" | "choices">;

/** What people chose for a card type, without what a version says of it. @throws NotFound for a code of no type of the issuer. */
export function getTypeChoices(scope: Scope, code: string): Promise<TypeChoices> {
  return withScope(
    scope,
    async (tx) => {
      const type = await findType(tx, scope, code);
      if (!type) throw new NotFound("This card type");
      return { type, choices: await listChoices(tx, scope, type.id) };
    },
    { readOnly: true },
  );
}

async function findType(tx: Tx, scope: Scope, code: string): Promise<ForecastType | null> {
  const [row] = await tx.execute<ForecastType>(sql`
    select y.id, y.code, y.name, b.name as brand, y.category, y.currency
    from silver.card_type y left join silver.brand b on b.issuer_id = y.issuer_id and b.id = y.brand_id
    where y.issuer_id = ${scope.issuerId} and y.code = ${code}`);
  return row ?? null;
}

/** As `presentOf` and `curveOf` made it with the version. */
type Kept = {
  readonly method: Method;
  readonly status: Status;
  readonly curve: {
    readonly factors: readonly FactorRow[];
    readonly error: PointScore | null;
    readonly explanation?: Explanation | null;
  };
  readonly chosen: Method | null;
  readonly judged: Judgement | null;
  readonly cohorts: readonly Cohort[];
  readonly open: string;
  readonly cut: number;
  readonly ultimateAge: number;
};

async function readOwn(tx: Tx, scope: Scope, type: ForecastType, version: Version): Promise<TypeInVersion | null> {
  const [kept] = await tx.execute<Kept>(sql`
    select t.method, t.status, t.curve, f.parameters->'overrides'->>${type.code}::text as chosen,
      f.parameters->'judgements'->${type.code}::text as judged,
      jsonb_path_query_array(f.inputs->'cohorts', '$[*] ? (@.type == $code)', jsonb_build_object('code', ${type.code}::text)) as cohorts,
      (select coalesce(sum(${openNowOf("c")}), 0)::text from gold.forecast_cohort c where c.issuer_id = t.issuer_id
        and c.forecast_id = t.forecast_id and c.card_type_id = t.card_type_id) as open,
      (f.inputs->>'cut')::int as cut, (f.inputs->>'ultimateAge')::int as "ultimateAge"
    from gold.forecast_type t join gold.forecast f on f.issuer_id = t.issuer_id and f.id = t.forecast_id
    where t.issuer_id = ${scope.issuerId} and t.forecast_id = ${version.id} and t.card_type_id = ${type.id}`);
  if (!kept) return null;
  const { cohorts, cut, ultimateAge, curve } = kept;
  const issues = cohorts.flatMap((cohort) => cohortIssues(cohort, cut, ultimateAge));
  const leftOut = new Set(issues.filter((issue) => issue.leftOut).map(({ cohort }) => cohort));
  const params = forecastParams.parse({ version: String(version.id), "card-type": type.code, quarters: "80" });
  return {
    method: kept.method,
    status: kept.status,
    chosen: kept.chosen,
    judged: kept.judged ?? NO_JUDGEMENT,
    factors: curve.factors,
    explanation: curve.explanation ?? null,
    error: curve.error,
    report: await readForecast(tx, scope, params),
    open: BigInt(kept.open),
    cohorts: cohorts.filter(({ id }) => !leftOut.has(id)),
    issues,
    cut,
    ultimateAge,
  };
}
