import type { Permission } from "@/lib/identity/permissions";
import { t } from "@/lib/messages/notifications-decision";
import type { Refusal } from "./may-decide";

/** That nothing of an issuer's leaves, since when, by whose word and why. */
export type IssuerPause = { readonly since: string; readonly by: string; readonly why: string };

type Paused = {
  readonly pausedAt: Date | null;
  readonly pausedByName: string | null;
  readonly pausedWhy: string | null;
};

/** Null: nothing is held as a whole; single batches may be. */
export function pauseOf(setting: Paused | null): IssuerPause | null {
  if (!setting?.pausedAt) return null;
  return { since: setting.pausedAt.toISOString(), by: setting.pausedByName ?? "", why: setting.pausedWhy ?? "" };
}

/**
 * Why somebody with these permissions may not hold everything, or let it go on; null when he may. As with a single batch:
 * holding back is a manager's or an admin's, letting go only a manager's.
 */
export function whyNotAll(
  permissions: ReadonlySet<Permission>,
  act: "pause" | "resume",
  pause: IssuerPause | null,
): Refusal | null {
  const approves = permissions.has("notification.approve");
  const may = act === "resume" ? approves : approves || permissions.has("notification.manage");
  if (!may) return { kind: "forbidden", sentence: t("notification.approval.role") };
  if (act === "pause" && pause) return { kind: "conflict", sentence: t("notification.all.pausedAlready", pause) };
  if (act === "resume" && !pause) return { kind: "conflict", sentence: t("notification.all.notPaused") };
  return null;
}
