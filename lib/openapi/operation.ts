import type { z } from "zod";
import type { Permission } from "@/lib/identity/permissions";

/** One operation of the API as the document describes it. Lists of them live in `operations/`, one file per area. */
export type Operation = {
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  /** Below /api/v1, with {name} for the dynamic parts. */
  readonly path: string;
  readonly id: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly permission: Permission;
  /** A second one, where the answer shows what the first does not open. */
  readonly alsoNeeds?: Permission;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** Whether it takes an `Idempotency-Key`. */
  readonly idempotent?: true;
  /** Whether `format=csv` answers with a file. */
  readonly csv?: true;
  readonly body?: { readonly type: string; readonly schema: z.ZodType };
  /** Status of success; 200 unless said otherwise. */
  readonly status?: number;
  readonly response: z.ZodType;
};
