import { PageHeader } from "@/components/ui/page-header";
import type { Address } from "@/lib/address";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-triangle";
import { ForecastTabs } from "../forecast-tabs";
import { OwnTriangleLoader } from "./own-triangle-loader";

/** A triangle of one's own: nothing here is the issuer's, and nothing goes to the server. */
export function OwnTriangleScreen({ address, locale }: { address: Address; locale: Locale }) {
  return (
    <>
      <PageHeader title={t("ownTriangle.title")} lead={t("ownTriangle.lead")} meta={t("ownTriangle.private")} />
      <ForecastTabs current="own-triangle" address={address} />
      <OwnTriangleLoader locale={locale} />
    </>
  );
}
