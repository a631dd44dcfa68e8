import { defineQuestion } from "@/lib/question";
import { listViews } from "./queries";
import { viewListInput } from "./schema";

export const viewQuestions = {
  list: defineQuestion({
    permission: "view.read",
    input: viewListInput,
    handler: (scope, { screen }) => listViews(scope, screen),
  }),
};
