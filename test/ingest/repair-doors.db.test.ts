import { beforeAll, describe, expect, it } from "vitest";
import * as row from "@/app/api/v1/imports/refused/[id]/route";
import * as dismiss from "@/app/api/v1/imports/refused/dismiss/route";
import * as reload from "@/app/api/v1/imports/refused/load/route";
import * as recall from "@/app/api/v1/imports/refused/recall/route";
import * as kept from "@/app/api/v1/imports/refused/route";
import { commands } from "@/lib/cli/import";
import { createKey } from "@/lib/identity/mutations/keys";
import type { Permission } from "@/lib/identity/permissions";
import type { Scope } from "@/lib/identity/scope";
import { createIssuer } from "../support/issuer";
import { auditOf } from "../support/tenants";
import { load, rows } from "./support/issuer";

const files = {
  "types.csv": "code,name,currency,fundsExpire,validityDays\nT,Plain,USD,no,\n",
  "customers.csv": "id,name,state\nh1,Ivan Petrov,Atlantis\n",
  "cards.csv": "id,cardType,customer,soldOn,expiresOn\nA,T,,2024-01-10,\n",
  "events.csv": [
    "id,card,kind,amount,occurredAt,merchant,corrects",
    "a,A,sale,100.00,2024-01-10,,",
    "r1,A,redemption,ten,2024-13-01,,",
    "r2,A,redemption,ten,2024-02-01,,",
    "",
  ].join("\n"),
};
let scope: Scope;
let stranger: Scope;
const ids = new Map<string, number>();

const keyOf = async (of: Scope, scopes: Permission[]) =>
  (await createKey(of, { name: "test", scopes: scopes as never, days: 1 }, new Date())).key;

type Door = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
async function send(door: Door, key: string, body: unknown, id = "") {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const method = door === row.PATCH ? "PATCH" : door === kept.GET ? "GET" : "POST";
  const request = new Request("http://localhost/x", {
    method,
    headers,
    ...(method === "GET" ? {} : { body: JSON.stringify(body) }),
  });
  const response = await door(request, { params: Promise.resolve({ id }) });
  return { status: response.status, body: await response.json() };
}
const idOf = (of: string) => String(ids.get(of));

beforeAll(async () => {
  scope = await createIssuer("REPAIRS");
  stranger = await createIssuer("NOREPAIRS");
  await load(scope, files);
  const key = await keyOf(scope, ["import.read", "customer.read"]);
  const { items } = (await send(kept.GET, key, null)).body;
  for (const item of items) ids.set(item.values.id, item.id);
  expect([...ids.keys()]).toEqual(["h1", "r1", "r2"]);
});

describe("a row kept aside, by REST", () => {
  it("is repaired by its fields once nothing is wrong with it, and loaded by a run when asked to", async () => {
    const key = await keyOf(scope, ["import.run"]);
    const half = await send(row.PATCH, key, { values: { amount: "10.00" } }, idOf("r1"));
    expect([half.status, half.body.errors]).toEqual([
      422,
      [{ field: "values.occurredAt", message: 'Happened on "2024-13-01" is a day that does not exist.' }],
    ]);
    const before = `select values ->> 'amount' as amount from bronze.refused_row where id = ${idOf("r1")}`;
    expect(await rows(scope, before)).toEqual([{ amount: "ten" }]);
    const values = { amount: "10.00", occurredAt: "2024-01-13" };
    expect(await send(row.PATCH, key, { values }, idOf("r1"))).toEqual({ status: 200, body: { runId: null } });
    expect(await rows(scope, before)).toEqual([{ amount: "10.00" }]);
    const whole = await send(row.PATCH, key, { values, load: true }, idOf("r1"));
    expect(await rows(scope, `select kind, input from app.job_run where id = ${Number(whole.body.runId)}`)).toEqual([
      { kind: "import.repair", input: { ids: [ids.get("r1")] } },
    ]);
    expect((await send(reload.POST, key, { ids: [ids.get("r1")] })).status).toBe(202);
    const actions = (await auditOf(scope.issuerId)).map((line) => line.action);
    expect(actions.filter((action) => action === "import.repaired")).toHaveLength(2);
  });

  it("is given up and taken up again", async () => {
    const key = await keyOf(scope, ["import.run"]);
    const body = { ids: [ids.get("r2")] };
    expect(await send(dismiss.POST, key, body)).toEqual({ status: 200, body: { dismissed: 1 } });
    expect((await send(row.PATCH, key, { values: {} }, idOf("r2"))).status).toBe(404);
    expect((await send(reload.POST, key, body)).status).toBe(404);
    expect(await send(recall.POST, key, body)).toEqual({ status: 200, body: { recalled: 1 } });
  });

  it("has the fields of its kind, is nobody else's, and needs the permission to import", async () => {
    const key = await keyOf(scope, ["import.run"]);
    const odd = await send(row.PATCH, key, { values: { colour: "red" } }, idOf("r2"));
    expect([odd.status, odd.body.errors]).toEqual([400, [{ field: "values.colour", message: "is not known here" }]]);
    const theirs = await keyOf(stranger, ["import.run"]);
    expect((await send(row.PATCH, theirs, { values: { amount: "1" } }, idOf("r2"))).status).toBe(404);
    expect((await send(reload.POST, theirs, { ids: [ids.get("r2")] })).status).toBe(404);
    expect((await send(dismiss.POST, theirs, { ids: [ids.get("r2")] })).body).toEqual({ dismissed: 0 });
    const reader = await keyOf(scope, ["import.read"]);
    for (const door of [reload.POST, dismiss.POST, recall.POST])
      expect((await send(door, reader, { ids: [ids.get("r2")] })).status).toBe(403);
    expect((await send(row.PATCH, reader, { values: {} }, idOf("r2"))).status).toBe(403);
  });

  it("of a customer says what is wrong with it only to whoever may read customers", async () => {
    const ask = async (scopes: Permission[]) =>
      JSON.stringify(await send(row.PATCH, await keyOf(scope, scopes), { values: {} }, idOf("h1")));
    expect(await ask(["import.run", "customer.read"])).toMatch(/Atlantis/);
    expect(await ask(["import.run"])).not.toMatch(/Atlantis|Ivan/);
  });
});

describe("`import repair`", () => {
  it("loads the row with what is given, and says what is still wrong", async () => {
    const command = commands.find((one) => one.name === "repair");
    const run = async (...args: string[]) =>
      command?.run({ args, values: { issuer: "REPAIRS" } as never, note: () => {} });
    await expect(run(idOf("r2"), "amount=-1")).rejects.toThrow(
      "Amount is negative, but a redemption is written as a positive amount.",
    );
    await expect(run(idOf("r2"), "amount")).rejects.toThrow(/not FIELD=VALUE/);
    expect((await run(idOf("r2"), "amount=12.50"))?.json).toMatchObject({
      state: "loaded",
      healed: 1,
      problemsTotal: 0,
    });
    expect(
      await rows(
        scope,
        "select source_id as id, amount::int from silver.card_transaction where kind = 'redemption' order by 1",
      ),
    ).toEqual([{ id: "r2", amount: -1_250 }]);
  });
});
