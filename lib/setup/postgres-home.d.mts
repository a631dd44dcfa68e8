export type ServerUser = { uid?: number; gid?: number };
/** Who a server on this directory runs as: nobody in particular for an ordinary user, a system user for root. */
export function serverUser(pgdata: string): ServerUser;
