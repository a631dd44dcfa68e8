"use client";

import { Alert } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Figure, FigureRow } from "@/components/ui/figure";
import { formatCount, formatInstant, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-sending";
import type { SendingFigures } from "@/lib/notifications/sending/figures";
import { sendingQuery } from "@/lib/notifications/sending/query-options";
import { queryClient } from "@/lib/query-client";
import { PausedNotice } from "../hold/paused-notice";
import { EventTable } from "./event-table";
import { OutcomeTable } from "./outcome-table";
import classes from "./sending.module.css";

type Props = {
  initial: SendingFigures;
  issuer: { id: number; timeZone: string };
  /** When the page was drawn, until newer figures come. */
  drawnAt: string;
  /** Whether the reader may let all sending go on. */
  mayResume: boolean;
  locale: Locale;
};

/** How a batch stands, brought up to date while it is looked at. */
export function LiveFigures({ initial, issuer, drawnAt, mayResume, locale }: Props) {
  const query = useQuery(sendingQuery(issuer.id, initial), queryClient());
  const { data: figures, isError, dataUpdatedAt, isFetchedAfterMount } = query;
  const { people, outbox, restored } = figures;
  const at = (text: string) => formatInstant(text, issuer.timeZone, locale);
  const asOf = isFetchedAfterMount ? new Date(dataUpdatedAt).toISOString() : drawnAt;
  const now = t("sending.now", { when: at(asOf) });
  const count = (n: number) => formatCount(n, locale);
  const told = people.sent + people.merged;
  return (
    <>
      {isError ? (
        <Alert color="yellow" variant="light" role="status" className={classes.alert}>
          {t("sending.stale")}
        </Alert>
      ) : null}
      {restored ? (
        <Alert color="red" variant="light" role="alert" className={classes.alert} title={t("sending.restored.title")}>
          {t(`sending.restored.${restored}`)}
        </Alert>
      ) : null}
      <PausedNotice pause={figures.issuerPause} mayResume={mayResume} timeZone={issuer.timeZone} locale={locale} />
      {figures.state === "releasing" ? (
        <Alert color="gray" variant="light" role="status" className={classes.alert}>
          {t("sending.releasing")}
        </Alert>
      ) : null}
      {figures.note ? (
        <Alert color="gray" variant="light" className={classes.alert} title={t("sending.note")}>
          {figures.note}
        </Alert>
      ) : null}
      {figures.beyondCapacity > 0 ? (
        <Alert color="orange" variant="light" className={classes.alert}>
          {t("sending.beyond", { count: count(figures.beyondCapacity), n: figures.beyondCapacity })}
        </Alert>
      ) : null}
      <FigureRow columns={4}>
        <Figure
          label={t("sending.sent")}
          value={count(people.sent)}
          period={`${t("sending.people", { n: told, people: count(told) })}, ${now}`}
          href="#messages"
        />
        <Figure
          label={t("sending.left")}
          value={count(outbox.waiting + outbox.handingOver)}
          period={outbox.nextAt ? t("sending.left.first", { when: at(outbox.nextAt) }) : t("sending.left.none")}
          note={
            outbox.unknown + outbox.dead > 0
              ? t("sending.attention.note", { unknown: count(outbox.unknown), dead: count(outbox.dead) })
              : undefined
          }
        />
        <Figure
          label={t("sending.rate")}
          value={count(figures.lastMinute)}
          period={
            figures.ratePerSecond === null
              ? t("sending.rate.unset")
              : t("sending.rate.limit", { rate: figures.ratePerSecond })
          }
        />
        <Figure
          label={t("sending.end")}
          value={figures.endedAt ? at(figures.endedAt) : figures.expectedEnd ? at(figures.expectedEnd) : "–"}
          period={
            figures.endedAt ? t("sending.end.ended") : t(figures.expectedEnd ? "sending.end.limit" : "sending.end.none")
          }
        />
      </FigureRow>
      <OutcomeTable figures={figures} locale={locale} />
      <EventTable events={figures.events} locale={locale} />
    </>
  );
}
