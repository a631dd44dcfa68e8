"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/action";
import { holderInput } from "../holder-schema";
import { saveHolder } from "../mutations/holder";

export const saveHolderAction = defineAction({
  permission: "holder.manage",
  input: holderInput,
  handler: async (scope, input) => {
    const saved = await saveHolder(scope, input, new Date());
    revalidatePath("/issuer", "layout");
    return saved;
  },
});
