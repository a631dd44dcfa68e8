import DKIM from "nodemailer/lib/dkim";
import MailComposer from "nodemailer/lib/mail-composer";
import { messageIdOf } from "./message-key";
import { HAND_OVER_MS, type HandOver, type OutgoingMessage, type Provider, shortReply } from "./provider";
import type { SmtpServer } from "./smtp-address";
import { SmtpSession } from "./smtp-session";

/** Signs what leaves; List-Unsubscribe and its Post are among the headers that are signed (RFC 8058 section 4). */
export type DkimKey = { readonly domainName: string; readonly keySelector: string; readonly privateKey: string };

const SIGNED =
  "from:sender:reply-to:to:cc:subject:date:message-id:mime-version:content-type:list-unsubscribe:list-unsubscribe-post";

/** E-mail by SMTP, over as many lines as there are messages at once. */
export function makeSmtp(server: SmtpServer, dkim: DkimKey | null = null): Provider {
  const idle: SmtpSession[] = [];
  const signer = dkim ? new DKIM({ ...dkim, headerFieldNames: SIGNED }) : null;

  const takeIdle = (): SmtpSession | undefined => {
    for (;;) {
      const session = idle.pop();
      if (!session || session.isAlive) return session;
    }
  };

  async function handOver(message: OutgoingMessage, content: Buffer, limitMs: number): Promise<HandOver> {
    const started = performance.now();
    const known = takeIdle();
    const session = known ?? (await SmtpSession.open(server));
    if (!(session instanceof SmtpSession)) return session;
    const rest = limitMs - (performance.now() - started);
    const outcome = await session.send(message.senderAddress, message.to, content, Math.max(1, rest));
    if (session.isAlive) {
      if (outcome.result !== "sent") await session.reset();
      if (session.isAlive) idle.push(session);
    } else if (known && outcome.result === "later" && outcome.resting) {
      // A line that the server had let go of while nobody used it: nothing was said on it.
      const left = limitMs - (performance.now() - started);
      if (left > 1_000) return handOver(message, content, left);
    }
    return outcome;
  }

  return {
    name: "smtp",
    channels: ["email"],
    repeatable: false,
    async send(message) {
      let content: Buffer;
      try {
        content = await compose(message, signer);
      } catch (error) {
        return { result: "failed", reply: shortReply(`It could not be written: ${(error as Error).message}`) };
      }
      return handOver(message, content, HAND_OVER_MS);
    },
    async close() {
      for (const session of idle.splice(0)) session.quit();
    },
  };
}

async function compose(message: OutgoingMessage, signer: DKIM | null): Promise<Buffer> {
  const plain = await new MailComposer({
    from: { name: message.senderName, address: message.senderAddress },
    to: { name: "", address: message.to },
    replyTo: message.replyTo ?? undefined,
    messageId: messageIdOf(message.key, message.senderAddress),
    subject: message.subject,
    text: message.plain,
    html: message.html ?? undefined,
    headers: { ...message.headers },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
  if (!signer) return plain;
  const chunks: Buffer[] = [];
  for await (const chunk of signer.sign(plain)) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
