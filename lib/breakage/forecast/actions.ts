"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/action";
import { chooseMethod } from "./mutations/override";
import { startForecast } from "./mutations/start";
import { makeForecastInput, overrideInput } from "./schema";

export const startForecastAction = defineAction({
  permission: "forecast.make",
  input: makeForecastInput,
  handler: (scope, input) => startForecast(scope, input),
});

export const chooseMethodAction = defineAction({
  permission: "forecast.choose",
  input: overrideInput,
  handler: async (scope, input) => {
    await chooseMethod(scope, input);
    revalidatePath("/issuer/forecast", "layout");
  },
});
