import Link from "next/link";
import { ButtonLink } from "@/components/ui/button-link";
import { DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import { type Address, hrefTo } from "@/lib/address";
import { formatCount, formatDate, formatInstant, type Locale } from "@/lib/format";
import { entities } from "@/lib/ingest/constants";
import { definitionOf } from "@/lib/ingest/entities";
import type { BatchView } from "@/lib/ingest/queries/batch";
import type { BatchCards } from "@/lib/ingest/queries/batch-cards";
import type { HolderChanges, MerchantChanges } from "@/lib/ingest/queries/changes";
import { ingestMessages } from "@/lib/messages/ingest";
import { words } from "@/lib/messages/message";
import { runMessages } from "@/lib/messages/runs";
import { spanText, whoText } from "./batch-list";
import { BatchState } from "./batch-state";
import { HolderChangesOfBatch, MerchantChangesOfBatch } from "./changes";
import { CountsTable } from "./counts-table";
import { figuresHref } from "./figures-href";

import classes from "./ingest.module.css";
import { Notices } from "./notices";

const t = words(ingestMessages, runMessages);

type Props = {
  batch: BatchView;
  cards: BatchCards;
  changes: HolderChanges;
  merchantChanges: MerchantChanges;
  issuer: { code: string; timeZone: string };
  address: Address;
  locale: Locale;
};

/** One batch: what came, what of it was kept aside, and what it brought. */
export function BatchDetail({ batch, cards, changes, merchantChanges, issuer, address, locale }: Props) {
  const isLoaded = batch.state === "loaded";
  return (
    <>
      <Section
        title={t("batch.counts")}
        note={batch.firstOn === null ? undefined : `${t("imports.span")} ${spanText(batch, locale)}`}
        actions={
          isLoaded && batch.lastOn ? (
            <ButtonLink href={figuresHref("/issuer/breakage", issuer.code, batch.lastOn)} size="xs" variant="default">
              {t("batch.toBreakage")}
            </ButtonLink>
          ) : undefined
        }
        flush
      >
        <CountsTable counts={batch.counts} locale={locale} />
        <p className={classes.pad}>
          <BatchState state={batch.state} />{" "}
          <span className={classes.muted}>
            {t("run.startedBy", {
              who: whoText(batch),
              when: formatInstant(batch.recordedAt, issuer.timeZone, locale),
            })}
            {batch.jobRunId === null ? null : (
              <>
                {" · "}
                <Link href={hrefTo(`/issuer/runs/${batch.jobRunId}`, address)} prefetch={false}>
                  {t("batch.toRun")}
                </Link>
              </>
            )}
          </span>
        </p>
        {batch.withdrawnAt ? (
          <p className={classes.pad}>
            {t("batch.withdrawnOn", { when: formatInstant(batch.withdrawnAt, issuer.timeZone, locale) })}
          </p>
        ) : null}
      </Section>
      {isLoaded ? (
        <Section title={t("batch.refused")}>
          <div className={classes.row}>
            <p>
              {batch.openRows > 0
                ? t("batch.refusedOpen", { count: formatCount(batch.openRows, locale), total: batch.openRows })
                : t("batch.refusedNone")}
            </p>
            {batch.openRows > 0 ? (
              <ButtonLink
                href={hrefTo("/issuer/imports/kept-aside", address, { batch: String(batch.id) })}
                variant="default"
              >
                {t("batch.refusedShow")}
              </ButtonLink>
            ) : null}
          </div>
        </Section>
      ) : null}
      {batch.files.length > 0 ? (
        <Section title={t("imports.files")} flush>
          <DataTable
            caption={t("batch.filesCaption")}
            columns={[
              {
                key: "name",
                title: t("batch.file"),
                cell: (file) => <span className={classes.wrap}>{file.name}</span>,
              },
              { key: "entity", title: t("batch.entity"), cell: (file) => entityText(file.entity) },
              {
                key: "hash",
                title: t("batch.fingerprint"),
                wide: true,
                cell: (file) => <span className={classes.mono}>{file.sha256.slice(0, 16)}…</span>,
              },
            ]}
            rows={batch.files}
            rowKey={(file) => `${file.name} ${file.sha256}`}
            empty={null}
          />
        </Section>
      ) : null}
      <Notices notices={batch.notices} />
      <HolderChangesOfBatch changes={changes} address={address} locale={locale} />
      <MerchantChangesOfBatch changes={merchantChanges} locale={locale} />
      <CardsOfBatch cards={cards} isLoaded={isLoaded} address={address} lastOn={batch.lastOn} locale={locale} />
    </>
  );
}

function entityText(name: string): string {
  const entity = entities.find((known) => known === name);
  return entity ? definitionOf(entity).plural : name;
}

type CardsProps = {
  cards: BatchCards;
  isLoaded: boolean;
  address: Address;
  lastOn: string | null;
  locale: Locale;
};

function CardsOfBatch({ cards, isLoaded, address, lastOn, locale }: CardsProps) {
  return (
    <Section title={t("batch.cards")} note={formatCount(cards.total, locale)} flush>
      <DataTable
        caption={t("batch.cardsCaption")}
        columns={[
          {
            key: "card",
            title: t("batch.card"),
            cell: (card) => (
              <Link
                className="numeric"
                href={hrefTo(`/issuer/cards/${encodeURIComponent(card.id)}`, address, { asOf: lastOn })}
                prefetch={false}
              >
                {card.id}
              </Link>
            ),
          },
          { key: "type", title: t("batch.type"), cell: (card) => card.typeName },
          { key: "sold", title: t("batch.soldOn"), cell: (card) => formatDate(card.soldOn, locale) },
          {
            key: "expires",
            title: t("batch.expiresOn"),
            cell: (card) => (card.expiresOn ? formatDate(card.expiresOn, locale) : t("batch.never")),
          },
        ]}
        rows={cards.rows}
        rowKey={(card) => card.id}
        empty={<p className={classes.pad}>{t(isLoaded ? "batch.cardsNone" : "batch.cardsWithdrawn")}</p>}
        after={
          cards.total > cards.rows.length ? (
            <p className={classes.pad}>
              {t("batch.cardsMore", {
                shown: formatCount(cards.rows.length, locale),
                total: formatCount(cards.total, locale),
              })}
            </p>
          ) : null
        }
      />
    </Section>
  );
}
