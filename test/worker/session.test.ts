import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Files } from '../../src/app/files.ts';
import { load } from '../../src/app/load.ts';
import { openSession, type SessionParts } from '../../src/app/session.ts';
import { isoOf, MINUTE } from '../../src/core/domain/clock.ts';
import { lockWorker } from '../../src/sql/sqlite/worker-lock.ts';
import { at, openDay } from '../fixtures/day.ts';
import {
  openProgram,
  openProgramAt,
  phonesDown,
  type TestProgram,
  type TestWorker,
} from '../fixtures/program.ts';
import { DRAFT, regionFolder } from '../fixtures/region-folder.ts';
import { runtimeAt } from '../fixtures/runtime.ts';
import { regionOf } from '../fixtures/towns.ts';

const HEMER = { id: 'hemer', channels: ['x'] };
const REGION = regionOf([HEMER]);
/** The sandbox of the test plays the real platforms, so that it knows both towns from the start. */
const BOTH = regionOf([HEMER, { id: 'menden', channels: ['x'] }]);

function state(mode: string, ...announcements: readonly string[]): string {
  return phonesDown('2026-11-24 08:50', announcements).replace('mode: live', `mode: ${mode}`);
}

const OUTAGE = '{id: outage, kind: outage, post_as: [hemer]}';
const NOTICE =
  '{id: more, kind: notice, post_as: [hemer], text: {de: "Das Rathaus ist bis 20 Uhr geöffnet."}}';
const CONFIG = 'approvals: {needed: 0}\ngap_minutes: 0\n';

let program: TestProgram | null = null;
let worker: TestWorker | null = null;

afterEach(async () => {
  await worker?.end();
  await program?.[Symbol.asyncDispose]();
  worker = null;
  program = null;
});

/** A worker under which files are changed; its "real" platforms are the sandbox of the test. `sandbox`: what config.yaml says at the start. */
async function work(given: { sandbox: boolean; region: string; state: string }): Promise<TestProgram> {
  const opened = await openProgramAt('09:00', given.state, { region: BOTH, config: CONFIG });
  program = opened;
  await opened.write('municipalities.yaml', given.region);
  await writeSandbox(opened, given.sandbox);
  worker = opened.begin('run');
  await worker.origin();
  return opened;
}

async function writeSandbox(opened: TestProgram, sandbox: boolean): Promise<void> {
  const config = await opened.read('config.yaml');
  await opened.write(
    'config.yaml',
    `${config.replace(/^sandbox: \w+\n|^web: .*\n/gm, '')}sandbox: ${sandbox}\nweb: {port: 0, sandbox_port: 0}\n`,
  );
}

const printed = (opened: TestProgram, words: RegExp) =>
  opened.until(() => words.test(opened.printed.join('')));
const posted = (opened: TestProgram, account: string) =>
  opened.until(() => opened.sandbox.timeline(account).length === 1);

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
const states = async (opened: TestProgram) => (await history(opened)).map(({ state }) => state).join();

describe('a running worker', () => {
  test.each(['exercise', 'live'])(
    'a worker told `sandbox: true` with mode %s sends nothing more to the real platforms, and says nothing twice',
    async (mode) => {
      const opened = await work({ sandbox: false, region: REGION, state: state('live', OUTAGE) });
      await opened.until(() => received(opened) === 1);
      await writeSandbox(opened, true);
      await opened.write('incident.yaml', state(mode, OUTAGE, NOTICE));
      await printed(opened, /sandbox is now true/);
      await opened.until(async () => (await states(opened)) === 'posted,posted');
      expect(received(opened)).toBe(1);
      const texts = opened.sandbox.timeline('hemer-x').map((post) => post.text);
      expect(texts).toHaveLength(1);
    },
  );

  test('in the sandbox a command that changes the mode leaves its posts to the worker, in whose sandbox people look', async () => {
    const opened = await work({ sandbox: true, region: REGION, state: state('exercise', OUTAGE) });
    const servers = async () =>
      (await history(opened)).map(({ state, url }) => `${state} on ${URL.parse(url ?? '')?.origin}`);
    await opened.until(async () => (await servers()).join().startsWith('posted on http'));
    const [exercise] = await servers();
    let said = '';
    void opened.run('set', 'incident', 'mode=live', '--by', 'press-hemer', '--yes').then(({ err }) => {
      said = err;
    });
    await opened.until(() => said !== '');
    expect(said).toContain('It goes to the sandbox of `run`');
    await opened.until(async () => (await servers()).join() === exercise);
  });

  test('a worker told `sandbox: false` sends what is due to the real platforms, and no ledger calls a sandbox post published there', async () => {
    const opened = await work({ sandbox: true, region: REGION, state: state('live', OUTAGE) });
    await opened.until(async () => (await states(opened)) === 'posted');
    expect(received(opened)).toBe(0);
    await writeSandbox(opened, false);
    await opened.until(() => received(opened) === 1);
    await opened.until(async () => (await states(opened)) === 'posted');
    const ids = opened.sandbox.timeline('hemer-x').map((post) => post.id);
    expect((await history(opened)).map((post) => post.remote_id)).toEqual(ids);
  });

  test('a worker whose next ledger a command is using says so, stays well, and goes on when the command is done', async () => {
    const opened = await work({ sandbox: false, region: REGION, state: state('exercise') });
    await printed(opened, /"event":"session"/);
    const command = lockWorker(join(opened.folder, 'data/live.sqlite'));
    // No time passes meanwhile: a worker whose last round is more than five minutes ago is not well.
    const printedSince = async () => {
      await opened.write('incident.yaml', state('live', OUTAGE));
      return opened.printed.join('');
    };
    await expect
      .poll(printedSince)
      .toMatch(/A command is using the ledger: the worker goes on when it is done/);
    expect((await fetch(`${await worker?.origin()}/healthz`)).status).toBe(200);
    command[Symbol.dispose]();
    await opened.until(() => received(opened) === 1);
    expect(opened.printed.join('')).not.toContain('worker-running');
  });

  test('a worker given another municipality with an account, its token and a place in `post_as` posts there', async () => {
    const opened = await work({ sandbox: false, region: REGION, state: state('live', OUTAGE) });
    await opened.until(() => received(opened) === 1);
    await opened.write('municipalities.yaml', BOTH);
    await opened.write('incident.yaml', state('live', OUTAGE.replace('[hemer]', '[hemer, menden]')));
    await printed(opened, /2 municipalities with 2 accounts\. Changed: municipalities\.yaml\./);
    await posted(opened, 'menden-x');
    expect(opened.sandbox.timeline('hemer-x')).toHaveLength(1);
  });

  test('a worker given another municipality whose token is not in .env holds its post with a reason, until the token is there', async () => {
    // A process of its own, which reads `.env` and lives by the clock of this machine.
    const live = (announcement: string) => phonesDown(isoOf(Date.now() - 10 * MINUTE), [announcement]);
    const opened = await openProgram({ region: BOTH, config: CONFIG, state: live(OUTAGE) });
    program = opened;
    await opened.write('municipalities.yaml', REGION);
    await writeSandbox(opened, false);
    opened.start('run');
    await opened.until(() => received(opened) === 1);
    await opened.write('municipalities.yaml', BOTH.replaceAll('menden-x', 'later-x'));
    await opened.write('incident.yaml', live(OUTAGE.replace('[hemer]', '[hemer, menden]')));
    await printed(opened, /1 held/);
    expect(opened.sandbox.timeline('menden-x')).toHaveLength(0);
    const token = opened.secrets.find((secret) => secret.startsWith('token-of-menden-x'));
    const secret = opened.secrets.find((one) => one.startsWith('secret-of-menden-x'));
    await opened.write('.env', `LATER_X_ACCESS_TOKEN=${token}\nLATER_X_ACCESS_SECRET=${secret}\n`);
    await posted(opened, 'menden-x');
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
