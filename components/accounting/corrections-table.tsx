import Link from "next/link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import type { Correction } from "@/lib/accounting/corrections";
import { movementNames } from "@/lib/accounting/movements";
import type { Address } from "@/lib/address";
import { formatAmount, formatMonth, type Locale } from "@/lib/format";
import { accountingMessages } from "@/lib/messages/accounting";
import { accountingScreenMessages } from "@/lib/messages/accounting-screens";
import { cardsMessages } from "@/lib/messages/cards";
import { words } from "@/lib/messages/message";
import classes from "./accounting.module.css";
import { cellHref } from "./cell-href";

const t = words(accountingMessages, accountingScreenMessages, cardsMessages);

type Props = {
  corrections: readonly Correction[];
  nameOf: (cardType: string) => string;
  address: Address;
  locale: Locale;
};

const MOST = 100;

/** What became known of locked months, with the month it belongs to and the one that has it. */
export function CorrectionsTable({ corrections, nameOf, address, locale }: Props) {
  const moved = ({ movements }: Correction) => movementNames.filter((name) => movements[name] !== 0n);
  const columns: Column<Correction>[] = [
    { key: "month", title: t("accounting.correctionMonth"), cell: ({ month }) => formatMonth(month, locale) },
    { key: "bookedIn", title: t("accounting.bookedIn"), cell: ({ bookedIn }) => formatMonth(bookedIn, locale) },
    {
      key: "type",
      title: t("accounting.cardType"),
      cell: ({ cardType, standing }) => (
        <>
          {nameOf(cardType)}
          <span className={classes.under}>{t(`accounting.standing.short.${standing}`)}</span>
        </>
      ),
    },
    {
      key: "what",
      title: t("event.kind"),
      cell: (one) => (
        <ul>
          {moved(one).map((movement) => (
            <li key={movement}>
              <Link
                href={cellHref(
                  {
                    movement,
                    from: one.month,
                    to: one.month,
                    currency: one.currency,
                    standing: one.standing,
                    filter: { "card-type": one.cardType },
                    lockedAt: null,
                  },
                  address,
                )}
                prefetch={false}
              >
                {t(`accounting.${movement}`)}
              </Link>
            </li>
          ))}
        </ul>
      ),
    },
    {
      key: "amount",
      title: t("event.amount", { currency: corrections[0]?.currency ?? "" }),
      numeric: true,
      cell: (one) => (
        <ul>
          {moved(one).map((movement) => (
            <li key={movement}>{formatAmount(one.movements[movement], one.currency, locale)}</li>
          ))}
        </ul>
      ),
    },
  ];
  return (
    <Section
      title={t("accounting.corrections")}
      actions={
        corrections.length > 0 ? (
          <ExportMenu table="accounting-corrections" count={corrections.length} locale={locale} />
        ) : null
      }
      flush
    >
      <DataTable
        caption={t("accounting.corrections")}
        columns={columns}
        rows={corrections.slice(0, MOST)}
        rowKey={({ cardType, month, standing }) => `${cardType} ${month} ${standing}`}
        empty={null}
      />
      <p className={classes.foot}>
        {corrections.length > 0 ? t("accounting.corrections.means") : t("accounting.corrections.none")}
      </p>
    </Section>
  );
}
