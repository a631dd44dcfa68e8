import { describe, expect, it } from "vitest";
import { type Tx, withScope } from "@/db/client";
import { getCustomer, listCustomers } from "@/lib/cards/queries/customer";
import { customerListParams, customerParams } from "@/lib/cards/schema";
import { type Scope, scopeForOperator } from "@/lib/identity/scope";
import { type MappingInput, mappingSchema } from "@/lib/ingest/mapping/schema";
import { loadBatch } from "@/lib/ingest/mutations/load";
import { withdrawBatch } from "@/lib/ingest/mutations/withdraw";
import { type LoadScope, silent } from "@/lib/ingest/plan";
import { listHolderChanges } from "@/lib/ingest/queries/changes";
import { previewWithdrawal } from "@/lib/ingest/queries/withdrawal";
import { receiveEvent } from "@/lib/notifications/events/mutations/receive";
import { keepOptOut, recordOptOut } from "@/lib/notifications/mutations/opt-out";
import { auditOf } from "../support/tenants";
import { check, makeIssuer, NOW, planFor, rows } from "./support/issuer";

const part = (entity: MappingInput["files"][number]["entity"], match: string, fields: readonly string[]) => ({
  entity,
  match,
  columns: Object.fromEntries(fields.map((field) => [field, { header: field }])),
});
const mapping = mappingSchema.parse({
  name: "holders",
  files: [
    part("card_type", "types*", ["code", "name", "currency"]),
    part("customer", "customers*", ["id", "name", "state", "address", "zip", "email", "phone", "consentEmail"]),
    part("card", "cards*", ["id", "cardType", "customer", "faceValue", "soldOn"]),
  ],
});
const HEAD = "id,name,state,address,zip,email,phone,consentEmail";
const people = (...lines: string[]) => [HEAD, ...lines, ""].join("\n");
const ann = people("h1,Ann Bly,TX,1 Elm St,75001,ann@a.test,,yes");

let minute = 0;
/** Each load a minute after the one before, as nights follow one another. */
const load = (scope: LoadScope, text: string, name = "customers.csv") =>
  loadBatch(scope, planFor({ [name]: text }, mapping), { now: new Date(NOW.getTime() + 60_000 * minute++) });
const withdraw = (scope: LoadScope, batchId: number | null) =>
  withdrawBatch(scope, batchId ?? 0, { now: new Date(NOW.getTime() + 60_000 * minute++) });

const kept = async (scope: LoadScope, sourceId = "h1") => {
  const [row] = await rows(
    scope,
    `select name, jurisdiction, address_line, zip, email, phone, consent_email, search from silver.customer where source_id = '${sourceId}'`,
  );
  return row;
};
const before = {
  name: "Ann Bly",
  jurisdiction: "US-TX",
  address_line: "1 Elm St",
  zip: "75001",
  email: "ann@a.test",
  phone: null,
  consent_email: true,
  search: "ann bly ann@a.test h1",
};

describe("a name whose letters a source writes in two parts", () => {
  // e and an acute accent, i and its breve, ka and its voicing mark.
  const parted = ["Jose\u0301", "Сергеи\u0306", "カ\u3099ス"] as const;
  const whole = ["José", "Сергей", "ガス"] as const;
  const found = async (scope: Scope, search: string) =>
    (await listCustomers(scope, customerListParams.parse({ search }))).items.map(({ id }) => id);

  it("is found by either spelling, also when a later file has brought it, and after that was withdrawn", async () => {
    const scope = await makeIssuer("PARTED");
    const lines = parted.map((name, at) => `p${at},${name},TX,,,,,`);
    await load(scope, people(...lines, "later,Ann,TX,,,,,"));
    const reader = await scopeForOperator("PARTED");
    for (const [at, name] of whole.entries()) {
      expect(await found(reader, name)).toEqual([`p${at}`]);
      expect(await found(reader, (parted[at] ?? "").toUpperCase())).toEqual([`p${at}`]);
    }
    const { batchId } = await load(scope, people("later,Rene\u0301,TX,,,,,"));
    expect(await found(reader, "rené")).toEqual(["later"]);
    await load(scope, people("p0,Jose\u0301 Luis,TX,,,,,"));
    await withdraw(scope, batchId);
    expect([await found(reader, "rené"), await found(reader, "ann"), await found(reader, "josé")]).toEqual([
      [],
      ["later"],
      ["p0"],
    ]);
  });
});

describe("a holder of whom a later file says something else", () => {
  it("is what the newest batch says: name, address and a consent that was taken back, each told and counted", async () => {
    const scope = await makeIssuer("NEWER");
    await load(scope, ann);
    const text = people("h1,Ann Cole,TX,1 Elm St,75001,ann@a.test,,no", "h2,Bo,NY,,,,,");
    const checked = await check(scope, { "customers.csv": text }, mapping);
    expect(checked.counts.customer).toEqual({ read: 2, new: 1, updated: 1, repeated: 0, refused: 0 });
    expect(await kept(scope)).toEqual(before);
    const loaded = await load(scope, text);
    expect(loaded.counts).toEqual(checked.counts);
    expect(loaded.refused).toEqual([]);
    // The evidence of a consent is the import that changed it.
    expect((await getCustomer(await scopeForOperator("NEWER"), "h1", customerParams.parse({}))).consent).toMatchObject({
      email: false,
      evidence: { importId: loaded.batchId },
    });
    const now = { ...before, name: "Ann Cole", consent_email: false, search: "ann cole ann@a.test h1" };
    expect(await kept(scope)).toEqual(now);
    expect(await listHolderChanges(scope, loaded.batchId ?? 0)).toEqual({
      total: 1,
      rows: [
        {
          id: "h1",
          name: "Ann Cole",
          fields: [
            { field: "name", before: "Ann Bly", after: "Ann Cole" },
            { field: "consent_email", before: true, after: false },
          ],
        },
      ],
    });
  });

  it("keeps what the row does not speak of: an empty cell changes nothing", async () => {
    const scope = await makeIssuer("SILENT");
    await load(scope, ann);
    const loaded = await load(scope, people("h1,,,,,,(201) 555-0123,"));
    expect(loaded.counts.customer).toMatchObject({ updated: 1 });
    expect(await kept(scope)).toEqual({
      ...before,
      phone: "(201) 555-0123",
      search: "ann bly ann@a.test (201) 555-0123 h1",
    });
  });

  it("who has moved to another state keeps no street of the old one", async () => {
    const scope = await makeIssuer("MOVED");
    await load(scope, ann);
    await load(scope, people("h1,,CA,,90001,,,"));
    expect(await kept(scope)).toMatchObject({ jurisdiction: "US-CA", address_line: null, zip: "90001" });
    // Nobody has moved of whom one has only now been told where he lives.
    await load(scope, people("h2,Bo,,9 Oak St,,,,"));
    await load(scope, people("h2,,NY,,,,,"));
    expect(await kept(scope, "h2")).toMatchObject({ jurisdiction: "US-NY", address_line: "9 Oak St" });
  });

  it("who has come into the Union, to no state that is named, is of no country and no street that he has left", async () => {
    const scope = await makeIssuer("ARRIVED");
    const abroad = mappingSchema.parse({
      name: "abroad",
      files: [part("customer", "customers*", ["id", "name", "country", "state", "address", "zip"])],
    });
    const night = (row: string) =>
      loadBatch(scope, planFor({ "customers.csv": `id,name,country,state,address,zip\n${row}\n` }, abroad), {
        now: new Date(NOW.getTime() + 60_000 * minute++),
      });
    await night("h1,Ann Bly,DE,,Lange Str. 1,10115");
    expect(await kept(scope)).toMatchObject({ jurisdiction: "DE", address_line: "Lange Str. 1", zip: "10115" });
    await night("h1,Ann Bly,US,,,");
    expect(await kept(scope)).toMatchObject({ name: "Ann Bly", jurisdiction: null, address_line: null, zip: null });
    const again = await night("h1,Ann Bly,US,,,");
    expect(again.counts.customer).toMatchObject({ new: 0, updated: 0 });
  });

  it("is refused where one file says two things of him", async () => {
    const scope = await makeIssuer("TWOFOLD");
    const loaded = await load(scope, people("h1,Ann,TX,,,,,", "h1,Anne,TX,,,,,"));
    expect(loaded.counts.customer).toEqual({ read: 2, new: 1, updated: 0, repeated: 0, refused: 1 });
  });

  it("is changed for his own issuer alone", async () => {
    const [scope, other] = [await makeIssuer("HERE"), await makeIssuer("THERE")];
    await load(scope, ann);
    await load(other, ann);
    const { batchId } = await load(scope, people("h1,Ann Cole,,,,,,"));
    expect(await kept(other)).toEqual(before);
    expect(await listHolderChanges(other, batchId ?? 0)).toEqual({ total: 0, rows: [] });
  });

  it("stands in the trail by field, with a consent before and after, and with nothing that is personal", async () => {
    const scope = await makeIssuer("TRAIL");
    await load(scope, ann);
    await load(scope, people("h1,Ann Cole,TX,1 Elm St,75001,cole@b.test,,no"));
    const line = (await auditOf(scope.issuerId)).at(-1);
    expect(line?.detail).toMatchObject({
      changed: [
        { field: "consent_email", before: true, after: false, customers: 1 },
        { field: "email", customers: 1 },
        { field: "name", customers: 1 },
      ],
    });
    expect(JSON.stringify(line)).not.toMatch(/Cole|Ann|\.test/);
  });

  it("leaves cards what they are: another face value under the same id is refused", async () => {
    const scope = await makeIssuer("FACTS");
    const cards = (value: number) => `id,cardType,customer,faceValue,soldOn\nc1,T,h1,${value},2024-01-10\n`;
    const files = { "types.csv": "code,name,currency\nT,T,USD\n", "customers.csv": ann, "cards.csv": cards(50) };
    await loadBatch(scope, planFor(files, mapping), { now: NOW });
    const moved = { "customers.csv": people("h1,,CA,,,,,"), "cards.csv": cards(60) };
    const loaded = await loadBatch(scope, planFor(moved, mapping), { now: NOW });
    expect(loaded.counts.customer).toMatchObject({ updated: 1, refused: 0 });
    const [before] = await rows<{ id: number }>(scope, "select min(id)::int as id from app.import_batch");
    expect(loaded.refused.map((row) => row.problems[0]?.reason)).toEqual([
      `Card c1 is already there with other content: Face value is 50.00 there, 60.00 here. No file changes a card. If this row is right, withdraw batch ${before?.id}, which brought the card, and load this file in its place; if it is not, dismiss the row.`,
    ]);
    expect(await rows(scope, "select face_value::text, jurisdiction from silver.card")).toEqual([
      { face_value: "5000", jurisdiction: "US-TX" },
    ]);
  });
});

describe("files of holders in their order", () => {
  const cole = people("h1,Ann Cole,TX,1 Elm St,75001,ann@a.test,,yes");

  it("the same file twice changes nothing, also when other files came between that changed nothing of it", async () => {
    const scope = await makeIssuer("SAME");
    await load(scope, ann);
    const second = await load(scope, cole);
    await load(scope, people("h2,Bo,NY,,,,,"), "customers-2.csv");
    expect(await load(scope, cole)).toMatchObject({ state: "unchanged", batchId: second.batchId });
    expect(await kept(scope)).toMatchObject({ name: "Ann Cole" });
  });

  it("an older file that is loaded once more is the newest word again, and then changes nothing", async () => {
    const scope = await makeIssuer("OLDER");
    await load(scope, ann);
    await load(scope, cole);
    const third = await load(scope, ann);
    expect(third).toMatchObject({ state: "loaded", counts: { customer: { updated: 1 } } });
    expect(third.notices.map(({ text }) => text)).toContain(
      "1 customer was there already and is changed: what is loaded last counts, whatever the age of the file.",
    );
    expect(await kept(scope)).toEqual(before);
    expect(await load(scope, ann)).toMatchObject({ state: "unchanged", batchId: third.batchId });
  });

  it("a file whose rows were only repeats is loaded once more after the batch that had brought them first is gone", async () => {
    const scope = await makeIssuer("GONE");
    const first = await load(scope, ann);
    const both = `${ann}h2,Bo,NY,,,,,\n`;
    const second = await load(scope, both);
    expect(second.counts.customer).toMatchObject({ new: 1, repeated: 1 });
    await withdraw(scope, first.batchId);
    const again = await load(scope, both);
    expect(again).toMatchObject({ state: "loaded", counts: { customer: { new: 1, repeated: 1 } } });
    expect(await kept(scope)).toEqual(before);
    expect(await load(scope, both)).toMatchObject({ state: "unchanged", batchId: again.batchId });
  });
});

describe("loads and withdrawals that were asked for at once", () => {
  const both = planFor({ "customers.csv": `${ann}h2,Bo,NY,,,,,\n` }, mapping);
  /** A transaction that is opened when it is told to be, as if it had waited for its turn so long. */
  const later = (scope: LoadScope) => {
    let open = () => {};
    const turn = new Promise<void>((resolve) => {
      open = resolve;
    });
    const transaction = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
      await turn;
      return withScope(scope, work);
    };
    return { open, transaction };
  };

  it("are told in the order of their turns: what a load has only repeated is missed after the withdrawal that came next", async () => {
    const scope = await makeIssuer("TURNS1");
    const first = await loadBatch(scope, planFor({ "customers.csv": ann }, mapping));
    const { open, transaction } = later(scope);
    const withdrawal = withdrawBatch(scope, first.batchId ?? 0, { transaction });
    expect(await loadBatch(scope, both)).toMatchObject({ counts: { customer: { new: 1, repeated: 1 } } });
    open();
    await withdrawal;
    expect(await kept(scope)).toBeUndefined();
    expect(await loadBatch(scope, both)).toMatchObject({ state: "loaded", counts: { customer: { new: 1 } } });
    expect(await kept(scope)).toEqual(before);
  });

  it("are told in that order the other way round too: what came after the withdrawal is not loaded once more", async () => {
    const scope = await makeIssuer("TURNS2");
    const first = await loadBatch(scope, planFor({ "customers.csv": ann }, mapping));
    const { open, transaction } = later(scope);
    const load = loadBatch(scope, both, { transaction });
    await withdrawBatch(scope, first.batchId ?? 0);
    open();
    const loaded = await load;
    expect(loaded).toMatchObject({ state: "loaded", counts: { customer: { new: 2, repeated: 0 } } });
    expect(await loadBatch(scope, both)).toMatchObject({ state: "unchanged", batchId: loaded.batchId });
  });
});

describe("withdrawal of a batch that has changed holders", () => {
  it("gives back what was kept before, and the customer can be found by it", async () => {
    const scope = await makeIssuer("BACK1");
    await load(scope, ann);
    const second = await load(scope, people("h1,Ann Cole,CA,,,,,"));
    expect(await previewWithdrawal(scope, second.batchId ?? 0)).toMatchObject({
      customers: 0,
      changed: 1,
      dependents: [],
    });
    await withdraw(scope, second.batchId);
    expect(await kept(scope)).toEqual(before);
    expect(await rows(scope, "select count(*)::int as n from bronze.customer_change")).toEqual([{ n: 0 }]);
  });

  it("is counted beforehand as it will be: neither a no that stays nor a later word is given back", async () => {
    const scope = await makeIssuer("BACK6");
    await load(scope, `${ann}h2,Bo,TX,,,,,yes\nh3,Cy,TX,,,,,yes\nh4,Di,TX,,,,,\n`);
    const second = await load(
      scope,
      people("h1,Ann Cole,,,,,,no", "h2,,,,,,,no", "h3,,,,,,,no", "h4,Dina,,,,,,", "h5,Ed,,,,,,no"),
    );
    await load(scope, people("h3,,,,,,,yes", "h4,Diana,,,,,,"));
    const batchId = second.batchId ?? 0;
    // Changed were h1 to h4. h1 gets his name back; h1 and h2 have said no, which stays; h3 has said yes since; h4 has a newer name.
    expect(await previewWithdrawal(scope, batchId)).toMatchObject({ customers: 1, changed: 1, refusing: 2 });
    await withdraw(scope, batchId);
    const of = async (id: string) => [(await kept(scope, id))?.name, (await kept(scope, id))?.consent_email];
    expect([await of("h1"), await of("h2"), await of("h3"), await of("h4")]).toEqual([
      ["Ann Bly", false],
      ["Bo", false],
      ["Cy", true],
      ["Diana", null],
    ]);
    expect((await auditOf(scope.issuerId)).at(-1)?.detail).toMatchObject({ customersRestored: 1 });
  });

  it("leaves a consent refused that was taken back: a later file may have repeated the no, which leaves no mark", async () => {
    const scope = await makeIssuer("BACK4");
    await load(scope, ann);
    const no = await load(scope, people("h1,Ann Cole,,,,,,no"));
    expect(await load(scope, people("h1,,,,,,,no", "h2,Bo,NY,,,,,"))).toMatchObject({
      counts: { customer: { new: 1, updated: 0, repeated: 1 } },
    });
    await withdraw(scope, no.batchId);
    expect(await kept(scope)).toEqual({ ...before, consent_email: false });
    const evidence = async () =>
      (await getCustomer(await scopeForOperator("BACK4"), "h1", customerParams.parse({}))).consent.evidence;
    // The import that has brought the no is its evidence still, and nothing else of it is left.
    expect(await evidence()).toMatchObject({ importId: no.batchId, isWithdrawn: true });
    expect(await listHolderChanges(scope, no.batchId ?? 0)).toEqual({ total: 0, rows: [] });
    expect(await rows(scope, "select before, after from bronze.customer_change")).toEqual([
      { before: {}, after: { consent_email: false } },
    ]);
    const yes = await load(scope, people("h1,,,,,,,yes"));
    expect(await kept(scope)).toEqual(before);
    expect(await evidence()).toMatchObject({ importId: yes.batchId, isWithdrawn: false });
    await withdraw(scope, yes.batchId);
    expect(await kept(scope)).toEqual({ ...before, consent_email: false });
    expect(await evidence()).toMatchObject({ importId: no.batchId, isWithdrawn: true });
  });

  it("leaves its no to nobody who goes with the batch that brought him, and that batch can go", async () => {
    const scope = await makeIssuer("BACK7");
    const first = await load(scope, ann);
    const no = await load(scope, people("h1,Ann Cole,,,,,,no"));
    await withdraw(scope, no.batchId);
    await withdraw(scope, first.batchId);
    expect(await kept(scope)).toBeUndefined();
    expect(await rows(scope, "select count(*)::int as n from bronze.customer_change")).toEqual([{ n: 0 }]);
  });

  it("lets the very file open the consent again that had said yes before the withdrawn no", async () => {
    const scope = await makeIssuer("BACK8");
    await load(scope, ann);
    const no = await load(scope, people("h1,,,,,,,no"));
    await withdraw(scope, no.batchId);
    expect(await load(scope, ann)).toMatchObject({ state: "loaded", counts: { customer: { updated: 1 } } });
    expect(await kept(scope)).toEqual(before);
    expect(await load(scope, ann)).toMatchObject({ state: "unchanged" });
  });

  it("leaves it refused also where a yes came in between, and that is withdrawn as well", async () => {
    const scope = await makeIssuer("BACK5");
    await load(scope, ann);
    const no = await load(scope, people("h1,,,,,,,no"));
    const yes = await load(scope, people("h1,,,,,,,yes"));
    await withdraw(scope, no.batchId);
    expect(await kept(scope)).toEqual(before);
    await withdraw(scope, yes.batchId);
    expect(await kept(scope)).toEqual({ ...before, consent_email: false });
    expect(await rows(scope, "select batch_id, before, after from bronze.customer_change")).toEqual([
      { batch_id: no.batchId, before: {}, after: { consent_email: false } },
    ]);
  });

  it("keeps the later word of a later batch, which then gives back what was there before both", async () => {
    const scope = await makeIssuer("BACK2");
    await load(scope, ann);
    const second = await load(scope, people("h1,Ann Cole,,,,cole@b.test,,"));
    const third = await load(scope, people("h1,Ann Dahl,,,,,,"));
    await withdraw(scope, second.batchId);
    expect(await kept(scope)).toMatchObject({
      name: "Ann Dahl",
      email: "ann@a.test",
      search: "ann dahl ann@a.test h1",
    });
    await withdraw(scope, third.batchId);
    expect(await kept(scope)).toEqual(before);
  });

  it("that brought a holder is refused while a later batch has changed him, and names it", async () => {
    const scope = await makeIssuer("BACK3");
    const first = await load(scope, ann);
    const second = await load(scope, people("h1,Ann Cole,,,,,,"));
    await expect(withdraw(scope, first.batchId)).rejects.toThrow(`Batch ${second.batchId} uses`);
    await withdraw(scope, second.batchId);
    await withdraw(scope, first.batchId);
    expect(await kept(scope)).toBeUndefined();
  });
});

describe("a no and a new address", () => {
  const silence = (scope: LoadScope, mailbox: string) =>
    rows(scope, `select suppressed, suppressed_why from app.mailbox where mailbox = '${mailbox}'`);
  const sayNo = (scope: LoadScope, mailbox: string) =>
    withScope(scope, (tx) =>
      keepOptOut(tx, scope, { channel: "email", mailbox, covers: "commercial", via: "page", batchId: null, now: NOW }),
    );
  const optedOut = [{ suppressed: "commercial", suppressed_why: "opted-out" }];

  it("go together: who has unsubscribed at the old one is unsubscribed at the new, and the old stays silent", async () => {
    const scope = await makeIssuer("NO1");
    await load(scope, ann);
    await sayNo(scope, "ann@a.test");
    const moved = await load(scope, people("h1,,,,,Ann.New+gifts@b.test,,yes"));
    expect(await silence(scope, "ann.new@b.test")).toEqual(optedOut);
    expect(await silence(scope, "ann@a.test")).toEqual(optedOut);
    await withdraw(scope, moved.batchId);
    expect(await silence(scope, "ann@a.test")).toEqual(optedOut);
    expect((await auditOf(scope.issuerId)).filter(({ action }) => action === "notification.opted-out")).toHaveLength(1);
  });

  it("said at the new one goes back with him when the batch that brought it is withdrawn", async () => {
    const scope = await makeIssuer("NO2");
    await load(scope, ann);
    const moved = await load(scope, people("h1,,,,,ann@b.test,,"));
    await sayNo(scope, "ann@b.test");
    await withdraw(scope, moved.batchId);
    expect(await silence(scope, "ann@a.test")).toEqual(optedOut);
  });

  const unsubscribe = (scope: Scope, mailbox: string) =>
    recordOptOut(scope, { channel: "email", mailbox, covers: "commercial", via: "one-click", batchId: null, now: NOW });

  it("go together when the no comes after the move, in answer to a message to the old one, however that was written", async () => {
    const [scope, other] = [await makeIssuer("NO4"), await makeIssuer("NO4B")];
    const first = people(
      "h1,Ann,TX,,,A.nn+gifts@googlemail.com,(201) 555-0123,yes",
      "h2,Anna,TX,,,anna@gmail.com,(202) 555-0123,yes",
    );
    const moved = people("h1,,,,,ann@b.test,(201) 555-0199,", "h2,,,,,anna@b.test,(202) 555-0199,");
    for (const one of [scope, other]) for (const file of [first, moved]) await load(one, file);
    const operator = await scopeForOperator("NO4");
    await unsubscribe(operator, "ann@gmail.com");
    const stop = { id: "1", type: "stop", channel: "sms", address: "+1 201 555 0123", at: NOW.toISOString() } as const;
    await receiveEvent(operator, stop, NOW);
    const silenced = await rows(scope, "select mailbox, suppressed from app.mailbox");
    expect(new Map(silenced.map(({ mailbox, suppressed }) => [mailbox, suppressed]))).toEqual(
      new Map([
        ["ann@gmail.com", "commercial"],
        ["ann@b.test", "commercial"],
        ["+12015550123", "all"],
        ["+12015550199", "all"],
      ]),
    );
    const told = (await auditOf(scope.issuerId)).filter(({ action }) => action === "notification.opted-out");
    expect(told.map(({ subject }) => subject).sort()).toEqual([
      "+12015550123",
      "+12015550199",
      "ann@b.test",
      "ann@gmail.com",
    ]);
    expect(await rows(other, "select mailbox from app.mailbox")).toEqual([]);
  });

  it("go together when the no comes while the import that moves him is under way", async () => {
    const scope = await makeIssuer("NO5");
    await load(scope, ann);
    const operator = await scopeForOperator("NO5");
    const watch = {
      ...silent,
      step: async <T>(name: string, work: () => Promise<T>): Promise<T> => {
        if (name === "summarising") await unsubscribe(operator, "ann@a.test");
        return work();
      },
    };
    const plan = planFor({ "customers.csv": people("h1,,,,,ann@b.test,,") }, mapping);
    await loadBatch(scope, plan, { now: NOW, watch });
    expect(await silence(scope, "ann@b.test")).toEqual(optedOut);
  });

  it("go together when the no comes in the moment before that import is committed: it waits for it", async () => {
    const scope = await makeIssuer("NO6");
    await load(scope, ann);
    const operator = await scopeForOperator("NO6");
    let isDone = false;
    let said: Promise<unknown> = Promise.resolve();
    const isWaiting = async () => {
      const found = `select exists (select from pg_locks where locktype = 'advisory' and objid = ${scope.issuerId} and not granted) as waits`;
      return (await rows<{ waits: boolean }>(scope, found))[0]?.waits;
    };
    const finish = async () => {
      said = unsubscribe(operator, "ann@a.test").finally(() => {
        isDone = true;
      });
      while (!isDone && !(await isWaiting()));
    };
    await loadBatch(scope, planFor({ "customers.csv": people("h1,,,,,ann@b.test,,") }, mapping), { now: NOW, finish });
    await said;
    expect(await silence(scope, "ann@b.test")).toEqual(optedOut);
  });

  it("do not go together where only the old mailbox failed", async () => {
    const scope = await makeIssuer("NO3");
    await load(scope, ann);
    await rows(
      scope,
      `insert into app.mailbox (issuer_id, channel, mailbox, suppressed, suppressed_why)
       values (${scope.issuerId}, 'email', 'ann@a.test', 'all', 'bounced')`,
    );
    await load(scope, people("h1,,,,,ann@b.test,,"));
    expect(await silence(scope, "ann@b.test")).toEqual([]);
  });
});
