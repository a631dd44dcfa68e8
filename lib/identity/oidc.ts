import type { OAuthConfig } from "next-auth/providers/oauth";

type Configured = { OIDC_ISSUER?: string; OIDC_CLIENT_ID?: string; OIDC_CLIENT_SECRET?: string; OIDC_NAME: string };
type Claims = { sub: string; email?: string; email_verified?: boolean; name?: string };

export function hasOidc(env: Configured): boolean {
  return Boolean(env.OIDC_ISSUER && env.OIDC_CLIENT_ID && env.OIDC_CLIENT_SECRET);
}

/** The company's provider, found by discovery; null when it is not configured. Code flow with PKCE, state and nonce. */
export function oidcProvider(env: Configured): OAuthConfig<Claims> | null {
  if (!hasOidc(env) || !env.OIDC_ISSUER) return null;
  return {
    id: "oidc",
    name: env.OIDC_NAME,
    type: "oauth",
    wellKnown: `${env.OIDC_ISSUER.replace(/\/$/, "")}/.well-known/openid-configuration`,
    clientId: env.OIDC_CLIENT_ID,
    clientSecret: env.OIDC_CLIENT_SECRET,
    authorization: { params: { scope: "openid email profile" } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    httpOptions: { timeout: 5000 },
    userinfo: {
      // Some providers put the address into the ID token, others only into the answer about the user.
      request: async ({ client, tokens }) => {
        const claims = claimsOf(tokens.id_token);
        if (claims.email !== undefined || !tokens.access_token) return claims;
        const more = await client.userinfo(tokens.access_token);
        if (more.sub !== claims.sub) throw new Error("The provider answered about somebody else");
        return { ...more, ...claims };
      },
    },
    profile: (claims) => ({ id: claims.sub, email: claims.email ?? null, name: claims.name ?? null }),
  };
}

/** The ID token has been verified (signature, issuer, audience, nonce) before this reads it. */
function claimsOf(idToken: string | undefined): Claims {
  const payload = Buffer.from(idToken?.split(".")[1] ?? "", "base64url").toString();
  return JSON.parse(payload) as Claims;
}
