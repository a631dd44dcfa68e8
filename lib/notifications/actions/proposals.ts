"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/action";
import { editProposal } from "../mutations/edit";
import { startProposing } from "../mutations/start-propose";
import { editInput, proposeInput } from "../schema";

export const startProposingAction = defineAction({
  permission: "notification.propose",
  input: proposeInput,
  handler: (scope) => startProposing(scope),
});

export const editProposalAction = defineAction({
  permission: "notification.propose",
  input: editInput,
  handler: async (scope, input) => {
    const made = await editProposal(scope, input, new Date());
    revalidatePath("/issuer/notifications", "layout");
    return made;
  },
});
