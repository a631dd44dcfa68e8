import { sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { withThread } from "@/lib/breakage/forecast/mutations/in-thread";
import type { Books } from "@/lib/breakage/forecast/mutations/make";
import { listNewestVersions, type NewestVersion } from "@/lib/breakage/forecast/queries/versions";
import type { CivilDate } from "@/lib/dates";
import { NotFound } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import { IMPORT_LOCK } from "@/lib/ingest/constants";
import { SCORE_LOCK } from "../constants";
import type { HeadlineHistory } from "../headline";
import { listSoldTypes } from "../queries/card-types";
import { readHeadline } from "../queries/headlines";
import { findSameScores, type KeptScores, readBasis } from "../queries/scored";
import { type ScoreResult, scoreCards } from "./score-cards";

/** `unchanged`: the scores that are there are of the same forecasts and the same data. */
export type ScoreOutcome = { readonly asOf: CivilDate } & (
  | ScoreResult
  | ({ readonly status: "unchanged" } & KeptScores)
);

type Options = {
  /** Of versions made just before, so that their cohorts are not read again. */
  readonly books?: Books;
  readonly progress?: (fraction: number) => void;
  readonly throwIfCancelled?: () => void;
  readonly transaction?: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
};

/**
 * Scores every open card by the issuer's newest forecasts, those of the newest data date, whichever was made last; where
 * such scores are there already nothing is done. A currency without a forecast of that date keeps the scores it has, which
 * say of which day they are. In one transaction, while no import changes the facts.
 * @throws NotFound without a forecast.
 */
export function scoreIssuer(scope: Scope, options: Options = {}): Promise<ScoreOutcome> {
  const { books = new Map(), progress = () => {}, throwIfCancelled = () => {} } = options;
  const open = options.transaction ?? ((work) => withScope(scope, work));
  return open(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${SCORE_LOCK}, ${scope.issuerId}),
      pg_advisory_xact_lock_shared(${IMPORT_LOCK}, ${scope.issuerId})`);
    const versions = await listNewestVersions(tx, scope);
    const asOf = versions[0]?.dataDate;
    if (asOf === undefined) throw new NotFound("A forecast of this issuer, as `forecast run` makes it,");
    return { asOf, ...(await scoreBy(tx, scope, { asOf, versions, books, progress, throwIfCancelled })) };
  });
}

type Asked = {
  readonly asOf: CivilDate;
  readonly versions: readonly NewestVersion[];
  readonly books: Books;
  readonly progress: (fraction: number) => void;
  readonly throwIfCancelled: () => void;
};

async function scoreBy(tx: Tx, scope: Scope, { asOf, versions, books, progress, throwIfCancelled }: Asked) {
  const usable = versions.filter(({ status }) => status === "ok");
  const currencies = versions.map(({ currency }) => currency);
  const sold = await listSoldTypes(tx, scope, asOf, currencies);
  const basis = await readBasis(tx, scope, usable, sold);
  const same = await findSameScores(tx, scope, asOf, basis);
  if (same) return { status: "unchanged" as const, ...same };
  const headlines: HeadlineHistory[] = [];
  for (const version of usable) headlines.push(await readHeadline(tx, scope, version, books.get(version.id)));
  return withThread(throwIfCancelled, (run) =>
    scoreCards(tx, scope, { asOf, headlines, basis, currencies, sold }, { run, tell: progress }),
  );
}
