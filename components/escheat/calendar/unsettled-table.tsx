import Link from "next/link";
import { NeedsCounsel } from "@/components/escheat/needs-counsel";
import { DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import { type Address, hrefTo } from "@/lib/address";
import { placeName } from "@/lib/escheat/jurisdiction-name";
import type { UnsettledPlace } from "@/lib/escheat/queries/calendar";
import { ruleHref } from "@/lib/escheat/rule-path";
import { formatCount, formatMoney, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-filing-screens";

type Props = { places: readonly UnsettledPlace[]; currency: string; address: Address; locale: Locale };

/** Cards that no day of the calendar knows, because somebody has to settle the law first. */
export function UnsettledTable({ places, currency, address, locale }: Props) {
  if (places.length === 0) return null;
  return (
    <Section title={t("calendar.unsettled")} note={t("calendar.unsettled.note")} flush>
      <DataTable
        caption={t("calendar.unsettled")}
        rows={places}
        rowKey={({ jurisdiction }) => jurisdiction}
        empty={null}
        columns={[
          {
            key: "place",
            title: t("calendar.column.place"),
            cell: ({ jurisdiction }) =>
              jurisdiction === "" ? (
                <Link href={hrefTo("/issuer/escheat/holder", address)}>{t("calendar.unsettled.nobody")}</Link>
              ) : (
                <Link href={ruleHref({ jurisdiction, property: "closed-loop" }, address)} prefetch={false}>
                  {placeName(jurisdiction)}
                </Link>
              ),
          },
          { key: "counsel", title: t("calendar.column.standing"), cell: () => <NeedsCounsel /> },
          {
            key: "cards",
            title: t("calendar.column.cards"),
            numeric: true,
            cell: ({ cards }) => formatCount(cards, locale),
          },
          {
            key: "balance",
            title: t("calendar.column.balance"),
            numeric: true,
            cell: ({ balance }) => formatMoney(balance, currency, locale),
          },
        ]}
      />
    </Section>
  );
}
