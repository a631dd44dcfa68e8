import type postgres from "postgres";
import { hashPassword } from "@/lib/identity/password";

const PASSWORD = "a queue along the quay";

export type Owner = {
  readonly personId: number;
  readonly name: string;
  readonly email: string;
  readonly password: string;
};
export type RunsTenant = { readonly issuerId: number; readonly admin: Owner; readonly owners: readonly Owner[] };

/** An issuer with an admin and five analysts, each of whom will have a run of his own. */
export async function ensureRunsTenant(sql: postgres.Sql, code: string): Promise<RunsTenant> {
  const hash = await hashPassword(PASSWORD, Buffer.from("the queue's salt"));
  const [issuer] = await sql`
    insert into app.issuer (code, name, currency, time_zone) values (${code}, ${`Queue ${code}`}, 'USD', 'UTC')
    on conflict (code) do update set name = excluded.name returning id`;
  const issuerId = Number(issuer?.id);
  const member = async (name: string, role: string): Promise<Owner> => {
    const email = `${name.toLowerCase()}@${code.toLowerCase()}.test`;
    await sql`insert into app.person (email, name, password_hash) values (${email}, ${name}, ${hash}) on conflict do nothing`;
    const [person] = await sql`select id from app.person where email = ${email}`;
    await sql`insert into app.membership (issuer_id, person_id, role) values (${issuerId}, ${person?.id}, ${role})
      on conflict do nothing`;
    return { personId: Number(person?.id), name, email, password: PASSWORD };
  };
  const owners: Owner[] = [];
  for (const name of ["Una", "Duo", "Tria", "Quad", "Quin"]) owners.push(await member(name, "analyst"));
  return { issuerId, admin: await member("Ada", "admin"), owners };
}

type Planted = {
  readonly kind: string;
  readonly label: string;
  readonly owner: Owner;
  /** Of a run that has failed once: what stopped it, and in how many minutes it is tried again. */
  readonly again?: { readonly error: string; readonly inMinutes: number };
  readonly queue?: string;
};

/** A run as the product queues it. */
export async function plantRun(
  sql: postgres.Sql,
  issuerId: number,
  { kind, label, owner, again, queue }: Planted,
): Promise<number> {
  const minutes = again?.inMinutes ?? 0;
  const [run] = await sql`
    insert into app.job_run (issuer_id, kind, label, input, started_by, started_by_name, attempts, error, next_attempt_at)
    values (${issuerId}, ${kind}, ${label}, '{}', ${owner.personId}, ${owner.name}, ${again ? 1 : 0}, ${again?.error ?? null},
      ${again ? sql`now() + ${minutes} * interval '1 minute'` : null}) returning id`;
  const id = Number(run?.id);
  await sql`select graphile_worker.add_job('run', payload := json_build_object('run', ${id}::int), queue_name := ${queue ?? null}::text,
    run_at := now() + ${minutes} * interval '1 minute', job_key := ${`run-${id}`}::text)`;
  return id;
}

/** Until it is let go no worker takes anything of the queue: to all of them its row is another's. */
export async function holdQueue(connection: postgres.Sql, queue: string): Promise<() => Promise<void>> {
  await connection`insert into graphile_worker._private_job_queues (queue_name) values (${queue}) on conflict do nothing`;
  let letGo: () => void = () => {};
  let isHeld: () => void = () => {};
  const until = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const held = new Promise<void>((resolve) => {
    isHeld = resolve;
  });
  const ended = connection.begin(async (tx) => {
    await tx`select from graphile_worker._private_job_queues where queue_name = ${queue} for update`;
    isHeld();
    await until;
  });
  await Promise.race([held, ended]);
  return async () => {
    letGo();
    await ended;
  };
}
