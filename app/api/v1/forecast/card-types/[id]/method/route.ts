import { chooseMethod } from "@/lib/breakage/forecast/mutations/override";
import { getTypeChoices } from "@/lib/breakage/forecast/queries/type-page";
import { choicesJson } from "@/lib/breakage/forecast-view/choices-json";
import { methodBody, typePath } from "@/lib/breakage/forecast-view/schema";
import { otherThan, route } from "@/lib/http";

/** A method for a card type, or none to give the choice back, with the reason. It is a person's: no key has this permission. */
export const POST = route({
  permission: "forecast.choose",
  params: typePath,
  body: methodBody,
  idempotent: true,
  handler: async ({ scope, params, body }) => {
    await chooseMethod(scope, { ...body, cardType: params.id });
    return choicesJson(await getTypeChoices(scope, params.id));
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
