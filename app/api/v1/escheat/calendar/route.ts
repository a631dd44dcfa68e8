import { yearsIn } from "@/lib/escheat/filing/calendar";
import { calendarJson } from "@/lib/escheat/filing/json";
import { calendarQuery } from "@/lib/escheat/filing/schema";
import { getCalendar } from "@/lib/escheat/queries/calendar";
import { getFreshness } from "@/lib/freshness/queries";
import { otherThan, route } from "@/lib/http";

export const GET = route({
  permission: "escheat.read",
  query: calendarQuery,
  handler: async ({ scope, query }) => {
    const calendar = await getCalendar(scope, query.asOf ?? (await getFreshness(scope)).asOf);
    return calendarJson({ ...calendar, years: yearsIn(calendar.years, query.jurisdiction) });
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
