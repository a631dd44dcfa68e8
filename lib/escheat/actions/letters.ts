"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/action";
import { decideInput, issueInput, mailInput, proposeInput, rejectInput, returnInput } from "../filing/schema";
import { approveLetters, rejectLetters } from "../mutations/letter-decision";
import { startIssue } from "../mutations/letter-issue";
import { markMailed, markReturned } from "../mutations/letter-mail";
import { proposeLetters } from "../mutations/letter-proposal";

const shown = () => revalidatePath("/issuer/escheat", "layout");

export const proposeLettersAction = defineAction({
  permission: "escheat.propose",
  input: proposeInput,
  handler: async (scope, input) => {
    const made = await proposeLetters(scope, input, new Date());
    shown();
    return made;
  },
});

export const approveLettersAction = defineAction({
  permission: "escheat.approve",
  input: decideInput,
  handler: async (scope, input) => {
    await approveLetters(scope, input, new Date());
    shown();
  },
});

export const rejectLettersAction = defineAction({
  permission: "escheat.propose",
  input: rejectInput,
  handler: async (scope, input) => {
    await rejectLetters(scope, input, new Date());
    shown();
  },
});

export const issueLettersAction = defineAction({
  permission: "escheat.propose",
  input: issueInput,
  handler: (scope, input) => startIssue(scope, input),
});

export const mailLettersAction = defineAction({
  permission: "escheat.propose",
  input: mailInput,
  handler: async (scope, input) => {
    const mailed = await markMailed(scope, input);
    shown();
    return mailed;
  },
});

export const returnLetterAction = defineAction({
  permission: "escheat.propose",
  input: returnInput,
  handler: async (scope, input) => {
    await markReturned(scope, input);
    shown();
  },
});
