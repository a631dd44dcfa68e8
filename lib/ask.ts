import type { Problem } from "./problem";
import type { Question } from "./question";

type InputOf<Q> = Q extends Question<infer I, unknown> ? I : never;
type AnswerOf<Q> = Q extends Question<never, infer T> ? T : never;

/**
 * How a screen asks a domain's questions, of the issuer in the address. Throws Error, with what there is to say about it, for a
 * refusal and where no answer came.
 *
 *   const ask = asking<typeof jobQuestions>("jobs");
 *   const run = await ask("run", { runId });
 */
export function asking<Questions extends Record<string, Question<never, unknown>>>(domain: string) {
  return async <Name extends keyof Questions & string>(
    name: Name,
    input: InputOf<Questions[Name]>,
    signal?: AbortSignal,
  ): Promise<AnswerOf<Questions[Name]>> => {
    const issuer = new URLSearchParams(window.location.search).get("issuer");
    const of = issuer === null ? "" : `?issuer=${encodeURIComponent(issuer)}`;
    const answer = fetch(`/api/ask/${domain}/${name}${of}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(input),
      signal: signal ?? null,
    });
    // What reads an answer comes with the first one: no page begins with it.
    const [response, { parse }] = await Promise.all([answer, import("devalue")]);
    if (response.ok) return parse(await response.text());
    const problem: Problem | null = await response.json().catch(() => null);
    throw new Error(problem?.detail ?? problem?.title ?? response.statusText);
  };
}
