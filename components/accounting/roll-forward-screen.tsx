import Link from "next/link";
import { FilterChips } from "@/components/breakage/filters";
import { ExportMenu } from "@/components/ui/export-menu";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Section } from "@/components/ui/section";
import type { Books } from "@/lib/accounting/books";
import { noticesOf } from "@/lib/accounting/books-notices";
import type { Standing } from "@/lib/accounting/constants";
import type { GroupRow } from "@/lib/accounting/roll-forward-groups";
import { groupNames, marksOf, monthsBy, sliceOf, spansBy, standingsOf } from "@/lib/accounting/roll-forward-view";
import type { BooksParams } from "@/lib/accounting/schema";
import { type Address, hrefWith } from "@/lib/address";
import { formatMonth, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/accounting-screens";
import type { Milestone } from "@/lib/milestones/milestone";
import classes from "./accounting.module.css";
import { BooksNotices } from "./books-notices";
import { CorrectionsTable } from "./corrections-table";
import { LiabilityChart } from "./liability-chart";
import { NoMonth, NoRows } from "./no-month";
import { PayableTable } from "./payable-table";
import { RollForwardTable } from "./roll-forward-table";

type Props = {
  books: Books;
  milestones: readonly Milestone[];
  params: BooksParams;
  currency: string;
  address: Address;
  locale: Locale;
};

const path = "/issuer/accounting";

/** Opening + movements = closing, by month and by brand or card type, for one currency and one standing. */
export function RollForwardScreen({ books, milestones, params, currency, address, locale }: Props) {
  if (!books.span) return <NoMonth title={t("accounting.rollForward")} address={address} />;
  const standings = standingsOf(books.rows, currency);
  const standing = standings.find((one) => one === params.standing) ?? standings[0];
  if (standing === undefined) return <NoRows title={t("accounting.rollForward")} />;
  return <Shown {...{ books, milestones, params, currency, standing, standings, address, locale }} />;
}

type ShownProps = Props & { standing: Standing; standings: readonly Standing[] };

function Shown({ books, milestones, params, currency, standing, standings, address, locale }: ShownProps) {
  const rows = sliceOf(books.rows, { currency, standing });
  const months = monthsBy(rows, "currency");
  const [total = null] = spansBy(rows, "currency");
  const cut = params.by === "card-type" ? "card-type" : "brand";
  const groups = spansBy(rows, cut);
  const names = groupNames(books.programmes, cut);
  const filter = filterOf(params);
  const locks = new Map(books.locks.map(({ month, lockedAt }) => [month, lockedAt]));
  const [first, last] = [months[0]?.from ?? "", months.at(-1)?.from ?? ""];
  const dates = t("recognised.months", { from: formatMonth(first, locale), to: formatMonth(last, locale) });
  const note = t("accounting.rollForward.note", {
    currency,
    standing: t(`accounting.standing.${standing}`),
    months: dates,
  });
  const isOwed = standing !== "given";
  const shared = { address, locale };
  const byMonth = t(isOwed ? "accounting.rollForward.liability" : "accounting.rollForward.given");
  const lockedAt = ({ from, to }: GroupRow) => (from === to ? (locks.get(from) ?? null) : null);
  return (
    <>
      <FilterChips path={path} filters={params} address={address} />
      {isOwed ? <BooksNotices notices={noticesOf(books, currency)} currency={currency} {...shared} /> : null}
      {isOwed ? (
        <LiabilityChart
          rows={months}
          marks={marksOf(books)}
          milestones={milestones}
          currency={currency}
          note={dates}
          {...shared}
        />
      ) : null}
      <Section
        title={byMonth}
        note={note}
        actions={
          <>
            {standings.length > 1 ? (
              <LinkTabs
                label={t("accounting.standing")}
                tabs={standings.map((one) => ({
                  key: one,
                  label: t(`accounting.standing.short.${one}`),
                  href: hrefWith(path, address, { standing: one === standings[0] ? null : one }),
                  isCurrent: one === standing,
                }))}
              />
            ) : null}
            <ExportMenu table="accounting-roll-forward" count={books.rows.length} locale={locale} />
          </>
        }
        flush
      >
        <RollForwardTable
          caption={byMonth}
          rows={months}
          title={t("accounting.month")}
          nameOf={() => currency}
          head={({ from }) => (
            <>
              {formatMonth(from, locale)}
              <MonthState lock={books.locks.find(({ month }) => month === from)} />
            </>
          )}
          filterOf={() => filter}
          lockedAt={lockedAt}
          total={total}
          {...shared}
        />
        <p className={classes.foot}>
          {t(isOwed ? "accounting.rollForward.leftOut" : "accounting.standing.given.means")}
        </p>
      </Section>
      {isOwed && months.some((row) => row.payableClosing !== 0n || row.movements.toEscheatPayable !== 0n) ? (
        <Section title={t("accounting.rollForward.payable")} note={note} flush>
          <PayableTable
            caption={t("accounting.rollForward.payable")}
            rows={months}
            filter={filter}
            lockedAt={lockedAt}
            {...shared}
          />
        </Section>
      ) : null}
      <Section
        title={t(`accounting.rollForward.by.${cut}`)}
        note={note}
        actions={
          <LinkTabs
            label={t("accounting.rollForward.cut")}
            tabs={(["brand", "card-type"] as const).map((by) => ({
              key: by,
              label: t(`dimension.${by}`),
              href: hrefWith(path, address, { by: by === "brand" ? null : by }),
              isCurrent: by === cut,
            }))}
          />
        }
        flush
      >
        <RollForwardTable
          caption={t(`accounting.rollForward.by.${cut}`)}
          rows={groups}
          title={t(`dimension.${cut}`)}
          nameOf={({ group }) => names.get(group) ?? group}
          head={({ group }) => (
            <Link
              href={hrefWith(path, address, { [cut]: group, by: cut === "brand" ? "card-type" : params.by })}
              prefetch={false}
            >
              {names.get(group) ?? group}
            </Link>
          )}
          filterOf={({ group }) => ({ ...filter, [cut]: group })}
          lockedAt={() => null}
          total={total}
          {...shared}
        />
      </Section>
      {books.locks.length > 0 ? (
        <CorrectionsTable
          corrections={books.corrections.filter((one) => one.currency === currency)}
          nameOf={(code) => books.programmes.find((one) => one.code === code)?.name ?? code}
          {...shared}
        />
      ) : null}
    </>
  );
}

export const filterOf = ({ brand, "card-type": type }: Pick<BooksParams, "brand" | "card-type">) => ({
  ...(brand === undefined ? {} : { brand }),
  ...(type === undefined ? {} : { "card-type": type }),
});

function MonthState({ lock }: { lock: { signedOffBy: number | null } | undefined }) {
  if (!lock) return null;
  return (
    <span className={classes.under}>{t(lock.signedOffBy === null ? "accounting.locked" : "accounting.signedOff")}</span>
  );
}
