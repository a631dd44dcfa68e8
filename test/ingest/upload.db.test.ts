import { expect, it } from "vitest";
import { POST } from "@/app/api/v1/imports/files/route";
import { createKey } from "@/lib/identity/mutations/keys";
import { createIssuer } from "../support/issuer";

it("a file whose name is missing, a path or too long is refused by the parameter `name` as 400, and its text is not said again", async () => {
  const scope = await createIssuer("UPLOAD");
  const { key } = await createKey(scope, { name: "test", scopes: ["import.run"], days: 1 }, new Date());
  const upload = (name: string, body = "a,b\n") =>
    POST(
      new Request(`http://localhost:3000/api/v1/imports/files?name=${encodeURIComponent(name)}`, {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "content-length": String(Buffer.byteLength(body)) },
        body,
      }),
      { params: Promise.resolve({}) },
    );
  for (const name of ["", " ", "x".repeat(301), "../..", "..", "<b>/x.csv", "c:\\x.csv", "л".repeat(200)]) {
    const refused = await upload(name);
    const { errors } = await refused.json();
    expect([name, refused.status, errors]).toEqual([name, 400, [{ field: "name", message: expect.any(String) }]]);
  }
  expect((await upload("plain.csv")).status).toBe(201);
});
