import { roleName } from "@/lib/identity/role-name";
import classes from "./auth-frame.module.css";

type Props = { issuers: readonly { code: string; name: string; role: string }[] };

/** Plain links: switching loads the other issuer's workspace afresh, so that nothing of the first stays in memory. */
export function IssuerChoice({ issuers }: Props) {
  return (
    <ul className={classes.issuers}>
      {issuers.map((issuer) => (
        <li key={issuer.code}>
          <a className={classes.issuer} href={`/issuer/overview?issuer=${encodeURIComponent(issuer.code)}`}>
            {issuer.name}
            <span className={classes.small}>{roleName(issuer.role)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
