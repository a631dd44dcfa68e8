"use client";

import { NativeSelect } from "@mantine/core";
import { useChoice } from "@/components/layout/use-choice";
import type { ListedVersion } from "@/lib/breakage/forecast/queries/version-list";
import { formatEstimate } from "@/lib/breakage/forecast-view/amounts";
import type { Pair } from "@/lib/breakage/forecast-view/version-pair";
import { formatDate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import classes from "./versions.module.css";

type Props = { versions: readonly ListedVersion[]; pair: Pair; locale: Locale };

/** Which two versions; the choice is a part of the address. */
export function VersionPair({ versions, pair, locale }: Props) {
  const { chosen, choose, pending } = useChoice(pair, ({ before, after }) => ({
    before: String(before),
    after: String(after),
  }));
  const options = versions.map(({ id, dataDate, total, currency }) => ({
    value: String(id),
    label: t("versions.option", {
      id,
      date: formatDate(dataDate, locale),
      total: formatEstimate(total?.expectedBreakage ?? 0, currency, locale),
    }),
  }));
  return (
    <fieldset className={classes.pair} aria-label={t("versions.pair")} aria-busy={pending} data-print="no">
      {(["before", "after"] as const).map((side) => (
        <NativeSelect
          key={side}
          label={t(`versions.${side}`)}
          value={String(chosen[side])}
          data={options}
          onChange={(event) => choose({ ...chosen, [side]: Number(event.currentTarget.value) })}
        />
      ))}
    </fieldset>
  );
}
