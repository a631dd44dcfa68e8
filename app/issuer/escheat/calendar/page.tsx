import { CalendarScreen } from "@/components/escheat/calendar/calendar-screen";
import { type Address, readAddress } from "@/lib/address";
import { calendarParams } from "@/lib/escheat/filing/schema";
import { getCalendar } from "@/lib/escheat/queries/calendar";
import { requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/escheat-filing-screens";
import { freshnessOf } from "../../freshness";
import { localeFor } from "../../locale";

export const metadata = { title: t("calendar.title") };

export default async function CalendarPage({ searchParams }: { searchParams: Promise<Address> }) {
  const address = await searchParams;
  const params = readAddress(calendarParams, address);
  const scope = await requireScope("escheat.read");
  const [freshness, locale] = await Promise.all([freshnessOf(scope), localeFor(address)]);
  const calendar = await getCalendar(scope, params.asOf ?? freshness.asOf);
  return (
    <CalendarScreen
      calendar={calendar}
      span={params.steps}
      page={params.page}
      freshness={freshness}
      timeZone={scope.issuer.timeZone}
      address={address}
      locale={locale}
    />
  );
}
