import { finish, json, otherThan } from "@/lib/http";
import { buildDocument } from "@/lib/openapi/document";
import { operations } from "@/lib/openapi/operations";

// The same for everybody and holds no data, so it needs no key.
const document = buildDocument(operations);

export function GET(): Response {
  return finish(json(document));
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
