import { expect, test } from "./fixtures";

test.describe("mailboxes", () => {
  test("a search that finds none says so, and a mailbox nobody knows is not there", async ({ admin: page }) => {
    await page.goto("/issuer/notifications/mailboxes?q=nobody-has-this-name");
    await expect(page.getByRole("heading", { name: "Mailboxes", level: 1 })).toBeVisible();
    await expect(page.getByText("No such mailbox")).toBeVisible();
    const answer = await page.goto("/issuer/notifications/mailboxes/email/nobody%40nowhere.example");
    expect(answer?.status()).toBe(404);
  });

  test("the sending of a batch that does not exist is not there, on the page and in the API", async ({
    admin: page,
  }) => {
    expect((await page.goto("/issuer/notifications/999999999/sending"))?.status()).toBe(404);
    expect((await page.request.get("/api/v1/notifications/999999999/sending")).status()).toBe(404);
  });
});
