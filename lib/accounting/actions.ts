"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/action";
import { accountMapInput } from "./account-map";
import { changeAccounts } from "./mutations/accounts";
import { lockBooks } from "./mutations/lock";
import { chooseRecognition } from "./mutations/method";
import { signOffBooks } from "./mutations/sign-off";
import { previewMethod } from "./queries/preview";
import { methodInput, monthInput, previewInput } from "./schema";

const seenAnew = () => revalidatePath("/issuer/accounting", "layout");

export const previewMethodAction = defineAction({
  permission: "accounting.propose",
  input: previewInput,
  handler: (scope, input) => previewMethod(scope, input),
});

export const chooseRecognitionAction = defineAction({
  permission: "accounting.propose",
  input: methodInput,
  handler: async (scope, input) => {
    const chosen = await chooseRecognition(scope, input, new Date());
    seenAnew();
    return chosen;
  },
});

export const changeAccountsAction = defineAction({
  permission: "accounting.propose",
  input: accountMapInput,
  handler: async (scope, input) => {
    await changeAccounts(scope, input, new Date());
    seenAnew();
  },
});

export const lockMonthAction = defineAction({
  permission: "accounting.propose",
  input: monthInput,
  handler: async (scope, input) => {
    const locked = await lockBooks(scope, input, new Date());
    seenAnew();
    return locked;
  },
});

export const signOffMonthAction = defineAction({
  permission: "accounting.approve",
  input: monthInput,
  handler: async (scope, input) => {
    const signed = await signOffBooks(scope, input, new Date());
    seenAnew();
    return signed;
  },
});
