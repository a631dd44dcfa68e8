import { LinkTabs } from "@/components/ui/link-tabs";
import { type Address, hrefTo } from "@/lib/address";
import { t } from "@/lib/messages/escheat-rule-screens";
import classes from "./escheat-tabs.module.css";

const parts = ["forecast", "calendar", "reports", "letters", "rules", "what-if", "holder"] as const;
export type EscheatPart = (typeof parts)[number];

/** The pages of escheatment: what is coming, what is to be done, and what all of it rests on. */
export function EscheatTabs({ current, address }: { current: EscheatPart; address: Address }) {
  return (
    <div className={classes.tabs}>
      <LinkTabs
        label={t("escheat.views")}
        tabs={parts.map((part) => ({
          key: part,
          label: t(`escheat.tab.${part}`),
          href: hrefTo(part === "forecast" ? "/issuer/escheat" : `/issuer/escheat/${part}`, address),
          isCurrent: part === current,
        }))}
      />
    </div>
  );
}
