import { otherThan, route } from "@/lib/http";
import { getTemplate } from "@/lib/notifications/queries/templates";
import { templateJson } from "@/lib/notifications/templates/json";
import { templateParams } from "@/lib/notifications/templates/schema";

export const GET = route({
  permission: "notification.read",
  params: templateParams,
  handler: async ({ scope, params }) => templateJson(await getTemplate(scope, params.id)),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
