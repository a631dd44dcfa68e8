import type postgres from "postgres";

/** What an import that was asked for leaves before it has loaded anything: its files, its run, and that it was begun. */
const BEFORE_THE_LOAD = [
  "app.job_run",
  "app.audit_event",
  "app.issuer",
  "app.age_segment",
  "bronze.file",
  "bronze.file_chunk",
];

/** The tables in which a load has left rows of this issuer, whatever tables there are; none when nothing was loaded. */
export async function tracesOfLoad(owner: postgres.Sql, issuerId: number): Promise<string[]> {
  const tables = await owner<{ name: string }[]>`
    select format('%s.%s', table_schema, table_name) as name
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where column_name = 'issuer_id' and table_type = 'BASE TABLE' and table_schema in ('app', 'bronze', 'silver', 'gold')
    order by 1`;
  const found: string[] = [];
  for (const { name } of tables) {
    if (BEFORE_THE_LOAD.includes(name)) continue;
    const [row] = await owner`select 1 from ${owner(name)} where issuer_id = ${issuerId} limit 1`;
    if (row) found.push(name);
  }
  const loaded = await owner`
    select 1 from app.audit_event where issuer_id = ${issuerId} and action = 'import.loaded' limit 1`;
  return loaded.length === 0 ? found : [...found, "app.audit_event"];
}
