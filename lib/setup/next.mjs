// Next's own program, which has a name without an extension: Node 20.9 does not start such a one beside --import.
import { createRequire } from "node:module";

createRequire(import.meta.url)("next/dist/bin/next");
