import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { withGate } from "@/db/client";
import { copyInto } from "@/db/copy";

it("rows that the server refuses when the last of them is sent are refused with its own reason", async () => {
  const work = withGate("system", async (tx) => {
    await tx.execute(sql`create temporary table once (id int primary key) on commit drop`);
    const copy = await copyInto(tx, "once", ["id"]);
    await copy.add("7");
    await copy.add("7");
    await copy.end();
  });
  await expect(work).rejects.toMatchObject({ code: "23505" });
});
