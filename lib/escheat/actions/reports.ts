"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/action";
import {
  acknowledgeInput,
  draftInput,
  fileInput,
  layoutInput,
  remitInput,
  reviewInput,
  withdrawInput,
} from "../filing/schema";
import { saveLayout } from "../mutations/naupa2-layout";
import { makeReport } from "../mutations/report-draft";
import { acknowledgeReport, withdrawReport } from "../mutations/report-end";
import { fileReport, remitReport } from "../mutations/report-filing";
import { reviewReport } from "../mutations/report-review";

const shown = () => revalidatePath("/issuer/escheat", "layout");

export const makeReportAction = defineAction({
  permission: "escheat.propose",
  input: draftInput,
  handler: async (scope, input) => {
    const made = await makeReport(scope, input, new Date());
    shown();
    return made;
  },
});

export const reviewReportAction = defineAction({
  permission: "escheat.approve",
  input: reviewInput,
  handler: async (scope, input) => {
    await reviewReport(scope, input, new Date());
    shown();
  },
});

export const fileReportAction = defineAction({
  permission: "escheat.propose",
  input: fileInput,
  handler: async (scope, input) => {
    const filed = await fileReport(scope, input, new Date());
    // What was paid to the state has left the cards' balances.
    revalidatePath("/issuer", "layout");
    return filed;
  },
});

export const remitReportAction = defineAction({
  permission: "escheat.propose",
  input: remitInput,
  handler: async (scope, input) => {
    await remitReport(scope, input, new Date());
    revalidatePath("/issuer", "layout");
  },
});

export const acknowledgeReportAction = defineAction({
  permission: "escheat.propose",
  input: acknowledgeInput,
  handler: async (scope, input) => {
    await acknowledgeReport(scope, input, new Date());
    shown();
  },
});

export const withdrawReportAction = defineAction({
  permission: "escheat.propose",
  input: withdrawInput,
  handler: async (scope, input) => {
    await withdrawReport(scope, input, new Date());
    shown();
  },
});

export const saveLayoutAction = defineAction({
  permission: "escheat.propose",
  input: layoutInput,
  handler: async (scope, input) => {
    const saved = await saveLayout(scope, input, new Date());
    shown();
    return saved;
  },
});
