import { describe, expect, it } from "vitest";
import { command } from "@/lib/cli/command";
import type { Group } from "@/lib/cli/groups";
import { runCommandLine } from "@/lib/cli/run";
import { Conflict, Invalid } from "@/lib/errors";

const greet = command({
  name: "greet",
  summary: "Says hello",
  arguments: [{ name: "WHO", field: "person", summary: "the person to greet", required: true }],
  options: {
    tone: { type: "string", value: "TONE", default: "warm", summary: "how" },
    by: { type: "string", multiple: true, summary: "on behalf of" },
    "card-type": { type: "string", summary: "which cards" },
    "as-of": { type: "string", summary: "when" },
    "how-often": { type: "string", field: "times", summary: "how many times" },
    loud: { type: "boolean", summary: "in capitals" },
    refuse: { type: "boolean", summary: "throw what the data forbids" },
  },
  run: async ({ values, args, note }) => {
    note("about to greet");
    if (values["how-often"]) {
      const fields = {
        "times.0.count": "is no number",
        asOf: "lies before `times`, unlike `this`",
        "card-type": "is empty",
        "card-type.0": "is odd",
        person: "is nobody",
        quietFrom: "is no time",
        "cards.0": "is odd",
      };
      throw new Invalid("That cannot be said.", { fields });
    }
    if (values.refuse) throw new Conflict("Somebody greeted first.");
    return { json: { who: args[0], ...values }, text: `hello ${args[0]}`, exitCode: args[0] === "nobody" ? 1 : 0 };
  },
});

const groups: Record<string, Group> = { say: { summary: "Speaking", load: async () => ({ commands: [greet] }) } };
const run = (...words: string[]) => runCommandLine(words, { groups, openDatabase: async () => {}, note: () => {} });

describe("command line", () => {
  it("looks for a database only when a command runs that needs one", async () => {
    let opened = 0;
    const openDatabase = async () => {
      opened++;
    };
    const files: Record<string, Group> = { say: { ...groups.say, database: false } as Group };
    for (const [words, table, expected] of [
      [["say", "greet", "--help"], groups, 0],
      [["say", "greet", "--oops"], groups, 0],
      [["say", "greet", "Ann"], files, 0],
      [["say", "greet", "Ann"], groups, 1],
    ] as const) {
      await runCommandLine(words, { groups: table, openDatabase, note: () => {} });
      expect(opened).toBe(expected);
    }
  });

  it("--json prints exactly one JSON object with what the options declare", async () => {
    const { stdout, exitCode } = await run("say", "greet", "Ann", "--by", "x", "--by=y", "--loud", "--json");
    expect(JSON.parse(stdout)).toEqual({ who: "Ann", tone: "warm", by: ["x", "y"], loud: true, refuse: false });
    expect(exitCode).toBe(0);
  });

  it("unknown commands, unknown options and missing arguments exit with 2, name what was wrong and print nothing on stdout", async () => {
    for (const [words, sentence] of [
      [["sing"], 'There is no command "sing".'],
      [["say"], '"say" needs a second word.'],
      [["say", "shout"], 'There is no command "say shout".'],
      [["say", "greet", "Ann", "--tune", "x"], "--tune"],
      [["say", "greet"], "WHO is missing"],
      [["say", "greet", "Ann", "Bob"], 'Nothing is expected at "Bob".'],
      [["say", "greet", "Ann", "--tone", "dry", "--tone=warm"], "--tone is given twice."],
      [["say", "greet", "Ann", "--loud", "--loud"], "--loud is given twice."],
      [["say", "greet", "Ann", "--json", "--by", "x", "--by", "y", "--json"], "--json is given twice."],
      [["toString"], 'There is no command "toString".'],
    ] as const) {
      const outcome = await run(...words);
      expect(outcome).toMatchObject({ exitCode: 2, stdout: "" });
      expect(outcome.stderr).toContain(sentence);
    }
  });

  it("what the data forbids exits with 1 and its own sentence", async () => {
    expect(await run("say", "greet", "Ann", "--refuse")).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: "Somebody greeted first.",
    });
  });

  it("what is wrong with a value is said of the option or the argument it was given by, whatever the value is called inside", async () => {
    const { exitCode, stderr } = await run("say", "greet", "Ann", "--how-often", "x");
    expect([exitCode, stderr.split("\n")]).toEqual([
      1,
      [
        "That cannot be said.",
        "  --how-often: is no number",
        "  --as-of: lies before --how-often, unlike `this`",
        "  --card-type: is empty",
        "  --card-type: is odd",
        "  WHO: is nobody",
        "  quietFrom: is no time",
        "  cards.0: is odd",
      ],
    ]);
  });

  it("a result that does not hold keeps its output and its own exit code", async () => {
    expect(await run("say", "greet", "nobody")).toEqual({ exitCode: 1, stdout: "hello nobody", stderr: "" });
  });

  it("--help exits with 0 and shows every option", async () => {
    const { stdout, exitCode } = await run("say", "greet", "--help");
    expect(exitCode).toBe(0);
    for (const word of ["WHO", "--tone", "--by", "--loud", "--json"]) expect(stdout).toContain(word);
  });
});
