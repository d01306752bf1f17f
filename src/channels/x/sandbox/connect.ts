import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { remoteIdOf, type SandboxAccount } from '../../../sandbox/account.ts';
import { newToken } from '../../../sandbox/consent.ts';
import { type Anonymous, type Call, type Endpoint, json, type Reply } from '../../../sandbox/platform.ts';
import { coded, REFUSALS } from './answers.ts';

/** Every request comes from the app: there is no account yet. */
const ofApp = (path: string, anonymous: NonNullable<Endpoint['anonymous']>): Endpoint => ({
  ...{ method: 'POST', path, operation: 'identity', rates: ['x-identity'], anonymous },
  act: () => REFUSALS.unauthorized,
});

/** OAuth 1.0a with a PIN. */
export const connecting: readonly Endpoint[] = [
  ofApp('/oauth/request_token', requestToken),
  ofApp('/oauth/access_token', accessToken),
  {
    ...ofApp('/1.1/oauth/invalidate_token.json', () => coded(401, 89, 'Invalid or expired token.')),
    act: invalidate,
  },
];

/** Seven digits that belong to the request and the account. */
export function pinFor(query: Readonly<Record<string, string>>, { id }: SandboxAccount): string | null {
  if (query.oauth_token === undefined) return null;
  const digest = createHash('sha256').update(`${query.oauth_token} ${id}`).digest();
  return String(digest.readUInt32BE() % 10_000_000).padStart(7, '0');
}

const callback = z.object({ oauth_callback: z.literal('oob') });

function requestToken({ body }: Anonymous): Reply {
  if (!callback.safeParse(body).success) return REFUSALS.unauthorized;
  const [oauth_token, oauth_token_secret] = [randomBytes(16), randomBytes(24)].map((one) =>
    one.toString('hex'),
  );
  return form({ oauth_token, oauth_token_secret, oauth_callback_confirmed: 'true' });
}

const verifier = z.object({ oauth_token: z.string(), oauth_verifier: z.string() });

/** X gives the token that an account has already, until it is revoked. */
function accessToken({ body, accounts, tokens }: Anonymous): Reply {
  const { data } = verifier.safeParse(body);
  const account = accounts.find((one) => data && pinFor(data, one) === data.oauth_verifier);
  if (!account) return REFUSALS.unauthorized;
  const known = [...tokens].find(([, { id }]) => id === account.id)?.[0];
  return form({
    oauth_token: known ?? newToken(tokens, account),
    oauth_token_secret: `secret-of-${account.id}`,
    user_id: remoteIdOf(account.id),
    screen_name: account.handle,
  });
}

function invalidate({ account, tokens }: Call): Reply {
  const own = [...tokens].filter(([, { id }]) => id === account.id).map(([token]) => token);
  for (const token of own) tokens.delete(token);
  return json(200, { access_token: own[0] });
}

function form(fields: Record<string, string | undefined>): Reply {
  const headers = { 'content-type': 'text/html;charset=utf-8' };
  return { status: 200, headers, body: new URLSearchParams(fields as Record<string, string>).toString() };
}
