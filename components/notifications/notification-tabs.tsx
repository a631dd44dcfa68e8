import { LinkTabs } from "@/components/ui/link-tabs";
import { type Address, hrefTo } from "@/lib/address";
import { t } from "@/lib/messages/notifications-proposals";
import classes from "./notification-tabs.module.css";

const parts = ["proposals", "templates", "mailboxes", "results", "parameters", "settings"] as const;
export type NotificationPart = (typeof parts)[number];

/** The pages of reminders: what is proposed, in which words, what arrived, what it brought, and what all of it rests on. */
export function NotificationTabs({ current, address }: { current: NotificationPart; address: Address }) {
  return (
    <div className={classes.tabs}>
      <LinkTabs
        label={t("notify.views")}
        tabs={parts.map((part) => ({
          key: part,
          label: t(`notify.tab.${part}`),
          href: hrefTo(part === "proposals" ? "/issuer/notifications" : `/issuer/notifications/${part}`, address),
          isCurrent: part === current,
        }))}
      />
    </div>
  );
}
