import { scopeForOperator } from "@/lib/identity/scope";
import { addShippedTemplates, saveTemplate, withdrawTemplate } from "@/lib/notifications/mutations/templates";
import { getTemplate, listTemplates, type Template } from "@/lib/notifications/queries/templates";
import { templateJson } from "@/lib/notifications/templates/json";
import { saveTemplateInput, templateListParams, templateParams } from "@/lib/notifications/templates/schema";
import { narrowed } from "@/lib/notifications/templates/template-list";
import { parseInput } from "@/lib/validation";
import { command } from "./command";
import { jsonOf } from "./json-file";
import { issuer } from "./options";
import { textTable } from "./table";

const templateArgument = [
  { name: "TEMPLATE", field: "id", summary: "the number of a version", required: true },
] as const;

export const templateCommands = [
  command({
    name: "templates",
    summary: "The words of reminders with all their versions",
    options: {
      issuer,
      reason: { type: "string", value: "REASON", summary: "only these, such as card-expiry" },
      channel: { type: "string", value: "CHANNEL", summary: "only these: email, sms or push" },
      language: { type: "string", value: "CODE", summary: "only these, such as en" },
    },
    run: async ({ values: { issuer: code, ...wanted } }) => {
      const scope = await scopeForOperator(code);
      const items = narrowed(await listTemplates(scope), parseInput(templateListParams, wanted));
      return {
        json: { items: items.map(templateJson) },
        text: items.length > 0 ? tableOf(items) : "There are no such words.",
      };
    },
  }),
  command({
    name: "template",
    summary: "One version of the words of a reminder",
    arguments: templateArgument,
    options: { issuer },
    run: async ({ values, args }) => {
      const scope = await scopeForOperator(values.issuer);
      const found = await getTemplate(scope, parseInput(templateParams, { id: args[0] }).id);
      return { json: templateJson(found), text: `${tableOf([found])}\n\n${found.subject}\n\n${found.body}` };
    },
  }),
  command({
    name: "write-template",
    summary: "Writes a new version of words, checked as on the page",
    arguments: [
      {
        name: "FILE",
        field: "body",
        summary: "JSON with reason, channel, language, messageClass, subject, body, and seen: the newest version, or 0",
        required: true,
      },
    ],
    options: { issuer },
    run: async ({ values, args }) => {
      const scope = await scopeForOperator(values.issuer);
      const input = parseInput(saveTemplateInput, await jsonOf(args[0] ?? ""));
      const saved = await saveTemplate(scope, input, new Date());
      return { json: saved, text: `Version ${saved.version} is in use; its number is ${saved.id}.` };
    },
  }),
  command({
    name: "withdraw-template",
    summary: "Uses a version for nothing new any more",
    arguments: templateArgument,
    options: { issuer },
    run: async ({ values, args }) => {
      const scope = await scopeForOperator(values.issuer);
      const { id } = parseInput(templateParams, { id: args[0] });
      const { version } = await withdrawTemplate(scope, id, new Date());
      return { json: { id, version }, text: `Version ${version} is withdrawn.` };
    },
  }),
  command({
    name: "add-templates",
    summary: "Adds the shipped words of every kind that has none yet",
    options: { issuer },
    run: async ({ values }) => {
      const { written } = await addShippedTemplates(await scopeForOperator(values.issuer), new Date());
      return { json: { written }, text: `${written} added.` };
    },
  }),
];

const tableOf = (items: readonly Template[]) =>
  textTable<Template>(
    [
      { title: "template", right: true, text: ({ id }) => String(id) },
      { title: "reason", text: ({ reason }) => reason },
      { title: "channel", text: ({ channel, language }) => `${channel} ${language}` },
      { title: "version", right: true, text: ({ version }) => String(version) },
      { title: "class", text: ({ messageClass }) => messageClass },
      { title: "written", text: ({ createdAt, createdByName }) => `${createdAt.toISOString()} ${createdByName}` },
      { title: "withdrawn", text: ({ withdrawnAt }) => withdrawnAt?.toISOString() ?? "-" },
    ],
    items,
  );
