import { z } from "zod";

/** The environment, read once and checked; a missing or bad value is a sentence, not a stack trace later. */
const schema = z.object({
  DATABASE_URL: z
    .string({ error: "DATABASE_URL is not set: npm start and npm run cli set it for you" })
    .regex(/^postgres(ql)?:\/\//, "DATABASE_URL must begin with postgres://"),
  /** Only where the application's role cannot be derived from DATABASE_URL (no right to create roles, for one). */
  APP_DATABASE_URL: z.string().optional(),
  /** The address people use, such as https://cards.example. With https, cookies become `__Host-` and HSTS is sent. */
  APP_URL: z.url({ protocol: /^https?$/, error: "APP_URL must be a whole http or https address" }).optional(),
  /** Signs short-lived sign-in cookies; derived from the database's password when it is not set. */
  AUTH_SECRET: z.string().min(32, "AUTH_SECRET must have at least 32 characters").optional(),
  /** How many proxies of our own stand before us: 0 believes no X-Forwarded header. */
  TRUST_PROXY: z.coerce.number().int().min(0).max(5).default(0),
  /** Sign-in through a company's own OpenID Connect provider: all three or none. */
  OIDC_ISSUER: z.url({ protocol: /^https?$/, error: "OIDC_ISSUER must be a whole address" }).optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_NAME: z.string().min(1).default("your company account"),
  /** The mail server that reminders leave by; a stand-in on this machine, which keeps what it gets, when it is not set. */
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, "SMTP_URL must begin with smtp:// or smtps://")
    .optional(),
  /** Messages a second that leave at most, by each way and by all workers together. */
  SMTP_RATE: z.coerce.number().min(0.01).max(10_000).default(50),
  /** Where text messages and pushes are handed over, signed with the secret. */
  WEBHOOK_URL_SMS: z.url({ protocol: /^https?$/, error: "WEBHOOK_URL_SMS must be a whole address" }).optional(),
  WEBHOOK_URL_PUSH: z.url({ protocol: /^https?$/, error: "WEBHOOK_URL_PUSH must be a whole address" }).optional(),
  WEBHOOK_SECRET: z.string().min(32, "WEBHOOK_SECRET must have at least 32 characters").optional(),
  /** Hosts that webhooks may reach although they are not on the public internet, with commas between them. */
  WEBHOOK_ALLOW_PRIVATE: z.string().default(""),
  /** Signs e-mail: all three or none. The key is PEM, its line breaks written as \n where they have to be. */
  DKIM_DOMAIN: z.string().min(1).optional(),
  DKIM_SELECTOR: z.string().min(1).optional(),
  DKIM_KEY: z.string().min(1).optional(),
  DATABASE_POOL: z.coerce.number().int().min(1).max(100).default(10),
  /** A file that the worker touches every few seconds, for a probe; none when it is not set. */
  WORKER_ALIVE_FILE: z.string().min(1).optional(),
  /** Threads that a forecast takes at most. */
  COMPUTE_THREADS: z.coerce.number().int().min(1).max(16).default(2),
});

export type Env = z.infer<typeof schema>;

/** What can be set, by name. Where logs and kept files go is read elsewhere: LOG_LEVEL, DATA_DIR. */
export const settingNames: readonly string[] = Object.keys(schema.shape);

let cached: Env | undefined;

/** @throws Error that names each variable at fault. */
export function env(): Env {
  if (cached) return cached;
  // A line `NAME=` in an environment file means "not set", as everybody expects.
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new Error(parsed.error.issues.map((issue) => issue.message).join("; "));
  cached = parsed.data;
  return cached;
}

/** The address people use, without a slash at its end: where links lead. Without one configured, this machine's. */
export const publicUrl = (): string =>
  (env().APP_URL ?? `http://localhost:${process.env.PORT || 3000}`).replace(/\/$/, "");
