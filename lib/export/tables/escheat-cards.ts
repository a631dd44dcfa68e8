import { readAddress } from "@/lib/address";
import { cellParams } from "@/lib/escheat/forecast/schema";
import type { KeptRow } from "@/lib/escheat/forecast/what-if-result";
import { whatIfResultOf } from "@/lib/escheat/forecast/what-if-result";
import { whatIfInput, whatIfParams } from "@/lib/escheat/forecast/what-if-schema";
import { questionWords } from "@/lib/escheat/forecast/what-if-words";
import { jurisdictionName } from "@/lib/escheat/jurisdiction-name";
import { type ListedCellCard, readAllCellCards } from "@/lib/escheat/queries/cell-cards";
import { findWhatIfRun, getWhatIfChoices } from "@/lib/escheat/queries/what-if";
import { cardsMessages } from "@/lib/messages/cards";
import { escheatForecastMessages } from "@/lib/messages/escheat-forecast";
import { escheatRuleMessages } from "@/lib/messages/escheat-rules";
import { words } from "@/lib/messages/message";
import { screenMessages } from "@/lib/messages/screens";
import { type ExportSource, onePortion, prepare } from "../prepared";
import type { ExportColumn } from "../table";
import { versionFacts } from "./escheat-forecast";

const t = words(screenMessages, cardsMessages, escheatForecastMessages, escheatRuleMessages);

const placeName = (jurisdiction: string) => jurisdictionName(jurisdiction) ?? t("escheat.forecast.nobody");

export const escheatCardTables = {
  "escheat-cards": {
    permission: "escheat.read",
    prepare: async (scope, address) => {
      const params = readAddress(cellParams, address);
      const { currency, asOf, version, count, portions } = await readAllCellCards(scope, params);
      const { year, outcome } = params;
      return prepare<ListedCellCard>({
        name: "escheat-cards",
        title: t("escheat.cards.title"),
        columns: cardColumns(currency),
        facts: [
          ...(version ? [] : [[t("asOf.title"), asOf] as const]),
          ...versionFacts(scope.issuer.name, version, { by: "card-type", ...params }),
          ...(year === undefined ? [] : [[t("escheat.cards.filter.year"), String(year)] as const]),
          ...(outcome === undefined
            ? []
            : [[t("escheat.cards.filter.outcome"), t(`escheat.outcome.${outcome}`)] as const]),
        ],
        definitions: [[t("escheat.forecast.settled"), t("escheat.forecast.settled.means")]],
        count,
        portions: portions(),
      });
    },
  },
  "escheat-what-if": {
    permission: "escheat.read",
    prepare: async (scope, address) => {
      const params = readAddress(whatIfParams, address);
      const { asOf } = await getWhatIfChoices(scope, params.asOf);
      const asked = whatIfInput.safeParse({ ...params, asOf, currency: params.currency ?? scope.issuer.currency });
      const run = asked.success ? await findWhatIfRun(scope, asked.data) : null;
      const result = whatIfResultOf(run?.result ?? null);
      const rows = result?.rows ?? [];
      return prepare<KeptRow>({
        name: "escheat-what-if",
        title: t("escheat.whatIf.title"),
        columns: changeColumns(result?.whatIf.currency ?? scope.issuer.currency),
        facts: [
          [t("export.issuer"), scope.issuer.name],
          [t("asOf.title"), asOf],
          ...(asked.success ? [[t("escheat.whatIf.question"), questionWords(asked.data)] as const] : []),
        ],
        definitions: [[t("escheat.whatIf.moved"), t("escheat.whatIf.moved.means")]],
        count: rows.length,
        portions: onePortion(rows),
      });
    },
  },
} as const satisfies Record<string, ExportSource>;

function cardColumns(currency: string): ExportColumn<ListedCellCard>[] {
  return [
    { title: t("card.number"), kind: "text", value: ({ id }) => id },
    { title: t("dimension.card-type"), kind: "text", value: ({ type }) => type.name },
    { title: t("escheat.forecast.grid.corner"), kind: "text", value: ({ jurisdiction }) => placeName(jurisdiction) },
    {
      title: t("escheat.forecast.column.outcome"),
      kind: "text",
      value: ({ outcome }) => t(`escheat.outcome.${outcome}`),
    },
    { title: t("card.soldOn"), kind: "date", value: ({ soldOn }) => soldOn },
    { title: t("escheat.cards.presumed"), kind: "date", value: ({ presumedOn }) => presumedOn },
    { title: t("escheat.forecast.chart.year"), kind: "count", value: ({ reportYear }) => reportYear },
    { title: t("escheat.forecast.column.balance"), kind: "money", currency, value: ({ balance }) => balance },
    { title: t("escheat.forecast.column.claimed"), kind: "money", currency, value: ({ claimed }) => claimed },
    {
      title: t("escheat.forecast.column.expected"),
      kind: "money",
      currency,
      value: ({ claimed, expected }) => (claimed === null ? null : expected),
    },
  ];
}

function changeColumns(currency: string): ExportColumn<KeptRow>[] {
  const sides = (["before", "after"] as const).flatMap((side): ExportColumn<KeptRow>[] => {
    const title = (name: string) => `${name}, ${t(`escheat.whatIf.${side}`).toLowerCase()}`;
    const money = (name: string, key: "balance" | "claimed" | "expected"): ExportColumn<KeptRow> => ({
      title: title(name),
      kind: "money",
      currency,
      value: (row) => BigInt(row[side][key]),
    });
    return [
      { title: title(t("escheat.forecast.column.cards")), kind: "count", value: (row) => row[side].cards },
      money(t("escheat.forecast.column.balance"), "balance"),
      money(t("escheat.forecast.column.claimed"), "claimed"),
      money(t("escheat.forecast.column.expected"), "expected"),
    ];
  });
  return [
    { title: t("escheat.forecast.grid.corner"), kind: "text", value: ({ jurisdiction }) => placeName(jurisdiction) },
    {
      title: t("escheat.forecast.chart.year"),
      kind: "text",
      value: ({ bucket }) => (typeof bucket === "number" ? String(bucket) : t(`escheat.whatIf.bucket.${bucket}`)),
    },
    ...sides,
  ];
}
