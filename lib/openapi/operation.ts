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
  /** Others, where the answer shows what the first does not open. */
  readonly alsoNeeds?: readonly Permission[];
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** Whether it takes an `Idempotency-Key`. */
  readonly idempotent?: true;
  /** Whether `format=csv` answers with a file. */
  readonly csv?: true;
  readonly body?: { readonly type: string; readonly schema: z.ZodType };
  /** The parts of a form (multipart/form-data) that may be sent in place of the body. */
  readonly form?: z.ZodType;
  /** Status of success; 200 unless said otherwise. */
  readonly status?: number;
  /** Media types of the answer; JSON unless said otherwise. */
  readonly media?: readonly string[];
  /** What it may be refused with beside what any operation may, and what follows from its body and key. */
  readonly refusals?: readonly (409 | 422)[];
  readonly response: z.ZodType;
};
