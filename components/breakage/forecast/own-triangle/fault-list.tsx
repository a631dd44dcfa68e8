import type { Fault } from "@/lib/breakage/triangle-view/read-form";
import { atPlace } from "@/lib/breakage/triangle-view/row-words";
import { formatCount, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-triangle";
import classes from "./own-triangle.module.css";

/** A text of the wrong kind is wrong in every cell; ten places are enough to see it. */
const mostShown = 10;

/** The fault of a field of one line, as a sentence. */
export const faultText = (faults: readonly Fault[], field: Fault["field"]): string | undefined =>
  faults.filter((fault) => fault.field === field).map(({ message }) => atPlace(null, null, message))[0];

/** Where the text cannot be read and why, line by line. Plain spans, because they stand within a field's error. */
export function FaultList({ faults, locale }: { faults: readonly Fault[]; locale: Locale }) {
  const shown = faults.slice(0, mostShown);
  const advice = [...new Set(faults.flatMap(({ advice: kind }) => kind ?? []))];
  return (
    <>
      {shown.map(({ line, column, message }) => (
        <span key={`${line} ${column} ${message}`} className={classes.fault}>
          {atPlace(line, column, message)}
        </span>
      ))}
      {faults.length > mostShown ? (
        <span className={classes.fault}>
          {t("ownTriangle.moreFaults", { count: formatCount(faults.length - mostShown, locale) })}
        </span>
      ) : null}
      {advice.map((kind) => (
        <span key={kind} className={classes.fault}>
          {t(`ownTriangle.advice.${kind}`)}
        </span>
      ))}
    </>
  );
}
