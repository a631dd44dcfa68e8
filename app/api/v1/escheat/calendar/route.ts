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
    const { jurisdiction } = query;
    const years = jurisdiction ? calendar.years.filter((year) => year.jurisdiction === jurisdiction) : calendar.years;
    return calendarJson({ ...calendar, years });
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
