/** A mail server as `SMTP_URL` names it: smtp://user:password@host:587 or smtps://host:465. */
export type SmtpServer = {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  /** A password never crosses a network in the clear. */
  readonly requireTls: boolean;
  readonly login: { readonly user: string; readonly pass: string } | null;
};

const LOOPBACK = ["127.0.0.1", "[::1]", "localhost"];

/** @throws RangeError for an address that names no mail server. */
export function smtpServerOf(address: string): SmtpServer {
  const url = new URL(address);
  if (url.protocol !== "smtp:" && url.protocol !== "smtps:")
    throw new RangeError("SMTP_URL must begin with smtp:// or smtps://");
  if (!url.hostname) throw new RangeError("SMTP_URL names no host");
  const secure = url.protocol === "smtps:";
  const login = url.username
    ? { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) }
    : null;
  return {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port ? Number(url.port) : secure ? 465 : 587,
    secure,
    requireTls: !secure && !LOOPBACK.includes(url.hostname) && (login !== null || url.searchParams.has("tls")),
    login,
  };
}
