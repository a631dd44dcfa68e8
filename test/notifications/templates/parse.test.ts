import { describe, expect, it } from "vitest";
import { parseBody, parseSubject } from "@/lib/notifications/templates/parse";

describe("the language of templates", () => {
  it("knows paragraphs, lines, the list of cards and the button, and nothing else", () => {
    const { value, faults } = parseBody(
      "{{greeting}}\n\nYou have {{ total }}\nleft. <b>\n\n\n{{cards}}\n\n{{statement-link}}\n",
    );
    expect(faults).toEqual([]);
    expect(value).toEqual([
      { kind: "paragraph", lines: [[{ variable: "greeting" }]] },
      { kind: "paragraph", lines: [["You have ", { variable: "total" }], ["left. <b>"]] },
      { kind: "cards" },
      { kind: "button" },
    ]);
  });

  it("says where an unknown variable stands, counting characters as a person does", () => {
    expect(parseBody("Hello\n\n😀 {{balanse}} left").faults).toEqual([
      { kind: "unknown-variable", variable: "balanse", line: 3, column: 3 },
    ]);
  });

  it("names braces without an end, a list within a sentence, and what cannot be printed", () => {
    expect(parseBody("{{total\n\nsee {{cards}} here\n\na\u0007b").faults).toEqual([
      { kind: "open-brace", variable: "{{", line: 1, column: 1 },
      { kind: "not-inline", variable: "cards", line: 3, column: 5 },
      { kind: "control-character", variable: "\u0007", line: 5, column: 2 },
    ]);
  });

  it("reads lines however they end", () => {
    expect(parseBody("a\r\n\r\nb").value).toEqual(parseBody("a\n\nb").value);
  });

  it("lets no list and no link into a subject", () => {
    expect(parseSubject("{{cards}} {{total}}").faults).toEqual([
      { kind: "not-inline", variable: "cards", line: 1, column: 1 },
    ]);
  });
});
