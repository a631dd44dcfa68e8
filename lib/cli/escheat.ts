import { csvValue } from "@/lib/breakage/triangle/csv-faults";
import { civilDateIn, isCivilDate } from "@/lib/dates";
import { type IssuerFacts, usualIssuer } from "@/lib/escheat/card-facts";
import { determine } from "@/lib/escheat/determine";
import { type FileCard, readCardFile } from "@/lib/escheat/determine-file";
import { makeRulebook } from "@/lib/escheat/rulebook";
import { command, UsageError } from "./command";
import { csvTextOf } from "./csv-file";
import { forecastCommands } from "./escheat-forecast";
import { reportCommands } from "./escheat-report";
import { ruleCommands } from "./escheat-rules";
import { determinationJson, determinationText } from "./escheat-text";

export const commands = [
  command({
    name: "determine",
    database: false,
    summary: "Which state's law each card of a file falls under, and whether, when and for how much it escheats",
    arguments: [
      {
        name: "FILE.csv",
        summary:
          "a header and a line per card; empty cells are unknown, last_activity_on counts as any kind of activity",
        required: true,
      },
    ],
    options: {
      "as-of": { type: "string", value: "DATE", summary: "the day on which the file was true (default today, in UTC)" },
      "texas-address": {
        type: "boolean",
        summary:
          "counsel's choice: where no address is kept, the one in Austin stands for it (Tex. Prop. Code 72.1016)",
      },
      "second-takes-exempt": {
        type: "boolean",
        summary: "counsel's choice: the state of incorporation takes what the owner's state exempts",
      },
    },
    run: async ({ values, args: [file = ""] }) => {
      const asOf = values["as-of"] ?? civilDateIn("UTC", new Date());
      if (!isCivilDate(asOf)) throw new UsageError(`--as-of is a date such as 2026-06-30, not "${asOf}".`);
      const choices = {
        texasDeemsAddress: values["texas-address"],
        takesSecondPriority: values["second-takes-exempt"],
      };
      const { currency, cards } = csvValue(file, readCardFile(await csvTextOf(file), asOf));
      const rulebook = makeRulebook([]);
      const determined = cards.map((card) => ({
        card: card.facts.id,
        ...determine(card.facts, issuerOf(card, choices), rulebook, { asOf }),
      }));
      return {
        json: { asOf, currency, cards: determined.map((card) => determinationJson(card, currency)) },
        text: determinationText(determined, asOf, currency),
      };
    },
  }),
  ...ruleCommands,
  ...forecastCommands,
  ...reportCommands,
];

type Choices = Pick<IssuerFacts, "texasDeemsAddress" | "takesSecondPriority">;

const issuerOf = ({ incorporation, smallIssuer }: FileCard, choices: Choices): IssuerFacts => ({
  ...usualIssuer,
  ...choices,
  incorporation,
  smallIssuer,
});
