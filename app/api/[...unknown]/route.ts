import { NotFound } from "@/lib/errors";
import { problemResponse } from "@/lib/http";

/** An address that no handler has: machines get a problem document, not a page. It says nothing about anybody. */
const unknown = () => problemResponse(new NotFound("This address"));

export { unknown as DELETE, unknown as GET, unknown as PATCH, unknown as POST, unknown as PUT };
