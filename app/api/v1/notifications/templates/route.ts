import { route } from "@/lib/http";
import { listTemplates } from "@/lib/notifications/queries/templates";
import { templateJson } from "@/lib/notifications/templates/json";
import { templateListParams } from "@/lib/notifications/templates/schema";
import { narrowed } from "@/lib/notifications/templates/template-list";

export const GET = route({
  permission: "notification.read",
  query: templateListParams,
  handler: async ({ scope, query }) => ({ items: narrowed(await listTemplates(scope), query).map(templateJson) }),
});
