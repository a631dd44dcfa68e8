import type { Metadata } from "next";
import { CardEvents } from "@/components/cards/card-events";
import { CardHead } from "@/components/cards/card-head";
import { CardTimeline } from "@/components/cards/card-timeline";
import { type Address, readAddress } from "@/lib/address";
import { getCard } from "@/lib/cards/queries/card";
import { cardParams } from "@/lib/cards/schema";
import { requireScope } from "@/lib/identity/scope";
import { localeFor } from "../../locale";
import { idOf, orNotFound } from "../../or-not-found";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Address> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: idOf((await params).id) };
}

export default async function CardPage({ params, searchParams }: Props) {
  const [{ id }, address] = await Promise.all([params, searchParams]);
  const scope = await requireScope("card.read");
  const life = await orNotFound(getCard(scope, idOf(id), readAddress(cardParams, address)));
  const locale = await localeFor(address);
  return (
    <>
      <CardHead life={life} address={address} locale={locale} />
      <CardTimeline life={life} locale={locale} />
      <CardEvents life={life} locale={locale} />
    </>
  );
}
