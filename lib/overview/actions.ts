"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/action";
import { snoozeNote } from "./mutations";
import { snoozeInput } from "./schema";

export const snoozeNoteAction = defineAction({
  permission: "overview.read",
  input: snoozeInput,
  handler: async (scope, input) => {
    const snoozed = await snoozeNote(scope, input, new Date());
    revalidatePath("/issuer/overview");
    return snoozed;
  },
});
