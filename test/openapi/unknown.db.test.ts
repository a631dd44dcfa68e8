import { expect, it } from "vitest";
import { DELETE, GET, PATCH, POST, PUT } from "@/app/api/[...unknown]/route";

it("answers an address that does not exist with a problem document, whatever the method", async () => {
  for (const handler of [GET, POST, PUT, PATCH, DELETE]) {
    const response = handler();
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({ status: 404, detail: "This address does not exist." });
  }
});
