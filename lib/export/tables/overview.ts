import { type Address, readAddress } from "@/lib/address";
import type { Scope } from "@/lib/identity/scope";
import { breakageMessages } from "@/lib/messages/breakage";
import { words } from "@/lib/messages/message";
import { overviewMessages } from "@/lib/messages/overview";
import { screenMessages } from "@/lib/messages/screens";
import type { AgingView } from "@/lib/overview/overview";
import { listAging } from "@/lib/overview/queries/aging";
import { getChange } from "@/lib/overview/queries/change";
import { getOverview } from "@/lib/overview/queries/overview";
import { overviewParams } from "@/lib/overview/schema";
import { factsOf } from "../facts";
import { type ExportSource, onePortion, prepare } from "../prepared";

const t = words(screenMessages, breakageMessages, overviewMessages);

const parts = ["sales", "redemptions", "lapses", "other", "change"] as const;

/** The aging alone does not say its date and currency; the overview of the same address does. */
async function agingOf(view: AgingView, scope: Scope, address: Address) {
  const params = readAddress(overviewParams, address);
  const [agings, { asOf, knownAt, currency }] = await Promise.all([
    listAging(scope, params),
    getOverview(scope, params),
  ]);
  const buckets = agings.find((aging) => aging.view === view)?.buckets ?? [];
  return prepare({
    name: `aging-${view}`,
    title: `${t("aging.title")}, ${t(`aging.${view}`)}`,
    columns: [
      { title: t("period.from"), kind: "date", value: (bucket) => bucket.from },
      { title: t("period.to"), kind: "date", value: (bucket) => bucket.to },
      { title: t("figures.cards"), kind: "count", value: (bucket) => bucket.cards },
      { title: t("figures.owed"), kind: "money", currency, value: (bucket) => bucket.owed },
    ],
    facts: factsOf(scope.issuer.name, { asOf, knownAt, currency }),
    definitions: [[t("overview.liability"), t("overview.liability.means")]],
    count: buckets.length,
    portions: onePortion(buckets),
  });
}

const agingTable = (view: AgingView) =>
  ({
    permission: "overview.read",
    prepare: (scope, address) => agingOf(view, scope, address),
  }) as const satisfies ExportSource;

export const overviewTables = {
  "overview-change": {
    permission: "overview.read",
    prepare: async (scope, address) => {
      const params = readAddress(overviewParams, address);
      const [change, { asOf, knownAt, currency }] = await Promise.all([
        getChange(scope, params),
        getOverview(scope, params),
      ]);
      return prepare({
        name: "overview-change",
        title: t("overview.change.title"),
        columns: [
          { title: t(`dimension.${change.by}`), kind: "text", value: (row) => row.member.name },
          {
            title: t("export.code", { name: t(`dimension.${change.by}`) }),
            kind: "text",
            value: (row) => row.member.id,
          },
          ...parts.map((part) => ({
            title: t(`overview.change.${part}`),
            kind: "money" as const,
            currency,
            value: (row: (typeof change.rows)[number]) => row[part],
          })),
        ],
        facts: factsOf(scope.issuer.name, { asOf, knownAt, currency, period: change.period }),
        definitions: [[t("overview.liability"), t("overview.liability.means")]],
        count: change.rows.length,
        portions: onePortion(change.rows),
      });
    },
  },
  "aging-load": agingTable("load"),
  "aging-last-use": agingTable("last-use"),
  "aging-loss": agingTable("loss"),
} as const satisfies Record<string, ExportSource>;
