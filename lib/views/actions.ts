"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/action";
import { removeView, saveView } from "./mutations";
import { listViews } from "./queries";
import { viewIdInput, viewInput, viewListInput } from "./schema";

export const listViewsAction = defineAction({
  permission: "view.read",
  input: viewListInput,
  handler: (scope, { screen }) => listViews(scope, screen),
});

export const saveViewAction = defineAction({
  permission: "view.write",
  input: viewInput,
  handler: async (scope, input) => {
    const kept = await saveView(scope, input, new Date());
    revalidatePath("/issuer/settings/views");
    return kept;
  },
});

export const removeViewAction = defineAction({
  permission: "view.write",
  input: viewIdInput,
  handler: async (scope, { viewId }) => {
    await removeView(scope, viewId);
    revalidatePath("/issuer/settings/views");
  },
});
