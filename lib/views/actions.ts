"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/action";
import { removeView, saveView } from "./mutations";
import { viewIdInput, viewInput } from "./schema";

/** The frame of every page knows with which view each screen opens. */
const showAnew = () => revalidatePath("/issuer", "layout");

export const saveViewAction = defineAction({
  permission: "view.write",
  input: viewInput,
  handler: async (scope, input) => {
    const kept = await saveView(scope, input, new Date());
    showAnew();
    return kept;
  },
});

export const removeViewAction = defineAction({
  permission: "view.write",
  input: viewIdInput,
  handler: async (scope, { viewId }) => {
    await removeView(scope, viewId);
    showAnew();
  },
});
