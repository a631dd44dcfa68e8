import { z } from "zod";
import { defineQuestion } from "@/lib/question";
import { findAnything } from "./queries/find";

export const cardQuestions = {
  find: defineQuestion({
    permission: "card.read",
    input: z.strictObject({ text: z.string().trim().min(2).max(200) }),
    handler: (scope, { text }) => findAnything(scope, text),
  }),
};
