import { readAddress } from "@/lib/address";
import type { CustomerRow, LossRow } from "@/lib/cards/customer";
import { getAboutToLapse } from "@/lib/cards/queries/about-to-lapse";
import { countCustomers, getCustomer, listCustomers } from "@/lib/cards/queries/customer";
import { customerListParams, customerParams, lapseParams } from "@/lib/cards/schema";
import { withThirdDates } from "@/lib/escheat/queries/third-date";
import type { DatedCard } from "@/lib/escheat/third-date";
import { t } from "@/lib/messages/cards";
import { factsOf, figureDefinitions } from "../facts";
import { dearPortionRows, type ExportSource, portionRows, prepare, walk } from "../prepared";
import { cardColumns, idInPath } from "./cards";

export const customerTables = {
  customers: {
    permission: "customer.read",
    prepare: async (scope, address) => {
      const params = { ...readAddress(customerListParams, address), cursor: undefined, limit: portionRows };
      const [count, first] = await Promise.all([countCustomers(scope, params.search), listCustomers(scope, params)]);
      const fixed = { ...params, asOf: first.asOf };
      const pageOf = (page: typeof first) => ({ rows: page.items, nextCursor: page.nextCursor });
      return prepare<CustomerRow>({
        name: "customers",
        title: t("customers.title"),
        columns: [
          { title: t("customer.number"), kind: "text", value: (row) => row.id },
          { title: t("customer.name"), kind: "text", value: (row) => row.name },
          { title: t("customer.email"), kind: "text", value: (row) => row.email },
          { title: t("customer.phone"), kind: "text", value: (row) => row.phone },
          { title: t("customer.city"), kind: "text", value: (row) => row.city },
          { title: t("dimension.state"), kind: "text", value: (row) => row.jurisdiction },
          { title: t("customer.cards"), kind: "count", value: (row) => row.cards },
        ],
        facts: [...factsOf(scope.issuer.name, first), [t("customers.find"), params.search]],
        definitions: [],
        count,
        portions: walk(pageOf(first), async (cursor) => pageOf(await listCustomers(scope, { ...fixed, cursor }))),
      });
    },
  },
  holdings: {
    permission: "customer.read",
    prepare: async (scope, address) => {
      const id = idInPath(address, "/issuer/customers");
      const params = { ...readAddress(customerParams, address), cursor: undefined, limit: portionRows };
      const customer = await getCustomer(scope, id, params);
      const fixed = { ...params, asOf: customer.asOf };
      const pageOf = async (page: typeof customer) => ({
        rows: await withThirdDates(scope, page.holdings, page),
        nextCursor: page.nextCursor,
      });
      return prepare<DatedCard>({
        name: "holdings",
        title: `${t("customer.holdings")} ${customer.id}`,
        columns: cardColumns,
        facts: [
          ...factsOf(scope.issuer.name, { asOf: customer.asOf, knownAt: customer.knownAt }),
          [t("customer.number"), customer.id],
        ],
        definitions: figureDefinitions(),
        count: customer.cards,
        portions: walk(await pageOf(customer), async (cursor) =>
          pageOf(await getCustomer(scope, id, { ...fixed, cursor })),
        ),
      });
    },
  },
  "about-to-lapse": {
    permission: "customer.read",
    prepare: async (scope, address) => {
      const params = { ...readAddress(lapseParams, address), cursor: undefined, limit: dearPortionRows };
      const first = await getAboutToLapse(scope, params);
      const { currency } = first;
      const money = (["atStake", "lapses", "staysOwed"] as const).map((key) => ({
        title: t(`lapse.${key}`),
        kind: "money" as const,
        currency,
        value: (row: LossRow) => row[key],
      }));
      return prepare<LossRow>({
        name: "about-to-lapse",
        title: t("lapse.title"),
        columns: [
          { title: t("customer.number"), kind: "text", value: (row) => row.customer?.id ?? "" },
          { title: t("customer.name"), kind: "text", value: (row) => row.customer?.name ?? t("lapse.anonymous") },
          { title: t("lapse.firstEnd"), kind: "date", value: (row) => row.firstEndOn },
          { title: t("lapse.whatEnds"), kind: "text", value: (row) => t(`lapse.first.${row.firstEnd}`) },
          { title: t("figures.cards"), kind: "count", value: (row) => row.cards },
          ...money,
        ],
        facts: factsOf(scope.issuer.name, first),
        definitions: [
          [t("lapse.atStake"), t("lapse.atStake.means")],
          [t("lapse.lapses"), t("lapse.lapses.means")],
          [t("lapse.staysOwed"), t("lapse.staysOwed.means")],
        ],
        count: first.listed,
        portions: walk(first, (cursor) => getAboutToLapse(scope, { ...params, asOf: first.asOf, cursor })),
      });
    },
  },
} as const satisfies Record<string, ExportSource>;
