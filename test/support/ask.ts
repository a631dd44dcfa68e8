import { parse } from "devalue";
import type { ActionFailure, ActionResult } from "@/lib/action";
import type { Problem } from "@/lib/problem";
import type { Question } from "@/lib/question";
import { ownPage } from "./next-request";

/** What our own page sends to ask. */
export const asking = (input: unknown, headers: Readonly<Record<string, string>> = ownPage) =>
  new Request("http://localhost:3000/api/ask/a/question", {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify(input),
  });

/** What a question answers to our own page, as whoever `requestAs` has made sit there. */
export async function askAs<I, T>(question: Question<I, T>, input: I): Promise<ActionResult<T>> {
  const response = await question(asking(input));
  if (response.ok) return { ok: true, data: parse(await response.text()) };
  const { type, title, detail, errors = [] }: Problem = await response.json();
  const code = type.replace("/api/docs#", "").replace("-", "_") as ActionFailure["code"];
  const fields = Object.fromEntries(errors.map(({ field, message }) => [field, message]));
  return { ok: false, code, message: detail ?? title, fields };
}
