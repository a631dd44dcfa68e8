import { z } from "zod";
import { roles } from "@/lib/identity/constants";
import { screens } from "./constants";

/** The address state of a screen: short names and values, never a person's search text. */
const state = z
  .record(z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,31}$/), z.string().max(200))
  .refine((entries) => Object.keys(entries).length <= 30, "Too many parts.")
  .refine((entries) => !("q" in entries || "search" in entries), "Search words may name people and are not kept.");

export const viewInput = z.strictObject({
  screen: z.enum(screens),
  name: z.string().trim().min(1, "Enter a name.").max(80, "Use at most 80 characters."),
  state,
  shared: z.boolean(),
  /** Opens first: a shared view for everybody of the role, one's own for oneself while one has it. */
  defaultForRole: z.enum(roles).nullable().default(null),
});
export type ViewInput = z.output<typeof viewInput>;

export const viewIdInput = z.strictObject({ viewId: z.int().positive().max(2_147_483_647) });
export const viewListInput = z.strictObject({ screen: z.enum(screens).optional() });
