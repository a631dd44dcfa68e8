import { answerSurvival, survivalJson } from "@/lib/breakage/survival/answer";
import { inputOf, survivalBody } from "@/lib/breakage/survival/schema";
import { otherThan, route } from "@/lib/http";

/** When cards that are sent along are redeemed, and how many never are. Nothing is kept of them. */
export const POST = route({
  permission: "forecast.read",
  body: survivalBody,
  handler: async ({ body }) =>
    survivalJson(body.method, answerSurvival(body.method, { name: "csv", text: body.csv }, inputOf(body))),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
