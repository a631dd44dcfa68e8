import { otherThan, route } from "@/lib/http";
import { saveSetting } from "@/lib/notifications/mutations/settings";
import { settingJson } from "@/lib/notifications/proposals/setting-json";
import { settingInput } from "@/lib/notifications/proposals/setting-schema";
import { findSetting } from "@/lib/notifications/queries/settings";

/** Null where nobody has said yet how to send. */
export const GET = route({
  permission: "notification.read",
  handler: async ({ scope }) => {
    const setting = await findSetting(scope);
    return { setting: setting && settingJson(setting) };
  },
});

/** As a whole, with what was read in `seen`. An admin does it in person: no key has this permission. */
export const PUT = route({
  permission: "notification.manage",
  body: settingInput,
  idempotent: true,
  handler: async ({ scope, body }) => {
    const { updatedAt } = await saveSetting(scope, body, new Date());
    return { seen: updatedAt };
  },
});

export const { POST, PATCH, DELETE, OPTIONS } = otherThan("GET", "PUT");
