/** Run by a test as a process of its own: counts one attempt and says how long to wait. */
import { closeConnection } from "@/db/client";
import { countAttempt } from "@/lib/identity/mutations/throttle";

const [email = "", now = ""] = process.argv.slice(2);
const wait = await countAttempt("signInElsewhere", email, new Date(now));
await closeConnection();
process.send?.(wait, () => process.disconnect());
