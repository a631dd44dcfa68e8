/**
 * Brings the database to the present schema and, when there is nobody in it, loads the demo issuer. Prints one JSON
 * object: who can sign in to the demo, empty when this is no demo database.
 */
import postgres from "postgres";
import { migrate } from "@/db/migrate";

const url = process.env.DATABASE_URL;
if (!url) throw new Error("DATABASE_URL is not set");
await migrate(url);
const sql = postgres(url, { max: 1, onnotice: () => {} });
const [demo] = await sql<{ yes: boolean }[]>`select exists (select from app.issuer where is_demo) as yes`;
await sql.end({ timeout: 5 });
process.stdout.write(JSON.stringify({ demo: demo?.yes === true }));
process.exit(0);
