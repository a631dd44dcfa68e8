import { otherThan, route } from "@/lib/http";
import { pauseOf } from "@/lib/notifications/approval/issuer-pause";
import { holdAllInput } from "@/lib/notifications/approval/schema";
import { pauseAll } from "@/lib/notifications/mutations/hold-all";
import { findSetting } from "@/lib/notifications/queries/settings";

export const GET = route({
  permission: "notification.read",
  handler: async ({ scope }) => ({ pause: pauseOf(await findSetting(scope)) }),
});

/** Holds everything. The mutation asks whether it is a manager or an admin in person. */
export const POST = route({
  permission: "notification.read",
  body: holdAllInput,
  idempotent: true,
  handler: async ({ scope, body }) => ({ pause: await pauseAll(scope, body, new Date()) }),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherThan("GET", "POST");
