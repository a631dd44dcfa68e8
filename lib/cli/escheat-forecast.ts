import { NotFound } from "@/lib/errors";
import { escheatJson } from "@/lib/escheat/forecast/json";
import type { Ends } from "@/lib/escheat/forecast/range";
import { escheatParams, makeEscheatInput } from "@/lib/escheat/forecast/schema";
import { makeEscheatForecasts } from "@/lib/escheat/mutations/make-forecast";
import { type EscheatReport, getEscheatForecast } from "@/lib/escheat/queries/forecast";
import { scopeForOperator } from "@/lib/identity/scope";
import { toDecimal } from "@/lib/money";
import { parseInput } from "@/lib/validation";
import { command } from "./command";
import { currency } from "./options";
import { textTable } from "./table";

export const forecastCommands = [
  command({
    name: "forecast",
    summary: "What falls to which state and when: determines every open card, keeps the version, and prints it",
    options: {
      issuer: { type: "string", value: "CODE", required: true, summary: "the issuer's code" },
      "as-of": { type: "string", value: "DATE", summary: "by default the last day with data" },
      currency,
      by: { type: "string", value: "DIM", default: "card-type", summary: "card-type or brand" },
    },
    run: async ({ values, note }) => {
      const scope = await scopeForOperator(values.issuer ?? "");
      const currency = values.currency ?? scope.issuer.currency;
      const asOf = values["as-of"];
      const input = parseInput(makeEscheatInput, { currency, ...(asOf === undefined ? {} : { asOf }) });
      const params = parseInput(escheatParams, { currency, by: values.by });
      const made = await makeEscheatForecasts(scope, input, {
        now: new Date(),
        watch: {
          step: (name, work) => {
            note(`${name} ...`);
            return work();
          },
          progress: () => {},
          throwIfCancelled: () => {},
        },
      });
      const version = made.versions.find((one) => one.currency === currency);
      if (!version) throw new NotFound(`A card type in ${currency}`);
      const report = await getEscheatForecast(scope, { ...params, version: version.id });
      return { json: escheatJson(report), text: textOf(report) };
    },
  }),
];

function textOf({ version, currency, table }: EscheatReport): string {
  if (!version) return "There is no forecast.";
  const money = (amount: bigint) => toDecimal(amount, currency);
  const range = ({ low, high }: Ends) => `${money(BigInt(Math.round(low)))} to ${money(BigInt(Math.round(high)))}`;
  const { total, byOutcome } = table;
  const counsel = byOutcome["needs-counsel"];
  const rows = [
    ...table.jurisdictions.map((row) => ({ name: row.jurisdiction || "nobody's", ...row })),
    { name: "all", ...total, exempt: byOutcome.exempt, counsel },
  ];
  const places = textTable(
    [
      { title: "jurisdiction", text: ({ name }: (typeof rows)[number]) => name },
      { title: "cards", right: true, text: ({ cards }) => String(cards) },
      { title: "on the cards", right: true, text: ({ balance }) => money(balance) },
      { title: "claimed", right: true, text: ({ claimed }) => money(claimed) },
      { title: "expected", right: true, text: ({ foreseen }) => money(foreseen) },
      { title: "with readings of the law", right: true, text: ({ lawRange }) => range(lawRange) },
      { title: "needs counsel", right: true, text: (row) => money(row.counsel.balance + row.unmeasured) },
      { title: "exempt", right: true, text: (row) => money(row.exempt.balance) },
    ],
    rows,
  );
  const years = table.years
    .filter(({ foreseen }) => foreseen > 0n)
    .map(({ reportYear, foreseen }) => `${reportYear} ${money(foreseen)}`)
    .join("; ");
  return [
    `Escheat forecast ${version.id}, as of ${version.asOf}, in ${currency}`,
    places,
    `By year of the report: ${years || "nothing"}`,
    `Expected as the law is read now, 80 %: ${range(total.range)}. Cards sold later are not in it.`,
  ].join("\n\n");
}
