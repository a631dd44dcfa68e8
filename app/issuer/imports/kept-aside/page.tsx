import { FilterRow } from "@/components/ingest/filter-row";
import { ImportTabs } from "@/components/ingest/import-tabs";
import { KeptRows } from "@/components/ingest/kept-rows";
import { ButtonLink } from "@/components/ui/button-link";
import { CursorPaging } from "@/components/ui/cursor-paging";
import { ExportMenu } from "@/components/ui/export-menu";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, hrefTo, hrefWith, readAddress } from "@/lib/address";
import { formatCount } from "@/lib/format";
import { may, requireScope } from "@/lib/identity/scope";
import { entities } from "@/lib/ingest/constants";
import { definitionOf } from "@/lib/ingest/entities";
import { listRefusedRows } from "@/lib/ingest/queries/refused";
import { keptAddress, refusedStates } from "@/lib/ingest/schema";
import { cardsMessages } from "@/lib/messages/cards";
import { ingestMessages } from "@/lib/messages/ingest";
import { words } from "@/lib/messages/message";
import { localeFor } from "../../locale";

const t = words(cardsMessages, ingestMessages);

export const metadata = { title: t("kept.title") };

const PATH = "/issuer/imports/kept-aside";

export default async function KeptAsidePage({ searchParams }: { searchParams: Promise<Address> }) {
  const address = await searchParams;
  const { state, entity, batch, after } = readAddress(keptAddress, address);
  const scope = await requireScope("import.read");
  const filter = { state, ...(entity ? { entity } : {}), ...(batch === undefined ? {} : { batchId: batch }) };
  const [page, locale] = await Promise.all([
    listRefusedRows(scope, { ...filter, after: after ?? 0 }),
    localeFor(address),
  ]);
  const href = (change: Record<string, string | null>) =>
    hrefWith(PATH, address, { after: null, row: null, ...change });
  return (
    <>
      <PageHeader title={t("kept.title")} lead={t("kept.lead")} />
      <ImportTabs current="kept" address={address} />
      <FilterRow>
        <LinkTabs
          label={t("kept.states")}
          tabs={refusedStates.map((one) => ({
            key: one,
            label: t(`kept.state.${one}`),
            href: href({ state: one === "open" ? null : one }),
            isCurrent: one === state,
          }))}
        />
        <LinkTabs
          label={t("kept.entity")}
          tabs={[
            { key: "any", label: t("kept.anyEntity"), href: href({ entity: null }), isCurrent: entity === undefined },
            ...entities.map((one) => ({
              key: one,
              label: definitionOf(one).plural,
              href: href({ entity: one }),
              isCurrent: one === entity,
            })),
          ]}
        />
        {batch === undefined ? null : (
          <LinkTabs
            label={t("imports.batch")}
            tabs={[
              { key: "this", label: t("kept.ofBatch", { id: batch }), href: href({}), isCurrent: true },
              { key: "all", label: t("kept.anyBatch"), href: href({ batch: null }), isCurrent: false },
            ]}
          />
        )}
      </FilterRow>
      <Section
        title={t(`kept.state.${state}`)}
        note={formatCount(page.total, locale)}
        actions={page.total > 0 ? <ExportMenu table="kept-aside" count={page.total} locale={locale} /> : undefined}
        flush
      >
        <KeptRows
          key={`${state} ${entity ?? ""} ${batch ?? ""} ${after ?? 0}`}
          rows={page.rows}
          state={state}
          issuerCode={scope.issuer.code}
          mayRepair={may(scope, "import.run")}
          locale={locale}
          empty={
            state === "open" ? (
              <EmptyState
                title={t("kept.empty")}
                action={
                  <ButtonLink href={hrefTo("/issuer/imports", address)} variant="default">
                    {t("imports.all")}
                  </ButtonLink>
                }
              >
                {t("kept.emptyWhat")}
              </EmptyState>
            ) : (
              <EmptyState title={t("kept.emptyOther")}>{t("kept.emptyWhat")}</EmptyState>
            )
          }
          after={
            page.next !== null || after !== undefined ? (
              <CursorPaging
                count={t("cards.shown", {
                  shown: formatCount(page.rows.length, locale),
                  total: formatCount(page.total, locale),
                })}
                firstHref={after === undefined ? null : href({})}
                nextHref={page.next === null ? null : href({ after: String(page.next) })}
              />
            ) : null
          }
        />
      </Section>
    </>
  );
}
