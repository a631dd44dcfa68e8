import { monthsJson } from "@/lib/accounting/books-json";
import { listMonths } from "@/lib/accounting/queries/months";
import { route } from "@/lib/http";

export const GET = route({
  permission: "accounting.read",
  handler: async ({ scope }) => monthsJson(await listMonths(scope)),
});
