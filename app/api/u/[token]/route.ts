import { finish, problemResponse } from "@/lib/http";
import { scopeForHolder } from "@/lib/identity/scope";
import { recordOptOut } from "@/lib/notifications/mutations/opt-out";
import { isOneClick } from "@/lib/notifications/opt-out/one-click";
import { recipientOf } from "@/lib/notifications/queries/recipient-links";

type Context = { params: Promise<{ token: string }> };

/**
 * Where the header `List-Unsubscribe` points (RFC 8058): a mail programme posts here without cookies, sign-in or a page
 * of ours, and it takes effect before the answer. Whoever only follows the address (scanners do) changes nothing and is
 * shown the page.
 */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  return finish(new Response(null, { status: 303, headers: { location: `/u/${encodeURIComponent(token)}` } }));
}

export async function POST(request: Request, { params }: Context): Promise<Response> {
  try {
    const recipient = recipientOf("unsubscribe", (await params).token);
    if (!recipient) return text(404, "This link does not work.");
    if (!(await isOneClick(request))) return text(400, "The body must be List-Unsubscribe=One-Click.");
    const { issuerId, channel, mailbox, batchId } = recipient;
    const scope = await scopeForHolder(issuerId, null);
    await recordOptOut(scope, { channel, mailbox, batchId, covers: "commercial", via: "one-click", now: new Date() });
    return text(200, "You will get no more reminders.");
  } catch (error) {
    return problemResponse(error);
  }
}

const text = (status: number, words: string): Response =>
  finish(new Response(`${words}\n`, { status, headers: { "content-type": "text/plain; charset=utf-8" } }));
