import Link from "next/link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Paging } from "@/components/ui/paging";
import { Section } from "@/components/ui/section";
import { type Address, hrefTo, hrefWith } from "@/lib/address";
import type { LetterBatchDetail, LetterLine } from "@/lib/escheat/queries/letters";
import { formatDate, formatMoney, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-filing-screens";
import classes from "../reports/reports.module.css";
import { ReturnButton } from "./return-button";

type Props = {
  batch: LetterBatchDetail;
  letters: readonly LetterLine[];
  page: number;
  perPage: number;
  mayPropose: boolean;
  today: string;
  address: Address;
  locale: Locale;
};

/** Every letter of the batch: to whom, about which cards, and what became of it. */
export function LetterTable({ batch, letters, page, perPage, mayPropose, today, address, locale }: Props) {
  const money = (amount: bigint) => formatMoney(amount, batch.currency, locale);
  const columns: Column<LetterLine>[] = [
    { key: "reference", title: t("letters.reference"), cell: ({ content }) => content.reference },
    {
      key: "to",
      title: t("letters.to"),
      cell: ({ content: { recipient } }) => (
        <>
          {recipient.name}
          <span className={classes.under}>{[...recipient.lines, recipient.country].filter(Boolean).join(", ")}</span>
        </>
      ),
    },
    {
      key: "cards",
      title: t("letters.cards"),
      wide: true,
      cell: ({ content: { cards } }) =>
        cards.map(({ card }, index) => (
          <span key={card}>
            {index > 0 ? ", " : ""}
            <Link href={hrefTo(`/issuer/cards/${encodeURIComponent(card)}`, address)} prefetch={false}>
              {card}
            </Link>
          </span>
        )),
    },
    {
      key: "value",
      title: t("letters.value"),
      numeric: true,
      cell: ({ amount }) => money(amount),
      foot: money(batch.amount),
    },
    {
      key: "mailed",
      title: t("letters.mailed"),
      wide: true,
      cell: ({ number, mailedOn, returnedOn, content }) => {
        if (mailedOn === null) return "–";
        if (returnedOn !== null)
          return <span className={classes.late}>{t("letters.returned", { day: formatDate(returnedOn, locale) })}</span>;
        return (
          <>
            {formatDate(mailedOn, locale)}
            {mayPropose ? (
              <ReturnButton batchId={batch.id} number={number} reference={content.reference} today={today} />
            ) : null}
          </>
        );
      },
    },
  ];
  const last = Math.ceil(batch.letters / perPage);
  const path = `/issuer/escheat/letters/${batch.id}`;
  const to = (wanted: number) =>
    wanted < 1 || wanted > last ? null : hrefWith(path, address, { page: wanted === 1 ? null : String(wanted) });
  return (
    <Section
      title={t("letters.list")}
      note={t("letters.list.note")}
      actions={<ExportMenu table="escheat-letter-list" count={batch.letters} locale={locale} />}
      flush
    >
      <DataTable
        caption={t("letters.list")}
        columns={columns}
        rows={letters}
        rowKey={({ number }) => String(number)}
        empty={null}
        after={
          last > 1 ? (
            <Paging
              from={(page - 1) * perPage + 1}
              to={Math.min(page * perPage, batch.letters)}
              total={batch.letters}
              previousHref={to(page - 1)}
              nextHref={to(page + 1)}
              locale={locale}
            />
          ) : null
        }
      />
    </Section>
  );
}
