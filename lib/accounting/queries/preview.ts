import { withScope } from "@/db/client";
import { lastToldDay } from "@/lib/breakage/queries/context";
import { type CivilDate, endOfMonth, startOfMonth } from "@/lib/dates";
import { Invalid } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import { isLocked } from "../month-lock";
import { type BeforeAndAfter, type Preview, previewOf } from "../preview";
import type { PreviewInput } from "../schema";
import { earlier, later, spanOf } from "../span";
import { readBooks } from "./books";
import { readBooksContext } from "./context";

/**
 * What a method would do to the month it begins in, and to what is owed by now. One that begins in a month to come is shown as
 * if it began in the last whole one.
 * @throws Invalid for a locked month, and without a whole month of data
 */
export function previewMethod(scope: Scope, input: PreviewInput): Promise<Preview> {
  return withScope(
    scope,
    async (tx) => {
      const { locks, programmes, data, firstOn } = await readBooksContext(tx, scope, null);
      if (isLocked(locks, input.from)) {
        const message = `${input.from.slice(0, 7)} is locked: a method can begin in an open month.`;
        throw new Invalid(message, { fields: { from: message } });
      }
      const last = spanOf({}, lastToldDay(data), firstOn)?.to;
      if (last === undefined || firstOn === null) throw new Invalid("There is no whole month of data yet.");
      const month = later(startOfMonth(firstOn), earlier(input.from, last));
      const wanted = new Set(input.cardTypes);
      const supposed = [...programmes.values()]
        .filter(({ code }) => wanted.has(code))
        .map(({ id }) => ({ ...input, cardTypeId: id, from: month, reason: "", by: "", at: "" }));
      const both = async (day: CivilDate): Promise<BeforeAndAfter> => {
        const asked = { asOf: endOfMonth(day), from: day, to: day };
        return { now: await readBooks(tx, scope, asked), supposed: await readBooks(tx, scope, asked, supposed) };
      };
      const begin = await both(month);
      return previewOf(begin, month === last ? begin : await both(last), input.cardTypes);
    },
    { readOnly: true, isolation: "repeatable read" },
  );
}
