import { calculate, calculatorJson } from "@/lib/accounting/calculator";
import { calculatorInput } from "@/lib/accounting/calculator-schema";
import { Invalid } from "@/lib/errors";
import { otherThan, route } from "@/lib/http";

/** An example of one's own, by the same formulas as the books. Nothing is kept of it. */
export const POST = route({
  permission: "accounting.read",
  body: calculatorInput,
  handler: async ({ body }) => {
    const outcome = calculate(body);
    if (!outcome.ok) {
      const fields = Object.fromEntries(outcome.problems.slice(0, 20).map(({ field, message }) => [field, message]));
      throw new Invalid(undefined, { fields });
    }
    return calculatorJson(outcome.value);
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
