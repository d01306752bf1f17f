import { execFileSync } from 'node:child_process';
import { chmod, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { virtualClock } from '../../src/app/virtual-clock.ts';
import { systemClock } from '../../src/cli/system-runtime.ts';
import { openProgram, type TestProgram } from '../fixtures/program.ts';

const HEAD = `incident:
  id: it-outage
  mode: live
  title: {de: IT-Ausfall, en: IT outage}
  started: "2026-01-31 01:01"
  phase: investigating
facts:
  siegen:
    reach: {phone: down}
    instruction: {de: "Notfälle: Info-Schalter im Rathaus.", en: "Emergencies: info desk at the town hall."}
`;
const NOTHING_SAID = `${HEAD}announcements: []\n`;
const SAID = `${HEAD}announcements:
  - {id: outage, kind: outage, post_as: [siegen, hsk, kreis-soest]}
`;

/** Posts of the announcement: three bodies with an account on each channel, and one of them in two languages. */
const POSTS = 7;

function noTraces(program: TestProgram): void {
  const printed = program.printed.join('');
  expect(printed).not.toMatch(/^\s+at .*\(?(?:file|node):/m);
  expect(printed).not.toContain('has a bug');
}

/** No tick comes by schedule. */
const NEW_YEAR = 'approvals: {needed: 0}\ntick: "0 0 1 1 *"\n';

describe('the worker', () => {
  test('the worker publishes a change of the state file without waiting for its schedule, however an editor saves it', async () => {
    await using program = await openProgram({ state: NOTHING_SAID, config: NEW_YEAR });
    const worker = program.start('run');
    await worker.printed('Running since');
    let said = `${HEAD}announcements:\n`;
    for (const [nth, who] of ['siegen', 'hsk', 'kreis-soest'].entries()) {
      const before = program.published().length;
      said += `  - {id: outage-${who}, kind: outage, post_as: [${who}]}\n`;
      await program.write(nth === 0 ? 'incident.yaml' : 'saved.tmp', said);
      if (nth > 0) await rename(join(program.folder, 'saved.tmp'), join(program.folder, 'incident.yaml'));
      await expect.poll(() => program.published().length).toBeGreaterThanOrEqual(before + 2);
    }
    worker.child.kill('SIGTERM');
    expect((await worker.ended).status).toBe(0);
    noTraces(program);
  });

  test('a worker ended while it sends and started again publishes nothing twice and leaves nothing out', async () => {
    const platformClock = virtualClock(systemClock.now());
    await using program = await openProgram({ state: SAID, platformClock });
    for (const account of ['siegen-x', 'siegen-mastodon', 'hsk-x'])
      program.sandbox.arrange(account, { kind: 'delay', ms: 1 });
    const worker = program.start('run');
    await expect.poll(() => program.sandbox.requests().map(({ fault }) => fault)).toContain('delay');
    worker.child.kill('SIGTERM');
    let isOver = false;
    void worker.ended.then(() => {
      isOver = true;
    });
    await expect
      .poll(() => {
        platformClock.advanceTo(platformClock.now() + 1);
        return isOver;
      })
      .toBe(true);
    expect((await worker.ended).status).toBe(0);
    await program.run('run', '--once');
    const texts = program.published();
    expect(new Set(texts).size).toBe(texts.length);
    const { out } = await program.run('history', '--json');
    const entries = JSON.parse(out) as { state: string; remote_id: string; url: string }[];
    expect(texts).toHaveLength(POSTS);
    expect(entries.map((entry) => entry.state)).toEqual(entries.map(() => 'posted'));
    expect(new Set(entries.map((entry) => entry.remote_id)).size).toBe(texts.length);
    const { origin } = program.sandbox;
    for (const { url, remote_id } of entries) expect(url).toMatch(new RegExp(`^${origin}/.*/${remote_id}$`));
    noTraces(program);
  });

  test('only one worker runs on an SQLite ledger, and commands go on reading it', async () => {
    const platformClock = virtualClock(systemClock.now());
    await using program = await openProgram({ state: SAID, platformClock });
    const worker = program.start('run');
    await worker.printed('due');
    const second = await program.run('run');
    expect(second).toMatchObject({ status: 1, out: '' });
    expect(second.err).toContain('worker-running');
    expect((await program.run('plan', '--json')).out).toContain('"mode": "live"');
    program.sandbox.arrange('siwi-mastodon', { kind: 'delay', ms: 1 });
    const announced = program.start('announce', 'outage', '--as', 'kreis-siwi', '--by', 'press', '--yes');
    await announced.printed('A worker is running');
    await expect
      .poll(() => {
        platformClock.advanceTo(platformClock.now() + 1);
        return program.published().join('\n');
      })
      .toContain('siwi-mastodon');
    expect((await announced.ended).status).not.toBe(70);
    worker.child.kill('SIGTERM');
    await worker.ended;
    noTraces(program);
  });
});

test('a pipe or a device in the place of a file is refused at once, and the worker goes on and ends', async () => {
  // The language is looked for in config.yaml, too.
  await using program = await openProgram({
    state: SAID,
    config: 'approvals: {needed: 0}\nlanguage: en\n',
    env: { LANG: 'C.UTF-8' },
  });
  const path = (name: string) => join(program.folder, name);
  const worker = program.start('run');
  await worker.printed('Running since');
  await rm(path('incident.yaml'));
  execFileSync('mkfifo', [path('incident.yaml')]);
  // A file that is still being read after ten seconds is told of as one that does not answer.
  await worker.printed(/is a pipe or a device|\(state-unreadable\)/);
  expect(program.printed.join('')).toContain('is a pipe or a device');
  for (const signal of ['SIGHUP', 'SIGUSR1', 'SIGUSR2'] as const) worker.child.kill(signal);
  await rm(path('incident.yaml'));
  await program.write('incident.yaml', 'mistake: again\n');
  await worker.printed('mistake');
  worker.child.kill('SIGTERM');
  const { status, err } = await worker.ended;
  expect(status).toBe(0);
  expect(err).not.toMatch(/debugger/i);
  for (const device of ['/dev/zero', '/dev/stdin'])
    expect(await program.run('plan', '--state', device)).toMatchObject({ status: 1 });
  for (const name of ['municipalities.yaml', 'services.yaml', 'config.yaml']) {
    await rm(path(name));
    await symlink('/dev/zero', path(name));
    expect(await program.run('plan')).toMatchObject({ status: 1, err: expect.stringContaining('ESPIPE') });
    expect((await program.run('pause', '--by', 'press')).status).toBeLessThan(3);
  }
});

test('what a terminal would obey is never printed, wherever it comes from', async () => {
  await using program = await openProgram({ state: SAID });
  const bad = 'reach\u001B]0;x\u0007\u009B2J\u202E\r';
  const { err } = await program.start('set', 'siegen', bad, '--by', 'press').ended;
  expect(err).toContain('bad-assignment');
  await program.write(`${bad}.yaml`, SAID);
  const { out } = await program.start('facts', 'siegen', '--state', join(program.folder, `${bad}.yaml`))
    .ended;
  expect(out).toMatch(/^ {3}reach\.phone=down +from siegen in .*reach.*\.yaml$/m);
  for (const printed of [err, out]) expect(printed).not.toMatch(/[[\p{Cc}\u202E]--\n]/v);
});

test('what `plan --json` shows is, byte for byte, what the platforms receive', async () => {
  await using program = await openProgram({ state: SAID });
  const { posts } = JSON.parse((await program.run('plan', '--json')).out) as {
    posts: { account: string; text: string }[];
  };
  await program.run('run', '--once');
  const sent = program.sandbox.requests().flatMap(({ account, method, body }) => {
    const written = method === 'POST' ? (JSON.parse(body) as { text?: string; status?: string }) : {};
    return method === 'POST' ? [`${account} ${written.text ?? written.status}`] : [];
  });
  expect(sent).toHaveLength(POSTS);
  expect(sent.sort()).toEqual(posts.map(({ account, text }) => `${account} ${text}`).sort());
  expect([...program.published()].sort()).toEqual(sent);
});

/** Each with what is written instead of the state file, and what is said about it. */
const BROKEN: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
  ['an empty file', '', /empty-file/],
  ['half a file', SAID.slice(0, 120), /incident\.yaml:\d+:\d+/],
  ['fifty megabytes', Buffer.alloc(50 * 1024 * 1024, 'a: b\n'), /too-big/],
  [
    'somebody who may not speak for another',
    SAID.replace('post_as: [siegen, hsk, kreis-soest]', 'post_as: [hsk], about: [siegen]'),
    /may-not-speak/,
  ],
];

/** Everything that was asked of the platforms, except how long their texts may be. */
const publishing = ({ sandbox }: TestProgram) =>
  sandbox.requests().filter(({ operation }) => operation !== 'limits');

describe('bad input', () => {
  test.each(BROKEN)('%s is explained, and nothing is published', async (_, content, words) => {
    await using program = await openProgram({ state: SAID });
    await program.write('incident.yaml', content);
    for (const command of [['check'], ['plan'], ['run', '--once']]) {
      const { status, out, err } = await program.run(...command);
      expect({ status, command }).toEqual({ status: 1, command });
      expect(out + err).toMatch(words);
    }
    expect(publishing(program)).toEqual([]);
    noTraces(program);
  });

  test('a token that is missing or has a line break holds only its account, and is never shown', async () => {
    await using program = await openProgram({
      state: SAID,
      env: { SIEGEN_MASTODON_ACCESS_TOKEN: 'broken-token\nwith-a-line', HSK_X_ACCESS_TOKEN: '' },
    });
    const checked = await program.run('check');
    expect(checked.status).toBe(1);
    expect(checked.err + checked.out).toContain('SIEGEN_MASTODON_ACCESS_TOKEN');
    expect(checked.err + checked.out).toContain('HSK_X_ACCESS_TOKEN');
    await program.run('run', '--once');
    const accounts = new Set(program.published().map((text) => text.split(' ')[0]));
    expect(accounts).toEqual(new Set(['siegen-x', 'hsk-mastodon', 'soest-x', 'soest-mastodon']));
    expect(program.printed.join('')).not.toMatch(/broken-token|with-a-line/);
  });
});

test('no secret is ever shown, whatever goes wrong', async () => {
  await using program = await openProgram({ state: SAID });
  program.sandbox.arrange('siegen-x', { kind: 'unauthorized' }, 1);
  program.sandbox.arrange('hsk-mastodon', { kind: 'accepted-then-cut' });
  for (const command of [
    ['check'],
    ['plan', '--json'],
    ['run', '--once'],
    ['history'],
    ['history', '--json'],
    ['announce', 'outage', '--as', 'siegen', '--by', 'press', '--yes'],
    ['set', 'siegen', `instruction.de=${program.secrets[0]}`, '--by', 'press', '--yes'],
    ['nonsense', program.secrets[3] ?? ''],
  ])
    await program.run(...command);
  const stored: string[] = [];
  for (const name of await readdir(program.folder, { recursive: true })) {
    const path = join(program.folder, name);
    if ((await stat(path)).isFile()) stored.push(await readFile(path, 'latin1'));
  }
  const told = program.printed.join('') + stored.join('');
  for (const secret of program.secrets)
    for (const form of [secret, Buffer.from(secret).toString('base64'), encodeURIComponent(secret)])
      expect(told.includes(form), 'a secret was shown').toBe(false);
});

test('`check` warns of a `.env` that other users of the machine can read', async () => {
  await using program = await openProgram({ state: NOTHING_SAID });
  await program.write('.env', 'X_APP_KEY=app-key-4f1c9a\n');
  await chmod(join(program.folder, '.env'), 0o640);
  expect((await program.run('check')).err).toContain('.env can be read by other users');
});

test.each([
  ['{origin: https://lage.example.org}', true],
  ['{origin: https://lage.example.org, trusted_proxy: proxy.example.org}', true],
  ['{origin: https://lage.example.org, trusted_proxy: 172.17.0.1}', false],
  ['{origin: https://lage.example.org, trusted_proxy: "::1"}', false],
  ['false', false],
])('`check` warns of a console at which one stranger locks everybody out: %s', async (console, isTold) => {
  await using program = await openProgram({ state: NOTHING_SAID, config: `console: ${console}\n` });
  expect((await program.run('check')).err.includes('(proxy-unknown)')).toBe(isTold);
});

test.each([
  ['* * * * *', null],
  ['*/4 * * * *', null],
  ['*/5 * * * *', 'at times 5 minutes'],
  ['0,2,4,20 * * * *', 'at times 40 minutes'],
  ['* 6-22 * * *', 'at times 421 minutes'],
  ['* * * * 1-5', 'at times 2881 minutes'],
  ['0 0 1 6 *', 'at times 219600 minutes'],
])('`check` warns of ticks too far apart for what is promised within minutes: %s', async (tick, told) => {
  await using program = await openProgram({ state: NOTHING_SAID, config: `tick: "${tick}"\n` });
  const { err } = await program.run('check');
  expect(/(at times \d+ minutes).*\(slow-tick\)/.exec(err)?.[1] ?? null).toBe(told);
});

test.each([
  'http://example.org/hook',
  'ftp://example.org/hook',
  'https://user:secret@example.org/hook',
  'hook',
])('ALERTS_WEBHOOK=%s is refused like the webhook in config.yaml', async (address) => {
  await using program = await openProgram({ state: NOTHING_SAID, env: { ALERTS_WEBHOOK: address } });
  const { status, err } = await program.run('check');
  expect(status).toBe(1);
  expect(err).toContain('bad-url');
  expect(err).not.toContain('secret@');
});

test('a plan takes another time as the files do, or with its offset', async () => {
  await using program = await openProgram({ state: SAID });
  const plans = ['2026-01-31 06:00', '2026-01-31T05:00Z', '2026-01-31T06:00:00+01:00'].map((now) =>
    program.run('plan', '--json', '--now', now),
  );
  const [local, ...others] = (await Promise.all(plans)).map(({ out }) => out);
  expect(local).toContain('siegen-x');
  for (const other of others) expect(other).toBe(local);
});

test('a plan for a later time takes facts that are confirmed by then', async () => {
  const state = SAID.replace('  siegen:\n', '  siegen:\n    confirmed: "2026-12-26 07:45"\n');
  await using program = await openProgram({ state, at: Date.parse('2026-12-01T08:00Z') });
  const planned = async (...at: readonly string[]) => (await program.run('plan', '--json', ...at)).out;
  expect(await planned()).toContain('facts-broken');
  expect(await planned('--now', '2026-12-26 08:00')).not.toContain('facts-broken');
});

test('who plans, changes a fact or asks for facts learns that those of a town have a mistake, also where nothing waits', async () => {
  const wrong = SAID.replace('  siegen:\n', '  siegen:\n    phase: resolvd\n');
  await using program = await openProgram({ state: SAID, at: Date.parse('2023-10-30T06:00Z') });
  await program.run('run', '--once');
  await program.write('incident.yaml', wrong);
  const planned = await program.run('plan');
  expect(planned.out).toContain('Nothing is due.');
  const told = /siegen: The facts of siegen have a mistake in line \d+: `facts\.siegen\.phase`/;
  expect(planned.out).toMatch(told);
  const set = ['set', 'siegen', 'reach.counter=limited', '--tell', '--by', 'press-siegen', '--yes'];
  expect((await program.run(...set)).out).toMatch(told);
  const other = ['set', 'kreis-siwi', 'reach.counter=limited', '--by', 'press-siegen', '--yes'];
  expect((await program.run(...other)).out).not.toMatch(told);
  expect(await program.run('facts', 'siegen')).toMatchObject({
    status: 1,
    err: expect.stringContaining('`facts.siegen.phase`'),
  });
});

test('help about a command that does not exist says so, and which was meant', async () => {
  await using program = await openProgram({ state: SAID });
  const { status, err } = await program.run('help', 'plna');
  expect(status).toBe(1);
  expect(err).toMatch(/plna.*\n.*plan/);
});
