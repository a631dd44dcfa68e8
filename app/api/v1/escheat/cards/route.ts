import { cellJson } from "@/lib/escheat/forecast/cell-json";
import { cellParams } from "@/lib/escheat/forecast/schema";
import { listCellCards } from "@/lib/escheat/queries/cell-cards";
import { otherThan, route } from "@/lib/http";

export const GET = route({
  permission: "escheat.read",
  query: cellParams,
  handler: async ({ scope, query }) => cellJson(await listCellCards(scope, query)),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
