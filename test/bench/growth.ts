import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fill } from './history.ts';
import { command, environmentOf, quiet, run, type Took, ticked } from './measure.ts';
import { type Measured, start } from './process.ts';
import { makeRegion } from './region.ts';
import { row, shown } from './report.ts';

/** How much the ledger holds. */
export interface Size {
  readonly municipalities: number;
  /** Posts of earlier incidents. */
  readonly oldPosts: number;
}

export interface Growth {
  /** From the start of `run` until it has planned. */
  readonly start: Took;
  /** CPU time of a tick in which nothing changed, and of one in which the state file did, but nothing that it says. */
  readonly idleTickCpuMs: number;
  readonly tickCpuMs: number;
  /** Of the worker. */
  readonly peakMb: number;
  readonly commands: Readonly<Record<string, Took>>;
}

const TICKS = 5;
/** Mostly. */
const TICK_WITHIN_MS = 2_000;

/** Measures a worker that has nothing to send, and each command, on a ledger in which everything is said. */
export async function measureGrowth({ municipalities, oldPosts }: Size): Promise<Growth> {
  const folder = await mkdtemp(join(tmpdir(), 'ausrufer-bench-'));
  const server = start('test/bench/server.ts', []);
  const started: Measured[] = [server];
  try {
    const [{ origin }] = (await once(server.child, 'message')) as [{ origin: string }];
    const region = await makeRegion(folder, municipalities, origin, 1);
    await region.save(true);
    await fill(region, oldPosts, environmentOf(region));
    const worker = run(region);
    started.push(worker);
    const from = performance.now();
    let ticks = await ticked(worker, 1);
    const ms = performance.now() - from;
    await quiet(worker);
    const first = await worker.used();
    const costOf = async (remark: (tick: number) => string) => {
      await region.save(true, remark(0));
      ticks = await ticked(worker, ticks + 1);
      await quiet(worker);
      const before = (await worker.used()).cpuMs;
      for (let tick = 1; tick <= TICKS; tick++) {
        await region.save(true, remark(tick));
        // To be asked costs the worker time too.
        await sleep(TICK_WITHIN_MS);
        ticks = await ticked(worker, ticks + 1);
      }
      await quiet(worker);
      return ((await worker.used()).cpuMs - before) / TICKS;
    };
    const tickCpuMs = await costOf((tick) => `# ${tick}`);
    const idleTickCpuMs = await costOf(() => `# ${TICKS}`);
    const { used } = await worker.end();
    const commands: Record<string, Took> = {};
    for (const words of [['--help'], ['check'], ['plan'], ['history'], ['pause', '--by', 'bench']])
      commands[words[0] ?? ''] = await command(region, words);
    return {
      start: { cpuMs: first.cpuMs, ms },
      ...{ idleTickCpuMs, tickCpuMs, commands },
      peakMb: (used?.peakBytes ?? 0) / 2 ** 20,
    };
  } finally {
    await Promise.all(started.map((one) => one.end()));
    await rm(folder, { recursive: true, force: true });
  }
}

/** CPU time, because a busy machine changes it least. */
export function growthTable(results: readonly { readonly size: Size; readonly growth: Growth }[]): string {
  const names = Object.keys(results[0]?.growth.commands ?? {});
  const lines = results.map(({ size, growth }) =>
    row([
      `${size.municipalities.toLocaleString('en')} municipalities, ${size.oldPosts.toLocaleString('en')} old posts`,
      `${shown(growth.idleTickCpuMs)} ms`,
      `${shown(growth.tickCpuMs)} ms`,
      `${shown(growth.peakMb)} MB`,
      `${shown(growth.start.cpuMs / 1_000)} s`,
      ...names.map((name) => `${shown((growth.commands[name]?.cpuMs ?? 0) / 1_000)} s`),
    ]),
  );
  const titles = [
    '',
    'idle tick',
    'tick',
    'peak memory',
    'start of `run`',
    ...names.map((name) => `\`${name}\``),
  ];
  return [row(titles), row(titles.map(() => '---')), ...lines].join('\n');
}
