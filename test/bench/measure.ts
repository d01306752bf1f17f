import { once } from 'node:events';
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { placeNamed } from '../../src/app/locate-ledgers.ts';
import { dropSchemas } from '../fixtures/postgres.ts';
import { installPeer } from './peer.ts';
import { ask, type Measured, PROGRAM, ROOT, start } from './process.ts';
import { type BenchRegion, makeRegion } from './region.ts';
import type { Figures, Post } from './server.ts';

export interface Setup {
  readonly municipalities: number;
  /** How long each platform takes to answer. */
  readonly answersAfterMs: number;
  readonly workers: number;
  /** Accounts that are worked at the same time, on each platform. */
  readonly atOnce: number;
  /** Whether another program is measured beside it. */
  readonly peer: boolean;
}

/** What one contender needed for all posts. */
export interface Needed {
  /** From the saved state file, or from the start of the loop. Infinite where it was never reached. */
  readonly firstS: number;
  readonly lastS: number;
  readonly cpuMsPerPost: number;
  /** Of all its processes together. */
  readonly peakMb: number;
  readonly accepted: number;
  readonly twice: number;
}

/** What one command or tick took. */
export interface Took {
  readonly cpuMs: number;
  readonly ms: number;
}

export interface Run {
  readonly ausrufer: Needed;
  readonly bare: Needed;
  readonly clients: Needed;
  readonly peer?: Needed;
  /** CPU time of one tick in which nothing changed. */
  readonly idleTickCpuMs: number;
  /** From the start of `run` until it has planned. */
  readonly startMs: number;
  readonly commands: Readonly<Record<string, Took>>;
}

const DELIVERY_S_MAX = 600;
const FLOOR_S_MAX = 300;
const READY_S_MAX = 600;
const POLL_MS = 50;
/** A process that used less CPU time than this in a quarter of a second has nothing left to do. */
const QUIET_CPU_MS = 6;
/** A start asks the platforms for the owner of each credential: for 20,000 of them, about two minutes. */
const QUIET_S_MAX = 300;
/** So many that one collection of garbage, which comes once in dozens of them, does not double the cost of each. */
const TICKS = 20;
/** How long to wait for a tick, which mostly comes sooner. */
const TICK_WITHIN_MS = 2_000;
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  '--help': ['--help'],
  pause: ['pause', '--by', 'bench'],
  history: ['history'],
  plan: ['plan'],
};

/** Measures the program and the floors, one after the other, against the same server. Ends all that it started. */
export async function measure(setup: Setup): Promise<Run> {
  await using temporary = await mkdtempDisposable(join(tmpdir(), 'ausrufer-bench-'));
  const folder = temporary.path;
  await using server = start('test/bench/server.ts', []);
  const [{ origin }] = (await once(server.child, 'message')) as [{ origin: string }];
  const region = await makeRegion(folder, setup.municipalities, origin, setup.atOnce);
  const place = placeNamed('live', process.env.DATABASE_URL ?? null, folder);
  // With what the run before left in it, a pause too, nothing would go out.
  if (place.kind === 'postgres') await dropSchemas(place.url, place.schema);
  const ausrufer = await deliver(setup, region, server);
  const texts = await ask<readonly Post[]>(server.child, 'posts');
  const idle = await idleTick(region);
  const commands: Record<string, Took> = {};
  for (const [name, words] of Object.entries(COMMANDS)) commands[name] = await command(region, words);
  const file = join(folder, 'posts.json');
  await writeFile(file, JSON.stringify(filled(texts, region.posts)));
  const peerFolder = join(folder, 'peer');
  if (setup.peer) await installPeer(peerFolder);
  const floorOf = (name: Floor) =>
    floor(setup, region, server, [name, origin, file, String(setup.atOnce), peerFolder]);
  const bare = await floorOf('bare');
  const clients = await floorOf('clients');
  const peer = setup.peer ? { peer: await floorOf('peer') } : {};
  return { ausrufer, bare, clients, ...peer, ...idle, commands };
}

/** Where not all posts were accepted in time, the floors send some texts for other accounts. */
function filled(texts: readonly Post[], posts: number): readonly Post[] {
  return Array.from({ length: posts }, (_, n) => {
    const one = texts[n % texts.length];
    if (!one) throw new Error('no post was accepted');
    return n < texts.length ? one : { ...one, account: `${one.account}-${n}` };
  });
}

async function deliver(
  { answersAfterMs, workers }: Setup,
  region: BenchRegion,
  server: Measured,
): Promise<Needed> {
  await region.save(false);
  await ask(server.child, { begin: { answersAfterMs } });
  await using started = new AsyncDisposableStack();
  const its: Measured[] = [];
  for (let number = 0; number < workers; number++) {
    const worker = started.use(run(region));
    its.push(worker);
    await ticked(worker, 1);
  }
  await Promise.all(its.map(quiet));
  const before = await cpuMsOf(its);
  const saved = await region.save(true);
  const figures = await accepted(server, region.posts, DELIVERY_S_MAX);
  await Promise.all(its.map(quiet));
  const cpuMs = (await cpuMsOf(its)) - before;
  const ended = await Promise.all(its.map((one) => one.end()));
  const peakBytes = ended.reduce((sum, { used }) => sum + (used?.peakBytes ?? 0), 0);
  return neededFor(figures, region.posts, saved, cpuMs, peakBytes);
}

async function cpuMsOf(some: readonly Measured[]): Promise<number> {
  const used = await Promise.all(some.map((one) => one.used()));
  return used.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
}

async function accepted(server: Measured, posts: number, secondsMax: number): Promise<Figures> {
  for (const end = Date.now() + secondsMax * 1_000; ; await sleep(POLL_MS)) {
    const figures = await ask<Figures>(server.child, 'figures');
    if (figures.accepted >= posts || Date.now() > end) return figures;
  }
}

function neededFor(
  { accepted, twice, first, last }: Figures,
  posts: number,
  from: number,
  cpuMs: number,
  peakBytes: number,
): Needed {
  return {
    firstS: first === null ? Number.POSITIVE_INFINITY : (first - from) / 1_000,
    lastS: last === null || accepted < posts ? Number.POSITIVE_INFINITY : (last - from) / 1_000,
    cpuMsPerPost: cpuMs / Math.max(1, accepted),
    peakMb: peakBytes / 2 ** 20,
    accepted,
    twice,
  };
}

export function run(region: BenchRegion): Measured {
  return start(PROGRAM, wordsFor(region, ['run']), environment(), region.folder);
}

function wordsFor({ folder }: BenchRegion, words: readonly string[]): readonly string[] {
  return ['--config', folder, '--data', join(folder, 'data'), '--messages', join(ROOT, 'messages'), ...words];
}

/** PostgreSQL where the environment names one. */
export function environment(): Readonly<Record<string, string>> {
  const { DATABASE_URL } = process.env;
  return DATABASE_URL === undefined ? {} : { DATABASE_URL };
}

/** Waits until a worker has ticked so often, and returns how often it has. */

export async function ticked(worker: Measured, ticks: number): Promise<number> {
  for (const end = Date.now() + READY_S_MAX * 1_000; Date.now() < end; await sleep(POLL_MS)) {
    if (worker.child.exitCode !== null) break;
    const origin = /(http:\S+)\/healthz/.exec(worker.printed())?.[1];
    if (origin === undefined) continue;
    // A worker at work may take no connection.
    const metrics = await fetch(`${origin}/metrics`).then(
      (answer) => answer.text(),
      () => '',
    );
    const counts = [...metrics.matchAll(/^ausrufer_ticks_total\{.*\} (\d+)$/gm)];
    const sum = counts.reduce((all, [, count]) => all + Number(count), 0);
    if (sum >= ticks) return sum;
  }
  throw new Error(`the worker did not plan: ${worker.printed()}`);
}

export async function quiet(measured: Measured): Promise<void> {
  let before = (await measured.used()).cpuMs;
  for (const end = Date.now() + QUIET_S_MAX * 1_000; Date.now() < end; ) {
    await sleep(250);
    const { cpuMs } = await measured.used();
    if (cpuMs - before < QUIET_CPU_MS) return;
    before = cpuMs;
  }
}

/** CPU time of a tick: several come, each after a save, and nobody asks the worker meanwhile, which costs it time too. */
export async function tickCpuMs(worker: Measured, save: (tick: number) => Promise<unknown>): Promise<number> {
  let before = await ticked(worker, 0);
  // One tick writes down what it read, and so the next one still plans.
  for (let unmeasured = 0; unmeasured < 2; unmeasured++) {
    await save(0);
    before = await ticked(worker, before + 1);
  }
  await quiet(worker);
  const { cpuMs: from } = await worker.used();
  for (let tick = 1; tick <= TICKS; tick++) {
    await save(tick);
    await sleep(TICK_WITHIN_MS);
  }
  await quiet(worker);
  const { cpuMs: to } = await worker.used();
  return (to - from) / ((await ticked(worker, before + 1)) - before);
}

/** Starts a worker on a ledger in which everything is said, and has it tick by saving the same state file again. */
async function idleTick(region: BenchRegion): Promise<Pick<Run, 'idleTickCpuMs' | 'startMs'>> {
  const from = performance.now();
  await using worker = run(region);
  await ticked(worker, 1);
  const startMs = performance.now() - from;
  await quiet(worker);
  const idleTickCpuMs = await tickCpuMs(worker, () => region.save(true));
  return { idleTickCpuMs, startMs };
}

export async function command(region: BenchRegion, words: readonly string[]): Promise<Took> {
  const measured = start(PROGRAM, wordsFor(region, words), environment(), region.folder);
  const { used, ms } = await measured.ended;
  if (used === null) throw new Error(`${words.join(' ')} failed: ${measured.printed()}`);
  return { cpuMs: used.cpuMs, ms };
}

type Floor = 'bare' | 'clients' | 'peer';

async function floor(
  { answersAfterMs }: Setup,
  { posts }: BenchRegion,
  server: Measured,
  words: readonly [Floor, ...string[]],
): Promise<Needed> {
  await ask(server.child, { begin: { answersAfterMs } });
  await using loop = start('test/bench/floor.ts', words);
  await once(loop.child, 'message');
  const { cpuMs: before } = await loop.used();
  const from = Date.now();
  await Promise.race([
    ask(loop.child, 'begin'),
    sleep(FLOOR_S_MAX * 1_000, undefined, { ref: false }).then(() => {
      throw new Error(`the loop of ${words[0]} did not end`);
    }),
  ]);
  const { cpuMs, peakBytes } = await loop.used();
  const figures = await ask<Figures>(server.child, 'figures');
  return neededFor(figures, posts, from, cpuMs - before, peakBytes);
}
