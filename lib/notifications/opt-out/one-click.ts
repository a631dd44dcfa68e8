const FORM_LIMIT = 4096;

/**
 * Whether a request is what RFC 8058 section 3.2 says a mail programme sends: a form, as `multipart/form-data` or
 * `application/x-www-form-urlencoded`, whose field `List-Unsubscribe` is `One-Click`. Nothing longer is read.
 */
export async function isOneClick(request: Request): Promise<boolean> {
  if (Number(request.headers.get("content-length") ?? 0) > FORM_LIMIT) return false;
  const bytes = await readSome(request.body);
  if (bytes === null) return false;
  const type = request.headers.get("content-type") ?? "";
  try {
    const form = await new Response(bytes, { headers: { "content-type": type } }).formData();
    return form.get("List-Unsubscribe") === "One-Click";
  } catch {
    // Not a form at all: the same as a form without the field.
    return false;
  }
}

async function readSome(body: ReadableStream<Uint8Array> | null): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > FORM_LIMIT) return null;
    chunks.push(chunk);
  }
  return Uint8Array.from(Buffer.concat(chunks));
}
