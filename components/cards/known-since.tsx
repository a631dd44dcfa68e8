import Link from "next/link";
import { type Address, hrefTo } from "@/lib/address";
import type { CardEvent } from "@/lib/cards/card";
import { daysKnownLate } from "@/lib/cards/known";
import { formatCount, formatDate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/cards";
import classes from "./cards.module.css";

type Props = {
  event: CardEvent;
  /** Whether the reader may see what an import brought. */
  mayOpenBatch: boolean;
  address: Address;
  locale: Locale;
};

/** When an event was recorded and what brought it, marked where it had happened long before: a backdated booking. */
export function KnownSince({ event, mayOpenBatch, address, locale }: Props) {
  const { knownOn, batchId } = event;
  const late = daysKnownLate(event);
  const batch = t("event.knownBatch", { id: batchId });
  return (
    <>
      <time className={classes.mono} dateTime={knownOn}>
        {formatDate(knownOn, locale)}
      </time>
      {late === null ? null : (
        <span className={classes.late}>{t("event.knownLate", { count: formatCount(late, locale), n: late })}</span>
      )}
      <span className={classes.under}>
        {mayOpenBatch ? (
          <Link href={hrefTo(`/issuer/imports/${batchId}`, address)} prefetch={false}>
            {batch}
          </Link>
        ) : (
          batch
        )}
      </span>
    </>
  );
}
