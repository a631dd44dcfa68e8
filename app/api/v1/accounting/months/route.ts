import { monthsJson } from "@/lib/accounting/books-json";
import { listMonths } from "@/lib/accounting/queries/months";
import { otherThan, route } from "@/lib/http";

export const GET = route({
  permission: "accounting.read",
  handler: async ({ scope }) => monthsJson(await listMonths(scope)),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
