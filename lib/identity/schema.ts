import { z } from "zod";
import { locales } from "@/lib/format";
import { isCurrency } from "@/lib/money";
import { roles } from "./constants";
import { PASSWORD_MAX } from "./limits";
import { keyScopes } from "./permissions";

/** Lower case and trimmed, because people type one address in many ways. */
export const emailInput = z
  .string()
  .trim()
  .max(320, "This address is too long.")
  .pipe(z.email("This is not an e-mail address."))
  .transform((text) => text.toLowerCase());
export const nameInput = z
  .string()
  .trim()
  .min(1, "Enter a name.")
  .max(120, "Use at most 120 characters.")
  .refine((text) => !/[\p{Cc}\p{Bidi_C}]/u.test(text), "Use letters only, without control characters.");
/** Only its size here; what makes it good is judged together with the person's name and address. */
export const passwordInput = z
  .string()
  .min(1, "Enter a password.")
  .max(PASSWORD_MAX * 4, "This is too long.");
export const tokenInput = z.string().regex(/^[A-Za-z0-9_-]{43}$/, "This link is not whole.");
export const rowId = z.int().positive().max(2_147_483_647);

export const inviteInput = z.strictObject({ email: emailInput, role: z.enum(roles) });
export const personInput = z.strictObject({ personId: rowId });
export const roleInput = z.strictObject({ personId: rowId, role: z.enum(roles) });
export const invitationInput = z.strictObject({ invitationId: rowId });

export const linkInput = z.strictObject({ token: tokenInput });
export const acceptInput = z.strictObject({
  token: tokenInput,
  name: nameInput.optional(),
  password: passwordInput.optional(),
});
export const resetInput = z.strictObject({ token: tokenInput, password: passwordInput });
export const ownPasswordInput = z.strictObject({ current: passwordInput, password: passwordInput });

export const languageInput = z.strictObject({ language: z.enum(locales) });

export const keyInput = z.strictObject({
  name: nameInput,
  scopes: z.array(z.enum(keyScopes)).min(1, "Choose at least one scope.").max(keyScopes.length),
  days: z.union([z.literal(30), z.literal(90), z.literal(365), z.null()]),
});
export const keyIdInput = z.strictObject({ keyId: rowId });

/** What must be known of an issuer before its first card. Code, currency and time zone stay what they are. */
export const issuerInput = z.strictObject({
  code: z.string().regex(/^[A-Z0-9][A-Z0-9_-]{0,31}$/, "Capital letters and digits."),
  name: z.string().min(1).max(200),
  currency: z.string().refine(isCurrency, "This is no currency."),
  timeZone: z.string().refine(isTimeZone, "This is no time zone; write one like America/New_York."),
  stateOfIncorporation: z
    .string()
    .regex(/^[A-Z]{2}$/, "Two capital letters, such as DE.")
    .nullable()
    .default(null),
});
export type NewIssuer = z.output<typeof issuerInput>;

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) !== null;
  } catch {
    return false;
  }
}
