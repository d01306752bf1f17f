import { expect, test } from 'vitest';
import type { SandboxPlatform } from '../../src/sandbox/platform.ts';
import { json } from '../../src/sandbox/platform.ts';
import { file } from '../fixtures/day.ts';
import { PLATFORMS } from '../fixtures/platforms.ts';
import { openProgramAt } from '../fixtures/program.ts';

const STATE = file({ hemer: { reach: { phone: 'down' } } });

/** Mastodon with other answers about its tokens and itself. */
function mastodonWith(
  given: Partial<SandboxPlatform>,
  scopes: readonly string[],
): readonly SandboxPlatform[] {
  return PLATFORMS.map((platform) => {
    const [first] = platform.routes;
    if (platform.channel !== 'mastodon' || !first) return platform;
    const path = '/api/v1/apps/verify_credentials';
    const app = {
      ...first,
      method: 'GET',
      path,
      operation: 'identity',
      act: () => json(200, { name: 'a', scopes }),
    } as const;
    return { ...platform, ...given, routes: [app, ...platform.routes] };
  });
}

type Act = SandboxPlatform['routes'][number]['act'];
const PROFILE = '/api/v1/accounts/verify_credentials';

/** The platforms, where one route answers otherwise; `own` is its own answer. */
function answering(
  path: string,
  act: (call: Parameters<Act>[0], own: Act) => ReturnType<Act>,
): readonly SandboxPlatform[] {
  return PLATFORMS.map((platform) => {
    const own = platform.routes.find((route) => route.path === path);
    if (!own) return platform;
    return { ...platform, routes: [{ ...own, act: (call) => act(call, own.act) }, ...platform.routes] };
  });
}

test.each([
  ['post', ['profile', 'write:media'], 'The token of hemer-mastodon may not post (read-only-token)'],
  ['read what it posted', ['profile', 'write'], '(write-only-token)'],
])('`check --online` warns of a token that cannot %s', async (_, scopes, told) => {
  const platforms = mastodonWith({}, scopes);
  await using program = await openProgramAt('09:00', STATE, { platforms });
  const checked = await program.run('check', '--online');
  expect(checked).toMatchObject({ status: 2 });
  expect(checked.err).toContain(told);
  expect(checked.err).toContain('The token of hemer-mastodon may not read its posts');
  expect(checked.err).not.toContain('hemer-x');
});

test('`check --online` has nothing to say about tokens that can post', async () => {
  const platforms = mastodonWith({}, ['read:accounts', 'read:statuses', 'write:statuses']);
  await using program = await openProgramAt('09:00', STATE, { platforms });
  expect(await program.run('check', '--online')).toMatchObject({ status: 0, err: '' });
});

test('`check --online` proves that texts fit what each server takes', async () => {
  const platforms = mastodonWith({ charactersMax: 100 }, ['write']);
  await using program = await openProgramAt('09:00', STATE, { platforms });
  expect(await program.run('check', '--online')).toMatchObject({
    status: 1,
    err: expect.stringMatching(/of 100 characters on hemer-mastodon/),
  });
});

test('`check --online` warns of a profile that does not say that a program posts', async () => {
  const platforms = answering(PROFILE, ({ account }) =>
    json(200, { id: '1', username: account.handle, bot: false }),
  );
  await using program = await openProgramAt('09:00', STATE, { platforms });
  expect(await program.run('check', '--online')).toMatchObject({
    status: 2,
    err: expect.stringContaining(
      'The profile of hemer-mastodon does not say that a program posts on it (not-a-bot)',
    ),
  });
});

test.each([
  ['hemer-x', '/2/users/me', { data: { id: '1', username: 'stadt_hemer', protected: true } }],
  ['hemer-mastodon', PROFILE, { moved: { id: '7' } }],
  ['hemer-mastodon', PROFILE, { limited: true }],
])('`check --online` warns where the platform hides what %s posts (%s %j)', async (id, path, hides) => {
  const platforms = answering(path, (call, own) => {
    const answer = own(call);
    return call.account.id === id ? json(200, { ...JSON.parse(String(answer.body)), ...hides }) : answer;
  });
  await using program = await openProgramAt('09:00', STATE, { platforms });
  const { status, err } = await program.run('check', '--online');
  expect(status).toBe(2);
  expect(err.match(/.*hidden-account.*/g)).toEqual([
    `The platform does not show everybody what is posted on ${id} (hidden-account)`,
  ]);
});

test.each([
  ['unidentified', () => json(503, {})],
  ['unidentified', () => json(200, { id: '1', username: 'stadt\nNo mistakes.', bot: true })],
  ['wrong-account', () => json(200, { id: '1', username: 'somebody_else', bot: true })],
])('`check --online` finds that a token is not that of its account: %s', async (code, act) => {
  const platforms = answering(PROFILE, act);
  await using program = await openProgramAt('09:00', STATE, { platforms });
  expect(await program.run('check', '--online')).toMatchObject({
    status: 1,
    err: expect.stringContaining(`(${code})`),
  });
});
