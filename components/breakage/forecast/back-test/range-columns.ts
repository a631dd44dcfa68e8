import type { Column } from "@/components/ui/data-table";
import type { RangeScore } from "@/lib/breakage/forecast/scores";
import { coverageAt } from "@/lib/breakage/forecast-view/calibration-view";
import { formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import { errorHint } from "./error-hint";

type Judged = { readonly range?: RangeScore | null | undefined };

/** How a row's ranges did: the share of outcomes inside that of each level, and the CRPS. */
export const rangeColumns = <Row extends Judged>(levels: readonly number[], locale: Locale): Column<Row>[] => [
  ...levels.map((level) => ({
    key: String(level),
    title: t("backTest.level", { level: 100 * level }),
    numeric: true,
    wide: true,
    cell: ({ range }: Row) => formatRate(coverageAt(range, level), locale),
  })),
  {
    key: "crps",
    title: t("backTest.crps"),
    numeric: true,
    wide: true,
    hint: errorHint("crps"),
    cell: ({ range }: Row) => formatRate(range?.crps ?? null, locale),
  },
];
