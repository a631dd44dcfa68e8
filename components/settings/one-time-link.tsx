"use client";

import { Stack } from "@mantine/core";
import { formatInstant, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/identity";
import { Secret } from "./secret";

type Props = {
  link: { token: string; expiresAt: Date };
  path: "/join" | "/reset";
  timeZone: string;
  locale: Locale;
};

/** The secret stands behind the #, which browsers never send to a server: it appears in no log on the way. */
export function OneTimeLink({ link, path, timeZone, locale }: Props) {
  return (
    <Stack>
      <p>{t("members.linkWhat", { until: formatInstant(link.expiresAt, timeZone, locale) })}</p>
      <Secret label={t("members.link")} value={`${window.location.origin}${path}#${link.token}`} />
    </Stack>
  );
}
