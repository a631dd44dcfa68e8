"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import { addShippedTemplates, saveTemplate, withdrawTemplate } from "../mutations/templates";
import { previewTemplate } from "../queries/template-preview";
import { saveTemplateInput, templateDraft, withdrawTemplateInput } from "../templates/schema";

const shown = () => revalidatePath("/issuer/notifications", "layout");

export const previewTemplateAction = defineAction({
  permission: "notification.propose",
  input: templateDraft,
  handler: (scope, draft) => previewTemplate(scope, draft, new Date()),
});

export const saveTemplateAction = defineAction({
  permission: "notification.propose",
  input: saveTemplateInput,
  handler: async (scope, input) => {
    const saved = await saveTemplate(scope, input, new Date());
    shown();
    return saved;
  },
});

export const withdrawTemplateAction = defineAction({
  permission: "notification.propose",
  input: withdrawTemplateInput,
  handler: async (scope, { id }) => {
    const withdrawn = await withdrawTemplate(scope, id, new Date());
    shown();
    return withdrawn;
  },
});

export const addShippedTemplatesAction = defineAction({
  permission: "notification.propose",
  input: z.strictObject({}),
  handler: async (scope) => {
    const added = await addShippedTemplates(scope, new Date());
    shown();
    return added;
  },
});
