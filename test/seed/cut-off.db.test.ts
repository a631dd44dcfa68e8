import postgres from "postgres";
import { afterAll, expect, it } from "vitest";
import { finishDemo, isDatabaseEmpty, seedDemo } from "@/db/seed";

const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice: () => {} });
afterAll(() => owner.end());

/** What the demo issuer sends reminders by. */
async function reminders() {
  const [found] = await owner`
    select (select count(*)::int from app.notification_setting) as settings,
      (select count(*)::int from app.notification_parameter where name = 'margin' and origin = 'set') as margins,
      (select count(*)::int from app.notification_template) as texts`;
  return found;
}

it("a start that is cut off when the demo's cards are there is made up for by the next, once", async () => {
  // Nobody answers there: the work ends right after the transaction of the cards, as when the process is killed.
  await expect(seedDemo({ cards: 200, ownerUrl: "postgres://nobody@127.0.0.1:1/none" })).rejects.toThrow();
  expect(await isDatabaseEmpty()).toBe(false);
  await finishDemo();
  const whole = await reminders();
  expect(whole).toMatchObject({ settings: 1, margins: 1 });
  expect(whole?.texts).toBeGreaterThan(10);

  // Killed a step later: texts and figure were written, the settings were not.
  await owner`delete from app.notification_setting`;
  await finishDemo();
  expect(await reminders()).toEqual(whole);
  await finishDemo();
  expect(await reminders()).toEqual(whole);
});
