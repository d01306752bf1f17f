import { describe, expect, test } from 'vitest';
import { trustedClock } from '../../src/app/trusted-clock.ts';
import { virtualClock } from '../../src/app/virtual-clock.ts';
import { deliverNext } from '../../src/core/delivery/deliver.ts';
import { type Clock, DAY, HOUR, type Instant, MINUTE, SECOND } from '../../src/core/domain/clock.ts';
import { doubtOf } from '../../src/core/monitoring/clock-trust.ts';
import { mistakeWords } from '../../src/staff-words/say.ts';
import { openProgram, phonesDown, type TestProgram, type TestWorker } from '../fixtures/program.ts';
import { openStaffWebhook, type StaffWebhook } from '../fixtures/staff-webhook.ts';
import { openSystem, scenarioRegion } from '../fixtures/system.ts';

const MORNING = Date.parse('2023-10-30T06:30+01:00');
const YEAR = 365 * DAY;

const state = (...announcements: readonly string[]) => phonesDown('2023-10-30 01:01', announcements);
const NOTHING = state();
const OUTAGE = '{id: outage, kind: outage, post_as: [siegen]}';
const CONTACTS = '{id: more, kind: status, post_as: [siegen]}';

/** A machine whose clock somebody sets, among platforms that know what time it is. */
interface Machine extends AsyncDisposable {
  readonly program: TestProgram;
  readonly staff: StaffWebhook;
  /** As the machine says. */
  readonly clock: Clock;
  /** The machine's clock is set to something else by this much. */
  shift(ms: number): void;
  /** Time passes, for everybody. */
  pass(ms: number): void;
  /** Time passes until this came about. */
  passUntil(reached: () => boolean): Promise<void>;
  /** It slept: time passed, and nothing that goes on evenly knows. */
  slept(ms: number): void;
  /** A worker in this process; ended with the machine. */
  work(): Promise<void>;
  /** The state file says this from now on, or was touched: the worker has a round. */
  write(content: string): Promise<void>;
  /** The worker has read the files again. */
  round(): Promise<void>;
  states(): Promise<readonly string[]>;
}

async function openMachine(content: string, approvals = 'approvals: {needed: 0}\n'): Promise<Machine> {
  const staff = await openStaffWebhook();
  const time = virtualClock(MORNING);
  let wrongBy = 0;
  let asleep = 0;
  const clock: Clock = { now: () => time.now() + wrongBy, sleep: time.sleep };
  const program = await openProgram({
    clock,
    platformClock: time,
    steady: () => time.now() - asleep,
    state: content,
    config: `${approvals}gap_minutes: 0\nalerts: {webhook: "${staff.origin}/hook", ping: "${staff.origin}/ping"}\n`,
  });
  let worker: TestWorker | null = null;
  return {
    program,
    staff,
    clock,
    shift(ms) {
      wrongBy += ms;
    },
    pass: (ms) => time.advanceTo(time.now() + ms),
    passUntil: (reached) =>
      until(() => {
        time.advanceTo(time.now() + SECOND);
        return reached();
      }),
    slept(ms) {
      asleep += ms;
      time.advanceTo(time.now() + ms);
    },
    async work() {
      worker = program.begin('run');
      await worker.origin();
    },
    write: (next) => program.write('incident.yaml', next),
    round: async () => worker?.round(),
    states: () => program.states(),
    async [Symbol.asyncDispose]() {
      let isOver = worker === null;
      void worker?.end().finally(() => {
        isOver = true;
      });
      await until(() => {
        time.advanceTo(time.now() + MINUTE);
        return isOver;
      });
      await program[Symbol.asyncDispose]();
      await staff[Symbol.asyncDispose]();
    },
  };
}

async function until(reached: () => boolean): Promise<void> {
  await expect.poll(reached).toBe(true);
}

/** Published posts where nothing is published twice. */
const POSTS = 3;

const now = MORNING;
const at = (server: string, instant: Instant | null, expired = false) => ({ server, at: instant, expired });
const fine = { now, jumpedMs: 0, lastWritten: null, platforms: [] };

test('a clock is believed where nothing speaks against it, and where most platforms agree', () => {
  expect(doubtOf(fine)).toBeNull();
  expect(doubtOf({ ...fine, platforms: [at('a', null)] })).toBeNull();
  expect(
    doubtOf({ ...fine, platforms: [at('a', now + 4 * MINUTE)], jumpedMs: DAY, lastWritten: now + DAY }),
  ).toBeNull();
  expect(doubtOf({ ...fine, platforms: [at('a', now), at('b', now + DAY)] })).toBeNull();
});

test.each([
  [
    'the platforms say another time',
    { platforms: [at('https://a.example.org', now + HOUR)] },
    /2023-10-30 05:30 UTC, and https:\/\/a\.example\.org says 2023-10-30 06:30 UTC/,
  ],
  [
    'no certificate is valid by it',
    { platforms: [at('a', null, true), at('b', null, true)] },
    /certificate of a, b/,
  ],
  ['it lies before what was written', { lastWritten: now + YEAR }, /written on 2024-10-29 05:30 UTC/],
  [
    'it jumped and nobody can be asked',
    { jumpedMs: -HOUR, platforms: [at('a', null)] },
    /jumped 60 min back/,
  ],
] as const)('a clock is not believed where %s', (_, evidence, words) => {
  const doubt = doubtOf({ ...fine, ...evidence });
  expect(doubt && mistakeWords(doubt).message).toMatch(words);
});

const SHIFTS = [
  ['an hour ahead', HOUR],
  ['a year ahead', YEAR],
  ['an hour back', -HOUR],
  ['a year back', -YEAR],
] as const;

describe('a clock that is wrong when a round begins', () => {
  test.each(SHIFTS)(
    'a round by a clock %s is refused, staff are told once, and everything is published once it is right',
    async (_, by) => {
      await using machine = await openMachine(state(OUTAGE));
      const { program, staff } = machine;
      machine.shift(by);
      for (let round = 0; round < 2; round++) {
        const { status, out, err } = await program.run('run', '--once');
        expect({ status, out }).toEqual({ status: 1, out: '' });
        expect(err).toMatch(
          /The clock is wrong: it says[\s\S]*clock-wrong[\s\S]*→ Set the clock of this machine/,
        );
      }
      expect(
        (await program.run('announce', 'outage', '--as', 'siegen', '--by', 'press', '--yes')).err,
      ).toContain('clock-wrong');
      expect(program.published()).toEqual([]);
      expect(staff.told()).toEqual(['raised clock-wrong']);
      machine.shift(-by);
      await program.run('run', '--once');
      expect(program.published()).toHaveLength(POSTS);
      expect(staff.told()).toEqual(['raised clock-wrong', 'over clock-wrong']);
    },
  );
});

test.each([
  ['an hour ahead', HOUR, ', until: "2023-10-30 07:15"'],
  ['a day ahead', DAY + HOUR, ''],
] as const)('an approval by a clock %s is refused, and nothing that waits expires', async (_, by, until) => {
  const more = '{id: more, kind: status, post_as: [siegen], at: "2023-11-01 12:00"}';
  const outage = OUTAGE.replace('}', `${until}}`);
  await using machine = await openMachine(state(outage, more), 'approvals: {needed: 1}\n');
  const { program } = machine;
  await program.run('run', '--once');
  await program.approve('outage', 'press');
  machine.shift(by);
  const approving = ['approve', 'more', '--digest', await program.digestOf('more'), '--by', 'press'];
  const { status, err } = await program.run(...approving);
  expect({ status, err }).toEqual({ status: 1, err: expect.stringContaining('clock-wrong') });
  machine.shift(-by);
  await program.run('run', '--once');
  expect(program.published()).toHaveLength(POSTS);
});

test.each([
  ['a year ahead', YEAR],
  ['an hour back', -HOUR],
] as const)(
  'a round whose clock jumps %s while it delivers ends, and what waits is published when the clock is right',
  async (_, by) => {
    await using machine = await openMachine(state(OUTAGE, CONTACTS));
    const { program } = machine;
    program.sandbox.arrange('siegen-x', { kind: 'delay', ms: SECOND });
    const round = program.run('run', '--once');
    await until(() => program.sandbox.requests().some(({ fault }) => fault === 'delay'));
    machine.shift(by);
    machine.pass(2 * SECOND);
    const { status, err } = await round;
    expect({ status, err }).toEqual({ status: 1, err: expect.stringContaining('clock-wrong') });
    expect(program.published().length).toBeLessThan(2 * POSTS);
    machine.shift(-by);
    expect(await machine.states()).toEqual(
      expect.not.arrayContaining([expect.stringMatching(/expired|superseded/)]),
    );
    await program.run('run', '--once');
    expect(program.published()).toHaveLength(2 * POSTS);
    expect(new Set(program.published()).size).toBe(2 * POSTS);
  },
);

test('a round goes on after its machine slept, because the platforms confirm its clock', async () => {
  await using machine = await openMachine(state(OUTAGE, CONTACTS));
  const { program } = machine;
  program.sandbox.arrange('siegen-x', { kind: 'delay', ms: SECOND });
  const round = program.run('run', '--once');
  await until(() => program.sandbox.requests().some(({ fault }) => fault === 'delay'));
  machine.slept(HOUR);
  expect((await round).err).not.toContain('clock-wrong');
  await program.run('run', '--once');
  expect(new Set(program.published()).size).toBe(program.published().length);
});

test('a worker that finds its clock wrong drops nothing and sends nothing in the same breath', async () => {
  await using system = await openSystem({ at: MORNING, region: await scenarioRegion() });
  const { writes } = await system.plan(state(OUTAGE));
  await system.ledger.record(writes, MORNING, 0);
  const ending = new AbortController();
  const now = () => {
    ending.abort();
    return MORNING + YEAR;
  };
  const delivery = { ...system.delivery, clock: { ...system.clock, now } };
  delivery.memory.identified.set('siegen-x', { handle: 'stadt_siegen', remoteId: '1', at: MORNING + YEAR });
  await deliverNext(delivery, 'siegen-x', ending.signal);
  expect((await system.ledger.open('siegen-x')).map((entry) => entry.state)).toEqual(['waiting']);
  expect(system.sandbox.requests()).toEqual([]);
});

test('nothing is sent under a claim that is almost over, because the ledger took long to answer', async () => {
  await using system = await openSystem({ at: MORNING, region: await scenarioRegion() });
  const { clock, settings, ledger } = system;
  await system.takeOver(state(OUTAGE));
  const holds: typeof ledger.holds = async (...asked) => {
    const answer = await ledger.holds(...asked);
    clock.advanceTo(clock.now() + settings.claimMs - SECOND);
    return answer;
  };
  const delivery = { ...system.delivery, ledger: { ...ledger, holds } };
  await deliverNext(delivery, 'siegen-x', new AbortController().signal);
  expect(clock.now()).toBeGreaterThan(MORNING);
  expect(system.sandbox.requests().filter(({ operation }) => operation === 'publish')).toEqual([]);
});

test('a clock counts as confirmed once one of the servers that are asked agrees with it', async () => {
  await using system = await openSystem({ at: MORNING, region: await scenarioRegion() });
  const { clock, sandbox } = system;
  let isOffline = true;
  const fetched: typeof fetch = (...request) =>
    isOffline ? Promise.reject(new Error('offline')) : fetch(...request);
  const trusted = trustedClock({ clock, steady: () => clock.now(), fetch: fetched });
  expect(await trusted.examine([sandbox.origin], null)).toMatchObject({ doubt: null, isConfirmed: false });
  isOffline = false;
  expect(await trusted.examine([sandbox.origin], null)).toMatchObject({ doubt: null, isConfirmed: true });
  // Other servers have not said so.
  expect(await trusted.examine(['http://127.0.0.1:1'], null)).toMatchObject({ isConfirmed: false });
});

describe('a clock that jumps while the worker runs', () => {
  test.each(SHIFTS)(
    'a clock that jumps %s between two ticks publishes and expires nothing, and nothing waits when it is right',
    async (_, by) => {
      await using machine = await openMachine(state(OUTAGE));
      const { program, staff } = machine;
      await machine.work();
      await until(() => program.published().length === POSTS);
      machine.shift(by);
      await machine.write(state(OUTAGE, CONTACTS));
      await until(() => staff.messages.length > 0);
      machine.pass(20 * SECOND);
      await machine.write(state(OUTAGE, CONTACTS));
      machine.pass(20 * SECOND);
      expect(program.published()).toHaveLength(POSTS);
      expect(await machine.states()).toEqual(
        expect.not.arrayContaining([expect.stringMatching(/expired|superseded/)]),
      );
      machine.shift(-by);
      await machine.passUntil(() => staff.messages.length > 1);
      await until(() => program.published().length === 2 * POSTS);
      expect(staff.told()).toEqual(['raised clock-wrong', 'over clock-wrong']);
      expect(new Set(program.published()).size).toBe(2 * POSTS);
    },
  );

  test('the work goes on at once after the machine slept, because the platforms confirm its clock', async () => {
    await using machine = await openMachine(NOTHING);
    const { program, staff } = machine;
    await machine.work();
    // A worker has rounds once its clock was examined.
    await machine.round();
    machine.slept(2 * HOUR);
    await machine.write(state(OUTAGE));
    await until(() => program.published().length === POSTS);
    expect(staff.told()).toEqual([]);
    expect(program.printed.join('')).toMatch(/clock jumped 2 h ahead/);
  });

  test('a rate-limited platform is not asked earlier after the machine slept', async () => {
    await using machine = await openMachine(state(OUTAGE));
    const { program } = machine;
    const asked = () => program.sandbox.requests().filter(({ fault }) => fault === 'rate-limited').length;
    program.sandbox.arrange('siegen-x', { kind: 'rate-limited', resetAfterMs: 50 * MINUTE }, 50);
    await machine.work();
    await until(() => program.published().length === POSTS - 1 && asked() === 1);
    machine.slept(30 * MINUTE);
    await machine.write(state(OUTAGE));
    await until(() => program.printed.join('').includes('clock jumped 30 min ahead'));
    for (let round = 0; round < 5; round++) {
      machine.pass(SECOND);
      await machine.round();
    }
    expect(asked()).toBe(1);
    machine.pass(HOUR);
    await machine.write(state(OUTAGE));
    await until(() => asked() === 2);
  });

  test.each(SHIFTS)(
    'a post whose clock jumps %s between claim and answer is settled and published once',
    async (_, by) => {
      await using machine = await openMachine(state(OUTAGE));
      const { program, staff } = machine;
      program.sandbox.arrange('siegen-x', { kind: 'delay', ms: 3 * SECOND });
      await machine.work();
      await until(() => program.sandbox.requests().some(({ fault }) => fault === 'delay'));
      await until(() => program.published().length === POSTS - 1);
      machine.shift(by);
      machine.pass(10 * SECOND);
      await until(() => program.published().length === POSTS);
      await until(() => staff.messages.length > 0);
      machine.shift(-by);
      await machine.passUntil(() => staff.messages.length > 1);
      await machine.write(state(OUTAGE, CONTACTS));
      await until(() => program.published().length === 2 * POSTS);
      expect(await machine.states()).toContain('outage siegen-x posted');
      expect(program.sandbox.timeline('siegen-x')).toHaveLength(2);
    },
  );

  test('a post whose answer was lost is not sent again before a whole quiet time after the machine slept', async () => {
    await using machine = await openMachine(state(OUTAGE));
    const { program } = machine;
    // What it had sent leaves it when it wakes.
    program.sandbox.arrange('siegen-x', { kind: 'accepted-late', afterMs: HOUR + 2 * MINUTE });
    await machine.work();
    await expect.poll(machine.states).toContain('outage siegen-x unknown');
    machine.slept(HOUR);
    const isSettled = async () => (await machine.states()).includes('outage siegen-x posted');
    for (let minutes = 0; minutes < 60 && !(await isSettled()); minutes++) {
      await machine.round();
      machine.pass(MINUTE);
    }
    expect(await isSettled()).toBe(true);
    const sent = program.sandbox.requests().filter(({ operation }) => operation === 'publish');
    expect(sent).toHaveLength(POSTS);
  });
});
