/** Rows a page. */
export const messagesPerPage = 50;
export const mailboxesPerPage = 50;
export const unsettledPerPage = 50;
