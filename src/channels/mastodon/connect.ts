import { createHash, randomBytes } from 'node:crypto';
import { createOAuthAPIClient, createRestAPIClient } from 'masto';
import type { Dispatcher } from 'undici';
import { z } from 'zod';
import { unreadable } from '../../core/delivery/outcome.ts';
import {
  type ChannelAccess,
  type Connect,
  type Connecting,
  secretNamed,
} from '../../core/domain/channel-module.ts';
import { accepted, type Received } from '../wire.ts';
import { failureOf } from './answers.ts';
import { askThrough, mastodonLines } from './wire.ts';

/** To know whose the token is, to find a lost post, and to post. No others. */
const SCOPES = 'read:accounts read:statuses write:statuses';
/** The server shows the code instead of calling an address of ours. */
const SHOWN = 'urn:ietf:wg:oauth:2.0:oob';

const appAnswer = z.object({ clientId: z.string().min(1), clientSecret: z.string().min(1) });
const tokenAnswer = z.object({ accessToken: z.string().min(1) });
const metadata = z.object({ code_challenge_methods_supported: z.array(z.string()) });

/**
 * OAuth 2 with a code. The program is made known once per server: Mastodon takes five applications in ten minutes from one
 * address. The server always asks who signs in, because the browser may still be signed in as another town.
 */
const connect: Connect = async (access, _, signal) => {
  const lines = mastodonLines();
  const noAnswer = (received: Received) => unreadable(failureOf(received, 'question', access.clock.now()));
  const { CLIENT_ID: id, CLIENT_SECRET: secret } = access.credential;
  let app = id && secret ? { clientId: id, clientSecret: secret } : null;
  if (app === null) {
    const made = { clientName: 'Ausrufer', redirectUris: SHOWN, scopes: SCOPES };
    const received = await askThrough(createRestAPIClient, {}, access, lines, signal, ({ v1 }) =>
      v1.apps.create(made),
    );
    app = accepted(received, appAnswer);
    if (app === null) return noAnswer(received);
  }
  const { clientId, clientSecret } = app;
  const codeVerifier = (await takesChallenge(access, lines, signal))
    ? randomBytes(32).toString('base64url')
    : null;
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: SHOWN,
    scope: SCOPES,
    force_login: 'true',
    ...(codeVerifier !== null && { code_challenge: digest(codeVerifier), code_challenge_method: 'S256' }),
  });
  return {
    kind: 'read',
    value: {
      page: `${new URL('/oauth/authorize', access.server)}?${query}`,
      ofServer: { CLIENT_ID: clientId, CLIENT_SECRET: clientSecret },
      async exchange(code, until) {
        const client = { clientId, clientSecret, redirectUri: SHOWN, scope: SCOPES };
        const proof = codeVerifier === null ? {} : { codeVerifier };
        const sent = { grantType: 'authorization_code', ...client, code, ...proof } as const;
        const received = await askThrough(createOAuthAPIClient, {}, access, lines, until, ({ token }) =>
          token.create(sent),
        );
        const given = accepted(received, tokenAnswer);
        if (given) return { kind: 'read', value: { ACCESS_TOKEN: given.accessToken } };
        return noAnswer(received);
      },
    },
  };
};

/**
 * Whether the server binds the code to the program that asked for it (PKCE). Other servers are not sent a challenge: they may
 * ignore it, and then refuse the answer to it.
 */
async function takesChallenge(
  { server }: ChannelAccess,
  lines: Dispatcher,
  signal: AbortSignal,
): Promise<boolean> {
  const path = '/.well-known/oauth-authorization-server';
  try {
    const { body } = await lines.request({ origin: new URL(server).origin, path, method: 'GET', signal });
    const read = metadata.safeParse(await body.json());
    return read.success && read.data.code_challenge_methods_supported.includes('S256');
  } catch {
    return false;
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/**
 * A server revokes only tokens that it gave to the same application: a token made by hand in the settings belongs to another.
 * Until then Mastodon gives an account that agrees again the same token (`reuse_access_token` in its
 * config/initializers/doorkeeper.rb).
 */
const revoke: Connecting['revoke'] = async (access, signal) => {
  const { CLIENT_ID: clientId, CLIENT_SECRET: clientSecret } = access.credential;
  if (!clientId || !clientSecret) return { kind: 'absent' };
  const sent = { clientId, clientSecret, token: secretNamed(access.credential, 'ACCESS_TOKEN') };
  const received = await askThrough(createOAuthAPIClient, {}, access, mastodonLines(), signal, (client) =>
    client.revoke(sent),
  );
  if (accepted(received, z.object({}))) return { kind: 'read', value: 'revoked' };
  if (received.kind === 'answered' && received.status === 403 && !received.isPage) return { kind: 'absent' };
  return unreadable(failureOf(received, 'question', access.clock.now()));
};

export const connectingMastodon: Connecting = {
  ...{ connect, revoke },
  consentsPage: (server) => `${new URL('/oauth/authorized_applications', server)}`,
};
