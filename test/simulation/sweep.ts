import { CHANNELS } from '../../src/channels/registry.ts';
import { MINUTE, SECOND } from '../../src/core/domain/clock.ts';
import { channelSettings } from '../../src/core/domain/settings.ts';
import { playAll } from './crew.ts';
import { figuresOf } from './figures.ts';
import { SETTINGS } from './settings.ts';
import type { Experiment } from './simulation.ts';

const LATENESSES_MS = [1, 2, 3, 4, 5, 6, 8, 10, 15, 20].map((minutes) => minutes * MINUTE);
const BAR_LENGTH = 40;

/**
 * How many posts go out twice when platforms accept later than the quiet time allows for: a line for each lateness, with a
 * bar that is full where the most went out twice.
 */
export async function* sweep(
  seeds: readonly number[],
  experiment: Experiment,
  threads: number,
): AsyncGenerator<string> {
  const quiet = CHANNELS.map(
    ({ id, name }) => `${name} ${channelSettings(SETTINGS, id).quietMs / SECOND} s`,
  ).join(', ');
  yield `quiet time: ${quiet}; ${seeds.length} days at each lateness`;
  const points: { readonly latenessMs: number; readonly duplicates: number; readonly posts: number }[] = [];
  for (const latenessMs of LATENESSES_MS) {
    const days = await playAll(seeds.values(), { ...experiment, latenessMs }, threads, () => {});
    const { duplicates } = figuresOf(days);
    points.push({ latenessMs, duplicates, posts: days.reduce((sum, { verdict }) => sum + verdict.shown, 0) });
  }
  const most = Math.max(1, ...points.map((point) => point.duplicates));
  for (const { latenessMs, duplicates, posts } of points) {
    const bar = '█'.repeat(Math.round((duplicates / most) * BAR_LENGTH));
    yield `${String(latenessMs / SECOND).padStart(5)} s  ${String(duplicates).padStart(5)} of ${posts} posts  ${bar}`;
  }
}
