import { randomUUID } from 'node:crypto';
import { copyFile, readdir, rename, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { describe, expect, type TestContext, test } from 'vitest';
import { attend } from '../../src/core/delivery/reconcile.ts';
import { sqlLedger } from '../../src/sql/ledger.ts';
import { MIGRATIONS } from '../../src/sql/migrations/migrate.ts';
import { openStore } from '../../src/sql/open-ledger.ts';
import { type Desk, openDesk } from '../fixtures/desk.ts';
import { type Ended, type Office, openOffice, phonesDown } from '../fixtures/office.ts';
import { type SmallDisk, smallDisk } from '../fixtures/small-disk.ts';
import { openWorld, scenarioRegion } from '../fixtures/world.ts';

const started = new Date(Date.now() - 2 * 3_600_000).toISOString();

const state = (...announcements: readonly string[]) => phonesDown(started, announcements);
const NOTHING = state();
const OUTAGE = '{id: outage, kind: outage, post_as: [siegen]}';
const STATUS = '{id: more, kind: status, post_as: [siegen]}';
const POSTS = 3;

/** A press office whose worker runs in this process, and a desk where staff are told. */
interface Given extends AsyncDisposable {
  readonly office: Office;
  readonly desk: Desk;
  readonly ledger: string;
  readonly disk: SmallDisk | null;
  work(): Promise<void>;
  /** As SIGTERM does. */
  end(): Promise<Ended>;
  /** The worker has a round now, and then those that the schedule would bring, until this came about. */
  until(reached: () => boolean | Promise<boolean>): Promise<void>;
  states(): Promise<readonly string[]>;
  /** What /healthz says. */
  health(): Promise<{ readonly status: number; readonly ledger: string }>;
}

/** Sends that take a second at most, so that a quiet time is over within seconds. */
const CONFIG = (origin: string, desk: Desk) => {
  const channel = 'send_timeout_seconds: 1, quiet_seconds: 4.5';
  return `sandbox: false
web: {port: 0}
approvals: {needed: 0}
gap_minutes: 0
claim_seconds: 3
alerts: {webhook: "${desk.origin}/hook", ping: "${desk.origin}/ping"}
channels: {x: {base_url: "${origin}", ${channel}}, mastodon: {${channel}}}
`;
};

async function open(content: string, diskBytes: number | null = null): Promise<Given> {
  const desk = await openDesk();
  const office = await openOffice({ state: content });
  await office.write('config.yaml', CONFIG(office.sandbox.origin, desk));
  const data = join(office.folder, 'data');
  const disk = diskBytes === null ? null : await smallDisk(data, diskBytes);
  const incident = join(office.folder, 'incident.yaml');
  let worker: ReturnType<Office['begin']> | null = null;
  const given: Given = {
    office,
    desk,
    disk,
    ledger: join(data, 'live.sqlite'),
    async work() {
      worker = office.begin('run');
      // Whoever asks hears of it.
      worker.ended.catch(() => {});
      const begun = office.printed.length;
      await given.until(() => office.printed.slice(begun).join('').includes('Running since'));
    },
    async end() {
      worker?.end();
      const ended = await worker?.ended;
      worker = null;
      return ended ?? { status: null, out: '', err: '' };
    },
    async until(reached) {
      const giveUpAt = Date.now() + 60_000;
      while (!(await reached())) {
        if (Date.now() > giveUpAt) throw new Error(`it did not come about\n${office.printed.join('')}`);
        await utimes(incident, new Date(), new Date());
        await sleep(100);
      }
    },
    async states() {
      const { out } = await office.run('history', '--json');
      return (JSON.parse(out) as { account: string; announcement: string; state: string }[]).map(
        (entry) => `${entry.announcement} ${entry.account} ${entry.state}`,
      );
    },
    async health() {
      const address = /Health: (\S+\/healthz)/.exec(office.printed.join(''))?.[1] ?? '';
      const answer = await fetch(address);
      return { status: answer.status, ...((await answer.json()) as { ledger: string }) };
    },
    async [Symbol.asyncDispose]() {
      await given.end();
      await disk?.[Symbol.asyncDispose]();
      await office[Symbol.asyncDispose]();
      await desk[Symbol.asyncDispose]();
    },
  };
  return given;
}

const MiB = 1_048_576;

async function openOnSmallDisk(content: string, context: TestContext): Promise<Given & { disk: SmallDisk }> {
  const given = await open(content, 2 * MiB);
  if (given.disk !== null) return given as Given & { disk: SmallDisk };
  await given[Symbol.asyncDispose]();
  return context.skip('this user may not mount a small disk: the disk was not filled for real');
}

function explained(ended: Ended, words: RegExp): void {
  expect(ended.status).toBe(1);
  expect(ended.err).toMatch(words);
  expect(ended.err).toMatch(/\n {3}→ /);
  expect(ended.err).not.toMatch(/^\s+at /m);
}

describe('a disk that is full', { timeout: 120_000 }, () => {
  test('while an answer is settled: staff are told once, and the post is found later, not sent again', async (context) => {
    await using given = await openOnSmallDisk(NOTHING, context);
    const { office, desk, disk } = given;
    office.sandbox.arrange('siegen-x', { kind: 'delay', ms: 700 });
    await given.work();
    await office.write('incident.yaml', state(OUTAGE));
    await given.until(() => office.sandbox.requests().some(({ fault }) => fault === 'delay'));
    await disk.fill();
    await given.until(() => desk.told().includes('raised disk-full'));
    await given.until(() => office.standing().some((line) => line.startsWith('siegen-x')));
    const sent = office.sandbox.requests().filter(({ operation }) => operation === 'publish').length;
    explained(await office.run('pause', '--by', 'press'), /disk is full[\s\S]*disk-full/);
    expect(await given.states()).toContain('outage siegen-x sending');
    await disk.empty();
    await given.until(async () => (await given.states()).every((line) => line.endsWith(' posted')));
    await given.until(() => desk.told().includes('over disk-full'));
    expect(office.sandbox.requests().filter(({ operation }) => operation === 'publish')).toHaveLength(
      Math.max(sent, POSTS),
    );
    expect(office.standing()).toHaveLength(POSTS);
    expect(desk.told().filter((line) => line === 'raised disk-full')).toHaveLength(1);
    expect((await given.end()).status).toBe(0);
    expect(office.printed.join('')).not.toMatch(/has a bug|^\s+at /m);
  });

  test('before anything was claimed: nothing is sent, and everything goes out once there is room', async (context) => {
    await using given = await openOnSmallDisk(NOTHING, context);
    const { office, desk, disk } = given;
    await office.write('data/incident.yaml', NOTHING);
    await given.work();
    await given.until(() => desk.pings > 0);
    await disk.fill();
    await office.write('incident.yaml', state(OUTAGE));
    await given.until(() => desk.told().includes('raised disk-full'));
    const elsewhere = ['--state', join(office.folder, 'data/incident.yaml')];
    const written = await office.run(
      ...elsewhere,
      'set',
      'siegen',
      'reach.phone=up',
      '--by',
      'press',
      '--yes',
    );
    explained(written, /not-written/);
    expect(await office.read('data/incident.yaml')).toBe(NOTHING);
    expect(await given.health()).toMatchObject({ status: 503, ledger: 'disk-full' });
    explained(
      await office.run(
        '--state',
        join(office.folder, 'incident.yaml'),
        'approve',
        'outage',
        '--older-file',
        '--by',
        'press',
      ),
      /disk-full/,
    );
    expect(office.standing()).toEqual([]);
    await disk.empty();
    await given.until(() => office.standing().length === POSTS);
    await given.until(() => desk.told().includes('over disk-full'));
  });

  test('becomes one that can only be read: nothing is sent, staff are told, and it goes on when it can be written', async (context) => {
    await using given = await openOnSmallDisk(NOTHING, context);
    const { office, desk, disk } = given;
    await given.work();
    await given.until(() => desk.pings > 0);
    await given.end();
    await disk.setReadOnly(true);
    await office.write('incident.yaml', state(OUTAGE));
    explained(await office.run('run', '--once'), /can't be written|ledger-/);
    expect(desk.told()).toHaveLength(1);
    expect((await office.run('plan')).status).not.toBe(70);
    expect(office.standing()).toEqual([]);
    await disk.setReadOnly(false);
    await office.run('run', '--once');
    expect(office.standing()).toHaveLength(POSTS);
  });

  test('where nobody may mount one: SQLite finds no room to settle, and the post is found later', async () => {
    await using configuration = await openWorld({
      at: Date.parse('2023-10-30T06:30+01:00'),
      region: await scenarioRegion(),
    });
    await using given = await open(NOTHING);
    const store = await openStore(
      { kind: 'file', file: given.ledger },
      MIGRATIONS,
      configuration.clock.now(),
    );
    const ledger = sqlLedger(store, configuration.settings, randomUUID);
    const delivery = { ...configuration.delivery, ledger };
    const file = state(OUTAGE).replace(started, '2023-10-30 01:01');
    const { writes } = await configuration.plan(file);
    await ledger.record(writes, configuration.clock.now(), 0);
    const channelOf = delivery.channel;
    const filling: typeof delivery = {
      ...delivery,
      channel(account) {
        const channel = channelOf(account);
        if (!channel) return null;
        return {
          ...channel,
          async publish(publication, signal) {
            const answer = await channel.publish(publication, signal);
            await fillPages(store);
            return answer;
          },
        };
      },
    };
    const signal = new AbortController().signal;
    await expect(attend(filling, 'siegen-x', signal)).rejects.toMatchObject({
      mistakes: [{ code: 'disk-full' }],
    });
    expect(configuration.standing('siegen-x')).toHaveLength(1);
    await sql`pragma max_page_count = 1000000`.execute(store.db);
    configuration.clock.advanceTo(configuration.clock.now() + configuration.settings.claimMs);
    await attend(delivery, 'siegen-x', signal);
    const [entry] = await ledger
      .open('siegen-x')
      .then(async (left) =>
        left.length > 0
          ? left
          : (await ledger.view('i-1')).entries.filter(({ account }) => account === 'siegen-x'),
      );
    expect(entry?.state).toBe('posted');
    expect(configuration.standing('siegen-x')).toHaveLength(1);
    await ledger.close();
  });
});

/** Takes all the room that is left within the pages, and allows no more of them. */
async function fillPages(store: Awaited<ReturnType<typeof openStore>>): Promise<void> {
  await sql`pragma max_page_count = 1`.execute(store.db);
  for (const size of [500, 50, 0])
    for (let line = 0; line < 1_000; line++) {
      try {
        await sql`insert into moves (key, to_state, at, why) select key, 'waiting', '2023', ${'x'.repeat(size)} from entries limit 1`.execute(
          store.db,
        );
      } catch (error) {
        if (error instanceof Error && error.message.includes('full')) break;
        throw error;
      }
    }
}

describe('a ledger under a running worker', { timeout: 120_000 }, () => {
  test.each([
    ['deleted', (ledger: string) => rm(ledger)],
    ['deleted with its whole folder', (ledger: string) => rm(join(ledger, '..'), { recursive: true })],
    [
      'replaced by an older copy',
      async (ledger: string) => {
        await copyFile(ledger, `${ledger}.copy`);
        await rename(`${ledger}.copy`, ledger);
      },
    ],
  ] as const)(
    '%s: nothing goes out, staff are told, and with what was saved nothing is lost or twice',
    async (_, harm) => {
      await using given = await open(state(OUTAGE));
      const { office, desk, ledger } = given;
      await given.work();
      await given.until(() => office.standing().length === POSTS && desk.pings > 0);
      await harm(ledger);
      await office.write('incident.yaml', state(OUTAGE, STATUS));
      await given.until(() => desk.told().includes('raised ledger-gone'));
      await sleep(300);
      expect(office.standing()).toHaveLength(POSTS);
      expect(desk.messages[0]?.text).toContain(`${ledger}.saved`);
      expect((await given.end()).status).toBe(0);
      await rename(`${ledger}.saved`, ledger);
      for (const beside of ['-wal', '-shm']) await rm(`${ledger}${beside}`, { force: true });
      await office.run('run', '--once');
      expect(office.standing()).toHaveLength(2 * POSTS);
      expect(new Set(office.standing()).size).toBe(2 * POSTS);
      expect(desk.told().filter((line) => line.endsWith('ledger-gone'))).toEqual([
        'raised ledger-gone',
        'over ledger-gone',
      ]);
    },
  );

  test('cut off in the middle: nothing goes out by it, and staff are told', async () => {
    await using given = await open(state(OUTAGE));
    const { office, desk, ledger } = given;
    await given.work();
    await given.until(() => office.standing().length === POSTS);
    await given.end();
    await truncate(ledger, Math.floor((await stat(ledger)).size / 2));
    await office.write('incident.yaml', state(OUTAGE, STATUS));
    for (const command of [['run', '--once'], ['run'], ['plan'], ['history'], ['pause', '--by', 'press']])
      explained(await office.run(...command), /damaged[\s\S]*ledger-damaged/);
    expect(desk.told()).toEqual(['raised ledger-damaged']);
    expect(office.standing()).toHaveLength(POSTS);
  });

  test.each([
    [
      'overwritten with something else',
      (ledger: string) => writeFile(ledger, 'Das ist kein Ledger. '.repeat(900)),
      /ledger-damaged/,
    ],
    ['emptied', (ledger: string) => truncate(ledger, 0), /ledger-empty[\s\S]*run --adopt/],
  ] as const)('%s while the program was off: it refuses to say everything again', async (_, harm, words) => {
    const old = state(OUTAGE.replace('}', `, at: "${started}"}`));
    await using given = await open(old);
    const { office, desk, ledger } = given;
    await office.run('run', '--once', '--adopt');
    expect(office.standing()).toHaveLength(POSTS);
    await harm(ledger);
    explained(await office.run('run', '--once'), words);
    explained(await office.run('run'), words);
    expect(desk.told()).toHaveLength(1);
    expect(office.standing()).toHaveLength(POSTS);
  });

  test('killed, and its log lost: it refuses to say everything again', async () => {
    const old = state(OUTAGE.replace('}', `, at: "${started}"}`));
    await using given = await open(old);
    const { office, ledger } = given;
    const worker = office.start('run', '--adopt');
    await given.until(() => office.standing().length === POSTS);
    worker.child.kill('SIGKILL');
    await worker.ended;
    expect(await readdir(join(ledger, '..'))).toContain('live.sqlite-wal');
    await rm(`${ledger}-wal`);
    explained(await office.run('run', '--once'), /ledger-(empty|damaged)/);
    expect(office.standing()).toHaveLength(POSTS);
  });
});
