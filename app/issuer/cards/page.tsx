import { FilterChips } from "@/components/breakage/filters";
import { CardList } from "@/components/cards/card-list";
import { CardSearch } from "@/components/cards/card-search";
import { ViewBar } from "@/components/layout/view-bar";
import { Fresh } from "@/components/ui/fresh";
import { PageHeader } from "@/components/ui/page-header";
import { PrintHead } from "@/components/ui/print-head";
import { SavedViews } from "@/components/views/saved-views";
import { type Address, readAddress } from "@/lib/address";
import { cardNarrowings } from "@/lib/cards/narrowings";
import { listCards } from "@/lib/cards/queries/list";
import { cardListParams } from "@/lib/cards/schema";
import { withThirdDates } from "@/lib/escheat/queries/third-date";
import { requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/cards";
import { freshnessOf } from "../freshness";
import { withKnownFilters } from "../known-filters";
import { localeFor } from "../locale";
import { openAsKept, viewerOf } from "../openings";
import { requirePinned } from "../pinned";

export const metadata = { title: t("cards.title") };

type Props = { searchParams: Promise<Address> };

export default withKnownFilters("/issuer/cards", async function CardsPage({ searchParams }: Props) {
  const address = await searchParams;
  const params = readAddress(cardListParams, address);
  const scope = await requireScope("card.read");
  await openAsKept(scope, "cards", address);
  await requirePinned(scope, address);
  const [found, freshness] = await Promise.all([listCards(scope, params), freshnessOf(scope)]);
  const page = { ...found, items: await withThirdDates(scope, found.items, found) };
  const view = { ...page, compare: "none" as const, locale: await localeFor(address) };
  return (
    <>
      <PrintHead issuer={scope.issuer.name} view={view} />
      <PageHeader
        title={t("cards.title")}
        lead={t(params.of === "expiring" ? "cards.lead" : "cards.leadOther")}
        meta={<Fresh freshness={freshness} timeZone={scope.issuer.timeZone} locale={view.locale} />}
        actions={<SavedViews screen="cards" issuer={scope.issuer.code} viewer={viewerOf(scope)} />}
      />
      <ViewBar view={view} currencies={freshness.currencies} show={["period", "currency"]} />
      <FilterChips path="/issuer/cards" filters={params} others={cardNarrowings(params)} address={address} />
      <CardSearch />
      <CardList page={page} order={params.order} of={params.of} address={address} locale={view.locale} />
    </>
  );
});
