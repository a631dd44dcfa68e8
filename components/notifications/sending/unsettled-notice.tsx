import { Alert } from "@mantine/core";
import Link from "next/link";
import { type Address, hrefTo } from "@/lib/address";
import { formatCount, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-sending";
import type { UnsettledCount } from "@/lib/notifications/queries/unsettled";
import classes from "./sending.module.css";

type Props = { count: UnsettledCount; address: Address; locale: Locale };

/** How many messages of all batches wait for a person; nothing where none does. */
export function UnsettledNotice({ count: { unknown, dead }, address, locale }: Props) {
  const count = unknown + dead;
  if (count === 0) return null;
  const shown = (n: number) => formatCount(n, locale);
  return (
    <Alert color="yellow" variant="light" className={classes.alert}>
      {t("sending.unsettled.count", { count: shown(count), n: count, unknown: shown(unknown), dead: shown(dead) })}{" "}
      <Link href={hrefTo("/issuer/notifications/unsettled", address)}>{t("sending.unsettled.open")}</Link>
    </Alert>
  );
}
