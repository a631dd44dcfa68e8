import { yearsIn } from "@/lib/escheat/filing/calendar";
import { entriesOf } from "@/lib/escheat/filing/calendar-words";
import { icsOf } from "@/lib/escheat/filing/ics";
import { calendarQuery } from "@/lib/escheat/filing/schema";
import { getCalendar } from "@/lib/escheat/queries/calendar";
import { getFreshness } from "@/lib/freshness/queries";
import { otherThan, route } from "@/lib/http";
import { t } from "@/lib/messages/escheat-filing-screens";

/** The same days for a calendar program; one that takes it again moves what has moved. */
export const GET = route({
  permission: "escheat.read",
  query: calendarQuery,
  handler: async ({ scope, query }) => {
    const { asOf, computedAt } = await getFreshness(scope);
    const { years, currency } = await getCalendar(scope, query.asOf ?? asOf);
    const stamp = computedAt.toISOString().replace(/[-:]|\.\d{3}/g, "");
    const { code, name } = scope.issuer;
    const entries = entriesOf(code, yearsIn(years, query.jurisdiction), currency);
    return new Response(icsOf(`${name}: ${t("calendar.title")}`, stamp, entries), {
      headers: {
        "content-type": "text/calendar; charset=utf-8",
        "content-disposition": 'attachment; filename="breakwater-escheat.ics"',
      },
    });
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
