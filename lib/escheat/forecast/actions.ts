"use server";

import { defineAction } from "@/lib/action";
import { startEscheatForecast } from "../mutations/start-forecast";
import { startWhatIf } from "../mutations/start-what-if";
import { makeEscheatInput } from "./schema";
import { whatIfInput } from "./what-if-schema";

export const startEscheatForecastAction = defineAction({
  permission: "escheat.forecast",
  input: makeEscheatInput,
  handler: (scope, input) => startEscheatForecast(scope, input),
});

export const startWhatIfAction = defineAction({
  permission: "escheat.forecast",
  input: whatIfInput,
  handler: (scope, input) => startWhatIf(scope, input),
});
