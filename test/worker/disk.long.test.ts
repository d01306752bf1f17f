import fs from 'node:fs';
import { copyFile, readdir, rename, rm, stat, truncate } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, type TestContext, test } from 'vitest';
import { systemClock } from '../../src/cli/system-runtime.ts';
import { HOUR } from '../../src/core/domain/clock.ts';
import {
  type Ended,
  openProgram,
  type ProgramOptions,
  phonesDown,
  type TestProgram,
  type TestWorker,
} from '../fixtures/program.ts';
import { REMOVAL } from '../fixtures/removal.ts';
import { type SmallDisk, smallDisk } from '../fixtures/small-disk.ts';
import { openStaffWebhook, type StaffWebhook } from '../fixtures/staff-webhook.ts';

const MORNING = Date.parse('2023-10-30T06:30+01:00');
const EARLIER = '2023-10-30 01:01';

const state = (...announcements: readonly string[]) => phonesDown(EARLIER, announcements);
const NOTHING = state();
const OUTAGE = '{id: outage, kind: outage, post_as: [siegen]}';
const STATUS = '{id: more, kind: status, post_as: [siegen]}';
const POSTS = 3;

/** A program whose worker runs in this process, and the webhook of its staff. */
interface Given extends AsyncDisposable {
  readonly program: TestProgram;
  readonly staff: StaffWebhook;
  readonly ledger: string;
  readonly disk: SmallDisk | null;
  work(): Promise<void>;
  /** As SIGTERM does. */
  end(): Promise<Ended>;
  /** Minutes pass, each with a round of the worker, until this came about. */
  until(reached: () => boolean | Promise<boolean>): Promise<void>;
  states(): Promise<readonly string[]>;
  /** Whether the ledger knows of every post that it was answered: a platform has it before the ledger does. */
  isAllPosted(): Promise<boolean>;
  /** Whether a mistake with this code was printed. */
  logged(code: string): boolean;
  /** What /healthz says. */
  health(): Promise<{ readonly status: number; readonly ledger: string }>;
}

async function open(
  content: string,
  diskBytes: number | null = null,
  time: Pick<ProgramOptions, 'at' | 'clock'> = { at: MORNING },
): Promise<Given> {
  const staff = await openStaffWebhook();
  const alerts = `alerts: {webhook: "${staff.origin}/hook", ping: "${staff.origin}/ping"}\n`;
  const config = `approvals: {needed: 0}\ngap_minutes: 0\n${alerts}`;
  const program = await openProgram({ state: content, config, ...time });
  const data = join(program.folder, 'data');
  const disk = diskBytes === null ? null : await smallDisk(data, diskBytes);
  let worker: TestWorker | null = null;
  const given: Given = {
    program,
    staff,
    disk,
    ledger: join(data, 'live.sqlite'),
    async work() {
      worker = program.begin('run');
      // `end` awaits it, and rejects then.
      worker.ended.catch(() => {});
      await worker.origin();
    },
    async end() {
      const ended = await worker?.end();
      worker = null;
      return ended ?? { status: null, out: '', err: '' };
    },
    until: program.until,
    states: () => program.states(),
    async isAllPosted() {
      const states = await program.states();
      return states.length >= POSTS && states.every((line) => line.endsWith(' posted'));
    },
    logged: (code) => program.printed.join('').includes(`(${code})`),
    async health() {
      const answer = await fetch(`${await worker?.origin()}/healthz`);
      return { status: answer.status, ...((await answer.json()) as { ledger: string }) };
    },
    async [Symbol.asyncDispose]() {
      await given.end();
      await disk?.[Symbol.asyncDispose]();
      await program[Symbol.asyncDispose]();
      await staff[Symbol.asyncDispose]();
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

describe('a disk that is full', () => {
  test('a disk that fills while an answer is settled alerts staff once, and the post is found later, not sent again', async (context) => {
    await using given = await openOnSmallDisk(NOTHING, context);
    const { program, staff, disk } = given;
    program.sandbox.arrange('siegen-x', { kind: 'delay', ms: 1 });
    await given.work();
    await program.write('incident.yaml', state(OUTAGE));
    await expect.poll(() => program.sandbox.requests().map(({ fault }) => fault)).toContain('delay');
    await disk.fill();
    await given.until(() => given.logged('disk-full'));
    await given.until(() => program.published().some((line) => line.startsWith('siegen-x')));
    const sent = program.sandbox.requests().filter(({ operation }) => operation === 'publish').length;
    explained(await program.run('pause', '--by', 'press'), /disk is full[\s\S]*disk-full/);
    expect(await given.states()).toContain('outage siegen-x sending');
    await disk.empty();
    await given.until(given.isAllPosted);
    const { pings } = staff;
    await given.until(() => staff.pings > pings);
    expect(program.sandbox.requests().filter(({ operation }) => operation === 'publish')).toHaveLength(
      Math.max(sent, POSTS),
    );
    expect(program.published()).toHaveLength(POSTS);
    expect((await given.end()).status).toBe(0);
    expect(program.printed.join('')).not.toMatch(/has a bug|^\s+at /m);
  });

  test('a disk that fills before a claim sends nothing, and everything is published once there is room', async (context) => {
    await using given = await openOnSmallDisk(NOTHING, context);
    const { program, staff, disk } = given;
    await program.write('data/incident.yaml', NOTHING);
    await given.work();
    await given.until(() => staff.pings > 0);
    await disk.fill();
    await program.write('incident.yaml', state(OUTAGE));
    await given.until(() => given.logged('disk-full'));
    const elsewhere = ['--state', join(program.folder, 'data/incident.yaml')];
    const written = await program.run(
      ...elsewhere,
      'set',
      'siegen',
      'reach.phone=up',
      '--by',
      'press',
      '--yes',
    );
    explained(written, /not-written/);
    expect(await program.read('data/incident.yaml')).toBe(NOTHING);
    expect(await given.health()).toMatchObject({ status: 503, ledger: 'disk-full' });
    explained(
      await program.run(
        '--state',
        join(program.folder, 'incident.yaml'),
        'approve',
        'outage',
        '--older-file',
        '--by',
        'press',
      ),
      /disk-full/,
    );
    expect(program.published()).toEqual([]);
    await disk.empty();
    await given.until(() => program.published().length === POSTS);
    const { pings } = staff;
    await given.until(() => staff.pings > pings);
  });

  test('a disk that turns read-only sends nothing, and the work goes on when it can be written', async (context) => {
    await using given = await openOnSmallDisk(NOTHING, context);
    const { program, staff, disk } = given;
    await given.work();
    await given.until(() => staff.pings > 0);
    await given.end();
    await disk.setReadOnly(true);
    await program.write('incident.yaml', state(OUTAGE));
    explained(await program.run('run', '--once'), /can't be written|ledger-/);
    expect((await program.run('plan')).status).not.toBe(70);
    expect(program.published()).toEqual([]);
    await disk.setReadOnly(false);
    await program.run('run', '--once');
    expect(program.published()).toHaveLength(POSTS);
  });
});

/** The system fails to bring a claim to the disk, and reports that once, as Linux does. */
function failingOnce(ledger: string): Disposable & { readonly failed: () => boolean } {
  const { fdatasync } = fs;
  const reader = new DatabaseSync(ledger, { readOnly: true });
  const claims = reader.prepare("select 1 from entries where state = 'sending'");
  // Syncing a device that keeps nothing fails.
  const nothing = fs.openSync('/dev/null', 'r');
  let failed = false;
  const replace = (by: unknown) => {
    fs.fdatasync = by as typeof fdatasync;
    syncBuiltinESMExports();
  };
  replace((descriptor: number, done: fs.NoParamCallback) => {
    const fails = !failed && claims.get() !== undefined;
    failed ||= fails;
    fdatasync(fails ? nothing : descriptor, done);
  });
  return {
    failed: () => failed,
    [Symbol.dispose]() {
      replace(fdatasync);
      reader.close();
      fs.closeSync(nothing);
    },
  };
}

test('a claim that the disk did not keep is never sent, nor is a later one before a new start', async () => {
  await using given = await open(NOTHING);
  const { program, staff, ledger } = given;
  const requests = () => program.sandbox.requests().filter(({ operation }) => operation === 'publish').length;
  await given.work();
  await given.until(() => staff.pings > 0);
  {
    using disk = failingOnce(ledger);
    await program.write('incident.yaml', state(OUTAGE));
    await given.until(disk.failed);
    const { pings } = staff;
    await program.write('incident.yaml', state(OUTAGE, STATUS));
    let minutes = 0;
    await given.until(() => minutes++ === 10);
    expect(given.logged('ledger-disk')).toBe(true);
    expect(await given.health()).toMatchObject({ status: 503, ledger: 'ledger-disk' });
    expect(staff.pings).toBe(pings);
    expect(requests()).toBe(0);
    expect((await given.end()).status).toBe(0);
  }
  await given.work();
  await given.until(() => program.published().length === 2 * POSTS);
  expect(requests()).toBe(2 * POSTS);
  expect(program.printed.join('')).not.toMatch(/has a bug|^\s+at /m);
});

describe('a ledger under a running worker', () => {
  test.each([
    ['deleted', (ledger: string) => rm(ledger)],
    [
      'deleted with its whole folder',
      async (ledger: string) => {
        // At once: while a folder is emptied, the worker may save its copy there.
        const gone = `${join(ledger, '..')}-gone`;
        await rename(join(ledger, '..'), gone);
        await rm(gone, REMOVAL);
      },
    ],
    [
      'replaced by an older copy',
      async (ledger: string) => {
        await copyFile(ledger, `${ledger}.copy`);
        await rename(`${ledger}.copy`, ledger);
      },
    ],
  ] as const)(
    'a ledger that is %s under a running worker sends nothing, and with the saved copy nothing is lost or twice',
    async (_, harm) => {
      await using given = await open(state(OUTAGE));
      const { program, staff, ledger } = given;
      await given.work();
      await given.until(given.isAllPosted);
      await given.until(() => staff.pings > 0);
      await harm(ledger);
      await program.write('incident.yaml', state(OUTAGE, STATUS));
      await given.until(() => given.logged('ledger-gone'));
      const { pings } = staff;
      expect(program.published()).toHaveLength(POSTS);
      expect(program.printed.join('')).toContain(`${ledger}.saved`);
      expect((await given.end()).status).toBe(0);
      expect(staff.pings).toBe(pings);
      await rename(`${ledger}.saved`, ledger);
      for (const beside of ['-wal', '-shm']) await rm(`${ledger}${beside}`, { force: true });
      await program.run('run', '--once');
      expect(program.published()).toHaveLength(2 * POSTS);
      expect(new Set(program.published()).size).toBe(2 * POSTS);
      expect(staff.pings).toBeGreaterThan(pings);
    },
  );

  test('a ledger file cut in half sends nothing, and no ping says that all is well', async () => {
    await using given = await open(state(OUTAGE));
    const { program, staff, ledger } = given;
    await given.work();
    await given.until(() => program.published().length === POSTS);
    await given.end();
    const { pings } = staff;
    await truncate(ledger, Math.floor((await stat(ledger)).size / 2));
    await program.write('incident.yaml', state(OUTAGE, STATUS));
    for (const command of [['run', '--once'], ['run'], ['plan'], ['history'], ['pause', '--by', 'press']])
      explained(await program.run(...command), /damaged[\s\S]*ledger-damaged/);
    expect(staff.pings).toBe(pings);
    expect(program.published()).toHaveLength(POSTS);
  });

  test('a worker on an emptied ledger tells staff once, is not well, and works another mode all the same', async () => {
    const old = state(OUTAGE.replace('}', `, at: "${EARLIER}"}`));
    await using given = await open(old);
    const { program, staff, ledger } = given;
    await program.run('run', '--once', '--adopt');
    const { pings } = staff;
    await truncate(ledger, 0);
    await given.work();
    await given.until(() => staff.told().includes('raised ledger-empty'));
    expect(await given.health()).toMatchObject({ status: 503, ledger: 'ledger-empty' });
    expect(staff.pings).toBe(pings);
    await program.write('incident.yaml', old.replace('mode: live', 'mode: draft'));
    await given.until(async () => (await given.health()).status === 200);
    expect(program.published()).toHaveLength(POSTS);
    expect(staff.told().filter((one) => one === 'raised ledger-empty')).toHaveLength(1);
  });

  test('a ledger whose write-ahead log is lost after a kill is refused', async () => {
    // A process of its own, which lives by the clock of this machine.
    const earlier = new Date(systemClock.now() - HOUR).toISOString();
    const old = phonesDown(earlier, [OUTAGE.replace('}', `, at: "${earlier}"}`)]);
    await using given = await open(old, null, { clock: systemClock });
    const { program, ledger } = given;
    const worker = program.start('run', '--adopt');
    await given.until(() => program.published().length === POSTS);
    worker.child.kill('SIGKILL');
    await worker.ended;
    expect(await readdir(join(ledger, '..'))).toContain('live.sqlite-wal');
    await rm(`${ledger}-wal`);
    explained(await program.run('run', '--once'), /ledger-(empty|damaged)/);
    expect(program.published()).toHaveLength(POSTS);
  });
});
