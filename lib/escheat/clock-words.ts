import { t } from "@/lib/messages/escheat-rules";
import { dayWords } from "./day-words";
import type { Activity, Clock } from "./rule";

/** "A, B and C", without a comma before the last. */
const list = new Intl.ListFormat("en-GB", { type: "conjunction" });

/** What starts the clock and what else may end dormancy. */
export function clockWords(clock: Clock): string {
  return [startWords(clock), ...expiryWords(clock), t("escheat.clock.holder")].join(" ");
}

function startWords({ from, fromDate, yearEnd, yearEndOf = from }: Clock): string {
  if (fromDate === "card-expiry") return t("escheat.clock.expiry");
  const starts = from.map((activity: Activity) => {
    const what = t(`escheat.activity.${activity}`);
    return yearEnd && yearEndOf.includes(activity) ? t("escheat.clock.moved", { day: dayWords(yearEnd), what }) : what;
  });
  const [only] = starts;
  return starts.length === 1 && only !== undefined
    ? t("escheat.clock.one", { start: only })
    : t("escheat.clock.latest", { starts: list.format(starts) });
}

function expiryWords({ orExpiry }: Clock): string[] {
  if (!orExpiry) return [];
  const { whichever, years, expiryAtLeast } = orExpiry;
  const first = years === 0 ? "escheat.clock.expiryFirst" : "escheat.clock.expiryFirstYears";
  return [
    t(whichever === "first" ? first : "escheat.clock.expiryLast", { years, n: years }),
    ...(expiryAtLeast === undefined
      ? []
      : [t("escheat.clock.expiryLeast", { years: expiryAtLeast, n: expiryAtLeast })]),
  ];
}
