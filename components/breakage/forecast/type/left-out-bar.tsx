import { Button } from "@mantine/core";
import { useMemo } from "react";
import { formatEstimate, formatSigned, wholeMinor } from "@/lib/breakage/forecast-view/amounts";
import { originName } from "@/lib/breakage/forecast-view/triangle-heat-view";
import { type MethodSaying, sayMethods, type WhatIf } from "@/lib/breakage/forecast-view/triangle-methods";
import type { TypeTriangle } from "@/lib/breakage/forecast-view/type-triangle";
import type { LinkName } from "@/lib/breakage/triangle/development-factors";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import classes from "./type.module.css";

type Props = {
  of: TypeTriangle;
  leftOut: readonly LinkName[];
  whatIf: Pick<WhatIf, "tail" | "prior">;
  forecast: number;
  currency: string;
  locale: Locale;
  onUseAll: () => void;
};

const neverOf = ([saying]: readonly MethodSaying[]) => (saying?.ok ? saying.never : null);

/** What is left out, and what that does to the chain ladder on the open balance. */
export function LeftOutBar({ of, leftOut, whatIf: { tail, prior }, forecast, currency, locale, onUseAll }: Props) {
  const without = useMemo(
    () => neverOf(sayMethods(of, { leftOut, tail, prior }, ["open-balance"])),
    [of, leftOut, tail, prior],
  );
  const withAll = useMemo(
    () => neverOf(sayMethods(of, { leftOut: [], tail, prior }, ["open-balance"])),
    [of, tail, prior],
  );
  const money = (amount: number) => formatEstimate(amount, currency, locale);
  const words = () => {
    if (without === null) return t("typeTriangle.says.nothing", { forecast: money(forecast) });
    const start = t("typeTriangle.says", { never: money(without) });
    if (leftOut.length === 0 || withAll === null)
      return t("typeTriangle.says.same", { start, forecast: money(forecast) });
    const moved = formatSigned(wholeMinor(without) - wholeMinor(withAll), currency, locale);
    return t("typeTriangle.says.moved", { start, moved, forecast: money(forecast) });
  };
  const names = leftOut.map(({ origin, age }) =>
    t("typeTriangle.link", {
      origin: originName(of.origins[of.triangle.origins.indexOf(origin)], locale),
      from: age,
      to: of.triangle.ages[of.triangle.ages.indexOf(age) + 1] ?? age + 1,
    }),
  );
  return (
    <div className={classes.bar}>
      <div className={classes.words}>
        <p className={classes.muted}>
          <strong>{t("typeTriangle.whatIf")}</strong> {t("typeTriangle.whatIf.lead")}
        </p>
        <p aria-live="polite">
          {words()}{" "}
          {names.length === 0
            ? t("typeTriangle.all")
            : t("typeTriangle.without", { count: names.length, names: names.join(", ") })}
        </p>
      </div>
      <Button variant="default" size="xs" onClick={onUseAll} disabled={leftOut.length === 0} data-print="no">
        {t("typeTriangle.useAll")}
      </Button>
    </div>
  );
}
