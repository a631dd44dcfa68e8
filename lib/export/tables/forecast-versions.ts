import { readAddress } from "@/lib/address";
import { getMoved } from "@/lib/breakage/forecast/queries/moved";
import { type ListedVersion, listVersionTotals } from "@/lib/breakage/forecast/queries/version-list";
import { causes, type Movement } from "@/lib/breakage/forecast/what-moved";
import { wholeMinor } from "@/lib/breakage/forecast-view/amounts";
import { changeIn } from "@/lib/breakage/forecast-view/moved-view";
import { movedParams } from "@/lib/breakage/forecast-view/schema";
import { pairOf } from "@/lib/breakage/forecast-view/version-pair";
import { NotFound } from "@/lib/errors";
import { t } from "@/lib/messages/forecast-detail";
import { type ExportSource, onePortion, prepare } from "../prepared";

const LEVEL = 0.8;

export const forecastVersionTables = {
  "forecast-versions": {
    permission: "forecast.read",
    prepare: async (scope, address) => {
      const { currency = scope.issuer.currency } = readAddress(movedParams, address);
      const rows = await listVersionTotals(scope, currency);
      const end = (side: "low" | "high") => (row: ListedVersion) => {
        const range = row.total?.ranges?.find(({ level }) => level === LEVEL);
        return range ? wholeMinor(range[side]) : null;
      };
      return prepare<ListedVersion>({
        name: "forecast-versions",
        title: t("versions.title"),
        columns: [
          { title: t("versions.id"), kind: "count", value: ({ id }) => id },
          { title: t("versions.dataDate"), kind: "date", value: ({ dataDate }) => dataDate },
          {
            title: t("versions.total"),
            kind: "money",
            currency,
            value: ({ total }) => (total ? wholeMinor(total.expectedBreakage) : null),
          },
          { title: t("versions.export.low"), kind: "money", currency, value: end("low") },
          { title: t("versions.export.high"), kind: "money", currency, value: end("high") },
          {
            title: t("versions.method"),
            kind: "text",
            value: ({ method }) => (method ? t(`forecast.method.${method}`) : t("versions.noFigures")),
          },
          { title: t("versions.made"), kind: "text", value: ({ createdAt }) => createdAt },
          { title: t("versions.by"), kind: "text", value: ({ createdByName }) => createdByName },
          { title: t("versions.export.dataHash"), kind: "text", value: ({ dataHash }) => dataHash },
          { title: t("versions.export.resultHash"), kind: "text", value: ({ resultHash }) => resultHash },
        ],
        facts: [
          [t("export.issuer"), scope.issuer.name],
          [t("currency.label"), currency],
        ],
        definitions: [[t("versions.hashes"), t("versions.hashes.means")]],
        count: rows.length,
        portions: onePortion(rows),
      });
    },
  },
  "forecast-moved": {
    permission: "forecast.read",
    prepare: async (scope, address) => {
      const { before, after, by: asked, currency: wanted = scope.issuer.currency } = readAddress(movedParams, address);
      // Two that are named may be older than any list goes back.
      const pair =
        before !== undefined && after !== undefined
          ? { before, after }
          : pairOf(await listVersionTotals(scope, wanted), { before, after });
      const found = pair && (await getMoved(scope, { ...pair, by: asked }));
      if (found?.status !== "ok") throw new NotFound("A pair of versions to be held against one another");
      const { moved, names, currency, by } = found;
      return prepare<Movement>({
        name: `forecast-moved-${found.before.id}-${found.after.id}`,
        title: t("moved.title"),
        columns: [
          { title: t(`moved.by.${by}`), kind: "text", value: ({ group }) => names.get(group) ?? group },
          { title: t("export.code", { name: t(`moved.by.${by}`) }), kind: "text", value: ({ group }) => group },
          { title: t("moved.before"), kind: "money", currency, value: ({ before }) => before },
          ...causes.map((cause) => ({
            title: t(`moved.cause.${cause}`),
            kind: "money" as const,
            currency,
            value: ({ parts }: Movement) => parts[cause],
          })),
          { title: t("moved.after"), kind: "money", currency, value: ({ after }) => after },
          { title: t("moved.change"), kind: "money", currency, value: changeIn },
        ],
        facts: [
          [t("export.issuer"), scope.issuer.name],
          [t("versions.before"), `${found.before.id} (${found.before.dataDate})`],
          [t("versions.after"), `${found.after.id} (${found.after.dataDate})`],
          [t("currency.label"), currency],
        ],
        definitions: causes.map((cause) => [t(`moved.cause.${cause}`), t(`moved.cause.${cause}.means`)]),
        count: moved.groups.length,
        portions: onePortion(moved.groups),
      });
    },
  },
} as const satisfies Record<string, ExportSource>;
