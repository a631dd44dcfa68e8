import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import Provider, { type Configuration } from "oidc-provider";

export type OidcAccount = { sub: string; email: string; email_verified: boolean; name: string };
export type OidcServer = { issuer: string; signInAs: (account: OidcAccount) => void; close: () => Promise<void> };

export const oidcClient = { id: "breakwater-test", secret: "not-a-secret-in-a-test" };

/**
 * A real OpenID Connect provider on loopback. Its pages are answered by the test: whoever was named last is the person
 * at the browser, and agrees to everything.
 */
export async function startOidcServer(redirectUri: string): Promise<OidcServer> {
  let present: OidcAccount | null = null;
  const server = createServer((request, response) => void handler(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const accounts = new Map<string, OidcAccount>();
  const configuration: Configuration = {
    clients: [
      {
        client_id: oidcClient.id,
        client_secret: oidcClient.secret,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: "client_secret_basic",
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    cookies: { keys: ["only for this test"] },
    findAccount: (_, id) => {
      const account = accounts.get(id);
      return account && { accountId: id, claims: async () => ({ ...account }) };
    },
    interactions: { url: (_, interaction) => `/answer/${interaction.uid}` },
  };
  const provider = new Provider(issuer, configuration);
  const callback = provider.callback();

  async function handler(...[request, response]: Parameters<typeof callback>): Promise<void> {
    if (!request.url?.startsWith("/answer/") || !present) return void callback(request, response);
    accounts.set(present.sub, present);
    const { prompt, params, grantId } = await provider.interactionDetails(request, response);
    if (prompt.name === "login") {
      await provider.interactionFinished(request, response, { login: { accountId: present.sub } });
      return;
    }
    const known = grantId ? await provider.Grant.find(grantId) : undefined;
    const grant = known ?? new provider.Grant({ accountId: present.sub, clientId: String(params.client_id) });
    grant.addOIDCScope("openid email profile");
    const consent = { grantId: await grant.save() };
    await provider.interactionFinished(request, response, { consent }, { mergeWithLastSubmission: true });
  }

  return { issuer, signInAs: (account) => (present = account), close: () => closeServer(server) };
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
