import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { SandboxAccount } from '../../../sandbox/account.ts';
import { newToken } from '../../../sandbox/consent.ts';
import { type Anonymous, type Endpoint, json, type Reply } from '../../../sandbox/platform.ts';
import { invalid, REFUSALS } from './answers.ts';

/** Every request comes from the application: there is no account yet. */
const ofApp = (
  method: Endpoint['method'],
  path: string,
  anonymous: NonNullable<Endpoint['anonymous']>,
): Endpoint => ({
  ...{ method, path, operation: 'identity', rates: ['mastodon-calls'], anonymous },
  act: () => REFUSALS.unauthorized,
});

/** OAuth 2 with a code that is shown, and PKCE. */
export const connecting: readonly Endpoint[] = [
  ofApp('POST', '/api/v1/apps', makeKnown),
  ofApp('POST', '/oauth/token', token),
  ofApp('POST', '/oauth/revoke', revoke),
  ofApp('GET', '/.well-known/oauth-authorization-server', ({ origin }) =>
    json(200, { issuer: `${origin}/`, code_challenge_methods_supported: ['S256'] }),
  ),
];

const SHOWN = 'urn:ietf:wg:oauth:2.0:oob';
const application = z.object({
  client_name: z.string().min(1),
  redirect_uris: z.literal(SHOWN),
  scopes: z.string().min(1),
});

function makeKnown({ body }: Anonymous): Reply {
  const parsed = application.safeParse(body);
  if (!parsed.success) return invalid('Application is invalid');
  const { client_name: name, scopes } = parsed.data;
  const client_id = randomBytes(16).toString('base64url');
  const client = { id: '1', client_id, client_secret: secretOf(client_id), client_secret_expires_at: 0 };
  return json(200, { ...client, name, website: null, scopes: scopes.split(' '), redirect_uris: [SHOWN] });
}

/** A code that belongs to the application, the challenge and the account. */
export function codeFor(query: Readonly<Record<string, string>>, { id }: SandboxAccount): string | null {
  const { client_id, code_challenge = '' } = query;
  return client_id === undefined ? null : digest(`${client_id} ${code_challenge} ${id}`);
}

const grant = z.object({
  grant_type: z.literal('authorization_code'),
  client_id: z.string(),
  client_secret: z.string(),
  redirect_uri: z.literal(SHOWN),
  scope: z.string(),
  code: z.string(),
  code_verifier: z.string().optional(),
});

/** An account that agrees again gets the token that this application has already, until that is revoked. */
function token({ body, accounts, tokens }: Anonymous): Reply {
  const { data } = grant.safeParse(body);
  if (data?.client_secret !== secretOf(data?.client_id ?? '')) return json(401, { error: 'invalid_client' });
  const challenge = data.code_verifier === undefined ? {} : { code_challenge: digest(data.code_verifier) };
  const query = { client_id: data.client_id, ...challenge };
  const account = accounts.find((one) => codeFor(query, one) === data.code);
  if (!account) return json(400, { error: 'invalid_grant' });
  const known = [...tokens].find(([given, { id }]) => id === account.id && given !== account.token)?.[0];
  return json(200, {
    access_token: known ?? newToken(tokens, account),
    token_type: 'Bearer',
    scope: data.scope,
    created_at: 0,
  });
}

const revocation = z.object({ client_id: z.string(), client_secret: z.string(), token: z.string() });

/** A token that the account had from the beginning was made by hand: another application's. */
function revoke({ body, accounts, tokens }: Anonymous): Reply {
  const { data } = revocation.safeParse(body);
  const isHandMade = accounts.some((account) => account.token === data?.token);
  if (data?.client_secret !== secretOf(data?.client_id ?? '') || isHandMade)
    return json(403, { error: 'unauthorized_client' });
  tokens.delete(data.token);
  return json(200, {});
}

function secretOf(clientId: string): string {
  return digest(`secret of ${clientId}`);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
