import Link from "next/link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Definition } from "@/components/ui/definition";
import { ExportMenu } from "@/components/ui/export-menu";
import { Hash } from "@/components/ui/hash";
import { Section } from "@/components/ui/section";
import { type Address, hrefTo } from "@/lib/address";
import type { ListedVersion } from "@/lib/breakage/forecast/queries/version-list";
import { formatEstimate, wholeMinor } from "@/lib/breakage/forecast-view/amounts";
import type { Pair } from "@/lib/breakage/forecast-view/version-pair";
import { formatCount, formatDate, formatInstant, formatMoneyRange, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import classes from "./versions.module.css";

type Props = {
  versions: readonly ListedVersion[];
  pair: Pair | null;
  currency: string;
  timeZone: string;
  address: Address;
  locale: Locale;
};

const LEVEL = 0.8;

/** Of which data, when, by whom, by which method, and what came of it. */
export function VersionTable({ versions, pair, currency, timeZone, address, locale }: Props) {
  const money = (amount: number) => formatEstimate(amount, currency, locale);
  const range = ({ total }: ListedVersion) => {
    const one = total?.ranges?.find(({ level }) => level === LEVEL);
    return one
      ? t("versions.rangeOf", {
          level: 100 * LEVEL,
          range: formatMoneyRange(wholeMinor(one.low), wholeMinor(one.high), currency, locale),
        })
      : t("forecast.noRange");
  };
  const columns: Column<ListedVersion>[] = [
    {
      key: "id",
      title: t("versions.id"),
      cell: ({ id }) => (
        <Link href={hrefTo("/issuer/forecast", address, { version: String(id) })} prefetch={false}>
          {id}
        </Link>
      ),
    },
    { key: "dataDate", title: t("versions.dataDate"), cell: ({ dataDate }) => formatDate(dataDate, locale) },
    {
      key: "total",
      title: t("versions.total"),
      numeric: true,
      cell: (version) =>
        version.total ? (
          <>
            {money(version.total.expectedBreakage)}
            <span className={classes.under}>{range(version)}</span>
          </>
        ) : (
          <span className={classes.quiet}>{t(`forecast.status.${version.status}`)}</span>
        ),
    },
    {
      key: "method",
      title: t("versions.method"),
      wide: true,
      cell: ({ method, chosen }) => (
        <>
          {method ? t(`forecast.method.${method}`) : t("versions.noFigures")}
          {chosen > 0 ? (
            <span className={classes.under}>
              {t("versions.chosen", { count: formatCount(chosen, locale), n: chosen })}
            </span>
          ) : null}
        </>
      ),
    },
    {
      key: "made",
      title: t("versions.made"),
      wide: true,
      cell: ({ createdAt, createdByName }) => (
        <>
          <time dateTime={createdAt}>{formatInstant(createdAt, timeZone, locale)}</time>
          <span className={classes.under}>{createdByName}</span>
        </>
      ),
    },
    {
      key: "hashes",
      title: t("versions.hashes"),
      wide: true,
      hint: <Definition term={t("versions.hashes")}>{t("versions.hashes.means")}</Definition>,
      cell: ({ id, dataHash, resultHash }) => (
        <span className={classes.hashes}>
          <Hash value={dataHash} label={t("versions.dataHash", { id })} />
          <Hash value={resultHash} label={t("versions.resultHash", { id })} />
        </span>
      ),
    },
  ];
  return (
    <Section
      title={t("versions.list", { currency })}
      actions={<ExportMenu table="forecast-versions" count={versions.length} locale={locale} />}
      flush
    >
      <DataTable
        caption={t("versions.list", { currency })}
        columns={columns}
        rows={versions}
        rowKey={({ id }) => String(id)}
        isCurrent={({ id }) => id === pair?.before || id === pair?.after}
        isBroad
        empty={null}
      />
    </Section>
  );
}
