import { withScope } from "@/db/client";
import { Conflict } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { inOneOrder, isJudged, isSameJudgement, type Judgement } from "../judgement";
import type { JudgementInput } from "../schema";
import { lockNewestChoice, writeChoice } from "./newest-choice";

/**
 * What a person holds against a card type's triangle, with the reason; nothing left out and hazards carried on give it back. It
 * counts from the next version on. @throws NotFound, Conflict when it is so already.
 */
export function judgeTriangle(scope: Scope, { cardType: code, reason, ...input }: JudgementInput): Promise<void> {
  return withScope(scope, async (tx) => {
    const { typeId, before } = await lockNewestChoice(tx, scope, code);
    const judged = inOneOrder(input);
    if (isSameJudgement(before, judged)) {
      throw new Conflict(
        isJudged(judged) ? "Forecasts read it like this already." : "Forecasts use all links already.",
      );
    }
    await writeChoice(tx, scope, typeId, { method: before.method, ...judged, reason });
    await writeAudit(tx, scope, {
      action: "forecast.triangle-judged",
      subject: `card type ${code}`,
      detail: {
        ...changed("leftOut", leftOutWords(before), leftOutWords(judged)),
        ...changed("tail", tailWords(before), tailWords(judged)),
        reason,
      },
    });
  });
}

const changed = (field: string, from: string, to: string) => (from === to ? {} : { [field]: [from, to] });

const leftOutWords = ({ leftOut }: Judgement) =>
  leftOut.length === 0 ? "nothing" : leftOut.map(({ sold, age }) => `${sold} at age ${age}`).join(", ");

const tailWords = ({ settledAge }: Judgement) =>
  settledAge === null ? "carried on" : `nothing more from age ${settledAge} on`;
