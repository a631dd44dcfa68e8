import { type Address, readAddress } from "@/lib/address";
import { type ReliabilityRow, reliabilityRows } from "@/lib/breakage/card-score/score-test";
import { levels } from "@/lib/breakage/forecast/constants";
import { getBackTestPage } from "@/lib/breakage/forecast/queries/back-test-page";
import type { RangeScore } from "@/lib/breakage/forecast/scores";
import { wholeMinor } from "@/lib/breakage/forecast-view/amounts";
import { coverageAt } from "@/lib/breakage/forecast-view/calibration-view";
import { keptSummary } from "@/lib/breakage/forecast-view/kept-summary";
import { methodScoreRows } from "@/lib/breakage/forecast-view/method-scores";
import { monthEnd } from "@/lib/breakage/forecast-view/month-end";
import { versionParams } from "@/lib/breakage/forecast-view/schema";
import { typeMethodRows } from "@/lib/breakage/forecast-view/type-methods";
import { NotFound } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import { t as s } from "@/lib/messages/card-score";
import { t } from "@/lib/messages/forecast-detail";
import { type ExportSource, onePortion, prepare } from "../prepared";
import type { Fact } from "../table";
import { versionFacts } from "../version-facts";

/** The back-test that the page shows. @throws NotFound where it shows none. */
async function backTestOf(scope: Scope, address: Address) {
  const {
    version,
    report: backtest,
    names,
    currency,
    scores,
  } = await getBackTestPage(scope, readAddress(versionParams, address));
  const summary = version && keptSummary(version.summary);
  if (!version || !summary) throw new NotFound("A forecast of data up to this day");
  const report = backtest?.status === "ok" ? backtest : null;
  return { names, currency, choice: summary.choice, report, scores, facts: versionFacts(scope.issuer.name, version) };
}

const definitions: readonly Fact[] = [
  [t("backTest.wape"), t("backTest.wape.means")],
  [t("backTest.bias"), t("backTest.bias.means")],
];

/** The share of outcomes inside the range of each level, and CRPS. */
const rangeColumns = <Row extends { readonly range?: RangeScore | null }>() => [
  ...levels.map((level) => ({
    title: t("backTest.level", { level: Math.round(100 * level) }),
    kind: "rate" as const,
    value: ({ range }: Row) => coverageAt(range, level),
  })),
  { title: t("backTest.crps"), kind: "rate" as const, value: ({ range }: Row) => range?.crps ?? null },
];

export const forecastBackTestTables = {
  "forecast-back-test-methods": {
    permission: "forecast.read",
    prepare: async (scope, address) => {
      const { choice, report, facts } = await backTestOf(scope, address);
      const rows = methodScoreRows(choice, report);
      return prepare<(typeof rows)[number]>({
        name: "forecast-back-test-methods",
        title: t("backTest.methods"),
        columns: [
          { title: t("backTest.method"), kind: "text", value: ({ method }) => t(`forecast.method.${method}`) },
          {
            title: t("backTest.chosen"),
            kind: "text",
            value: ({ isChosen }) => t(isChosen ? "backTest.hit.yes" : "backTest.hit.no"),
          },
          { title: t("backTest.wape"), kind: "rate", value: ({ wape }) => wape },
          { title: t("backTest.bias"), kind: "rate", value: ({ bias }) => bias },
          { title: t("backTest.young"), kind: "rate", value: ({ youngSumsWape }) => youngSumsWape },
          { title: t("backTest.skill"), kind: "rate", value: ({ skill }) => skill },
          { title: t("backTest.cohortSkill"), kind: "rate", value: ({ cohortSkill }) => cohortSkill },
          ...rangeColumns<(typeof rows)[number]>(),
        ],
        facts,
        definitions: [
          ...definitions,
          [t("backTest.young"), t("backTest.young.means")],
          [t("backTest.skill"), t("backTest.skill.means")],
          [t("backTest.cohortSkill"), t("backTest.cohortSkill.means")],
          [t("backTest.crps"), t("backTest.crps.means")],
        ],
        count: rows.length,
        portions: onePortion(rows),
      });
    },
  },
  "forecast-back-test-cuts": {
    permission: "forecast.read",
    prepare: async (scope, address) => {
      const { report, currency, facts } = await backTestOf(scope, address);
      const rows = report?.cuts ?? [];
      const minor = (amount: number | undefined) => (amount === undefined ? null : wholeMinor(amount));
      return prepare<(typeof rows)[number]>({
        name: "forecast-back-test-totals",
        title: t("backTest.cuts"),
        columns: [
          { title: t("backTest.cut"), kind: "date", value: ({ cut }) => monthEnd(cut) },
          { title: t("backTest.method"), kind: "text", value: ({ method }) => t(`forecast.method.${method}`) },
          { title: t("backTest.expected"), kind: "money", currency, value: ({ score }) => wholeMinor(score.expected) },
          { title: t("backTest.rangeFrom"), kind: "money", currency, value: ({ range }) => minor(range?.low) },
          { title: t("backTest.rangeTo"), kind: "money", currency, value: ({ range }) => minor(range?.high) },
          { title: t("backTest.actual"), kind: "money", currency, value: ({ score }) => wholeMinor(score.actual) },
          { title: t("backTest.bias"), kind: "rate", value: ({ score }) => score.bias },
          {
            title: t("backTest.knownBasis"),
            kind: "text",
            value: ({ known }) => t(`backTest.knownBasis.${known?.basis ?? "event-date"}`),
          },
          { title: t("backTest.historyOn"), kind: "date", value: ({ known }) => known?.historyOn ?? null },
          {
            title: t("backTest.hit"),
            kind: "text",
            value: ({ range }) => t(`backTest.hit.${range === null ? "unknown" : range.holds ? "yes" : "no"}`),
          },
        ],
        facts,
        definitions,
        count: rows.length,
        portions: onePortion(rows),
      });
    },
  },
  "forecast-back-test-types": {
    permission: "forecast.read",
    prepare: async (scope, address) => {
      const { report, names, currency, facts } = await backTestOf(scope, address);
      const rows = report?.shown.byType ?? [];
      return prepare<(typeof rows)[number]>({
        name: "forecast-back-test-card-types",
        title: t("backTest.types"),
        columns: [
          { title: t("backTest.type"), kind: "text", value: ({ type }) => names.get(type)?.name ?? type },
          { title: t("export.code", { name: t("backTest.type") }), kind: "text", value: ({ type }) => type },
          { title: t("backTest.outcomes"), kind: "count", value: ({ point }) => point.outcomes },
          { title: t("backTest.expected"), kind: "money", currency, value: ({ point }) => wholeMinor(point.expected) },
          { title: t("backTest.actual"), kind: "money", currency, value: ({ point }) => wholeMinor(point.actual) },
          { title: t("backTest.wape"), kind: "rate", value: ({ point }) => point.wape },
          { title: t("backTest.bias"), kind: "rate", value: ({ point }) => point.bias },
          ...rangeColumns<(typeof rows)[number]>(),
        ],
        facts,
        definitions: [...definitions, [t("backTest.crps"), t("backTest.crps.means")]],
        count: rows.length,
        portions: onePortion(rows),
      });
    },
  },
  "forecast-back-test-type-methods": {
    permission: "forecast.read",
    prepare: async (scope, address) => {
      const { report, names, facts } = await backTestOf(scope, address);
      const rows = (report ? typeMethodRows(report) : []).flatMap(({ type, cells }) =>
        cells.map((cell) => ({ type, ...cell })),
      );
      return prepare<(typeof rows)[number]>({
        name: "forecast-back-test-methods-by-card-type",
        title: t("backTest.typeMethods"),
        columns: [
          { title: t("backTest.type"), kind: "text", value: ({ type }) => names.get(type)?.name ?? type },
          { title: t("export.code", { name: t("backTest.type") }), kind: "text", value: ({ type }) => type },
          { title: t("backTest.method"), kind: "text", value: ({ method }) => t(`forecast.method.${method}`) },
          { title: t("backTest.wape"), kind: "rate", value: ({ wape }) => wape },
          { title: t("backTest.bias"), kind: "rate", value: ({ bias }) => bias },
          ...rangeColumns<(typeof rows)[number]>(),
        ],
        facts,
        definitions: [...definitions, [t("backTest.crps"), t("backTest.crps.means")]],
        count: rows.length,
        portions: onePortion(rows),
      });
    },
  },
  "forecast-back-test-scores": {
    permission: "forecast.read",
    prepare: async (scope, address) => {
      const { scores, facts } = await backTestOf(scope, address);
      const rows = scores?.status === "ok" ? reliabilityRows(scores.shown) : [];
      return prepare<ReliabilityRow>({
        name: "forecast-back-test-card-scores",
        title: s("scoreTest.title"),
        columns: [
          { title: s("scoreTest.outcome"), kind: "text", value: ({ outcome }) => s(`scoreTest.${outcome}`) },
          { title: s("scoreTest.tenth"), kind: "text", value: ({ tenth }) => String(tenth ?? s("scoreTest.all")) },
          { title: s("scoreTest.cards"), kind: "count", value: ({ cards }) => cards },
          { title: s("scoreTest.told"), kind: "rate", value: ({ told }) => told },
          { title: s("scoreTest.observed"), kind: "rate", value: ({ came }) => came },
        ],
        facts,
        definitions: [[s("scoreTest.table"), s("scoreTest.tableNote")]],
        count: rows.length,
        portions: onePortion(rows),
      });
    },
  },
} as const satisfies Record<string, ExportSource>;
