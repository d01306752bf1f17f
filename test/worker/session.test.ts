import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Files } from '../../src/app/files.ts';
import { load } from '../../src/app/load.ts';
import { openSession, type SessionParts } from '../../src/app/session.ts';
import { lockWorker } from '../../src/sql/sqlite/worker-lock.ts';
import { at, openDay } from '../fixtures/day.ts';
import { openProgram, phonesDown, type Running, type TestProgram } from '../fixtures/program.ts';
import { DRAFT, regionFolder } from '../fixtures/region-folder.ts';
import { runtimeAt } from '../fixtures/runtime.ts';
import { regionOf } from '../fixtures/towns.ts';

// These run the real `run` process: files are changed under it, and what the platforms received is read.

const HEMER = { id: 'hemer', channels: ['x'] };
const REGION = regionOf([HEMER]);
/** The sandbox of the test plays the real platforms, so that it knows both towns from the start. */
const BOTH = regionOf([HEMER, { id: 'menden', channels: ['x'] }]);
const started = new Date(Date.now() - 600_000).toISOString();

function state(mode: string, ...announcements: readonly string[]): string {
  return phonesDown(started, announcements).replace('mode: live', `mode: ${mode}`);
}

const OUTAGE = '{id: outage, kind: outage, post_as: [hemer]}';
const NOTICE =
  '{id: more, kind: notice, post_as: [hemer], text: {de: "Das Rathaus ist bis 20 Uhr geöffnet."}}';
const CONFIG = 'approvals: {needed: 0}\ngap_minutes: 0\n';

let program: TestProgram | null = null;
let worker: Running | null = null;

afterEach(async () => {
  worker?.child.kill('SIGTERM');
  await worker?.ended;
  await program?.[Symbol.asyncDispose]();
  worker = null;
  program = null;
});

/** A worker process whose "real" platforms are the sandbox of the test. `sandbox`: what config.yaml says at the start. */
async function work(given: { sandbox: boolean; region: string; state: string }): Promise<TestProgram> {
  const opened = await openProgram({ region: BOTH, state: given.state, config: CONFIG });
  program = opened;
  await opened.write('municipalities.yaml', given.region);
  await writeSandbox(opened, given.sandbox);
  worker = opened.start('run');
  await worker.printed('Running since');
  return opened;
}

async function writeSandbox(opened: TestProgram, sandbox: boolean): Promise<void> {
  const config = await opened.read('config.yaml');
  await opened.write(
    'config.yaml',
    `${config.replace(/^sandbox: \w+\n|^web: .*\n/gm, '')}sandbox: ${sandbox}\nweb: {port: 0, sandbox_port: 0}\n`,
  );
}

/** Posts that the real platforms received. */
const received = (opened: TestProgram) =>
  opened.sandbox.requests().filter(({ operation }) => operation === 'publish').length;

const history = async (opened: TestProgram) =>
  JSON.parse((await opened.run('history', '--json')).out) as {
    key: string;
    state: string;
    remote_id: string | null;
    url: string | null;
  }[];

describe('a running worker', () => {
  test.each(['exercise', 'live'])(
    'a worker told `sandbox: true` with mode %s sends nothing more to the real platforms, and says nothing twice',
    async (mode) => {
      const opened = await work({ sandbox: false, region: REGION, state: state('live', OUTAGE) });
      await expect.poll(() => received(opened)).toBe(1);
      await writeSandbox(opened, true);
      await opened.write('incident.yaml', state(mode, OUTAGE, NOTICE));
      await worker?.printed(/sandbox is now true/);
      await expect
        .poll(async () => (await history(opened)).filter((post) => post.state === 'posted').length)
        .toBe(2);
      expect(received(opened)).toBe(1);
      const texts = opened.sandbox.timeline('hemer-x').map((post) => post.text);
      expect(texts).toHaveLength(1);
    },
  );

  test('in the sandbox a command that changes the mode leaves its posts to the worker, in whose sandbox people look', async () => {
    const opened = await work({ sandbox: true, region: REGION, state: state('exercise', OUTAGE) });
    const servers = async () =>
      (await history(opened)).map(({ state, url }) => `${state} on ${URL.parse(url ?? '')?.origin}`);
    await expect.poll(servers).toEqual([expect.stringMatching(/^posted on http/)]);
    const [exercise] = await servers();
    const { err } = await opened.run('set', 'incident', 'mode=live', '--by', 'press-hemer', '--yes');
    expect(err).toContain('It goes to the sandbox of `run`');
    await expect.poll(servers).toEqual([exercise]);
  });

  test('a worker told `sandbox: false` sends what is due to the real platforms, and no ledger calls a sandbox post published there', async () => {
    const opened = await work({ sandbox: true, region: REGION, state: state('live', OUTAGE) });
    await expect
      .poll(async () => (await history(opened)).filter((post) => post.state === 'posted').length)
      .toBe(1);
    expect(received(opened)).toBe(0);
    await writeSandbox(opened, false);
    await opened.touch();
    await expect.poll(() => received(opened)).toBe(1);
    await expect.poll(async () => (await history(opened)).map((post) => post.state)).toEqual(['posted']);
    const ids = opened.sandbox.timeline('hemer-x').map((post) => post.id);
    expect((await history(opened)).map((post) => post.remote_id)).toEqual(ids);
  });

  test('a worker whose next ledger a command is using says so, stays well, and goes on when the command is done', async () => {
    const opened = await work({ sandbox: false, region: REGION, state: state('exercise') });
    const [, health = ''] = /Health: ([^\s"]+)/.exec(opened.printed.join('')) ?? [];
    await worker?.printed(/"event":"session"/);
    const command = lockWorker(join(opened.folder, 'data/live.sqlite'));
    await opened.write('incident.yaml', state('live', OUTAGE));
    await worker?.printed(/A command is using the ledger: the worker goes on when it is done/);
    expect((await fetch(health)).status).toBe(200);
    command[Symbol.dispose]();
    await expect.poll(() => received(opened)).toBe(1);
    expect(opened.printed.join('')).not.toContain('worker-running');
  });

  test('a worker given another municipality with an account, its token and a place in `post_as` posts there', async () => {
    const opened = await work({ sandbox: false, region: REGION, state: state('live', OUTAGE) });
    await expect.poll(() => received(opened)).toBe(1);
    await opened.write('municipalities.yaml', BOTH);
    await opened.write('incident.yaml', state('live', OUTAGE.replace('[hemer]', '[hemer, menden]')));
    await worker?.printed(/2 municipalities with 2 accounts\. Changed: municipalities\.yaml\./);
    await expect.poll(() => opened.sandbox.timeline('menden-x').length).toBe(1);
    expect(opened.sandbox.timeline('hemer-x')).toHaveLength(1);
  });

  test('a worker given another municipality whose token is not in .env holds its post with a reason, until the token is there', async () => {
    const opened = await work({ sandbox: false, region: REGION, state: state('live', OUTAGE) });
    await expect.poll(() => received(opened)).toBe(1);
    await opened.write('municipalities.yaml', BOTH.replaceAll('menden-x', 'later-x'));
    await opened.write('incident.yaml', state('live', OUTAGE.replace('[hemer]', '[hemer, menden]')));
    await worker?.printed(/1 held/);
    expect(opened.sandbox.timeline('menden-x')).toHaveLength(0);
    const token = opened.secrets.find((secret) => secret.startsWith('token-of-menden-x'));
    const secret = opened.secrets.find((one) => one.startsWith('secret-of-menden-x'));
    await opened.write('.env', `LATER_X_ACCESS_TOKEN=${token}\nLATER_X_ACCESS_SECRET=${secret}\n`);
    await opened.touch();
    await expect.poll(() => opened.sandbox.timeline('menden-x').length).toBe(1);
  });
});

test('what a session knows of an account is forgotten with the credential', async () => {
  await using day = await openDay('09:00');
  await using folder = await regionFolder({ config: CONFIG, state: DRAFT });
  const { files } = await load(runtimeAt(day.clock), folder.options);
  const parts: SessionParts = {
    ...{ clock: day.clock, onStep() {}, openLedger: async () => day.ledger },
    openChannels: async () => ({ sandbox: null, channel: day.delivery.channel }),
  };
  const before = await openSession(parts, files, 'live', null);
  before.delivery.memory.identified.set('hemer-x', { handle: 'stadt_hemer', remoteId: '1', at: at('09:00') });
  const known = async (after: Files) =>
    (await openSession(parts, after, 'live', before)).delivery.memory.identified.size;
  expect(await known(files)).toBe(1);
  expect(await known({ ...files, credentials: new Map([['hemer-x', { ACCESS_TOKEN: 'another' }]]) })).toBe(0);
});
