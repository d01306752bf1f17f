import { z } from 'zod';
import { unreadable } from '../../core/delivery/outcome.ts';
import type { ReadResult } from '../../core/domain/channel.ts';
import type { ChannelAccess, Connect, Connecting } from '../../core/domain/channel-module.ts';
import { accepted } from '../wire.ts';
import { failureOf, saysInvalidToken } from './answers.ts';
import { accountTokens, appTokens, ask, rootOf, xLines } from './wire.ts';

const tokens = z.object({ oauth_token: z.string().min(1), oauth_token_secret: z.string().min(1) });

/**
 * OAuth 1.0a with a PIN (docs.x.com, "PIN-based authorization"): the app needs no address of its own. X always asks who signs in,
 * because the browser may still be signed in as another town.
 */
const connect: Connect = async (access, handle, signal) => {
  const app = appTokens(access.credential);
  const asked = await askForTokens(access, app, 'request_token', { oauth_callback: 'oob' }, signal);
  if (asked.kind !== 'read') return asked;
  const { oauth_token, oauth_token_secret } = asked.value;
  const query = new URLSearchParams({ oauth_token, force_login: 'true', screen_name: handle });
  const ofRequest = { ...app, accessToken: oauth_token, accessSecret: oauth_token_secret };
  return {
    kind: 'read',
    value: {
      page: `${rootOf(access.server)}/oauth/authorize?${query}`,
      ofServer: {},
      async exchange(code, until) {
        const sent = { oauth_token, oauth_verifier: code };
        const given = await askForTokens(access, ofRequest, 'access_token', sent, until);
        if (given.kind !== 'read') return given;
        const { oauth_token: ACCESS_TOKEN, oauth_token_secret: ACCESS_SECRET } = given.value;
        return { kind: 'read', value: { ACCESS_TOKEN, ACCESS_SECRET } };
      },
    },
  };
};

/** X answers with a form. The client signs what is sent; its own `login` knows no other server, and has no end. */
async function askForTokens(
  access: ChannelAccess,
  signedBy: Parameters<typeof ask>[2],
  path: string,
  sent: Record<string, string>,
  signal: AbortSignal,
): Promise<ReadResult<z.infer<typeof tokens>>> {
  const received = await ask(access, xLines(), signedBy, signal, async (v2, options) => {
    const prefix = `${rootOf(access.server)}/oauth/`;
    const answer = await v2.post<string>(path, sent, { ...options, prefix, forceBodyMode: 'url' });
    const form = Object.fromEntries(new URLSearchParams(answer.data));
    return { ...answer, data: JSON.stringify(form) };
  });
  const read = accepted(received, tokens);
  if (read) return { kind: 'read', value: read };
  return unreadable(failureOf(received, 'question', access.clock.now()));
}

/** `POST oauth/invalidate_token`: until then X gives an account the token that it has. */
const revoke: Connecting['revoke'] = async (access, signal) => {
  const { credential, clock } = access;
  const received = await ask(access, xLines(), accountTokens(credential), signal, (v2, options) => {
    const prefix = `${rootOf(access.server)}/1.1/oauth/`;
    return v2.post<string>('invalidate_token.json', {}, { ...options, prefix, forceBodyMode: 'url' });
  });
  if (accepted(received, z.object({ access_token: z.string() }))) return { kind: 'read', value: 'revoked' };
  if (saysInvalidToken(received)) return { kind: 'read', value: 'unknown' };
  return unreadable(failureOf(received, 'question', clock.now()));
};

export const connectingX: Connecting = {
  ...{ connect, revoke },
  consentsPage: () => 'https://x.com/settings/connected_apps',
};
