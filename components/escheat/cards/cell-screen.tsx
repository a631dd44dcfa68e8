import { IconX } from "@tabler/icons-react";
import Link from "next/link";
import breakage from "@/components/breakage/breakage.module.css";
import { EscheatTabs } from "@/components/escheat/escheat-tabs";
import classes from "@/components/escheat/forecast/forecast.module.css";
import { cellPath, forecastPath } from "@/components/escheat/forecast/hrefs";
import { placeName } from "@/components/escheat/forecast/words";
import { PageHeader } from "@/components/ui/page-header";
import { type Address, hrefTo, hrefWith } from "@/lib/address";
import { type CellParams, NO_JURISDICTION } from "@/lib/escheat/forecast/schema";
import type { CellPage } from "@/lib/escheat/queries/cell-cards";
import { formatCount, formatDate, formatMoney, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-forecast";
import { CellTable } from "./cell-table";

type Props = { page: CellPage; params: CellParams; address: Address; locale: Locale };

/** The cards of a cell, with their sums held against what the version keeps of it. */
export function CellScreen({ page, params, address, locale }: Props) {
  const parts = partsOf(params);
  const names = parts.map(({ value }) => value).join(", ") || t("escheat.cards.all");
  return (
    <>
      <PageHeader
        above={<Link href={hrefTo(forecastPath, address)}>{t("escheat.cards.back")}</Link>}
        title={t("escheat.cards.title")}
        lead={t("escheat.cards.lead")}
      />
      <EscheatTabs current="forecast" address={address} />
      <ul className={breakage.filters} aria-label={t("filters.label")}>
        {parts.map(({ key, label, value }) => (
          <li key={key} className={breakage.filter}>
            {label}: {value}
            <Link
              href={hrefWith(cellPath, address, { [key]: null })}
              aria-label={t("filters.remove", { name: label })}
              prefetch={false}
            >
              <IconX size={14} stroke={2} aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
      <p className={isKept(page) ? classes.stands : classes.notice}>{standing(page, locale)}</p>
      <CellTable
        page={page}
        note={t("escheat.cards.of", { parts: names, date: formatDate(page.asOf, locale) })}
        address={address}
        locale={locale}
      />
    </>
  );
}

const isKept = ({ kept, totals }: CellPage): boolean =>
  kept !== null && kept.cards === totals.cards && kept.balance === totals.balance && kept.claimed === totals.claimed;

/** Whether the sums are those of the version, and if not, why. */
function standing(page: CellPage, locale: Locale): string {
  const { version, kept, isOtherLaw, currency } = page;
  if (!version || !kept) return t("escheat.cards.noVersion");
  if (isKept(page)) return t("escheat.cards.equal", { id: version.id });
  return t(isOtherLaw ? "escheat.cards.otherLaw" : "escheat.cards.differs", {
    id: version.id,
    cards: formatCount(kept.cards, locale),
    n: kept.cards,
    claimed: formatMoney(kept.claimed, currency, locale),
  });
}

function partsOf({ state, year, outcome, brand, "card-type": type }: CellParams) {
  return [
    ...(state === undefined
      ? []
      : [
          {
            key: "state",
            label: t("escheat.cards.filter.state"),
            value: placeName(state === NO_JURISDICTION ? "" : state),
          },
        ]),
    ...(year === undefined
      ? []
      : [
          {
            key: "year",
            label: t("escheat.cards.filter.year"),
            value: year === 0 ? t("escheat.cards.noYear") : String(year),
          },
        ]),
    ...(outcome === undefined
      ? []
      : [{ key: "outcome", label: t("escheat.cards.filter.outcome"), value: t(`escheat.outcome.${outcome}`) }]),
    ...(brand === undefined ? [] : [{ key: "brand", label: t("dimension.brand"), value: brand }]),
    ...(type === undefined ? [] : [{ key: "card-type", label: t("dimension.card-type"), value: type }]),
  ];
}
