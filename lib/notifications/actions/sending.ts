"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/action";
import { settleDead, settleUnknown } from "../mutations/settle";
import { liftSuppression, suppressMailbox } from "../mutations/suppress";
import { settleDeadInput, settleUnknownInput, suppressInput } from "../sending/schema";

const shown = () => revalidatePath("/issuer/notifications", "layout");

/** Sending again is letting something out: whoever approves says so. */
export const settleUnknownAction = defineAction({
  permission: "notification.approve",
  input: settleUnknownInput,
  handler: async (scope, input) => {
    await settleUnknown(scope, input, new Date());
    shown();
  },
});

export const settleDeadAction = defineAction({
  permission: "notification.approve",
  input: settleDeadInput,
  handler: async (scope, input) => {
    await settleDead(scope, input, new Date());
    shown();
  },
});

export const suppressMailboxAction = defineAction({
  permission: "notification.propose",
  input: suppressInput,
  handler: async (scope, input) => {
    await suppressMailbox(scope, input, new Date());
    shown();
  },
});

export const liftSuppressionAction = defineAction({
  permission: "notification.approve",
  input: suppressInput,
  handler: async (scope, input) => {
    await liftSuppression(scope, input, new Date());
    shown();
  },
});
