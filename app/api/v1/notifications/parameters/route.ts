import { json, otherThan, route } from "@/lib/http";
import { setParameter } from "@/lib/notifications/mutations/parameters";
import { parametersJson } from "@/lib/notifications/proposals/parameter-json";
import { parameterInput } from "@/lib/notifications/proposals/parameter-schema";
import { listParameters } from "@/lib/notifications/queries/parameters";

export const GET = route({
  permission: "notification.read",
  handler: async ({ scope }) => parametersJson(await listParameters(scope)),
});

/** Adds a figure of the issuer's own; what stood before stays in the history. */
export const POST = route({
  permission: "notification.manage",
  body: parameterInput,
  idempotent: true,
  handler: async ({ scope, body }) => json(await setParameter(scope, body, new Date()), 201),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherThan("GET", "POST");
