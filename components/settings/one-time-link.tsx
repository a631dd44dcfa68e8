"use client";

import { Stack } from "@mantine/core";
import { formatInstant } from "@/lib/format";
import { t } from "@/lib/messages/message";
import { Secret } from "./secret";

type Props = { link: { token: string; expiresAt: Date }; path: "/join" | "/reset"; timeZone: string };

/** The secret stands behind the #, which browsers never send to a server: it appears in no log on the way. */
export function OneTimeLink({ link, path, timeZone }: Props) {
  return (
    <Stack>
      <p>{t("members.linkWhat", { until: formatInstant(link.expiresAt, timeZone) })}</p>
      <Secret label={t("members.link")} value={`${window.location.origin}${path}#${link.token}`} />
    </Stack>
  );
}
