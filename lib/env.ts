import { z } from "zod";

/** The environment, read once and checked; a missing or bad value is a sentence, not a stack trace later. */
const schema = z.object({
  DATABASE_URL: z
    .string({ error: "DATABASE_URL is not set: npm start and npm run cli set it for you" })
    .regex(/^postgres(ql)?:\/\//, "DATABASE_URL must begin with postgres://"),
  /** Only where the application's role cannot be derived from DATABASE_URL (no right to create roles, for one). */
  APP_DATABASE_URL: z.string().optional(),
  DATABASE_POOL: z.coerce.number().int().min(1).max(100).default(10),
});

export type Env = z.infer<typeof schema>;

let cached: Env | undefined;

/** @throws Error that names each variable at fault. */
export function env(): Env {
  if (cached) return cached;
  const parsed = schema.safeParse(process.env);
  if (!parsed.success) throw new Error(parsed.error.issues.map((issue) => issue.message).join("; "));
  cached = parsed.data;
  return cached;
}
