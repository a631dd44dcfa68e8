import Link from "next/link";
import { PageHeader } from "@/components/ui/page-header";
import { Paging } from "@/components/ui/paging";
import { EmptyState } from "@/components/ui/states";
import { type Address, hrefTo, hrefWith } from "@/lib/address";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-sending";
import type { Unsettled } from "@/lib/notifications/queries/unsettled";
import { unsettledPerPage } from "@/lib/notifications/sending/constants";
import { NotificationTabs } from "../notification-tabs";
import { UnsettledTable } from "./unsettled-table";

type Props = {
  unsettled: { items: readonly Unsettled[]; total: number };
  page: number;
  maySettle: boolean;
  address: Address;
  locale: Locale;
};

const PATH = "/issuer/notifications/unsettled";

/** What waits for a person, over all batches. */
export function UnsettledScreen({ unsettled: { items, total }, page, maySettle, address, locale }: Props) {
  const from = (page - 1) * unsettledPerPage + 1;
  const last = from + items.length - 1;
  const to = (wanted: number) => hrefWith(PATH, address, { page: String(wanted) });
  return (
    <>
      <PageHeader
        title={t("sending.unsettled")}
        lead={t("sending.unsettled.lead")}
        above={<Link href={hrefTo("/issuer/notifications", address)}>{t("notify.title")}</Link>}
      />
      <NotificationTabs current="proposals" address={address} />
      <UnsettledTable
        messages={items}
        maySettle={maySettle}
        batchHref={(batchId) => hrefTo(`/issuer/notifications/${batchId}/sending`, address)}
        empty={<EmptyState title={t("sending.unsettled.none")}>{t("sending.unsettled.none.text")}</EmptyState>}
        after={
          total > items.length ? (
            <Paging
              from={from}
              to={last}
              total={total}
              previousHref={page > 1 ? to(page - 1) : null}
              nextHref={last < total ? to(page + 1) : null}
              locale={locale}
            />
          ) : null
        }
        locale={locale}
      />
    </>
  );
}
