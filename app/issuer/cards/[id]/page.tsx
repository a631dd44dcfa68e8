import type { Metadata } from "next";
import { CardEvents } from "@/components/cards/card-events";
import { CardHead } from "@/components/cards/card-head";
import { CardOutlookPanel } from "@/components/cards/card-outlook";
import { CardTimeline } from "@/components/cards/card-timeline";
import { CardFilings } from "@/components/escheat/card-filings";
import { CardPanel } from "@/components/escheat/card-panel";
import { Fresh } from "@/components/ui/fresh";
import { PrintHead } from "@/components/ui/print-head";
import { type Address, readAddress } from "@/lib/address";
import { outlookAt } from "@/lib/breakage/card-score/card-score";
import { findCardOutlook } from "@/lib/breakage/card-score/queries/card-score";
import { getCard } from "@/lib/cards/queries/card";
import { cardParams } from "@/lib/cards/schema";
import { findCardDetermination } from "@/lib/escheat/queries/card-determination";
import { findCardFilings } from "@/lib/escheat/queries/card-filings";
import { escheatRule } from "@/lib/escheat/third-date";
import { may, requireScope } from "@/lib/identity/scope";
import { freshnessOf } from "../../freshness";
import { localeFor } from "../../locale";
import { idOf, orNotFound } from "../../or-not-found";
import { requirePinned } from "../../pinned";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Address> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: idOf((await params).id) };
}

export default async function CardPage({ params, searchParams }: Props) {
  const [{ id }, address] = await Promise.all([params, searchParams]);
  const scope = await requireScope("card.read");
  await requirePinned(scope, address);
  const [life, outlook, determination, filings, freshness, locale] = await Promise.all([
    orNotFound(getCard(scope, idOf(id), readAddress(cardParams, address))),
    may(scope, "forecast.read") ? findCardOutlook(scope, idOf(id)) : null,
    findCardDetermination(scope, idOf(id), readAddress(cardParams, address)),
    may(scope, "escheat.read") ? findCardFilings(scope, idOf(id)) : null,
    freshnessOf(scope),
    localeFor(address),
  ]);
  const { asOf, knownAt, card } = life;
  return (
    <>
      <PrintHead issuer={scope.issuer.name} view={{ asOf, knownAt, currency: card.currency, locale }} />
      <CardHead
        life={life}
        meta={<Fresh freshness={freshness} timeZone={scope.issuer.timeZone} locale={locale} />}
        address={address}
        locale={locale}
      />
      <CardTimeline life={life} escheat={escheatRule(determination, card.escheatGivenOn)} locale={locale} />
      {outlook ? (
        <CardOutlookPanel
          outlook={outlookAt(outlook, life)}
          life={life}
          path={`/issuer/cards/${encodeURIComponent(life.card.id)}`}
          address={address}
          locale={locale}
        />
      ) : null}
      {determination && may(scope, "escheat.read") ? (
        <CardPanel
          found={determination}
          escheated={life.card.escheated}
          asOf={life.asOf}
          address={address}
          locale={locale}
        />
      ) : null}
      {filings ? <CardFilings filings={filings} address={address} locale={locale} /> : null}
      <CardEvents life={life} mayOpenBatch={may(scope, "import.read")} address={address} locale={locale} />
    </>
  );
}
