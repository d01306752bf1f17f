import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { file, OUTAGE } from '../fixtures/day.ts';
import { openProgramAt, PROCESS_ENV, type ProgramOptions, type TestProgram } from '../fixtures/program.ts';

const STATE = file({ hemer: { reach: { phone: 'down' } } }, OUTAGE);
const X = ['HEMER_X_ACCESS_TOKEN', 'HEMER_X_ACCESS_SECRET'];
const MASTODON = ['HEMER_MASTODON_ACCESS_TOKEN'];
const without = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, null]));

/** The code that a page shows to somebody who agrees as this account. */
async function codeOn(page: string, as: string): Promise<string> {
  const shown = await (await fetch(`${page}&as=${as}`)).text();
  return /<code>(.*)<\/code>/.exec(shown)?.[1] ?? '';
}

/** Hemer's accounts have no token. Somebody agrees as `as`. */
function open(as: string, options: Partial<ProgramOptions> = {}): Promise<TestProgram> {
  const env = without([...X, ...MASTODON]);
  return openProgramAt('09:00', STATE, { env, code: (page) => codeOn(page, as), ...options });
}

const requestsTo = ({ sandbox }: TestProgram, path: string) =>
  sandbox.requests().filter((request) => request.path === path);

test.each(['hemer-x', 'hemer-mastodon'])(
  'an account is connected by a code, and a worker that runs posts what was held for its token: %s',
  async (account) => {
    await using program = await open(account);
    await program.write('.env', '# ours\n');
    const worker = program.begin('run');
    await worker.round();
    expect(program.sandbox.timeline(account)).toEqual([]);
    const connected = await program.run('connect', account);
    expect(connected).toMatchObject({ status: 0, err: expect.stringContaining(`${account} is connected`) });
    await program.until(() => program.sandbox.timeline(account).length > 0);
    await worker.end();
    const written = await program.read('.env');
    expect(written).toMatch(/^# ours\n/);
    expect(written).toMatch(new RegExp(`^${account.toUpperCase().replace('-', '_')}_ACCESS_TOKEN=`, 'm'));
    for (const [, value = ''] of written.matchAll(/(?:TOKEN|SECRET)=(.*)/g))
      expect(program.printed.join('')).not.toContain(value);
  },
);

test('it says as whom to sign in, and the platform asks for that', async () => {
  await using program = await open('hemer-x');
  const { out, err } = await program.run('connect', 'hemer-x');
  expect(err).toMatch(/Sign in there as @\w+, not with the account of another town/);
  expect(new URL(out.trim()).searchParams.get('force_login')).toBe('true');
  const other = await program.run('connect', 'hemer-mastodon');
  const asked = new URL(other.out.trim()).searchParams;
  expect(asked.get('force_login')).toBe('true');
  expect(asked.get('scope')).toBe('read:accounts read:statuses write:statuses');
  expect(asked.get('code_challenge_method')).toBe('S256');
});

test.each(['x', 'mastodon'])(
  'the token of another account is refused, and nothing is written: %s',
  async (channel) => {
    await using program = await open(`menden-${channel}`);
    const refused = await program.run('connect', `hemer-${channel}`);
    expect(refused).toMatchObject({ status: 1, err: expect.stringContaining('(wrong-account)') });
    expect(refused.err).toContain('nothing was written');
    expect(await program.read('.env')).not.toContain('ACCESS');
  },
);

test.each(['x', 'mastodon'])('a wrong code, or none, connects nothing: %s', async (channel) => {
  let code: string | null = '1234567';
  await using program = await open('', { code: async () => code });
  const account = `hemer-${channel}`;
  expect(await program.run('connect', account)).toMatchObject({
    status: 1,
    err: expect.stringContaining('A code works once'),
  });
  code = null;
  expect(await program.run('connect', account)).toMatchObject({
    status: 1,
    err: expect.stringContaining('No code came'),
  });
  expect(await program.read('.env')).not.toContain('ACCESS');
});

test('a server hears of the program once, however many of its accounts are connected', async () => {
  const both = ['hemer-mastodon', 'menden-mastodon'];
  let asked = 0;
  await using program = await open('', {
    env: without([...MASTODON, 'MENDEN_MASTODON_ACCESS_TOKEN']),
    code: (page) => codeOn(page, both[asked++ % 2] ?? ''),
  });
  expect(await program.run('connect', ...both)).toMatchObject({ status: 0 });
  expect(await program.run('connect', ...both)).toMatchObject({ status: 0 });
  expect(requestsTo(program, '/api/v1/apps')).toHaveLength(1);
});

test('a server that offers no PKCE is sent none', async () => {
  const platforms = (await import('../fixtures/platforms.ts')).PLATFORMS.map((platform) => ({
    ...platform,
    routes: platform.routes.filter(({ path }) => !path.includes('well-known')),
  }));
  await using program = await open('hemer-mastodon', { platforms });
  const connected = await program.run('connect', 'hemer-mastodon');
  expect(connected).toMatchObject({ status: 0 });
  expect(connected.out).not.toContain('code_challenge');
});

test('a platform that does not answer is named, and nothing is asked', async () => {
  await using program = await open('hemer-x', { code: () => Promise.reject(new Error('it asked')) });
  await program.edit('config.yaml', /base_url: "[^"]*"/, 'base_url: "http://127.0.0.1:1"');
  expect(await program.run('connect', 'hemer-x')).toMatchObject({
    status: 1,
    err: expect.stringContaining('(not-connected)'),
  });
});

test('the lines for an account are replaced, and every other line of .env stays', async () => {
  await using program = await open('hemer-x');
  await program.write(
    '.env',
    '# the app\nOTHER="a # b"\nexport HEMER_X_ACCESS_TOKEN= # Hemer\nHEMER_X_ACCESS_SECRET="old"\nLAST=1',
  );
  await chmod(join(program.folder, '.env'), 0o644);
  expect(await program.run('connect', 'hemer-x')).toMatchObject({ status: 0 });
  expect(await program.read('.env')).toMatch(
    /^# the app\nOTHER="a # b"\nexport HEMER_X_ACCESS_TOKEN=\S+ # Hemer\nHEMER_X_ACCESS_SECRET=\S+\nLAST=1$/,
  );
  expect((await stat(join(program.folder, '.env'))).mode & 0o777).toBe(0o600);
});

test('where .env cannot be written nobody is asked to agree', async () => {
  await using program = await open('hemer-x', { code: () => Promise.reject(new Error('it asked')) });
  await mkdir(join(program.folder, '.env'));
  expect(await program.run('connect', 'hemer-x')).toMatchObject({
    status: 1,
    err: expect.stringContaining('(not-written)'),
  });
});

test('where the token cannot be kept it is said that it is lost', async () => {
  await using program = await open('', {
    code: async (page) => {
      await rm(join(program.folder, '.env'));
      await mkdir(join(program.folder, '.env'));
      return codeOn(page, 'hemer-x');
    },
  });
  const lost = await program.run('connect', 'hemer-x');
  expect(lost).toMatchObject({ status: 1, err: expect.stringContaining('The token of hemer-x is lost') });
});

test('without the keys of the app nobody is asked', async () => {
  await using program = await open('hemer-x', { env: { ...without(X), X_APP_KEY: null } });
  expect(await program.run('connect', 'hemer-x')).toMatchObject({
    status: 1,
    err: expect.stringMatching(/X_APP_KEY is missing: the secret of the app on X/),
  });
});

test('a token that the environment has is not replaced in vain', async () => {
  await using program = await open('', { env: {}, code: () => Promise.reject(new Error('it asked')) });
  expect(await program.run('connect', 'hemer-x')).toMatchObject({
    status: 1,
    err: expect.stringContaining('(set-elsewhere)'),
  });
});

test('who began the program with the variables of .env is told that the earlier token still wins', async () => {
  await using program = await open('hemer-x', {
    env: Object.fromEntries(X.map((name) => [name, 'earlier'])),
  });
  await program.write('.env', X.map((name) => `${name}=earlier\n`).join(''));
  const { status, err } = await program.run('connect', 'hemer-x');
  expect([status, err]).toEqual([1, expect.stringContaining('(set-elsewhere)')]);
  expect(await program.read('.env')).not.toContain('earlier');
});

test('a token that may not post takes the place of no other', async () => {
  const platforms = (await import('../fixtures/platforms.ts')).PLATFORMS.map((platform) => ({
    ...platform,
    rateHeaders: () => ({ 'x-access-level': 'read' }),
  }));
  await using program = await open('hemer-x', { platforms });
  await program.write('.env', 'HEMER_X_ACCESS_TOKEN=before\n');
  expect(await program.run('connect', 'hemer-x')).toMatchObject({
    status: 1,
    err: expect.stringContaining('(read-only-token)'),
  });
  expect(await program.read('.env')).toBe('HEMER_X_ACCESS_TOKEN=before\n');
});

test('of several accounts it says where to go on after one that was not connected', async () => {
  await using program = await open('hemer-x', { code: () => Promise.resolve('wrong') });
  const { status, err } = await program.run('connect', 'hemer-x', 'hemer-mastodon');
  expect(status).toBe(1);
  expect(err).toMatch(/ausrufer .*connect hemer-mastodon\n$/);
});

test('without an account it lists which are connected', async () => {
  await using program = await open('hemer-x');
  const { status, out } = await program.run('connect');
  expect(status).toBe(2);
  expect(out).toMatch(/hemer-x +X @\w+ +not connected/);
  expect(out).toMatch(/menden-x +X @\w+ +connected/);
});

test('in the sandbox no account needs a token', async () => {
  await using program = await open('hemer-x');
  await program.edit('config.yaml', 'sandbox: false', 'sandbox: true');
  expect(await program.run('connect', 'hemer-x')).toMatchObject({
    status: 1,
    err: expect.stringContaining('(no-token-needed)'),
  });
  expect((await program.run('connect')).err).toContain('in the sandbox no account needs a token');
});

test('a script hands the code to standard input', async () => {
  await using program = await open('hemer-x');
  const root = join(import.meta.dirname, '../..');
  const words = ['--config', program.folder, '--messages', join(root, 'messages'), 'connect', 'hemer-x'];
  const child = spawn(process.execPath, [join(root, 'src/cli/main.js'), ...words], {
    env: { ...PROCESS_ENV, X_APP_KEY: 'app-key-4f1c9a', X_APP_SECRET: 'app-secret-77b20e' },
    ...{ cwd: program.folder, stdio: ['pipe', 'pipe', 'ignore'] },
  });
  const closed = once(child, 'close');
  const [page] = await Promise.race([once(child.stdout, 'data'), closed]);
  child.stdin.end(`${await codeOn(String(page).trim(), 'hemer-x')}\n`);
  expect(await closed).toEqual([0, null]);
  expect(await program.read('.env')).toMatch(/^HEMER_X_ACCESS_TOKEN=/m);
});
