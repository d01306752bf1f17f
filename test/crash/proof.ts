import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChannelId } from '../../src/core/domain/channel.ts';
import type { SandboxRequest } from '../../src/sandbox/wire.ts';
import { BOUNDLESS } from '../fixtures/platforms.ts';
import { openProgram, type Running, type TestProgram } from '../fixtures/program.ts';
import { openStaffWebhook, type StaffWebhook } from '../fixtures/staff-webhook.ts';
import { type Glimpse, glimpse, glimpseOfDatabase, type Line } from './glimpse.ts';
import { type Act, nameOf, type Point, type Step, type Telling, type Upheaval } from './step.ts';
import { accountOf, REGION, type Reckoning, Story, type Thread, TOWNS, type Town } from './story.ts';
import { isTold, prepareTelling, type Told, toldAmong } from './telling.ts';

/** What a kill hit, and how long it took until that was settled. */
export interface Kill {
  readonly step: Step;
  /** The entry that the kill was aimed at; null: nothing was written down yet. */
  readonly key: string | null;
  readonly at: number;
}

export interface Verdict extends Reckoning {
  readonly kills: number;
  /** What the ledger leaves open or undone, and what a new plan would still do. */
  readonly unsettled: readonly string[];
  readonly settledWithinMs: readonly number[];
  readonly alerts: Told;
}

/** The quiet time of the proof: the shortest that the settings let pass with sends of a second. */
const CONFIG = (origin: string, webhook: string) => {
  const channel =
    'send_timeout_seconds: 1, quiet_seconds: 4.5, rates: [{of: calls, per: account, count: 100000, within_minutes: 15}]';
  return `sandbox: false
web: {port: 0}
approvals: {needed: 0, standing: []}
gap_minutes: 0
claim_seconds: 3
alerts: {webhook: "${webhook}"}
channels:
  x: {base_url: "${origin}", ${channel}}
  mastodon: {${channel}}
`;
};
/** On a busy machine an answer may come too late by itself, and the next look is a minute off. */
const STEP_WITHIN_MS = 600_000;
/** A look that an overloaded machine cuts off is repeated after minutes, up to five of them. */
const SETTLED_WITHIN_MS = 900_000;
const HELD_UP_MS = 250;
const INSTANT_MS_MAX = 500;
/** What may have been told is told again 20 s later. Before that no step is begun that a kill could end in the midst of it. */
const TOLD_AGAIN_AFTER_MS = 10_000;
const ROUND_EVERY_MS = 1_000;
/** Long enough for a new session to begin and send. */
const UPHEAVAL_MS_MAX = 2_000;

/** The program as a process on a ledger in a file or a database, against platforms that outlive it, killed again and again. */
export class Proof implements AsyncDisposable {
  readonly #program: TestProgram;
  readonly #staff: StaffWebhook;
  readonly #next: () => number;
  readonly #story = new Story();
  readonly #kills: Kill[] = [];
  readonly #database: Awaited<ReturnType<typeof glimpseOfDatabase>> | null;
  #glimpse: Glimpse | null = null;
  #nextTown = 0;
  #tellsAgainAt = Number.POSITIVE_INFINITY;

  private constructor(
    program: TestProgram,
    staff: StaffWebhook,
    database: Awaited<ReturnType<typeof glimpseOfDatabase>> | null,
    next: () => number,
  ) {
    this.#program = program;
    this.#database = database;
    this.#staff = staff;
    this.#next = next;
  }

  /** `next` gives numbers from 0 to 1. `url`: the database that the ledgers are in; null: in files. */
  static async open(next: () => number, url: string | null): Promise<Proof> {
    const database = url === null ? null : await glimpseOfDatabase(url);
    const program = await openProgram({
      region: REGION,
      state: new Story().state(),
      // Neither platform saves us from saying it twice.
      platforms: BOUNDLESS,
      requestsMax: 5_000,
      ...(url !== null && { env: { DATABASE_URL: url } }),
    });
    const staff = await openStaffWebhook();
    await program.write('config.yaml', CONFIG(program.sandbox.origin, `${staff.origin}/hook`));
    return new Proof(program, staff, database, next);
  }

  /** Starts the program with something to do, and kills it at this step. What an earlier kill left is taken up on the way. */
  async kill(step: Step): Promise<void> {
    // Looks for what the kill before it left, so the program has not run in between.
    if (step.kind === 'look') {
      await this.#killWhileLooking(step);
      return;
    }
    if (Date.now() > this.#tellsAgainAt) await this.#toldAgain();
    if (step.kind === 'telling') {
      await this.#killWhileTelling(step);
      return;
    }
    if (step.kind === 'files') {
      await this.#killWhileFilesChange(step);
      return;
    }
    const { act, channel, point } = step;
    const thread = act === 'post' ? await this.#newThread(channel) : await this.#endingThread(channel, act);
    await this.#program.write('incident.yaml', this.#story.state());
    const account = accountOf(thread.town, channel);
    const target = { account, act, thread };
    this.#arrange(target, point);
    await this.#killAt(
      step,
      account,
      () => this.#lineOf(target)?.key ?? null,
      (worker) => this.#reached(worker, target, point, nameOf(step)),
    );
  }

  /** Starts it once more, lets it finish, and compares what is published with what had to be. */
  async verdict(): Promise<Verdict> {
    await this.#toldAgain();
    this.#story.mistake(false);
    await this.#program.write('incident.yaml', this.#story.state());
    const worker = this.#program.start('run');
    const isDone = () =>
      this.#ledger().unsettled().length === 0 && this.#unsettled().length === 0 && this.#isTold('over');
    await this.#until('everything is settled', SETTLED_WITHIN_MS, isDone).catch(() => {});
    worker.child.kill('SIGTERM');
    await worker.ended;
    const plan = JSON.parse((await this.#program.run('plan', '--json')).out) as {
      posts: { key: string }[];
      held: { because: string }[];
    };
    return {
      ...this.#story.reckon((account) => this.#program.sandbox.timeline(account)),
      kills: this.#kills.length,
      alerts: toldAmong(this.#staff.messages, this.#story.mistakes),
      unsettled: [
        ...this.#unsettled(),
        ...plan.posts.map(({ key }) => `${key} is still planned`),
        ...plan.held.map(({ because }) => `held: ${because}`),
      ],
      settledWithinMs: this.#kills.flatMap(({ key, at }) => {
        const settledAt = key === null ? null : this.#ledger().settledAt(key);
        return settledAt === null || settledAt <= at ? [] : [settledAt - at];
      }),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#glimpse?.[Symbol.dispose]();
    await this.#program[Symbol.asyncDispose]();
    await this.#database?.[Symbol.asyncDispose]();
    await this.#staff[Symbol.asyncDispose]();
  }

  #arrange({ account, act }: Target, point: Point): void {
    const { sandbox } = this.#program;
    for (const on of operationsOf(act)) {
      if (point === 'request sent, not taken') sandbox.arrange(account, { kind: 'hang', on });
      if (point === 'request taken, not answered')
        sandbox.arrange(account, { kind: 'accepted-then-hang', on });
      if (point === 'answer received, not settled')
        sandbox.arrange(account, { kind: 'delay', on, ms: HELD_UP_MS });
    }
    // Whose credential it is, is asked before the first intent of a process, unless the ledger knows.
    if (point === 'before the intent' && act !== 'change') {
      this.#glimpsed()?.forgetOwner(account);
      sandbox.arrange(account, { kind: 'delay', on: 'identity', ms: HELD_UP_MS });
    }
  }

  /** Resolves at the instant at which the program is to be killed. */
  async #reached(worker: Running, target: Target, point: Point, name: string): Promise<void> {
    const from = Date.now();
    const { account, act } = target;
    const operations = operationsOf(act);
    const until = (reached: () => boolean) => this.#until(name, STEP_WITHIN_MS, reached);
    const met = (fault: SandboxRequest['fault'], wanted: readonly string[]) =>
      this.#program.sandbox
        .requests()
        .findLast(
          (one) =>
            one.at >= from &&
            one.account === account &&
            one.fault === fault &&
            wanted.includes(one.operation ?? ''),
        );
    const state = () => this.#lineOf(target)?.state;
    switch (point) {
      case 'before the intent':
        if (act === 'change')
          return until(() => this.#lineOf({ ...target, act: 'correction' })?.state === 'posted');
        return until(() => met('delay', ['identity']) !== undefined);
      case 'after the intent':
        return until(() => state() === 'sending' || state() === 'posted');
      case 'request sent, not taken':
        return until(() => met('hang', operations) !== undefined);
      case 'request taken, not answered':
        return until(() => met('accepted-then-hang', operations) !== undefined);
      case 'answer received, not settled': {
        await until(() => met('delay', operations) !== undefined);
        let release: (() => void) | null = null;
        await until(() => {
          release ??= this.#ledger().block();
          return release !== null;
        });
        await until(() => typeof met('delay', operations)?.status === 'number');
        await sleep(30);
        worker.child.kill('SIGKILL');
        await worker.ended;
        (release as (() => void) | null)?.();
        return;
      }
      case 'settled':
        return until(() => state() === 'posted');
      case 'any instant':
        await worker.printed('Running since');
        await sleep(this.#next() * INSTANT_MS_MAX);
        return;
      default:
        return point satisfies never;
    }
  }

  /** Changes files right after the start, kills the program at a random instant soon after, and changes them back. */
  async #killWhileFilesChange(step: Extract<Step, { kind: 'files' }>): Promise<void> {
    const { of, channel } = step;
    const thread = await this.#newThread(channel);
    const account = accountOf(thread.town, channel);
    const target: Target = { account, act: 'post', thread };
    const usual = this.#story.state();
    const file = {
      sandbox: 'config.yaml',
      'broken settings': 'config.yaml',
      exercise: 'incident.yaml',
    } as const;
    const changed = of === 'town added' ? 'municipalities.yaml' : file[of];
    await this.#program.write('incident.yaml', usual);
    const before = await this.#program.read(changed);
    const others: Readonly<Record<Upheaval, string>> = {
      sandbox: `${before.replace('sandbox: false', 'sandbox: true').replace('web: {port: 0}', 'web: {port: 0, sandbox_port: 0}')}`,
      exercise: before.replace('mode: live', 'mode: exercise'),
      'broken settings': `${before}  nobody: [`,
      // The state file names a town that is not there yet, so nothing can be planned before.
      'town added': before.replaceAll(thread.town.id, 'elsewhere'),
    };
    if (of === 'town added') await this.#program.write(changed, others[of]);
    await this.#killAt(
      step,
      account,
      () => this.#lineOf(target)?.key ?? null,
      async (worker) => {
        await worker.printed('Running since');
        await this.#program.write(changed, of === 'town added' ? before : others[of]);
        await this.#program.touch();
        await sleep(this.#next() * UPHEAVAL_MS_MAX);
      },
    );
    await this.#program.write(changed, before);
  }

  async #killWhileLooking(step: Step): Promise<void> {
    const open = this.#unsettledLines().findLast(({ state }) => state === 'sending' || state === 'unknown');
    if (!open) throw new Error('nothing is left to be looked for: kill it while it sends first');
    const { account, action, key } = open;
    const on = action === 'publish' ? 'timeline' : 'read';
    this.#program.sandbox.arrange(account, { kind: 'delay', on, ms: HELD_UP_MS });
    const from = Date.now();
    await this.#killAt(
      step,
      account,
      () => key,
      () =>
        this.#until(nameOf(step), STEP_WITHIN_MS, () =>
          this.#program.sandbox
            .requests()
            .some((one) => one.at >= from && one.account === account && one.operation === on),
        ),
    );
  }

  /** A town's facts get a mistake, or lose it: the program is killed on the way to telling staff. */
  async #killWhileTelling(step: Extract<Step, { kind: 'telling' }>): Promise<void> {
    const { of } = step;
    const other = of === 'raised' ? 'over' : 'raised';
    this.#story.mistake(other === 'raised');
    await this.#program.write('incident.yaml', this.#story.state());
    await this.#toldInPeace(other);
    this.#story.mistake(of === 'raised');
    await this.#program.write('incident.yaml', this.#story.state());
    const kill = prepareTelling(step, this.#staff, () => this.#glimpsed(), this.#story.mistakes);
    const reached = () => this.#until(nameOf(step), STEP_WITHIN_MS, kill.reached);
    await this.#killAt(step, null, () => null, reached);
    kill.release();
    this.#tellsAgainAt = Date.now() + TOLD_AGAIN_AFTER_MS;
  }

  async #toldAgain(): Promise<void> {
    await this.#toldInPeace(this.#story.isMistaken ? 'raised' : 'over');
    this.#tellsAgainAt = Number.POSITIVE_INFINITY;
  }

  #isTold(of: Telling): boolean {
    return isTold(this.#glimpsed(), of, this.#story.mistakes);
  }

  async #toldInPeace(of: Telling): Promise<void> {
    // Without a touched file the next round comes with the minute.
    const rounds = setInterval(() => void this.#program.touch(), ROUND_EVERY_MS);
    await this.#sooner(`staff are told: ${of}`, () => this.#isTold(of) || null).finally(() =>
      clearInterval(rounds),
    );
  }

  async #killAt(
    step: Step,
    account: string | null,
    key: () => string | null,
    reached: (worker: Running) => Promise<void>,
  ): Promise<void> {
    const worker = this.#program.start('run');
    try {
      await reached(worker);
    } finally {
      worker.child.kill('SIGKILL');
      await worker.ended;
    }
    if (account !== null) this.#program.sandbox.clear(account);
    this.#kills.push({ step, key: key(), at: Date.now() });
  }

  /** On the next town whose accounts have nothing open. */
  async #newThread(channel: ChannelId): Promise<Thread> {
    const town = await this.#sooner('a town is free', () => {
      const free = (one: Town) => one.channels.includes(channel) && this.#isFree(one);
      const found = [...TOWNS.slice(this.#nextTown), ...TOWNS.slice(0, this.#nextTown)].find(free);
      return found ?? null;
    });
    this.#nextTown = (TOWNS.indexOf(town) + 1) % TOWNS.length;
    return this.#story.begin(town);
  }

  /** The oldest that is published on all accounts of a town without open entries. If there is none, every town gets one in peace. */
  async #endingThread(channel: ChannelId, act: Act): Promise<Thread> {
    const standing = () =>
      this.#story.threads.find(
        ({ id, town, end }) =>
          end === 'open' &&
          town.channels.includes(channel) &&
          this.#isFree(town) &&
          town.channels.every(
            (one) => this.#lineBy(id, accountOf(town, one), ['publish'])?.state === 'posted',
          ),
      ) ?? null;
    if (standing() === null) {
      for (const town of TOWNS) this.#story.begin(town);
      await this.#program.write('incident.yaml', this.#story.state());
    }
    const thread = await this.#sooner(`a post is published for a ${act}`, standing);
    this.#story.end(thread);
    return thread;
  }

  /** What is there now, or comes about while the program is left in peace. */
  async #sooner<Found>(what: string, find: () => Found | null): Promise<Found> {
    const now = find();
    if (now !== null) return now;
    const worker = this.#program.start('run');
    let found: Found | null = null;
    try {
      await this.#until(what, STEP_WITHIN_MS, () => {
        found = find();
        return found !== null;
      });
    } finally {
      worker.child.kill('SIGTERM');
      await worker.ended;
    }
    return found as Found;
  }

  #isFree(town: Town): boolean {
    const accounts = town.channels.map((channel) => accountOf(town, channel));
    return !this.#unsettledLines().some(({ account, state }) => accounts.includes(account) && isOpen(state));
  }

  #lineOf({ account, act, thread }: Target): Line | undefined {
    return act === 'post'
      ? this.#lineBy(thread.id, account, ['publish'])
      : this.#lineBy(`${thread.id}-end`, account, act === 'change' ? ['edit', 'delete'] : ['publish']);
  }

  #lineBy(announcement: string, account: string, actions: readonly string[]): Line | undefined {
    return this.#glimpsed()
      ?.linesOf(announcement, account)
      .find((line) => actions.includes(line.action));
  }

  #unsettled(): readonly string[] {
    const written = new Set(
      (this.#glimpsed()?.lines() ?? []).map((line) => `${line.announcement} ${line.account} ${line.action}`),
    );
    const missing = this.#story.threads.flatMap(({ id, town, end }) =>
      town.channels.flatMap((channel) => {
        const wanted: [string, string[]][] = [[id, ['publish']]];
        if (end !== 'open') wanted.push([`${id}-end`, ['publish']], [`${id}-end`, ['edit', 'delete']]);
        const account = accountOf(town, channel);
        return wanted
          .filter(([announcement, actions]) =>
            actions.every((action) => !written.has(`${announcement} ${account} ${action}`)),
          )
          .map(([announcement, actions]) => `${announcement}: no ${actions.join(' or ')} was written down`);
      }),
    );
    return [...missing, ...this.#unsettledLines().map(({ key, state }) => `${key} is ${state}`)];
  }

  #unsettledLines(): readonly Line[] {
    return this.#glimpsed()?.unsettled() ?? [];
  }

  #glimpsed(): Glimpse | null {
    this.#glimpse ??= this.#database
      ? this.#database.look()
      : glimpse(join(this.#program.folder, 'data/live.sqlite'));
    return this.#glimpse;
  }

  #ledger(): Glimpse {
    if (!this.#glimpse) throw new Error('there is no ledger yet');
    return this.#glimpse;
  }

  async #until(what: string, withinMs: number, reached: () => boolean): Promise<void> {
    const giveUpAt = Date.now() + withinMs;
    while (!reached()) {
      if (Date.now() > giveUpAt)
        throw new Error(`not within ${withinMs} ms: ${what}\n${this.#program.printed.slice(-20).join('')}`);
      await sleep(1);
    }
  }
}

interface Target {
  readonly account: string;
  readonly act: Act;
  readonly thread: Thread;
}

function operationsOf(act: Act): readonly ('publish' | 'edit' | 'delete')[] {
  return act === 'change' ? ['edit', 'delete'] : ['publish'];
}

function isOpen(state: Line['state']): boolean {
  return state === 'waiting' || state === 'sending' || state === 'unknown';
}
