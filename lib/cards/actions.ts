"use server";

import { z } from "zod";
import { defineAction } from "@/lib/action";
import { findAnything } from "./queries/find";

export const findAnythingAction = defineAction({
  permission: "card.read",
  input: z.strictObject({ text: z.string().trim().min(2).max(200) }),
  handler: (scope, { text }) => findAnything(scope, text),
});
