import { FilterChips } from "@/components/breakage/filters";
import { EventList } from "@/components/cards/event-list";
import { ViewBar } from "@/components/layout/view-bar";
import { Fresh } from "@/components/ui/fresh";
import { PageHeader } from "@/components/ui/page-header";
import { PrintHead } from "@/components/ui/print-head";
import { type Address, readAddress } from "@/lib/address";
import { eventNarrowings } from "@/lib/cards/narrowings";
import { listEvents } from "@/lib/cards/queries/events";
import { eventListParams } from "@/lib/cards/schema";
import { requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/cards";
import { freshnessOf } from "../freshness";
import { withKnownFilters } from "../known-filters";
import { localeFor } from "../locale";
import { requirePinned } from "../pinned";

export const metadata = { title: t("events.title") };

type Props = { searchParams: Promise<Address> };

export default withKnownFilters("/issuer/events", async function EventsPage({ searchParams }: Props) {
  const address = await searchParams;
  const params = readAddress(eventListParams, address);
  const scope = await requireScope("card.read");
  await requirePinned(scope, address);
  const [page, freshness] = await Promise.all([listEvents(scope, params), freshnessOf(scope)]);
  const view = { ...page, compare: "none" as const, locale: await localeFor(address) };
  return (
    <>
      <PrintHead issuer={scope.issuer.name} view={view} />
      <PageHeader
        title={t("events.title")}
        lead={t("events.lead")}
        meta={<Fresh freshness={freshness} timeZone={scope.issuer.timeZone} locale={view.locale} />}
      />
      <ViewBar view={view} currencies={freshness.currencies} show={["period", "currency"]} />
      <FilterChips path="/issuer/events" filters={params} others={eventNarrowings(params)} address={address} />
      <EventList page={page} address={address} locale={view.locale} />
    </>
  );
});
