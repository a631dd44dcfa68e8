import { env } from "@/lib/env";
import { authSecret } from "@/lib/identity/secret";
import {
  type LinkPurpose,
  type MessageLinks,
  messageLinks,
  type Recipient,
  readRecipientToken,
} from "../recipient-token";

/** The address people use; without one configured, this machine's. */
const base = (): string => env().APP_URL ?? `http://localhost:${process.env.PORT ?? 3000}`;

/** The links of one message. */
export const linksFor = (to: Recipient): MessageLinks => messageLinks(base(), to, authSecret());

/** Whose link it is; null for anything we did not make. */
export const recipientOf = (purpose: LinkPurpose, token: string): Recipient | null =>
  readRecipientToken(purpose, token, authSecret());
