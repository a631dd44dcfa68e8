import type postgres from "postgres";

/**
 * A clock of the test's own for a whole database: leases and buckets are reckoned by `clock_timestamp()` there, because
 * the clocks of workers differ. A function of that name in a schema that is searched first stands in for the real one, so
 * that the product's own statements run unchanged. Connections opened before do not see it.
 */
export async function installFakeClock(owner: postgres.Sql): Promise<void> {
  const [{ name } = { name: "" }] = await owner<{ name: string }[]>`select current_database() as name`;
  await owner.unsafe(`
    create schema fake;
    create unlogged table fake.clock (at timestamptz not null);
    insert into fake.clock values ('2026-01-01');
    create function fake.clock_timestamp() returns timestamptz language sql volatile as 'select at from fake.clock';
    grant usage on schema fake to public;
    grant select on fake.clock to public;
    alter database "${name}" set search_path = fake, pg_catalog, public;`);
}

export const setFakeClock = (owner: postgres.Sql, at: number) =>
  owner`update fake.clock set at = ${new Date(at).toISOString()}`;
