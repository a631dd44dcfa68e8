"use server";

import { definePublicAction } from "@/lib/action";
import { NotFound } from "@/lib/errors";
import { requestAddress, scopeForHolder } from "@/lib/identity/scope";
import { openStatement } from "../mutations/statement";
import { statementInput } from "../opt-out/schema";
import { recipientOf } from "../queries/recipient-links";

export const openStatementAction = definePublicAction({
  input: statementInput,
  handler: async ({ token }) => {
    const recipient = recipientOf("statement", token);
    if (!recipient) throw new NotFound("This link");
    return openStatement(await scopeForHolder(recipient.issuerId, await requestAddress()), recipient, new Date());
  },
});
