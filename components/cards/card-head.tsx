import Link from "next/link";
import type { ReactNode } from "react";
import { Figure, FigureRow } from "@/components/ui/figure";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { type Address, hrefTo } from "@/lib/address";
import type { CardLife } from "@/lib/cards/card";
import { formatDate, formatMoney, type Locale } from "@/lib/format";
import { breakageMessages } from "@/lib/messages/breakage";
import { cardsMessages } from "@/lib/messages/cards";
import { words } from "@/lib/messages/message";
import { overviewMessages } from "@/lib/messages/overview";
import { screenMessages } from "@/lib/messages/screens";
import { shellMessages } from "@/lib/messages/shell";
import { customerHref } from "./card-columns";
import { CardStateMark } from "./card-state";
import classes from "./cards.module.css";

const t = words(screenMessages, breakageMessages, cardsMessages, overviewMessages, shellMessages);

type Props = {
  life: CardLife;
  /** How fresh the figures are. */
  meta: ReactNode;
  address: Address;
  locale: Locale;
};

/** What the card is, whose it is, and what is on it. */
export function CardHead({ life, meta, address, locale }: Props) {
  const { card } = life;
  const money = (value: bigint) => formatMoney(value, card.currency, locale);
  const until = t("card.until", { date: formatDate(life.asOf, locale) });
  return (
    <>
      <PageHeader
        above={<Link href={hrefTo("/issuer/cards", address)}>{t("nav.cards")}</Link>}
        title={card.id}
        lead={<CardStateMark state={card.state} />}
        meta={meta}
      />
      <FigureRow>
        <Figure
          label={t("figures.balance")}
          value={money(life.balance)}
          period={t("overview.endOf", { date: formatDate(life.asOf, locale) })}
        />
        <Figure label={t("figures.sold")} value={money(card.sold)} period={until} />
        <Figure label={t("figures.redeemed")} value={money(card.redeemed)} period={until} />
        <Figure label={t("figures.lapsed")} value={money(card.lapsed)} period={until} />
        <Figure label={t("figures.owed")} value={money(card.owed)} period={until} />
      </FigureRow>
      <Section title={t("card.facts")}>
        <dl className={classes.facts}>
          <Fact name={t("dimension.card-type")}>{card.cardType.name}</Fact>
          <Fact name={t("dimension.brand")}>{life.brand.name}</Fact>
          <Fact name={t("card.holder")}>
            {card.customer ? (
              <Link href={customerHref(card.customer.id, address)}>{card.customer.name ?? card.customer.id}</Link>
            ) : (
              t("card.anonymous")
            )}
          </Fact>
          <Fact name={t("card.faceValue")}>{life.faceValue === null ? t("word.unknown") : money(life.faceValue)}</Fact>
          <Fact name={t("card.soldOn")}>{formatDate(card.soldOn, locale)}</Fact>
          <Fact name={t("card.soldAt")}>{card.merchant.name}</Fact>
          <Fact name={t("dimension.business-model")}>{life.businessModel}</Fact>
          <Fact name={t("dimension.medium")}>{life.medium}</Fact>
          <Fact name={t("dimension.state")}>{card.jurisdiction}</Fact>
          <Fact name={t("dimension.category")}>{life.category}</Fact>
        </dl>
      </Section>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
