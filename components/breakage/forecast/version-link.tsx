import Link from "next/link";
import { type Address, hrefTo } from "@/lib/address";
import type { Version } from "@/lib/breakage/forecast/queries/versions";
import { formatDate, formatInstant, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";

type Props = { version: Version; timeZone: string; address: Address; locale: Locale };

/** Of which version a page's figures are, and the way to all of them. */
export function VersionLink({ version, timeZone, address, locale }: Props) {
  return (
    <Link href={hrefTo("/issuer/forecast/versions", address, { after: String(version.id) })}>
      {t("forecastType.version", {
        id: version.id,
        date: formatDate(version.dataDate, locale),
        when: formatInstant(version.createdAt, timeZone, locale),
        who: version.createdByName,
      })}
    </Link>
  );
}
