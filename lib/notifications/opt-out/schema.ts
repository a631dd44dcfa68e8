import { z } from "zod";
import { optOutReasons } from "./standing";

const token = z.string().regex(/^[\w-]{24,8192}$/);

export const optOutInput = z.strictObject({ token, covers: z.enum(["commercial", "all", "nothing"]) });
export type OptOutInput = z.output<typeof optOutInput>;

export const optOutReasonInput = z.strictObject({ token, reason: z.enum(optOutReasons) });

export const statementInput = z.strictObject({ token });
