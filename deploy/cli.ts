/** The command line inside the container image: the database is the one of DATABASE_URL, nothing is started. */
import { main } from "@/lib/cli/main";

process.exit(await main(process.argv.slice(2), async () => {}));
