import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { CivilDate } from "@/lib/dates";
import { type Cell, type ForecastFigures, figuresOf } from "../report";
import { toMinorUnits } from "../rounding";
import { ownDimensions } from "../schema";
import { conditions, type VersionCut } from "./version-cells";

/** What was said of a quarter a year before it ended, and what became of the same cards. */
export type PastQuarter = Omit<ForecastFigures, "redeemed"> & {
  readonly quarter: CivilDate;
  readonly madeOn: CivilDate;
  readonly actual: bigint;
};

export const readPastQuarters = async (tx: Tx, cut: VersionCut): Promise<PastQuarter[]> =>
  pastOf(await listPast(tx, cut));

type PastRow = {
  made_on: string;
  card_type_id: number;
  quarter: string;
  cards: number;
  sold: string;
  expected: number;
  actual: string;
  worlds: number[] | null;
};

/** Only of the card types that are asked for: of merchants, states and ages no past forecasts are kept. */
async function listPast(tx: Tx, { scope, version, params, segments }: VersionCut): Promise<PastRow[]> {
  if (ownDimensions.some((name) => params[name] !== undefined)) return [];
  return [
    ...(await tx.execute<PastRow>(sql`
      select distinct on (g.quarter, g.card_type_id) g.made_on::text as made_on, g.card_type_id, g.quarter::text as quarter, g.cards,
        g.sold, g.expected, g.actual, g.worlds
      from gold.forecast_past g
      where g.issuer_id = ${scope.issuerId} and g.forecast_id = ${version.id}
        and g.made_on <= (g.quarter + interval '3 months' - interval '1 year')::date
        and (g.quarter + interval '3 months')::date <= ${version.dataDate}::date + 1${conditions(scope, version, params, segments)}
      order by g.quarter, g.card_type_id, g.made_on desc`)),
  ];
}

function pastOf(rows: readonly PastRow[]): PastQuarter[] {
  const quarters = [...new Set(rows.map(({ quarter }) => quarter))].sort();
  const rounded = toMinorUnits(rows.map(({ expected }) => Number(expected)));
  return quarters.map((quarter) => {
    const own = rows.flatMap((row, i) => (row.quarter === quarter ? [{ ...row, breakage: rounded[i] ?? 0n }] : []));
    const wholes = new Map(own.map((row) => [`${row.card_type_id}/${quarter}`, row]));
    const cells = own.map(
      (row): Cell => ({
        key: "",
        members: {},
        cardTypeId: row.card_type_id,
        quarter,
        cards: Number(row.cards),
        sold: BigInt(row.sold),
        redeemed: 0n,
        expected: Number(row.expected),
        breakage: row.breakage,
      }),
    );
    const { redeemed: _, ...figures } = figuresOf(cells, wholes);
    return {
      ...figures,
      quarter,
      madeOn:
        own
          .map(({ made_on }) => made_on)
          .sort()
          .at(-1) ?? "",
      actual: own.reduce((sum, { actual }) => sum + BigInt(actual), 0n),
    };
  });
}
