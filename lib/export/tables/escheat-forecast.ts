import { type Address, readAddress } from "@/lib/address";
import { counselNames } from "@/lib/escheat/filing/counsel-name";
import type { KeptCounsel } from "@/lib/escheat/forecast/kept";
import type { EscheatFigures } from "@/lib/escheat/forecast/report";
import { type EscheatParams, escheatParams } from "@/lib/escheat/forecast/schema";
import type { GroupRow, JurisdictionRow } from "@/lib/escheat/forecast/table";
import { jurisdictionName } from "@/lib/escheat/jurisdiction-name";
import { type EscheatReport, getEscheatForecast } from "@/lib/escheat/queries/forecast";
import { type CellLine, listCells } from "@/lib/escheat/queries/forecast-cells";
import type { EscheatVersion } from "@/lib/escheat/queries/forecast-versions";
import type { Scope } from "@/lib/identity/scope";
import { escheatForecastMessages } from "@/lib/messages/escheat-forecast";
import { escheatRuleMessages } from "@/lib/messages/escheat-rules";
import { forecastMessages } from "@/lib/messages/forecast";
import { words } from "@/lib/messages/message";
import { screenMessages } from "@/lib/messages/screens";
import { type ExportSource, onePortion, prepare } from "../prepared";
import type { ExportColumn, Fact } from "../table";

const t = words(screenMessages, escheatForecastMessages, escheatRuleMessages, forecastMessages);

const placeName = (jurisdiction: string) => jurisdictionName(jurisdiction) ?? t("escheat.forecast.nobody");

const placeColumns = <Row extends { readonly jurisdiction: string }>(): ExportColumn<Row>[] => [
  { title: t("escheat.forecast.grid.corner"), kind: "text", value: ({ jurisdiction }) => placeName(jurisdiction) },
  {
    title: t("export.code", { name: t("escheat.forecast.grid.corner") }),
    kind: "text",
    value: ({ jurisdiction }) => jurisdiction,
  },
];

const minor = (amount: number): bigint => BigInt(Math.round(amount));

function figureColumns<Row extends EscheatFigures>(currency: string): ExportColumn<Row>[] {
  const money = (title: string, value: (row: Row) => bigint): ExportColumn<Row> => ({
    title,
    kind: "money",
    currency,
    value,
  });
  return [
    { title: t("escheat.forecast.column.cards"), kind: "count", value: ({ cards }) => cards },
    money(t("escheat.forecast.column.balance"), ({ balance }) => balance),
    money(t("escheat.forecast.column.claimed"), ({ claimed }) => claimed),
    money(t("escheat.forecast.column.unmeasured"), ({ unmeasured }) => unmeasured),
    money(t("escheat.forecast.column.expected"), ({ foreseen }) => foreseen),
    money(t("escheat.forecast.column.low"), ({ range }) => minor(range.low)),
    money(t("escheat.forecast.column.high"), ({ range }) => minor(range.high)),
    money(t("escheat.forecast.column.lawLow"), ({ lawRange }) => minor(lawRange.low)),
    money(t("escheat.forecast.column.lawHigh"), ({ lawRange }) => minor(lawRange.high)),
  ];
}

const partColumns = <Row extends JurisdictionRow | GroupRow>(currency: string): ExportColumn<Row>[] => [
  {
    title: t("escheat.forecast.column.counsel"),
    kind: "money",
    currency,
    value: ({ counsel }) => counsel.balance,
  },
  { title: t("escheat.forecast.column.exempt"), kind: "money", currency, value: ({ exempt }) => exempt.balance },
];

/** Which version, as of when, by which breakage forecast, narrowed to what. */
export function versionFacts(issuer: string, version: EscheatVersion | null, params: EscheatParams): Fact[] {
  const facts: Fact[] = [[t("export.issuer"), issuer]];
  if (version) {
    facts.push(
      [t("asOf.title"), version.asOf],
      [t("currency.label"), version.currency],
      [t("forecast.export.version"), `${version.id} (${version.resultHash})`],
      [t("forecast.export.made"), `${version.createdAt}, ${version.createdByName}`],
    );
  }
  for (const name of ["state", "brand", "card-type"] as const) {
    const id = params[name];
    if (id !== undefined) facts.push([`${t("export.filter")}: ${t(`dimension.${name}`)}`, id]);
  }
  return facts;
}

const definitions: readonly Fact[] = [
  [t("escheat.forecast.settled"), t("escheat.forecast.settled.means")],
  [t("escheat.forecast.law"), t("escheat.forecast.law.means")],
  [t("escheat.forecast.counsel"), t("escheat.forecast.counsel.means")],
  [t("escheat.forecast.exempt"), t("escheat.forecast.exempt.means")],
];

type Table<Row> = {
  readonly name: string;
  readonly title: string;
  readonly columns: (currency: string) => readonly ExportColumn<Row>[];
  readonly rows: (report: EscheatReport) => readonly Row[];
};

const tableOf = <Row>({ name, title, columns, rows }: Table<Row>): ExportSource => ({
  permission: "escheat.read",
  prepare: async (scope: Scope, address: Address) => {
    const params = readAddress(escheatParams, address);
    const report = await getEscheatForecast(scope, params);
    const found = rows(report);
    return prepare<Row>({
      name,
      title,
      columns: columns(report.currency),
      facts: versionFacts(scope.issuer.name, report.version, params),
      definitions,
      count: found.length,
      portions: onePortion(found),
    });
  },
});

const counselOf = ({ summary }: EscheatReport): readonly KeptCounsel[] => summary?.counsel ?? [];

export const escheatForecastTables = {
  "escheat-places": tableOf<JurisdictionRow>({
    name: "escheat-jurisdictions",
    title: t("escheat.forecast.places"),
    columns: (currency) => [...placeColumns<JurisdictionRow>(), ...figureColumns(currency), ...partColumns(currency)],
    rows: ({ table }) => table.jurisdictions,
  }),
  "escheat-groups": tableOf<GroupRow>({
    name: "escheat-groups",
    title: t("escheat.forecast.title"),
    columns: (currency) => [
      { title: t("escheat.forecast.by"), kind: "text", value: ({ member }) => member.name },
      { title: t("export.code", { name: t("escheat.forecast.by") }), kind: "text", value: ({ member }) => member.id },
      ...figureColumns<GroupRow>(currency),
      ...partColumns<GroupRow>(currency),
    ],
    rows: ({ table }) => table.groups,
  }),
  "escheat-counsel": tableOf<KeptCounsel>({
    name: "escheat-needs-counsel",
    title: t("escheat.forecast.why"),
    columns: (currency) => [
      ...placeColumns<KeptCounsel>(),
      {
        title: t("escheat.forecast.why.of"),
        kind: "text",
        value: ({ property }) =>
          property === null ? t("escheat.forecast.why.unknownKind") : t(`escheat.property.${property}`),
      },
      { title: t("escheat.forecast.why.what"), kind: "text", value: ({ fields }) => counselNames(fields) },
      {
        title: t("escheat.forecast.column.outcome"),
        kind: "text",
        value: ({ outcome }) => t(`escheat.outcome.${outcome}`),
      },
      { title: t("escheat.forecast.column.cards"), kind: "count", value: ({ cards }) => cards },
      {
        title: t("escheat.forecast.column.balance"),
        kind: "money",
        currency,
        value: ({ balance }) => BigInt(balance),
      },
    ],
    rows: counselOf,
  }),
  "escheat-cells": {
    permission: "escheat.read",
    prepare: async (scope, address) => {
      const params = readAddress(escheatParams, address);
      const { version, currency, cells } = await listCells(scope, params);
      const money = (title: string, value: (cell: CellLine) => bigint): ExportColumn<CellLine> => ({
        title,
        kind: "money",
        currency,
        value,
      });
      return prepare<CellLine>({
        name: "escheat-forecast",
        title: t("escheat.export.cells"),
        columns: [
          ...placeColumns<CellLine>(),
          { title: t("dimension.card-type"), kind: "text", value: ({ typeName }) => typeName },
          {
            title: t("export.code", { name: t("dimension.card-type") }),
            kind: "text",
            value: ({ typeCode }) => typeCode,
          },
          {
            title: t("escheat.forecast.chart.year"),
            kind: "count",
            value: ({ reportYear }) => (reportYear === 0 ? null : reportYear),
          },
          {
            title: t("escheat.forecast.column.outcome"),
            kind: "text",
            value: ({ outcome }) => t(`escheat.outcome.${outcome}`),
          },
          {
            title: t("escheat.forecast.column.priority"),
            kind: "text",
            value: ({ priority }) => t(`escheat.forecast.priority.${priority}`),
          },
          { title: t("escheat.forecast.column.cards"), kind: "count", value: ({ cards }) => cards },
          money(t("escheat.forecast.column.balance"), ({ balance }) => balance),
          money(t("escheat.forecast.column.claimed"), ({ claimed }) => claimed),
          money(t("escheat.forecast.column.unmeasured"), ({ unmeasured }) => unmeasured),
          money(t("escheat.forecast.column.expected"), ({ foreseen }) => foreseen),
          money(t("escheat.forecast.column.low"), ({ low }) => minor(low)),
          money(t("escheat.forecast.column.high"), ({ high }) => minor(high)),
          {
            title: t("escheat.forecast.column.counsel"),
            kind: "text",
            value: ({ needsCounsel }) => (needsCounsel ? t("escheat.needsCounsel") : ""),
          },
        ],
        facts: versionFacts(scope.issuer.name, version, params),
        definitions,
        count: cells.length,
        portions: onePortion(cells),
      });
    },
  },
} as const satisfies Record<string, ExportSource>;
