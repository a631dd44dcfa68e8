import { LinkTabs } from "@/components/ui/link-tabs";
import { type Address, firstOf, hrefTo } from "@/lib/address";
import { t } from "@/lib/messages/forecast";
import classes from "./forecast.module.css";

const parts = ["forecast", "back-test", "versions", "own-triangle"] as const;
export type ForecastPart = (typeof parts)[number];

/** The four pages of the forecast. A version that one looks at goes along; what is one's own triangle belongs to none. */
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
            version: part === "forecast" || part === "back-test" ? version : null,
          }),
          isCurrent: part === current,
        }))}
      />
    </div>
  );
}
