// What failed, by name and with the beginning of its message: a long log is often kept only in part, its end at best.
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { ROOT } from "./project.mjs";

const MESSAGE_LINES = 12;

function beginning(message) {
  return stripVTControlCharacters(message ?? "")
    .split("\n")
    .filter((line) => line.trim() !== "" && !/^\s+at /.test(line))
    .slice(0, MESSAGE_LINES)
    .join("\n");
}

/** The failures in a result of vitest's JSON reporter. A file that could not be loaded has no test that could fail. */
export function vitestFailures(result) {
  return (result?.testResults ?? []).flatMap((file) => {
    const where = path.relative(ROOT, file.name);
    const failed = file.assertionResults.filter(({ status }) => status === "failed");
    if (failed.length === 0 && file.status === "failed") return [{ name: where, message: beginning(file.message) }];
    return failed.map((test) => ({
      name: `${where} › ${[...test.ancestorTitles, test.title].join(" › ")}`,
      message: beginning(test.failureMessages.join("\n")),
    }));
  });
}

/** The failures in a result of Playwright's JSON reporter; a test that passed only the second time is named, not counted. */
export function playwrightFailures(result) {
  const failed = [];
  const flaky = [];
  const walk = (suite, titles) => {
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        if (test.status !== "unexpected" && test.status !== "flaky") continue;
        const errors = test.results.flatMap((attempt) => attempt.errors ?? []);
        const failure = {
          name: [`${spec.file}:${spec.line}`, ...titles, spec.title].join(" › "),
          message: beginning(errors[0]?.message),
        };
        (test.status === "flaky" ? flaky : failed).push(failure);
      }
    }
    for (const inner of suite.suites ?? []) walk(inner, [...titles, inner.title]);
  };
  for (const suite of result?.suites ?? []) walk(suite, []);
  const outside = (result?.errors ?? []).map(({ message }) => ({ name: "e2e", message: beginning(message) }));
  return { failed: [...failed, ...outside], flaky };
}

/** Lines to print, names flush left, messages under them. */
export function failureText(part, failures) {
  return failures
    .map(({ name, message }) => [`${part}: ${name}`, ...message.split("\n").map((line) => `    ${line}`)].join("\n"))
    .join("\n\n");
}
