import { NativeSelect } from "@mantine/core";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useDeferredValue, useMemo } from "react";
import { RangeChart } from "@/components/charts/range-chart";
import { EmptyState } from "@/components/ui/states";
import { type TriangleMethod, triangleMethods } from "@/lib/breakage/triangle/methods";
import { amountDigits, amountWriter } from "@/lib/breakage/triangle-view/figure-format";
import { methodRow, usesLinks } from "@/lib/breakage/triangle-view/method-rows";
import type { OwnTriangle } from "@/lib/breakage/triangle-view/own-triangle";
import { methodName, reserveSentence, usualMethod } from "@/lib/breakage/triangle-view/reserve-comparison";
import { choicesOf } from "@/lib/breakage/triangle-view/row-words";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-triangle";
import { LinkSection } from "./link-section";
import { MethodTable } from "./method-table";
import { OriginTable } from "./origin-table";
import classes from "./own-triangle.module.css";
import { useLeftOut } from "./use-left-out";

const linked = triangleMethods.filter(usesLinks);
const unlinked = triangleMethods.filter((method) => !usesLinks(method));

/** Every method's figures, and for one of them the origins, links and factors behind. */
export function Results({ own, locale }: { own: OwnTriangle; locale: Locale }) {
  const links = useLeftOut();
  const leftOut = useDeferredValue(links.leftOut);
  // Growth curves take the longest and do not depend on links, so pressing one does not fit them again.
  const curves = useMemo(() => unlinked.map((method) => methodRow(method, own, [])), [own]);
  const ladders = useMemo(() => linked.map((method) => methodRow(method, own, leftOut)), [own, leftOut]);
  const rows = triangleMethods.flatMap((method) => [...ladders, ...curves].filter((row) => row.method === method));
  const [asked, setAsked] = useQueryState("method", parseAsStringLiteral(triangleMethods));

  const amount = amountWriter(amountDigits(own.source.triangle), locale);
  const able = rows.filter((row) => row.ok);
  const current =
    able.find(({ method }) => method === asked) ?? able.find(({ method }) => method === usualMethod(rows));
  const summary = current ? reserveSentence(rows, current.method, amount) : "";
  const tick = new Intl.NumberFormat(locale, { notation: "compact" });
  return (
    <>
      <p className="print-only">{choicesOf(own, leftOut, locale).join(" · ")}</p>
      <p className="visually-hidden" aria-live="polite">
        {summary || t("ownTriangle.noMethod")}
      </p>
      {current ? (
        <RangeChart
          id="reserves"
          title={t("ownTriangle.chart")}
          note={t("ownTriangle.chartNote")}
          summary={summary}
          points={able.map(({ method, total }) => ({
            key: method,
            label: methodName(method),
            value: total.reserve,
            range: total.range,
            isCurrent: method === current.method,
          }))}
          write={amount}
          writeTick={(value) => tick.format(value)}
          names={{ point: t("ownTriangle.methodName"), value: t("ownTriangle.reserve"), range: t("ownTriangle.range") }}
        />
      ) : null}
      <MethodTable own={own} rows={rows} leftOut={leftOut} current={current?.method} amount={amount} locale={locale} />
      {current ? (
        <>
          <MethodPicker
            methods={able.map(({ method }) => method)}
            value={current.method}
            onChange={(method) => void setAsked(method)}
          />
          <OriginTable row={current} amount={amount} locale={locale} />
        </>
      ) : (
        <EmptyState title={t("ownTriangle.noMethod")}>{t("ownTriangle.noMethodWhat")}</EmptyState>
      )}
      <LinkSection own={own} row={current ?? null} links={links} amount={amount} locale={locale} />
    </>
  );
}

type PickerProps = {
  methods: readonly TriangleMethod[];
  value: TriangleMethod;
  onChange: (method: TriangleMethod | null) => void;
};

function MethodPicker({ methods, value, onChange }: PickerProps) {
  return (
    <div className={classes.bar} data-print="no">
      <NativeSelect
        label={t("ownTriangle.chosen")}
        classNames={{ root: classes.pick }}
        value={value}
        onChange={(event) => onChange(methods.find((method) => method === event.currentTarget.value) ?? null)}
        data={methods.map((method) => ({ value: method, label: methodName(method) }))}
      />
    </div>
  );
}
