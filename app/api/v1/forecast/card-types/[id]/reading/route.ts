import { judgeTriangle } from "@/lib/breakage/forecast/mutations/judge";
import { getTypeChoices } from "@/lib/breakage/forecast/queries/type-page";
import { choicesJson } from "@/lib/breakage/forecast-view/choices-json";
import { readingBody, typePath } from "@/lib/breakage/forecast-view/schema";
import { otherThan, route } from "@/lib/http";

/** What a card type's triangle is read without, or nothing to give it back, with the reason. It is a person's: no key has this permission. */
export const POST = route({
  permission: "forecast.choose",
  params: typePath,
  body: readingBody,
  idempotent: true,
  handler: async ({ scope, params, body }) => {
    await judgeTriangle(scope, { ...body, cardType: params.id });
    return choicesJson(await getTypeChoices(scope, params.id));
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
