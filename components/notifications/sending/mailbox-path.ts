/** The page of a mailbox. */
export const mailboxPath = (channel: string, mailbox: string): string =>
  `/issuer/notifications/mailboxes/${channel}/${encodeURIComponent(mailbox)}`;
