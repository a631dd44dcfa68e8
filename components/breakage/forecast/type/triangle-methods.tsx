import { useMemo } from "react";
import { RangeChart, type RangePoint } from "@/components/charts/range-chart";
import { formatTick } from "@/components/charts/series";
import { formatEstimate } from "@/lib/breakage/forecast-view/amounts";
import { methodRemarks, methodsSentence } from "@/lib/breakage/forecast-view/method-words";
import { sayMethods, type WhatIf } from "@/lib/breakage/forecast-view/triangle-methods";
import type { TypeTriangle } from "@/lib/breakage/forecast-view/type-triangle";
import { triangleMethods } from "@/lib/breakage/triangle/methods";
import { usesLinks } from "@/lib/breakage/triangle-view/method-rows";
import { methodName } from "@/lib/breakage/triangle-view/reserve-comparison";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import classes from "./type.module.css";

export type Said = Pick<RangePoint, "range"> & { readonly never: number };
type Props = { of: TypeTriangle; whatIf: WhatIf; forecast: Said; currency: string; locale: Locale };

const linked = triangleMethods.filter(usesLinks);
const curves = triangleMethods.filter((method) => !usesLinks(method));

/** Every published method on the type's triangle beside the forecast, or why a method has no figure. */
export function TriangleMethods({ of, whatIf: { leftOut, tail, prior }, forecast, currency, locale }: Props) {
  const ladders = useMemo(() => sayMethods(of, { leftOut, tail, prior }, linked), [of, leftOut, tail, prior]);
  // Curves take the longest and know no links, so pressing one does not fit them again.
  const fitted = useMemo(() => sayMethods(of, { leftOut: [], tail, prior }, curves), [of, tail, prior]);
  const sayings = [...ladders, ...fitted];
  const write = (amount: number) => formatEstimate(amount, currency, locale);
  const points: RangePoint[] = [
    {
      key: "forecast",
      label: t("typeTriangle.forecast"),
      value: forecast.never,
      range: forecast.range,
      isCurrent: true,
    },
    ...sayings.flatMap((saying) =>
      saying.ok
        ? [{ key: saying.method, label: methodName(saying.method), value: saying.never, range: saying.range }]
        : [],
    ),
  ];
  return (
    <>
      <RangeChart
        id="methods"
        title={t("typeTriangle.methods")}
        note={t("typeTriangle.methodsNote")}
        summary={methodsSentence(sayings, forecast.never, write)}
        points={points}
        write={write}
        writeTick={(value) => formatTick(value, { kind: "money", currency }, locale)}
        names={{ point: t("typeMethods.method"), value: t("typeTriangle.never"), range: t("typeTriangle.ownRange") }}
      />
      <ul className={classes.remarks}>
        {methodRemarks(sayings, { prior, leftOut }, locale).map((remark) => (
          <li key={remark}>{remark}</li>
        ))}
      </ul>
    </>
  );
}
