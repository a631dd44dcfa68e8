import { LinkTabs } from "@/components/ui/link-tabs";
import { type Address, hrefTo } from "@/lib/address";
import { t } from "@/lib/messages/accounting-screens";
import classes from "./accounting.module.css";

const parts = ["roll-forward", "journal", "recognition", "methods", "accounts", "months", "calculator"] as const;
export type AccountingPart = (typeof parts)[number];

export function AccountingTabs({ current, address }: { current: AccountingPart; address: Address }) {
  return (
    <div className={classes.tabs}>
      <LinkTabs
        label={t("accounting.views")}
        tabs={parts.map((part) => ({
          key: part,
          label: t(`accounting.tab.${part}`),
          href: hrefTo(part === "roll-forward" ? "/issuer/accounting" : `/issuer/accounting/${part}`, address),
          isCurrent: part === current,
        }))}
      />
    </div>
  );
}
