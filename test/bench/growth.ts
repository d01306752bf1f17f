import { once } from 'node:events';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fill } from './history.ts';
import { command, environment, quiet, run, type Took, tickCpuMs, ticked } from './measure.ts';
import { start } from './process.ts';
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

/** A worker asks ahead whose credentials it has: that is to be over before anything is measured. */
const AT_ONCE = 100;

/** Measures a worker that has nothing to send, and each command, on a ledger in which everything is said. */
export async function measureGrowth({ municipalities, oldPosts }: Size): Promise<Growth> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'ausrufer-bench-'));
  await using server = start('test/bench/server.ts', []);
  const [{ origin }] = (await once(server.child, 'message')) as [{ origin: string }];
  const region = await makeRegion(folder.path, municipalities, origin, AT_ONCE);
  await region.save(true);
  await fill(region, oldPosts, { ...region.env, ...environment() });
  await using worker = run(region);
  const from = performance.now();
  await ticked(worker, 1);
  const ms = performance.now() - from;
  await quiet(worker);
  const first = await worker.used();
  const tick = await tickCpuMs(worker, (tick) => region.save(true, `# ${tick}`));
  const idleTick = await tickCpuMs(worker, () => region.save(true, '# the same'));
  const { used } = await worker.end();
  const commands: Record<string, Took> = {};
  for (const words of [['--help'], ['check'], ['plan'], ['history'], ['pause', '--by', 'bench']])
    commands[words[0] ?? ''] = await command(region, words);
  return {
    start: { cpuMs: first.cpuMs, ms },
    ...{ idleTickCpuMs: idleTick, tickCpuMs: tick, commands },
    peakMb: (used?.peakBytes ?? 0) / 2 ** 20,
  };
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
