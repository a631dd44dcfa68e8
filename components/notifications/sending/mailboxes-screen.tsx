import { Button, TextInput } from "@mantine/core";
import Link from "next/link";
import { ButtonLink } from "@/components/ui/button-link";
import { DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { PageHeader } from "@/components/ui/page-header";
import { Paging } from "@/components/ui/paging";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, firstOf, hrefTo, hrefWith } from "@/lib/address";
import { formatInstant, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-sending";
import type { MailboxLine } from "@/lib/notifications/queries/mailboxes";
import { mailboxesPerPage } from "@/lib/notifications/sending/constants";
import type { MailboxParams } from "@/lib/notifications/sending/schema";
import { NotificationTabs } from "../notification-tabs";
import { mailboxPath } from "./mailbox-path";
import { mailboxState } from "./mailbox-state";
import classes from "./sending.module.css";
import { SuppressAddress } from "./suppress-address";

type Props = {
  mailboxes: { items: readonly MailboxLine[]; total: number };
  params: MailboxParams;
  timeZone: string;
  maySuppress: boolean;
  address: Address;
  locale: Locale;
};

const PATH = "/issuer/notifications/mailboxes";

/** Every mailbox of which something is known. */
export function MailboxesScreen({
  mailboxes: { items, total },
  params,
  timeZone,
  maySuppress,
  address,
  locale,
}: Props) {
  const { q, suppressed, page } = params;
  const from = (page - 1) * mailboxesPerPage + 1;
  const to = (wanted: number) => hrefWith(PATH, address, { page: String(wanted) });
  const isNarrowed = q !== undefined || suppressed !== undefined;
  return (
    <>
      <PageHeader
        title={t("mailboxes.title")}
        lead={t("mailboxes.lead")}
        actions={maySuppress ? <SuppressAddress /> : null}
      />
      <NotificationTabs current="mailboxes" address={address} />
      <Section
        title={t("mailboxes.all")}
        actions={
          <>
            <Narrow q={q} suppressed={suppressed} address={address} />
            <ExportMenu table="mailboxes" count={total} locale={locale} />
          </>
        }
        flush
      >
        <DataTable
          caption={t("mailboxes.all")}
          rows={items}
          rowKey={({ channel, mailbox }) => `${channel} ${mailbox}`}
          empty={
            <EmptyState title={t(isNarrowed ? "mailboxes.none.found" : "mailboxes.none")}>
              {t(isNarrowed ? "mailboxes.none.found.text" : "mailboxes.none.text")}
            </EmptyState>
          }
          after={
            total > mailboxesPerPage ? (
              <Paging
                from={from}
                to={from + items.length - 1}
                total={total}
                previousHref={page > 1 ? to(page - 1) : null}
                nextHref={from + items.length - 1 < total ? to(page + 1) : null}
                locale={locale}
              />
            ) : null
          }
          columns={[
            {
              key: "mailbox",
              title: t("mailboxes.mailbox"),
              cell: ({ channel, mailbox }) => (
                <Link href={hrefTo(mailboxPath(channel, mailbox), address)} prefetch={false} className={classes.words}>
                  {mailbox}
                </Link>
              ),
            },
            { key: "state", title: t("mailboxes.state"), cell: mailboxState },
            {
              key: "channel",
              title: t("mailboxes.channel"),
              wide: true,
              cell: ({ channel }) => t(`notify.channel.${channel}`),
            },
            {
              key: "last",
              title: t("mailboxes.last"),
              wide: true,
              cell: ({ lastSentAt }) => (lastSentAt ? formatInstant(lastSentAt, timeZone, locale) : "–"),
            },
          ]}
        />
      </Section>
    </>
  );
}

function Narrow({ q, suppressed, address }: Pick<MailboxParams, "q" | "suppressed"> & { address: Address }) {
  const issuer = firstOf(address.issuer);
  return (
    <div className={classes.row}>
      <form action={PATH} className={classes.row}>
        {issuer ? <input type="hidden" name="issuer" value={issuer} /> : null}
        {suppressed ? <input type="hidden" name="suppressed" value={suppressed} /> : null}
        <TextInput
          name="q"
          size="xs"
          aria-label={t("mailboxes.search")}
          placeholder={t("mailboxes.search")}
          defaultValue={q}
        />
        <Button type="submit" size="xs" variant="default">
          {t("mailboxes.search.go")}
        </Button>
      </form>
      <ButtonLink href={hrefWith(PATH, address, { suppressed: suppressed ? null : "yes" })} variant="default" size="xs">
        {t(suppressed ? "mailboxes.only.off" : "mailboxes.only")}
      </ButtonLink>
    </div>
  );
}
