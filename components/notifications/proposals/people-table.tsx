import Link from "next/link";
import type { ReactNode } from "react";
import { type Column, DataTable } from "@/components/ui/data-table";
import { type Address, hrefTo } from "@/lib/address";
import { formatCount, formatDate, formatInstant, formatMoney, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-proposals";
import type { Member } from "@/lib/notifications/member";
import classes from "./proposals.module.css";
import { WhyDetails } from "./why";

type Props = {
  caption: string;
  members: readonly Member[];
  currency: string;
  empty: ReactNode;
  after?: ReactNode;
  address: Address;
  locale: Locale;
};

const nameOf = ({ name, customer, customerId }: Member) => name ?? customer ?? String(customerId);

/** People with what is at stake, when they are written to and why, or the rule that left them out. */
export function PeopleTable({ caption, members, currency, empty, after, address, locale }: Props) {
  const columns: Column<Member>[] = [
    {
      key: "person",
      title: t("notify.people.person"),
      cell: (member) => (
        <>
          {member.customer === null ? (
            nameOf(member)
          ) : (
            <Link href={hrefTo(`/issuer/customers/${encodeURIComponent(member.customer)}`, address)} prefetch={false}>
              {nameOf(member)}
            </Link>
          )}
          <span className={classes.under}>{member.address ?? t("notify.people.noAddress")}</span>
        </>
      ),
    },
    {
      key: "value",
      title: t("notify.people.value"),
      numeric: true,
      cell: ({ value, cards }) => (
        <>
          {formatMoney(value, currency, locale)}
          <span className={classes.under}>
            {t("notify.people.cards", { count: cards.length, n: formatCount(cards.length, locale) })}
          </span>
        </>
      ),
    },
    {
      key: "loss",
      title: t("notify.people.loss"),
      wide: true,
      cell: ({ lossOn }) => (lossOn ? formatDate(lossOn, locale) : t("notify.people.noLoss")),
    },
    {
      key: "when",
      title: t("notify.people.when"),
      cell: ({ dueAt, timeZone, leftOut, leads }) =>
        leftOut ? (
          t(`notify.leftOut.${leftOut}`)
        ) : (
          <>
            {dueAt ? formatInstant(dueAt, timeZone, locale) : "–"}
            <span className={classes.under}>{leads ? timeZone : t("notify.people.together")}</span>
          </>
        ),
    },
    {
      key: "why",
      title: t("notify.why"),
      cell: (member) => <WhyDetails explanation={member.explanation} currency={currency} name={nameOf(member)} />,
    },
  ];
  return (
    <DataTable
      caption={caption}
      rows={members}
      rowKey={({ customerId }) => String(customerId)}
      columns={columns}
      empty={empty}
      after={after}
    />
  );
}
