import { unstable_isUnrecognizedActionError, unstable_rethrow } from "next/navigation";
import type { ActionResult } from "./action";
import { t } from "./messages/answer";

/**
 * What an action answers, also where no answer comes (a cut line, a server that ends): thrown, it would replace the page, and
 * what somebody has typed would go with it.
 */
export async function answerOf<T>(asked: Promise<ActionResult<T>>): Promise<ActionResult<T>> {
  try {
    return await asked;
  } catch (error) {
    unstable_rethrow(error);
    const message = t(unstable_isUnrecognizedActionError(error) ? "answer.older" : "answer.none");
    return { ok: false, code: "unavailable", message, fields: {} };
  }
}
