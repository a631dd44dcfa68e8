import type { z } from "zod";

/**
 * Why a value is refused, to be read after the field's name, wherever a schema has no words of its own. Values are never repeated.
 */
export function refusalWords(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "is needed" : `is no ${kinds[issue.expected] ?? issue.expected}`;
    case "too_small":
      return issue.origin === "string" && issue.minimum === 1
        ? "is empty"
        : `${sized(issue.origin)} ${issue.inclusive === false ? "more than" : "at least"} ${issue.minimum}${unitOf(issue)}`;
    case "too_big":
      return `${sized(issue.origin)} ${issue.inclusive === false ? "less than" : "at most"} ${issue.maximum}${unitOf(issue)}`;
    case "invalid_value":
      return issue.values.length === 1
        ? `is not ${String(issue.values[0])}`
        : `is none of ${issue.values.map(String).join(", ")}`;
    case "invalid_format":
      return formats[issue.format] ?? "is not of the form that belongs here";
    case "not_multiple_of":
      return `is no multiple of ${issue.divisor}`;
    case "invalid_union":
      return issue.input === undefined ? "is needed" : "is nothing that can stand here";
    case "invalid_key":
    case "invalid_element":
      return "has a part that cannot stand here";
    default:
      return "cannot be used";
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: "text",
  int: "whole number",
  boolean: "yes or no",
  array: "list",
  record: "object",
};

const formats: Readonly<Record<string, string>> = {
  email: "is no e-mail address",
  url: "is no address of the web",
  datetime: "is no instant such as 2026-10-31T18:00:00Z",
  date: "is no date (YYYY-MM-DD)",
};

/** How the origin of a limit is spoken of: a number is at least 1, a list has at least 1. */
const sized = (origin: string) => (origin === "string" || origin === "array" || origin === "set" ? "has" : "is");

function unitOf({ origin, ...limits }: { origin: string; minimum?: unknown; maximum?: unknown }): string {
  const one = Number(limits.minimum ?? limits.maximum) === 1;
  if (origin === "string") return one ? " character" : " characters";
  if (origin === "array" || origin === "set") return one ? " entry" : " entries";
  return "";
}
