import fs from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type ForeignRows, makeForeignRows } from "@/e2e/foreign-rows";
import type { ActionResult } from "@/lib/action";
import { createKey } from "@/lib/identity/mutations/keys";
import { inviteMember } from "@/lib/identity/mutations/members";
import { type Scope, scopeForOperator, sessionScope } from "@/lib/identity/scope";
import { storeFile } from "@/lib/ingest/mutations/file";
import { saveMapping } from "@/lib/ingest/mutations/mapping";
import { listRefusedRows } from "@/lib/ingest/queries/refused";
import type { Question } from "@/lib/question";
import { saveView } from "@/lib/views/mutations";
import { load, plainMapping } from "../ingest/support/issuer";
import { askAs } from "../support/ask";
import { requestAs } from "../support/next-request";
import { auditOf, createIssuer, createPerson, signInAs } from "../support/tenants";

vi.mock("next/headers", async () => (await import("../support/next-request")).nextHeaders);
// There is no page here that could show anything anew.
vi.mock("next/cache", () => ({ revalidatePath: () => {} }));

const root = path.resolve(import.meta.dirname, "../..");
const seal = "0".repeat(64);
const reason = "Out of curiosity.";
const day = "2026-01-31";
const payment = { type: "check", confirmation: "1" };

/** Ids of the other issuer for each kind of thing that an action names, or the same of things that nobody has. */
type Ids = Pick<ForeignRows, "run" | "report" | "letters" | "template" | "reminders" | "device" | "messageKey"> & {
  person: number;
  invitation: number;
  key: number;
  view: number;
  batch: number;
  file: number;
  row: number;
  mapping: number;
  brand: number;
  cardType: number;
  typeCode: string;
};
const nobodys: Ids = {
  run: 2_000_000_001,
  report: 2_000_000_002,
  letters: 2_000_000_003,
  template: 2_000_000_004,
  reminders: 2_000_000_005,
  device: "no-such-device",
  messageKey: "f".repeat(32),
  person: 2_000_000_006,
  invitation: 2_000_000_007,
  key: 2_000_000_008,
  view: 2_000_000_009,
  batch: 2_000_000_010,
  file: 2_000_000_011,
  row: 2_000_000_012,
  mapping: 2_000_000_013,
  brand: 2_000_000_014,
  cardType: 2_000_000_015,
  typeCode: "NO-SUCH-TYPE",
};

/** Every action that takes an id, with an input in which nothing but the id can be refused. */
const withIds: Readonly<Record<string, (ids: Ids) => unknown>> = {
  revokeInvitationAction: ({ invitation }) => ({ invitationId: invitation }),
  changeRoleAction: ({ person }) => ({ personId: person, role: "analyst" }),
  disableMemberAction: ({ person }) => ({ personId: person }),
  enableMemberAction: ({ person }) => ({ personId: person }),
  removeMemberAction: ({ person }) => ({ personId: person }),
  endMemberSessionsAction: ({ person }) => ({ personId: person }),
  createResetLinkAction: ({ person }) => ({ personId: person }),
  revokeKeyAction: ({ key }) => ({ keyId: key }),
  "jobs.run": ({ run }) => ({ runId: run }),
  cancelRunAction: ({ run }) => ({ runId: run }),
  retryRunAction: ({ run }) => ({ runId: run }),
  approveLettersAction: ({ letters }) => ({ batchId: letters, seal }),
  rejectLettersAction: ({ letters }) => ({ batchId: letters, reason }),
  mailLettersAction: ({ letters }) => ({ batchId: letters, mailedOn: day }),
  returnLetterAction: ({ letters }) => ({ batchId: letters, number: 1, returnedOn: day }),
  reviewReportAction: ({ report }) => ({ reportId: report, dataHash: seal }),
  fileReportAction: ({ report }) => ({ reportId: report, dataHash: seal, filedOn: day, format: "csv", payment: null }),
  remitReportAction: ({ report }) => ({ reportId: report, paidOn: day, payment }),
  acknowledgeReportAction: ({ report }) => ({ reportId: report, reference: "1" }),
  withdrawReportAction: ({ report }) => ({ reportId: report, reason }),
  removeViewAction: ({ view }) => ({ viewId: view }),
  chooseMethodAction: ({ typeCode }) => ({ cardType: typeCode, method: "mature-rate", reason }),
  judgeTriangleAction: ({ typeCode }) => ({ cardType: typeCode, leftOut: [], settledAge: null, reason }),
  withdrawTemplateAction: ({ template }) => ({ id: template }),
  approveBatchAction: ({ reminders }) => ({ batchId: reminders, seal }),
  rejectBatchAction: ({ reminders }) => ({ batchId: reminders, reason }),
  undoApprovalAction: ({ reminders }) => ({ batchId: reminders }),
  pauseBatchAction: ({ reminders }) => ({ batchId: reminders }),
  resumeBatchAction: ({ reminders }) => ({ batchId: reminders }),
  stopBatchAction: ({ reminders }) => ({ batchId: reminders, reason }),
  "notifications.approval": ({ reminders }) => ({ batchId: reminders }),
  startMeasuringAction: ({ reminders }) => ({ batchId: reminders }),
  "notifications.sending": ({ reminders }) => ({ batchId: reminders }),
  editProposalAction: ({ reminders }) => ({ batchId: reminders, seal }),
  settleUnknownAction: ({ messageKey }) => ({ key: messageKey, arrived: true, reason }),
  settleDeadAction: ({ messageKey }) => ({ key: messageKey, again: false, reason }),
  describeFileAction: ({ file }) => ({ fileId: file }),
  adoptFilesAction: ({ file }) => ({ mapping: "athena-v2", fileIds: [file] }),
  startImportAction: ({ file }) => ({ fileIds: [file], mapping: plainMapping(), dryRun: true }),
  startCheckedAction: ({ run }) => ({ runId: run }),
  "ingest.withdrawal": ({ batch }) => ({ batchId: batch }),
  withdrawBatchAction: ({ batch }) => ({ batchId: batch }),
  repairRowAction: ({ row }) => ({ id: row, values: {}, load: false }),
  removeMappingAction: ({ mapping }) => ({ id: mapping }),
  renameBrandAction: ({ brand }) => ({ brandId: brand, name: "Taken over" }),
  updateCardTypeAction: ({ cardType }) => ({
    cardTypeId: cardType,
    updatedAt: "2026-01-31T00:00:00.000Z",
    name: "Taken over",
    brandId: null,
    businessModel: null,
    category: null,
    medium: null,
    issuerType: null,
    validityDays: null,
    fundsValidityDays: null,
    hasExpiry: null,
    fundsExpire: null,
    hasFees: null,
    cashRedeemable: null,
    promotional: null,
    reloadable: null,
  }),
};

/**
 * These answer as they do for an id that nobody has: with a list or a report in which there is nothing of others, by doing
 * nothing to rows that are not there, with a run that will find none, with what one's own letters still lack, or because
 * anybody may close an address on his own list.
 */
const withLists: Readonly<Record<string, (ids: Ids) => unknown>> = {
  "ingest.checkedRows": ({ run }) => ({ runId: run }),
  "ingest.unknownValues": ({ run }) => ({ runId: run }),
  issueLettersAction: ({ letters }) => ({ batchId: letters, seal, issuedOn: day }),
  suppressMailboxAction: ({ device }) => ({ channel: "push", mailbox: device, reason }),
  liftSuppressionAction: ({ device }) => ({ channel: "push", mailbox: device, reason }),
  removeFileAction: ({ file }) => ({ fileId: file }),
  reloadRowsAction: ({ row }) => ({ ids: [row] }),
  dismissRowsAction: ({ row }) => ({ ids: [row] }),
  recallRowsAction: ({ row }) => ({ ids: [row] }),
  approveBatchesAction: ({ reminders }) => ({ batches: [{ batchId: reminders, seal }] }),
};

/** They name nothing that has an id, or a link's token says whom they are about. */
const withoutIds = new Set(
  `snoozeNoteAction inviteMemberAction createKeyAction openInvitation acceptInvitationAction openReset resetPasswordAction
  changePasswordAction changeLanguageAction endOtherSessionsAction proposeLettersAction
  previewRuleVersionAction writeRuleVersionAction confirmRuleAction makeReportAction saveLayoutAction saveHolderAction
  startEscheatForecastAction startWhatIfAction saveViewAction startForecastAction
  previewTemplateAction saveTemplateAction addShippedTemplatesAction saveSettingAction setParameterAction pauseAllAction
  resumeAllAction optOutAction optOutReasonAction takeLearnedAction startProposingAction
  openStatementAction previewMethodAction chooseRecognitionAction changeAccountsAction lockMonthAction signOffMonthAction
  saveMappingAction createBrandAction replaceAgeSegmentsAction startAgeSegmentsAction
  jobs.list jobs.ended views.list cards.find notifications.approvals`.split(/\s+/),
);

type AnyAction = (input: unknown) => Promise<ActionResult<unknown>>;
type AnyQuestion = Question<unknown, unknown>;
/** All of them by name; what pages ask by the domain and the name there. */
const actions = new Map<string, AnyAction>();
let theirs: Ids;
let issuerId: number;
let strangers: string[];
const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice: () => {} });
afterAll(() => owner.end());

beforeAll(async () => {
  const files = fs.readdirSync(path.join(root, "lib"), { recursive: true, encoding: "utf8" });
  for (const file of files.filter((one) => one.endsWith(".ts"))) {
    if (!/^"use server";/m.test(fs.readFileSync(path.join(root, "lib", file), "utf8"))) continue;
    const found = (await import(path.join(root, "lib", file))) as Record<string, AnyAction>;
    for (const [name, action] of Object.entries(found)) actions.set(name, action);
  }
  for (const file of files.filter((one) => one.endsWith("questions.ts"))) {
    const exported = (await import(path.join(root, "lib", file))) as Record<string, Record<string, AnyQuestion>>;
    for (const [name, question] of Object.values(exported).flatMap((questions) => Object.entries(questions)))
      actions.set(`${path.dirname(file)}.${name}`, (input) => askAs(question, input));
  }
  issuerId = await createIssuer("THEIRS");
  theirs = await makeTheirs(await scopeForOperator("THEIRS"));
  const stranger = await createIssuer("STRANGER");
  strangers = await Promise.all(
    (["admin", "manager"] as const).map(async (role) =>
      signInAs(await createPerson(`${role}@stranger.test`, [[stranger, role]])),
    ),
  );
});

async function makeTheirs(scope: Scope): Promise<Ids> {
  const now = new Date();
  const person = await createPerson("admin@theirs.test", [[issuerId, "admin"]]);
  requestAs({ session: await signInAs(person) });
  const own = await sessionScope("view.write");
  const loaded = await load(scope, {
    "types.csv": "code,name,currency,fundsExpire,validityDays\nTHEIR-TYPE,Type,USD,no,365\n",
    "cards.csv": "id,cardType,customer,soldOn,expiresOn\nC1,NO-TYPE,,2024-01-01,\n",
  });
  await inviteMember(scope, { email: "new@theirs.test", role: "analyst" }, now);
  await saveMapping(scope, { name: "theirs", mapping: plainMapping(), replace: false });
  await saveView(own, { screen: "breakage", name: "theirs", state: {}, shared: true, defaultForRole: null }, now);
  await owner`insert into silver.brand (issuer_id, code, name, batch_id) values (${issuerId}, 'B', 'Brand', ${loaded.batchId})`;
  const idOf = async (table: string) => {
    const [row] = await owner`select id from ${owner(table)} where issuer_id = ${issuerId} order by id limit 1`;
    return Number(row?.id);
  };
  return {
    ...(await makeForeignRows(owner, issuerId)),
    person,
    invitation: await idOf("app.invitation"),
    key: (await createKey(scope, { name: "theirs", scopes: ["card.read"], days: 30 }, now)).id,
    view: await idOf("app.saved_view"),
    batch: loaded.batchId ?? 0,
    file: (await storeFile(scope, "brands.csv", Readable.from([Buffer.from("code,name\nB,Brand\n")]))).id,
    row: (await listRefusedRows(scope)).rows[0]?.id ?? 0,
    mapping: await idOf("app.import_mapping"),
    brand: await idOf("silver.brand"),
    cardType: await idOf("silver.card_type"),
    typeCode: "THEIR-TYPE",
  };
}

/** What the action says to whichever of the stranger's people may do it at all. */
async function ask(name: string, input: unknown): Promise<ActionResult<unknown>> {
  const action = actions.get(name);
  if (!action) throw new Error(`there is no action ${name}`);
  let said: ActionResult<unknown> | null = null;
  for (const session of strangers) {
    requestAs({ session, issuer: "STRANGER" });
    said = await action(input);
    if (said.ok || said.code !== "forbidden") return said;
  }
  throw new Error(`nobody may ask for ${name}: ${JSON.stringify(said)}`);
}

/** Whose number it is, and which run was begun, are all that may differ. */
const withoutNumbers = (result: ActionResult<unknown>) =>
  JSON.parse(JSON.stringify(result).replace(/"(runId|batchId)":\d+/g, '"$1":0'));

test("every action is in one of the lists, and every kind of thing is there", () => {
  const listed = [...Object.keys(withIds), ...Object.keys(withLists), ...withoutIds];
  expect([...actions.keys()].sort()).toEqual(listed.sort());
  expect(Object.entries(theirs).filter(([, id]) => !id || Number.isNaN(id))).toEqual([]);
});

describe("an action with the id of another issuer's thing", () => {
  test.each(Object.keys(withIds))("%s: is 404 in the words for an id that nobody has", async (name) => {
    const input = withIds[name];
    const foreign = await ask(name, input?.(theirs));
    expect(foreign).toMatchObject({ ok: false, code: "not_found" });
    expect(foreign).toEqual(await ask(name, input?.(nobodys)));
  });

  test.each(Object.keys(withLists))("%s: says what it says of an id that nobody has", async (name) => {
    const input = withLists[name];
    const foreign = await ask(name, input?.(theirs));
    expect(foreign).not.toMatchObject({ code: "internal" });
    expect(withoutNumbers(foreign)).toEqual(withoutNumbers(await ask(name, input?.(nobodys))));
  });

  test("leaves no line in the other issuer's trail", async () => {
    const before = await auditOf(issuerId);
    for (const [name, input] of Object.entries({ ...withIds, ...withLists })) await ask(name, input(theirs));
    expect(await auditOf(issuerId)).toEqual(before);
  });
});
