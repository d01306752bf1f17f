import { expect, test } from 'vitest';
import { file, OUTAGE } from '../fixtures/day.ts';
import { openProgramAt, type TestProgram } from '../fixtures/program.ts';

const STATE = file({ hemer: { reach: { phone: 'down' } } }, OUTAGE);
const OLD = {
  x: `token-of-hemer-x-${'k3y'.repeat(5)}`,
  mastodon: `token-of-hemer-mastodon-${'k3y'.repeat(5)}`,
};

/** Hemer's tokens were made by hand, and are in `.env`. */
async function open(code = codeOn): Promise<TestProgram> {
  const env = { HEMER_X_ACCESS_TOKEN: null, HEMER_X_ACCESS_SECRET: null, HEMER_MASTODON_ACCESS_TOKEN: null };
  const program = await openProgramAt('09:00', STATE, { env, code });
  await program.write(
    '.env',
    `# Hemer\nHEMER_X_ACCESS_TOKEN=${OLD.x}\nHEMER_X_ACCESS_SECRET=secret-of-hemer\nHEMER_MASTODON_ACCESS_TOKEN=${OLD.mastodon}\n`,
  );
  return program;
}

async function codeOn(page: string): Promise<string> {
  const account = page.includes('client_id') ? 'hemer-mastodon' : 'hemer-x';
  const shown = await (await fetch(`${page}&as=${account}`)).text();
  return /<code>(.*)<\/code>/.exec(shown)?.[1] ?? '';
}

const tokenIn = async (program: TestProgram, name: string) =>
  new RegExp(`^HEMER_${name}_ACCESS_TOKEN=(.*)$`, 'm').exec(await program.read('.env'))?.[1];

/** What a platform says to somebody with this token. */
async function statusWith({ sandbox }: TestProgram, path: string, authorization: string): Promise<number> {
  return (await fetch(`${sandbox.origin}${path}`, { headers: { authorization } })).status;
}
const onX = (program: TestProgram, token: string) =>
  statusWith(program, '/2/users/me', `OAuth oauth_token="${token}"`);
const onMastodon = (program: TestProgram, token: string) =>
  statusWith(program, '/api/v1/accounts/verify_credentials', `Bearer ${token}`);

test('on X the old token is revoked first, because X would give it again', async () => {
  await using program = await open();
  const rotated = await program.run('secrets', 'rotate', 'hemer-x', '--yes');
  expect(rotated).toMatchObject({ status: 0, err: expect.stringContaining('hemer-x is connected') });
  const token = (await tokenIn(program, 'X')) ?? '';
  expect([await onX(program, OLD.x), await onX(program, token)]).toEqual([401, 200]);
  await program.run('run', '--once');
  expect(program.published().join()).toContain('hemer-x ');
  expect(program.printed.join('')).not.toContain(token);
});

test('on Mastodon, which gives the same token until it is revoked, the old one is revoked first too', async () => {
  await using program = await open();
  await program.run('connect', 'hemer-mastodon');
  const before = (await tokenIn(program, 'MASTODON')) ?? '';
  await program.run('connect', 'hemer-mastodon');
  expect(await tokenIn(program, 'MASTODON')).toBe(before);
  expect(await program.run('secrets', 'rotate', 'hemer-mastodon', '--yes')).toMatchObject({ status: 0 });
  const after = (await tokenIn(program, 'MASTODON')) ?? '';
  expect([await onMastodon(program, before), await onMastodon(program, after)]).toEqual([401, 200]);
});

test('a token that was made by hand is replaced, and its owner is told where to revoke it', async () => {
  await using program = await open();
  const rotated = await program.run('secrets', 'rotate', 'hemer-mastodon', '--yes');
  expect(rotated).toMatchObject({ status: 2, err: expect.stringContaining('is still valid') });
  expect(rotated.err).toContain(`${program.sandbox.origin}/oauth/authorized_applications`);
  expect(await tokenIn(program, 'MASTODON')).not.toBe(OLD.mastodon);
});

test('a token that only its owner can revoke stays in .env', async () => {
  await using program = await open();
  const revoke = ['secrets', 'revoke', 'hemer-mastodon', '--yes'];
  expect(await program.run(...revoke)).toMatchObject({ status: 2 });
  // The same where the server knows the program.
  await program.run('connect', 'hemer-mastodon');
  await program.edit('.env', (await tokenIn(program, 'MASTODON')) ?? '', OLD.mastodon);
  expect(await program.run(...revoke)).toMatchObject({ status: 2 });
  expect(await tokenIn(program, 'MASTODON')).toBe(OLD.mastodon);
});

test('a revoked token leaves .env, and every other line stays', async () => {
  await using program = await open();
  expect(await program.run('secrets', 'revoke', 'hemer-x', '--yes')).toMatchObject({ status: 0 });
  expect(await program.read('.env')).toBe(`# Hemer\nHEMER_MASTODON_ACCESS_TOKEN=${OLD.mastodon}\n`);
  expect(await onX(program, OLD.x)).toBe(401);
  expect(await program.run('secrets', 'revoke', 'hemer-x', '--yes')).toMatchObject({
    status: 1,
    err: expect.stringContaining('(not-revoked)'),
  });
});

test('a token that X does not know leaves .env, but nobody says that it is revoked', async () => {
  await using program = await open();
  const { origin } = program.sandbox;
  const headers = { authorization: `OAuth oauth_token="${OLD.x}"` };
  await fetch(`${origin}/1.1/oauth/invalidate_token.json`, { method: 'POST', headers });
  const { status, err } = await program.run('secrets', 'revoke', 'hemer-x', '--yes');
  expect([status, err]).toEqual([2, expect.stringContaining('https://x.com/settings/connected_apps')]);
  expect(err).not.toContain('is revoked');
  expect(await tokenIn(program, 'X')).toBeUndefined();
});

test('nothing is revoked where nobody confirms, or X does not say that it did', async () => {
  await using program = await open();
  const before = await program.read('.env');
  expect(await program.run('secrets', 'revoke', 'hemer-x')).toMatchObject({
    status: 1,
    err: expect.stringContaining('(not-confirmed)'),
  });
  expect(await onX(program, OLD.x)).toBe(200);
  program.sandbox.arrange('hemer-x', { kind: 'unavailable', on: 'any' });
  expect(await program.run('secrets', 'rotate', 'hemer-x', '--yes')).toMatchObject({
    status: 1,
    err: expect.stringContaining('(not-revoked)'),
  });
  expect(await program.read('.env')).toBe(before);
});
