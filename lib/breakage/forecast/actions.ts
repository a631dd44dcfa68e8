"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/action";
import { judgeTriangle } from "./mutations/judge";
import { chooseMethod } from "./mutations/override";
import { startForecast } from "./mutations/start";
import { judgementInput, makeForecastInput, overrideInput } from "./schema";

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

export const judgeTriangleAction = defineAction({
  permission: "forecast.choose",
  input: judgementInput,
  handler: async (scope, input) => {
    await judgeTriangle(scope, input);
    revalidatePath("/issuer/forecast", "layout");
  },
});
