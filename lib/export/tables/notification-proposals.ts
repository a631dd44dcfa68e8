import { type Address, firstOf, readAddress } from "@/lib/address";
import { civilDateIn } from "@/lib/dates";
import { NotFound } from "@/lib/errors";
import { formatInstant } from "@/lib/format";
import type { Scope } from "@/lib/identity/scope";
import { requireAll } from "@/lib/identity/scope";
import { t } from "@/lib/messages/notifications-proposals";
import type { Member } from "@/lib/notifications/member";
import { languageName } from "@/lib/notifications/proposals/batch-words";
import { type ParameterLine, parameterLines } from "@/lib/notifications/proposals/parameter-rows";
import { parameterScope } from "@/lib/notifications/proposals/parameter-words";
import { getBatch, listMembers, type MemberPage } from "@/lib/notifications/queries/batch";
import { type BatchListed, listBatches } from "@/lib/notifications/queries/batches";
import { listParameters } from "@/lib/notifications/queries/parameters";
import { type BatchListParams, batchListParams, type MemberParams, memberParams } from "@/lib/notifications/schema";
import { type ExportSource, onePortion, portionRows, prepare } from "../prepared";

/** The number of a batch in the page's own path. @throws NotFound. */
function batchInPath(address: Address): number {
  const found = /^\/issuer\/notifications\/([1-9]\d{0,8})$/.exec(firstOf(address.path) ?? "");
  if (!found) throw new NotFound("This batch");
  return Number(found[1]);
}

/** As the page reads its address: what waits, unless another state is asked for. */
function listParams(address: Address): BatchListParams {
  const { before: _, ...read } = readAddress(batchListParams, address);
  return firstOf(address.state) === "all" ? read : { ...read, state: read.state ?? "open" };
}

async function allBatches(scope: Scope, params: BatchListParams, now: Date): Promise<BatchListed[]> {
  const rows: BatchListed[] = [];
  let before: number | null | undefined;
  while (before !== null) {
    const page = await listBatches(scope, before === undefined ? params : { ...params, before }, now);
    rows.push(...page.items);
    before = page.nextBefore;
  }
  return rows;
}

async function* peoplePortions(scope: Scope, id: number, first: MemberPage, params: MemberParams) {
  let page = first;
  while (true) {
    yield page.items;
    if (page.nextCursor === null) return;
    page = await listMembers(scope, id, { ...params, cursor: page.nextCursor }, portionRows);
  }
}

export const notificationProposalTables = {
  "notification-batches": {
    permission: "notification.read",
    prepare: async (scope, address) => {
      const now = new Date();
      const params = listParams(address);
      const rows = await allBatches(scope, params, now);
      const currency = ({ currency: code }: BatchListed) => code;
      return prepare<BatchListed>({
        name: "reminders",
        title: t("notify.proposals.caption"),
        columns: [
          { title: t("notify.column.batch"), kind: "count", value: ({ id }) => id },
          { title: t("notify.column.state"), kind: "text", value: ({ state }) => t(`notify.state.${state}`) },
          { title: t("notify.column.reason"), kind: "text", value: ({ reason }) => t(`notify.reason.${reason}`) },
          { title: t("notify.column.channel"), kind: "text", value: ({ channel }) => t(`notify.channel.${channel}`) },
          { title: t("notify.column.language"), kind: "text", value: ({ language }) => languageName(language) },
          { title: t("notify.column.from"), kind: "date", value: ({ windowFrom }) => windowFrom },
          { title: t("notify.column.to"), kind: "date", value: ({ windowTo }) => windowTo },
          { title: t("notify.column.audience"), kind: "count", value: ({ audience }) => audience },
          { title: t("notify.column.people"), kind: "count", value: ({ people }) => people },
          { title: t("notify.column.messages"), kind: "count", value: ({ messages }) => messages },
          { title: t("notify.column.value"), kind: "money", currency, value: ({ valueAtStake }) => valueAtStake },
          { title: t("notify.column.cost"), kind: "money", currency, value: ({ cost }) => cost },
          { title: t("notify.column.delay"), kind: "money", currency, value: ({ delayCost }) => delayCost },
          {
            title: t("notify.column.uplift"),
            kind: "money",
            currency,
            value: ({ upliftExpected }) => BigInt(Math.round(upliftExpected)),
          },
          { title: t("notify.column.proposedBy"), kind: "text", value: ({ proposedByName }) => proposedByName },
          {
            title: t("notify.column.expires"),
            kind: "text",
            value: ({ expiresAt }) => formatInstant(expiresAt, scope.issuer.timeZone, "en"),
          },
        ],
        facts: [
          [t("export.issuer"), scope.issuer.name],
          [t("notify.group"), params.state ?? t("notify.group.all")],
          [t("notify.parameters.date"), civilDateIn(scope.issuer.timeZone, now)],
        ],
        definitions: [
          [t("notify.figure.delay"), t("notify.figure.delay.period")],
          [t("notify.figure.cost"), t("notify.figure.cost.period")],
        ],
        count: rows.length,
        portions: onePortion(rows),
      });
    },
  },
  "notification-people": {
    permission: "notification.read",
    prepare: async (scope, address) => {
      requireAll(scope, "customer.read");
      const id = batchInPath(address);
      const { cursor: _, ...read } = readAddress(memberParams, address);
      const [batch, first] = await Promise.all([
        getBatch(scope, id, new Date()),
        listMembers(scope, id, read, portionRows),
      ]);
      const { currency } = batch;
      return prepare<Member>({
        name: `reminders-${id}-people`,
        title: t("notify.people"),
        columns: [
          { title: t("notify.people.customer"), kind: "text", value: ({ customer }) => customer },
          { title: t("notify.people.person"), kind: "text", value: ({ name }) => name },
          { title: t("notify.people.address"), kind: "text", value: ({ address: to }) => to },
          { title: t("notify.people.mailbox"), kind: "text", value: ({ mailbox }) => mailbox },
          { title: t("notify.people.cardCount"), kind: "count", value: ({ cards }) => cards.length },
          { title: t("notify.people.value"), kind: "money", currency, value: ({ value }) => value },
          { title: t("notify.people.loss"), kind: "date", value: ({ lossOn }) => lossOn },
          {
            title: t("notify.people.when"),
            kind: "text",
            value: ({ dueAt, timeZone }) => (dueAt === null ? null : formatInstant(dueAt, timeZone, "en")),
          },
          { title: t("notify.people.zone"), kind: "text", value: ({ timeZone }) => timeZone },
          { title: t("notify.people.gain"), kind: "money", currency, value: ({ gain }) => BigInt(Math.round(gain)) },
          { title: t("notify.people.baseRate"), kind: "rate", value: ({ baseRate }) => baseRate },
          {
            title: t("notify.people.rule"),
            kind: "text",
            value: ({ leftOut }) => (leftOut === null ? null : t(`notify.leftOut.${leftOut}`)),
          },
        ],
        facts: [
          [t("export.issuer"), scope.issuer.name],
          [t("notify.batch"), String(id)],
          [t("asOf.title"), batch.asOf],
          [t("notify.assumptions.seal"), batch.seal],
          [t("notify.people.who"), read.who],
        ],
        definitions: [],
        count: first.total,
        portions: peoplePortions(scope, id, first, read),
      });
    },
  },
  "notification-parameters": {
    permission: "notification.read",
    prepare: async (scope) => {
      const rows = parameterLines(await listParameters(scope));
      return prepare<ParameterLine>({
        name: "reminder-parameters",
        title: t("notify.parameters.inForce"),
        columns: [
          { title: t("notify.parameters.name"), kind: "text", value: ({ name }) => t(`notify.parameter.${name}`) },
          { title: t("notify.parameters.scope"), kind: "text", value: (line) => parameterScope(line) },
          { title: t("notify.parameters.value"), kind: "text", value: ({ inForce }) => String(inForce.value) },
          { title: t("notify.parameters.low"), kind: "text", value: ({ inForce }) => String(inForce.low) },
          { title: t("notify.parameters.high"), kind: "text", value: ({ inForce }) => String(inForce.high) },
          {
            title: t("notify.parameters.origin"),
            kind: "text",
            value: ({ inForce }) => t(inForce.doubtful ? "notify.origin.doubtful" : `notify.origin.${inForce.origin}`),
          },
          { title: t("notify.parameters.source"), kind: "text", value: ({ inForce }) => inForce.source },
          { title: t("notify.parameters.date"), kind: "text", value: ({ inForce }) => inForce.date.slice(0, 10) },
          { title: t("notify.parameters.by"), kind: "text", value: ({ setBy }) => setBy },
        ],
        facts: [[t("export.issuer"), scope.issuer.name]],
        definitions: [],
        count: rows.length,
        portions: onePortion(rows),
      });
    },
  },
} as const satisfies Record<string, ExportSource>;
