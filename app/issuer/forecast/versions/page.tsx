import { Suspense } from "react";
import { MovedView } from "@/components/breakage/forecast/versions/moved-view";
import { VersionsScreen } from "@/components/breakage/forecast/versions/versions-screen";
import { Section } from "@/components/ui/section";
import { Block } from "@/components/ui/skeleton";
import { EmptyState } from "@/components/ui/states";
import { type Address, readAddress } from "@/lib/address";
import { getMoved, isMoveKept, type MovedAsked } from "@/lib/breakage/forecast/queries/moved";
import { countGroups } from "@/lib/breakage/forecast/queries/type-names";
import { listVersionTotals } from "@/lib/breakage/forecast/queries/version-list";
import { secondsToMove } from "@/lib/breakage/forecast-view/moved-view";
import { movedParams } from "@/lib/breakage/forecast-view/schema";
import { pairOf } from "@/lib/breakage/forecast-view/version-pair";
import type { Locale } from "@/lib/format";
import { requireScope, type Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/forecast-detail";
import { freshnessOf } from "../../freshness";
import { localeFor } from "../../locale";
import { requirePinned } from "../../pinned";

export const metadata = { title: t("versions.title") };

export default async function VersionsPage({ searchParams }: { searchParams: Promise<Address> }) {
  const address = await searchParams;
  const params = readAddress(movedParams, address);
  const scope = await requireScope("forecast.read");
  await requirePinned(scope, address);
  const currency = params.currency ?? scope.issuer.currency;
  const [versions, groups, { currencies }, locale] = await Promise.all([
    listVersionTotals(scope, currency),
    countGroups(scope, currency, params.by),
    freshnessOf(scope),
    localeFor(address),
  ]);
  const pair = pairOf(versions, params);
  const cohorts = versions.find(({ id }) => id === pair?.after)?.total?.cohorts ?? 0;
  const isKept = pair !== null && (await isMoveKept(scope, { ...pair, by: params.by }));
  const seconds = isKept ? null : secondsToMove(cohorts, groups);
  return (
    <VersionsScreen
      versions={versions}
      pair={pair}
      currency={currency}
      currencies={currencies}
      timeZone={scope.issuer.timeZone}
      address={address}
      locale={locale}
    >
      {pair ? (
        <Suspense key={`${pair.before} ${pair.after} ${params.by}`} fallback={<Waiting seconds={seconds} />}>
          <WhatMoved scope={scope} asked={{ ...pair, by: params.by }} address={address} locale={locale} />
        </Suspense>
      ) : (
        <Section title={t("moved.title")} flush>
          <EmptyState title={t("moved.title")}>{t("moved.one")}</EmptyState>
        </Section>
      )}
    </VersionsScreen>
  );
}

type MovedProps = { scope: Scope; asked: MovedAsked; address: Address; locale: Locale };

async function WhatMoved({ scope, asked, address, locale }: MovedProps) {
  return <MovedView moved={await getMoved(scope, asked)} address={address} locale={locale} />;
}

/** Seconds of null: it has only to be read. As high as the picture and what follows it: the versions below stay where they are. */
function Waiting({ seconds }: { seconds: number | null }) {
  return (
    <>
      <Section title={t("moved.title")}>
        {seconds === null ? null : <p role="status">{t("moved.wait", { seconds })}</p>}
        <Block height={24} />
      </Section>
      <Section title={t("moved.causes")}>
        <Block height={24} />
      </Section>
    </>
  );
}
