import { createIssuer } from "@/lib/identity/mutations/operator";
import { issuerInput } from "@/lib/identity/schema";
import { parseInput } from "@/lib/validation";
import { command } from "./command";

/** What is wrong is named as it was asked for: `--state`. */
const asked = issuerInput
  .omit({ stateOfIncorporation: true })
  .extend({ state: issuerInput.shape.stateOfIncorporation });

export const commands = [
  command({
    name: "create",
    summary: "Makes an issuer, empty and without people; user create lets its first admin in",
    arguments: [
      { name: "CODE", summary: "what it is called in addresses: capital letters and digits", required: true },
    ],
    options: {
      name: { type: "string", value: "NAME", required: true, summary: "the name people read" },
      currency: { type: "string", value: "CODE", required: true, summary: "the reporting currency, such as USD" },
      "time-zone": {
        type: "string",
        value: "ZONE",
        required: true,
        summary: "whose days count, such as America/New_York",
      },
      state: { type: "string", value: "STATE", summary: "of incorporation, such as DE; escheatment asks for it" },
    },
    run: async ({ values, args }) => {
      const { name, currency, "time-zone": timeZone } = values;
      const given = { code: args[0], name, currency, timeZone, state: values.state };
      const { state, ...wanted } = parseInput(asked, given);
      await createIssuer({ ...wanted, stateOfIncorporation: state });
      return {
        json: { ...wanted, state },
        text: `${wanted.code} is made. Its first admin: user create EMAIL --issuer ${wanted.code} --role admin`,
      };
    },
  }),
];
