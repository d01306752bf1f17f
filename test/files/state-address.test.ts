import { execFileSync } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { stateSource } from '../../src/files/incident/source.ts';
import { onLoopback } from '../fixtures/bare-server.ts';
import { openProgram, phonesDown } from '../fixtures/program.ts';
import { openStaffWebhook } from '../fixtures/staff-webhook.ts';

const USER = 'press';
const PASSWORD = 'pa55-of-press';
const TOKENS = ['glpat-8d1c77e0', 'a%2Fb%2B93c1f0a7d2e5b8', 'a/b+93c1f0a7d2e5b8'];

/** Keeps a state file for those who name the user, the password and the token. */
async function openKeeper() {
  const keeper = { file: '', origin: '' };
  const basic = `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`;
  const server = createServer((request, response) => {
    const mayRead = request.headers.authorization === basic && request.url === `/incident.yaml${QUERY}`;
    response.writeHead(mayRead ? 200 : 404).end(mayRead ? keeper.file : '');
  });
  const running = await onLoopback(server);
  keeper.origin = running.url.replace('http://', '');
  return Object.assign(keeper, { [Symbol.asyncDispose]: running[Symbol.asyncDispose] });
}

const QUERY = `?ref=main&private_token=${TOKENS[0]}&${TOKENS[1]}`;

test('what opens the address of the state file is printed nowhere, stored nowhere and sent to nobody', async () => {
  await using desk = await openStaffWebhook();
  await using keeper = await openKeeper();
  const good = phonesDown('2026-01-31 01:01', ['{id: outage, kind: outage, post_as: [siegen]}']);
  await using office = await openProgram({
    state: good,
    config: `approvals: {needed: 0}\nalerts: {webhook: "${desk.origin}/hook"}\n`,
  });
  const address = `http://${USER}:${PASSWORD}@${keeper.origin}/incident.yaml${QUERY}`;
  const shown = `http://${keeper.origin}/incident.yaml`;

  keeper.file = good;
  expect(await office.run('--state', address, 'run', '--once')).toMatchObject({ status: 0 });
  expect(office.published()).not.toEqual([]);
  for (const mistaken of [
    good.replace('phase', 'fase'),
    `${good}hotline: ${TOKENS[0]}\n`,
    '',
    'incident: [',
  ]) {
    keeper.file = mistaken;
    for (const command of [['check'], ['plan'], ['plan', '--json'], ['run', '--once'], ['history']]) {
      const { out, err } = await office.run('--state', address, ...command);
      if (command[0] !== 'history') expect(out + err).toContain(shown);
    }
  }
  const written = await office.run('--state', address, 'set', 'siegen', 'reach.phone=up', '--by', 'press');
  expect(written.err).toContain(`${shown} cannot be written from here`);
  const worker = office.begin('--state', address, 'run');
  await expect.poll(() => office.printed.join('')).toContain(`State file: ${shown}.`);
  await worker.end();
  const missing = await office.run('--state', address.replace('incident', 'nothing'), 'plan');
  expect(missing.err).toContain(`${shown.replace('incident', 'nothing')} answers 404`);
  for (const odd of [
    `https://${USER}:${PASSWORD}@:nonsense/${QUERY}`,
    `https://${USER}:${PASSWORD}/of@files.example.org/incident.yaml`,
    `https://${USER}:${PASSWORD}#of@files.example.org/incident.yaml`,
    ` https://${USER}:${PASSWORD}@127.0.0.1:1/incident.yaml`,
    `htps://${USER}:${PASSWORD}@127.0.0.1:1/incident.yaml${QUERY}`,
    `ftp://${USER}:${PASSWORD}@127.0.0.1:1/incident.yaml`,
    `https//${USER}:${PASSWORD}@127.0.0.1:1/incident.yaml${QUERY}`,
    `${USER}:${PASSWORD}@127.0.0.1:1/incident.yaml`,
    `"https://${USER}:${PASSWORD}@127.0.0.1:1/incident.yaml${QUERY}"`,
  ])
    expect(await office.run('--state', odd, 'plan')).toMatchObject({ status: 1 });

  const process = office.start(`--state=${address}`, 'run');
  await process.printed('State file');
  const args = execFileSync('ps', ['-o', 'args=', '-p', String(process.child.pid)], { encoding: 'utf8' });
  expect(args).toMatch(/ausrufer .*run/);
  process.child.kill();
  await process.ended;

  expect(desk.told()).toContain('raised files-broken');
  const stored: string[] = [];
  for (const name of await readdir(office.folder, { recursive: true })) {
    const path = join(office.folder, name);
    if ((await stat(path)).isFile()) stored.push(await readFile(path, 'latin1'));
  }
  const told = args + office.printed.join('') + stored.join('') + JSON.stringify(desk.arrived);
  for (const secret of [PASSWORD, ...TOKENS, Buffer.from(`${USER}:${PASSWORD}`).toString('base64')])
    expect(told.includes(secret), `${secret} was shown`).toBe(false);
});

test('a word in the address, like the name of a branch, is no secret', async () => {
  await using keeper = await openKeeper();
  await using office = await openProgram({ state: '' });
  keeper.file = phonesDown('2026-01-31 01:01', ['{id: main, kind: outage, post_as: [siegen]}']);
  const address = `http://${USER}:${PASSWORD}@${keeper.origin}/incident.yaml${QUERY}`;
  const planned = await office.run('--state', address, 'plan', '--json');
  expect(planned.err).toBe('');
  expect(JSON.parse(planned.out)).toMatchObject({ announcements: [{ id: 'main' }] });
});

describe('an address that answers with', () => {
  const file = phonesDown('2026-01-31 01:01', []);
  const TOKEN = 'state-token-5e1f00d2';
  const asked: (readonly [url: string, authorization: string | null])[] = [];

  /** Reads it where each address answers so. */
  async function read(
    answers: Readonly<Record<string, readonly [number, Record<string, string>]>>,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    asked.length = 0;
    const source = stateSource('https://files.example.org/incident.yaml', {
      environment: () => environment,
      async fetch(url, options) {
        const [status, headers] = answers[String(url)] ?? [404, {}];
        asked.push([String(url), new Headers(options?.headers).get('authorization')]);
        expect(options?.redirect).toBe('manual');
        return new Response(status === 304 ? null : file, { status, headers });
      },
    });
    const reading = await source.read(new AbortController().signal);
    return reading.kind === 'read' ? 'read' : reading.mistake.code;
  }
  const leadsTo = (location: string) =>
    ({ [location]: [200, {}], 'https://files.example.org/incident.yaml': [302, { location }] }) as const;

  test.each([
    ['https://files.example.org/other.yaml', 'read'],
    ['https://other.example.org/incident.yaml', 'insecure-state'],
    ['https://files.example.org:8443/incident.yaml', 'insecure-state'],
    ['http://files.example.org/incident.yaml', 'insecure-state'],
    ['http://127.0.0.1/incident.yaml', 'insecure-state'],
    ['http://169.254.169.254/latest', 'insecure-state'],
    ['http://[::1]:8080/', 'insecure-state'],
    ['file:///etc/passwd', 'insecure-state'],
    ['https://files.example.org/incident.yaml', 'state-unreachable'],
  ])('the way to %s: %s, and no credential goes to another host', async (location, outcome) => {
    expect(await read(leadsTo(location), { STATE_TOKEN: TOKEN })).toBe(outcome);
    for (const [url, authorization] of asked) {
      expect(url).toMatch(/^https:\/\/files\.example\.org\//);
      expect(authorization).toBe(`Bearer ${TOKEN}`);
    }
  });

  test('a part of the file is not taken for the whole', async () => {
    const answers = { 'https://files.example.org/incident.yaml': [206, {}] } as const;
    expect(await read(answers)).toBe('state-unreachable');
  });

  test('a token wins over a user and a password in the address, which are not sent', async () => {
    const source = stateSource('https://user:password@files.example.org/incident.yaml', {
      environment: () => ({ STATE_TOKEN: TOKEN }),
      fetch: async (url, options) => {
        asked.push([String(url), new Headers(options?.headers).get('authorization')]);
        return new Response(file);
      },
    });
    asked.length = 0;
    expect((await source.read(new AbortController().signal)).kind).toBe('read');
    expect(asked).toEqual([['https://files.example.org/incident.yaml', `Bearer ${TOKEN}`]]);
  });

  test('a user and a password from the environment open it', async () => {
    const answers = { 'https://files.example.org/incident.yaml': [200, {}] } as const;
    expect(await read(answers, { STATE_USER: USER, STATE_PASSWORD: PASSWORD })).toBe('read');
    expect(asked[0]?.[1]).toBe(`Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`);
  });
});

test('nothing of what an address answered is repeated, only where its mistakes are', async () => {
  await using keeper = await openKeeper();
  await using office = await openProgram({ state: '' });
  const address = `http://${USER}:${PASSWORD}@${keeper.origin}/incident.yaml${QUERY}`;
  for (const answer of [
    'root-of-all: 1\n',
    'root-of-all: [',
    'root-of-all',
    'incident: {mode: root-of-all}\n',
  ]) {
    keeper.file = answer;
    const { status, out, err } = await office.run('--state', address, 'check');
    expect(status).toBe(1);
    expect(out + err).toMatch(/incident\.yaml:1:\d+/);
    expect(out + err).not.toMatch(/root-of-all/);
  }
});
