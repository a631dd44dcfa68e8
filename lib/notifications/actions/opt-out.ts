"use server";

import { definePublicAction } from "@/lib/action";
import { NotFound } from "@/lib/errors";
import { requestAddress, scopeForHolder } from "@/lib/identity/scope";
import { recordOptOut, recordOptOutReason } from "../mutations/opt-out";
import { optOutInput, optOutReasonInput } from "../opt-out/schema";
import { recipientOf } from "../queries/recipient-links";

/** Whoever has the link is who it was sent to. @throws NotFound for a link we did not make. */
async function holderOf(token: string) {
  const recipient = recipientOf("unsubscribe", token);
  if (!recipient) throw new NotFound("This link");
  return { recipient, scope: await scopeForHolder(recipient.issuerId, await requestAddress()) };
}

export const optOutAction = definePublicAction({
  input: optOutInput,
  handler: async ({ token, covers }) => {
    const { recipient, scope } = await holderOf(token);
    const { channel, mailbox, batchId } = recipient;
    return recordOptOut(scope, { channel, mailbox, batchId, covers, via: "page", now: new Date() });
  },
});

export const optOutReasonAction = definePublicAction({
  input: optOutReasonInput,
  handler: async ({ token, reason }) => {
    const { recipient, scope } = await holderOf(token);
    const { channel, mailbox, batchId } = recipient;
    await recordOptOutReason(scope, { channel, mailbox, batchId, reason, now: new Date() });
  },
});
