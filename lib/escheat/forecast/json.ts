import { toDecimal } from "@/lib/money";
import type { EscheatReport } from "../queries/forecast";
import type { Ends } from "./range";
import type { EscheatFigures } from "./report";
import type { OutcomeFigures } from "./table";

/** A forecast as REST and the command line print it; amounts are decimal strings, null where no jurisdiction is known. */
export function escheatJson({ version, currency, summary, table }: EscheatReport): object {
  const decimal = (amount: bigint) => toDecimal(amount, currency);
  const ends = ({ low, high }: Ends) => ({
    low: decimal(BigInt(Math.round(low))),
    high: decimal(BigInt(Math.round(high))),
  });
  const sums = ({ cards, balance, claimed, unmeasured, foreseen }: OutcomeFigures) => ({
    cards,
    balance: decimal(balance),
    claimed: decimal(claimed),
    unmeasured: decimal(unmeasured),
    expected: decimal(foreseen),
  });
  const figures = (some: EscheatFigures) => ({
    ...sums(some),
    range80: ends(some.range),
    lawRange: ends(some.lawRange),
    needsCounsel: some.needsCounsel,
  });
  return {
    asOf: version?.asOf ?? null,
    knownAt: version?.knownAt ?? null,
    currency,
    model: version && {
      version: version.id,
      breakageForecast: version.forecastId,
      dataHash: version.dataHash,
      resultHash: version.resultHash,
      madeAt: version.createdAt,
    },
    total: figures(table.total),
    outcomes: {
      escheats: sums(table.byOutcome.escheats),
      notYet: sums(table.byOutcome["not-yet"]),
      exempt: sums(table.byOutcome.exempt),
      needsCounsel: sums(table.byOutcome["needs-counsel"]),
    },
    years: table.years.map(({ reportYear, ...row }) => ({ reportYear, ...figures(row) })),
    jurisdictions: table.jurisdictions.map(({ jurisdiction, years, exempt, counsel, ...row }) => ({
      jurisdiction: jurisdiction || null,
      ...figures(row),
      exempt: sums(exempt),
      counsel: sums(counsel),
      years: years.map(({ reportYear, ...cell }) => ({ reportYear, ...sums(cell) })),
    })),
    groups: table.groups.map(({ member, exempt, counsel, ...row }) => ({
      member,
      ...figures(row),
      exempt: sums(exempt),
      counsel: sums(counsel),
    })),
    counsel: (summary?.counsel ?? []).map(({ balance, jurisdiction, ...line }) => ({
      ...line,
      jurisdiction: jurisdiction || null,
      balance: decimal(BigInt(balance)),
    })),
  };
}
