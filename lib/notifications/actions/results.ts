"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/action";
import { takeLearned } from "../mutations/learn";
import { startMeasuring } from "../mutations/measure-start";
import { learnInput, measureInput } from "../trial/schema";

export const startMeasuringAction = defineAction({
  permission: "notification.propose",
  input: measureInput,
  handler: (scope, input) => startMeasuring(scope, input),
});

export const takeLearnedAction = defineAction({
  permission: "notification.manage",
  input: learnInput,
  handler: async (scope, input) => {
    const taken = await takeLearned(scope, input, new Date());
    revalidatePath("/issuer/notifications", "layout");
    return taken;
  },
});
