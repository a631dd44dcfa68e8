import { json, otherThan, route } from "@/lib/http";
import { saveTemplate } from "@/lib/notifications/mutations/templates";
import { listTemplates } from "@/lib/notifications/queries/templates";
import { templateJson } from "@/lib/notifications/templates/json";
import { saveTemplateInput, templateListParams } from "@/lib/notifications/templates/schema";
import { narrowed } from "@/lib/notifications/templates/template-list";

export const GET = route({
  permission: "notification.read",
  query: templateListParams,
  handler: async ({ scope, query }) => ({ items: narrowed(await listTemplates(scope), query).map(templateJson) }),
});

/** A new version, in use from now on: the same checks as on the page. */
export const POST = route({
  permission: "notification.propose",
  body: saveTemplateInput,
  idempotent: true,
  handler: async ({ scope, body }) => json(await saveTemplate(scope, body, new Date()), 201),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherThan("GET", "POST");
