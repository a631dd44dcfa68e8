"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/action";
import { confirmRuleInput } from "../confirm-rule";
import { confirmRule, writeRuleVersion } from "../mutations/rules";
import { previewRuleVersion } from "../queries/rule-change";
import { ruleVersionInput } from "../rule-change";

export const previewRuleVersionAction = defineAction({
  permission: "escheat.propose",
  input: ruleVersionInput,
  handler: (scope, input) => previewRuleVersion(scope, input),
});

export const writeRuleVersionAction = defineAction({
  permission: "escheat.propose",
  input: ruleVersionInput,
  handler: async (scope, input) => {
    const written = await writeRuleVersion(scope, input, new Date());
    revalidatePath("/issuer", "layout");
    return written;
  },
});

export const confirmRuleAction = defineAction({
  permission: "escheat.approve",
  input: confirmRuleInput,
  handler: async (scope, input) => {
    await confirmRule(scope, input, new Date());
    revalidatePath("/issuer", "layout");
  },
});
