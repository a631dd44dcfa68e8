import type { MadeChoice } from "../forecast/queries/choices";
import type { TypeChoices } from "../forecast/queries/type-page";

/** Every choice that people made for a card type, the newest first, and what counts in the next version. */
export function choicesJson({ type, choices }: TypeChoices): object {
  const [newest] = choices;
  return {
    "card-type": { id: type.code, name: type.name },
    counts: { method: newest?.method ?? null, ...readingOf(newest) },
    choices: choices.map((choice) => ({
      method: choice.method,
      ...readingOf(choice),
      reason: choice.reason,
      by: choice.by,
      at: choice.at,
    })),
  };
}

const readingOf = (choice: MadeChoice | undefined) => ({
  leftOut: choice?.leftOut ?? [],
  settledAge: choice?.settledAge ?? null,
});
