import MailComposer from "nodemailer/lib/mail-composer";
import { describe, expect, it } from "vitest";
import { readMail } from "@/lib/notifications/sending/received-mail";

describe("a mail read by the stand-in server", () => {
  it("is what was written, in every script, however its lines were folded", async () => {
    const subject =
      "Ваша карта действует до 31 декабря, 残高をご確認ください — a subject long enough to be folded twice";
    const plain = `Здравствуйте!\n\n${"お知らせ ".repeat(40)}\n= equals at an end =\n`;
    const html = `<p>${"ä".repeat(300)}</p>`;
    const raw = await new MailComposer({
      from: { name: "Пирс", address: "cards@example.test" },
      to: "a@example.test",
      messageId: "<0123@example.test>",
      subject,
      text: plain,
      html,
      headers: { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
    })
      .compile()
      .build();
    const mail = readMail(raw);
    expect(mail).toMatchObject({ subject, messageId: "<0123@example.test>", html });
    expect(mail.plain.trimEnd()).toBe(plain.trimEnd());
    expect(mail.headers["list-unsubscribe-post"]).toBe("List-Unsubscribe=One-Click");
    expect(mail.headers.from).toContain("Пирс");
  });

  it("without a second form has none, and one without a body is empty", () => {
    const bare = readMail(Buffer.from("Subject: hello\r\nMessage-ID: <a@b>\r\n\r\nhi\r\n"));
    expect(bare).toMatchObject({ subject: "hello", plain: "hi\n", html: null });
    expect(readMail(Buffer.from("Subject: only a head"))).toMatchObject({ subject: "only a head", plain: "" });
  });
});
