import { publicUrl } from "@/lib/env";
import { authSecret } from "@/lib/identity/secret";
import {
  type LinkPurpose,
  type MessageLinks,
  messageLinks,
  type Recipient,
  readRecipientToken,
} from "../recipient-token";

/** The links of one message. */
export const linksFor = (to: Recipient): MessageLinks => messageLinks(publicUrl(), to, authSecret());

/** Whose link it is; null for anything we did not make. */
export const recipientOf = (purpose: LinkPurpose, token: string): Recipient | null =>
  readRecipientToken(purpose, token, authSecret());
