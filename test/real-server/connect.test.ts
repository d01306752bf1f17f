import { expect, test } from 'vitest';
import { mastodonChannel } from '../../src/channels/mastodon/channel.ts';
import { connectingMastodon } from '../../src/channels/mastodon/connect.ts';
import { startSnac } from './snac.ts';

const never = new AbortController().signal;

test('a server that nobody here wrote gives a token for the code that it shows, and revokes it', async () => {
  await using snac = await startSnac(['hemer']);
  const clock = { now: () => Date.now() };
  const access = { server: snac.origin, credential: {}, sendTimeoutMs: 60_000, clock };
  const asked = await connectingMastodon.connect(access, 'hemer', never);
  if (asked.kind !== 'read') throw new Error(JSON.stringify(asked));
  const { page, ofServer, exchange } = asked.value;

  const form = new URLSearchParams({
    ...{ login: 'hemer', passwd: snac.passwords.get('hemer') ?? '', state: '' },
    ...{ cid: ofServer.CLIENT_ID ?? '', redir: new URL(page).searchParams.get('redirect_uri') ?? '' },
  });
  const shown = await fetch(`${snac.origin}/oauth/x-snac-login`, { method: 'POST', body: form });
  const given = await exchange((await shown.text()).trim(), never);
  if (given.kind !== 'read') throw new Error(JSON.stringify(given));

  const opened = { ...access, credential: { ...ofServer, ...given.value } };
  expect(await mastodonChannel(opened).identity(never)).toMatchObject({ value: { handle: 'hemer' } });
  expect(await connectingMastodon.revoke(opened, never)).toMatchObject({ value: 'revoked' });
  expect(await mastodonChannel(opened).identity(never)).toMatchObject({ kind: 'unreadable' });
});
