import { t } from "@/lib/messages/ingest";
import type { BatchSource } from "./constants";

/** Why a batch that no import brought cannot be withdrawn. */
export const staysText = (source: BatchSource): string =>
  t(source === "remittance" ? "imports.withdraw.remittance" : "imports.withdraw.onlyImported");
