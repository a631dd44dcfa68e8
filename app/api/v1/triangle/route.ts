import { answerTriangle } from "@/lib/breakage/triangle/answer";
import { questionOf, triangleBody } from "@/lib/breakage/triangle/schema";
import { otherThan, route } from "@/lib/http";

/** A reserving method's figures of a triangle that is sent along. Nothing is kept of it. */
export const POST = route({
  permission: "forecast.read",
  body: triangleBody,
  handler: async ({ body }) => {
    const { result, notes } = answerTriangle(questionOf(body));
    return { ...result, notes };
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
