import { isDomainError } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import type { ApproveInput } from "../approval/schema";
import { type Approved, approveBatch } from "./approve";

/** What became of one of several: approved, or why not. */
export type OneOfMany = { readonly batchId: number } & (
  | { readonly ok: true; readonly approved: Approved }
  | { readonly ok: false; readonly message: string }
);

/**
 * One after the other, each decided for itself in its own transaction: one that is refused holds back no other. `clock`
 * is read for each, because a long list takes time. What is no refusal but a fault of ours ends the list.
 */
export async function approveEach(
  scope: Scope,
  inputs: readonly ApproveInput[],
  clock: () => Date,
): Promise<OneOfMany[]> {
  const report: OneOfMany[] = [];
  for (const input of inputs) {
    const { batchId } = input;
    try {
      report.push({ batchId, ok: true, approved: await approveBatch(scope, input, clock()) });
    } catch (error) {
      if (!isDomainError(error)) throw error;
      report.push({ batchId, ok: false, message: error.message });
    }
  }
  return report;
}
