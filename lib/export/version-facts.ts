import type { Version } from "@/lib/breakage/forecast/queries/versions";
import { t } from "@/lib/messages/forecast-detail";
import type { Fact } from "./table";

type Named = Pick<Version, "id" | "dataDate" | "currency" | "dataHash" | "resultHash">;

/** Which version a file's rows are of, and how to tell that it is that one. */
export const versionFacts = (issuer: string, { id, dataDate, currency, dataHash, resultHash }: Named): Fact[] => [
  [t("export.issuer"), issuer],
  [t("versions.id"), String(id)],
  [t("versions.dataDate"), dataDate],
  [t("currency.label"), currency],
  [t("versions.export.dataHash"), dataHash],
  [t("versions.export.resultHash"), resultHash],
];
