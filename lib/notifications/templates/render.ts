import { render } from "@react-email/components";
import { createElement } from "react";
import type { Locale } from "@/lib/format";
import { recipientText } from "@/lib/messages/recipient";
import type { MessageLinks } from "../recipient-token";
import { messageFaults } from "./check-message";
import { companyOf, type FooterText, footerText } from "./footer";
import { CardRow, Mail } from "./mail";
import type { MessageIssuer, MessageMember, MessageSetting, MessageTemplate, RenderedMessage } from "./message";
import { type Block, type Part, parseBody, parseSubject } from "./parse";
import { escapeHtml, fillSlots, slot } from "./slot";
import { type CardWords, type MessageValues, messageValues } from "./values";

type Wanted = {
  readonly template: MessageTemplate;
  readonly member: MessageMember;
  readonly issuer: MessageIssuer;
  readonly setting: MessageSetting;
  readonly language: Locale;
  readonly links: MessageLinks;
};

/** What all messages of a batch have in common: the text taken apart, and the layout with its places still empty. */
type Shape = {
  readonly subject: readonly Part[];
  readonly blocks: readonly Block[];
  readonly footer: FooterText;
  readonly html: string | null;
  readonly row: { readonly dated: string; readonly open: string };
};

/**
 * A template with somebody's values in it, as it leaves: the same input gives the same bytes.
 * @throws RangeError for a template with faults (`lintTemplate` names them), one that names a last day to somebody whose
 * cards have none, and whatever `messageFaults` finds in the result: nothing leaves rather than half a sentence.
 */
export async function renderMessage(wanted: Wanted): Promise<RenderedMessage> {
  const shape = await shapeOf(wanted);
  const values = messageValues(wanted.member, wanted.issuer, wanted.language);
  const text = (name: string) => textOf(name, values, wanted.links);
  const subject = fillSlots(inline(shape.subject), text).replace(/\s+/g, " ").trim();
  const plain = plainOf(wanted, shape, values, text);
  const message = { subject, plain, html: htmlOf(shape, values, text, subject), headers: headersOf(wanted) };
  const about = { messageClass: wanted.template.messageClass, postalAddress: wanted.setting.postalAddress };
  const faults = messageFaults(message, about);
  if (faults.length > 0) throw new RangeError(faults.join(" "));
  return message;
}

const KEPT_SHAPES = 32;
const shapes = new Map<string, Promise<Shape>>();

/** React draws the layout once for a batch, not once for a person. The oldest are forgotten. */
function shapeOf({ template, issuer, setting, language }: Wanted): Promise<Shape> {
  const { channel, messageClass, subject, body } = template;
  const { senderName, postalAddress } = setting;
  const key = JSON.stringify([
    ...[channel, messageClass, subject, body, language],
    ...[issuer.name, issuer.legalName, senderName, postalAddress],
  ]);
  const known = shapes.get(key);
  if (known) return known;
  const made = makeShape(template, issuer, setting, language);
  if (shapes.size >= KEPT_SHAPES) for (const oldest of [...shapes.keys()].slice(0, 1)) shapes.delete(oldest);
  shapes.set(key, made);
  made.catch(() => shapes.delete(key));
  return made;
}

async function makeShape(
  template: MessageTemplate,
  issuer: MessageIssuer,
  setting: MessageSetting,
  language: Locale,
): Promise<Shape> {
  const subject = parseSubject(template.subject);
  const body = parseBody(template.body);
  const fault = [...subject.faults, ...body.faults][0];
  if (fault) throw new RangeError(`${fault.kind} ${fault.variable} in line ${fault.line}, column ${fault.column}`);
  const footer = footerText(template.messageClass, issuer, setting, language);
  const common = { subject: subject.value, blocks: body.value, footer };
  if (template.channel !== "email") return { ...common, html: null, row: { dated: "", open: "" } };
  const parts = { subject: slot("subject"), sender: setting.senderName, blocks: body.value, footer, language };
  return {
    ...common,
    html: await draw(createElement(Mail, parts)),
    row: {
      dated: withoutDoctype(await draw(createElement(CardRow, { dated: true }))),
      open: withoutDoctype(await draw(createElement(CardRow, { dated: false }))),
    },
  };
}

/** The comments are React's own, for pages that come alive in a browser. */
async function draw(element: Parameters<typeof render>[0]): Promise<string> {
  return (await render(element)).replace(/<!--\/?\$?-->|<!-- -->/g, "");
}

const withoutDoctype = (html: string): string => html.replace(/^<!DOCTYPE[^>]*>/, "");

const inline = (parts: readonly Part[]): string =>
  parts.map((part) => (typeof part === "string" ? part : slot(part.variable))).join("");

function textOf(name: string, values: MessageValues, links: MessageLinks): string | undefined {
  if (name === "statement-link") return links.statement;
  if (name === "unsubscribe-link") return links.unsubscribe;
  if (name === "last-day") return values.lastDay ?? undefined;
  return values.texts[name as keyof MessageValues["texts"]];
}

type Text = (name: string) => string | undefined;

function htmlOf(shape: Shape, values: MessageValues, text: Text, subject: string): string | null {
  if (shape.html === null) return null;
  const rows = values.cards.map((card) => rowHtml(shape, card)).join("");
  return fillSlots(shape.html, (name) => {
    if (name === "cards") return rows;
    const found = name === "subject" ? subject : text(name);
    return found === undefined ? undefined : escapeHtml(found);
  });
}

function rowHtml({ row }: Shape, card: CardWords): string {
  const { title, amount, detail } = card;
  const words: Readonly<Record<string, string>> = { title, amount, detail: detail ?? "" };
  return fillSlots(detail === null ? row.open : row.dated, (name) => escapeHtml(words[name] ?? ""));
}

function plainOf(
  { template, issuer, language, links }: Wanted,
  shape: Shape,
  values: MessageValues,
  text: Text,
): string {
  const email = template.channel === "email";
  const blocks = shape.blocks.map((block) => {
    if (block.kind === "cards") return values.cards.map(email ? longLine : shortLine).join("\n");
    if (block.kind === "button")
      return email ? `${recipientText(language, "button.statement")}: ${links.statement}` : links.statement;
    return block.lines.map((line) => fillSlots(inline(line), text)).join("\n");
  });
  return `${[...blocks, email ? plainFooter(shape.footer, links) : shortFooter(template, issuer, language, links)]
    .filter((block) => block !== "")
    .join(email ? "\n\n" : "\n")}\n`;
}

const longLine = ({ title, amount, detail }: CardWords) =>
  `- ${title}: ${amount}${detail === null ? "" : `\n  ${detail}`}`;
const shortLine = ({ title, amount, detail }: CardWords) =>
  `${title}: ${amount}${detail === null ? "" : `. ${detail}`}`;

const plainFooter = ({ lines, stop }: FooterText, links: MessageLinks): string =>
  ["-- ", ...lines, ...(stop === null ? [] : [`${stop}: ${links.unsubscribe}`])].join("\n");

/** A text message says whose advertisement it is and how to end it, and has no room for more. */
function shortFooter(template: MessageTemplate, issuer: MessageIssuer, language: Locale, links: MessageLinks): string {
  const company = companyOf(issuer);
  if (template.messageClass === "statutory-notice") return recipientText(language, "sms.notice", { company });
  return recipientText(language, "sms.stop", { company, link: links.unsubscribe });
}

/** Of a mail. One click ends commercial ones (RFC 8058); no programme answers them by itself (RFC 3834). */
function headersOf({ template, language, links }: Wanted): Record<string, string> {
  if (template.channel !== "email") return {};
  const common = { "Content-Language": language, "Auto-Submitted": "auto-generated" };
  if (template.messageClass !== "commercial") return common;
  return {
    ...common,
    "List-Unsubscribe": `<${links.oneClick}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  };
}
