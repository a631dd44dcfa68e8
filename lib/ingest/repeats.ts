import { formatCount, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/ingest";

/** The newest batch that stays and had brought rows of a withdrawn one again, and how many. */
export type BroughtAgain = { readonly batchId: number; readonly rows: number };

export const broughtAgainText = ({ batchId, rows }: BroughtAgain, locale?: Locale): string =>
  t("withdraw.broughtAgain", { count: formatCount(rows, locale), total: rows, batch: batchId });
