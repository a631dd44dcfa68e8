import { LinkTabs } from "@/components/ui/link-tabs";
import { type Address, firstOf, hrefTo } from "@/lib/address";
import { t } from "@/lib/messages/forecast";
import classes from "./forecast.module.css";

const parts = ["forecast", "back-test", "triangle", "versions", "own-triangle"] as const;
export type ForecastPart = (typeof parts)[number];

/** Those that show one version: it goes along from one to the next. */
const ofVersion: readonly ForecastPart[] = ["forecast", "back-test", "triangle"];

/** The pages of the forecast. */
export function ForecastTabs({ current, address }: { current: ForecastPart; address: Address }) {
  const version = firstOf(address.version) ?? null;
  return (
    <div className={classes.tabs}>
      <LinkTabs
        label={t("forecast.views")}
        tabs={parts.map((part) => ({
          key: part,
          label: t(`forecast.tab.${part}`),
          href: hrefTo(part === "forecast" ? "/issuer/forecast" : `/issuer/forecast/${part}`, address, {
            version: ofVersion.includes(part) ? version : null,
          }),
          isCurrent: part === current,
        }))}
      />
    </div>
  );
}
