import { createHash } from "node:crypto";
import { finish, otherThan } from "@/lib/http";
import { buildDocument } from "@/lib/openapi/document";
import { operations } from "@/lib/openapi/operations";
import { documentPage, STYLE } from "@/lib/openapi/page";

const page = documentPage(buildDocument(operations));
// The one style element, by its hash; nothing else may load or run.
const style = createHash("sha256").update(STYLE).digest("base64");
const policy = `default-src 'none'; style-src 'sha256-${style}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

export function GET(): Response {
  const headers = { "content-type": "text/html; charset=utf-8", "content-security-policy": policy };
  return finish(new Response(page, { headers }));
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
