import { Invalid } from "@/lib/errors";
import { json, otherThan, route } from "@/lib/http";
import { uploadBytes } from "@/lib/ingest/limits";
import { storeFile } from "@/lib/ingest/mutations/file";
import { refuseSize } from "@/lib/ingest/reader/source";
import { uploadQuery } from "@/lib/ingest/schema";

/**
 * Takes one file in: its bytes as the body, its name in `?name=`. They go to the database piece by piece as they
 * arrive; a request that breaks off leaves nothing.
 */
export const POST = route({
  permission: "import.run",
  query: uploadQuery,
  handler: async ({ scope, query: { name }, request }) => {
    const announced = Number(request.headers.get("content-length") ?? 0);
    if (announced > 0) refuseSize(name, announced, uploadBytes);
    if (!request.body) throw new Invalid("Send the file's bytes as the body.", { fields: { body: "is missing" } });
    return json(await storeFile(scope, name, whole(request.body, announced), uploadBytes), 201);
  },
});

/** A connection that ends early may look like an end; the length that was announced tells the difference. */
async function* whole(body: ReadableStream<Uint8Array>, announced: number): AsyncGenerator<Uint8Array> {
  let received = 0;
  for await (const part of body) {
    received += part.length;
    yield part;
  }
  if (announced > 0 && received !== announced) {
    throw new Invalid(`The upload broke off after ${received} of ${announced} bytes. Nothing of it was kept.`);
  }
}

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
