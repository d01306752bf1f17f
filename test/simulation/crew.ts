import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { PlayedDay } from './figures.ts';
import type { Experiment } from './simulation.ts';

/** What a player is asked to play. It answers with the day. */
export interface Errand {
  readonly seed: number;
  readonly experiment: Experiment;
}

/**
 * Plays the days of these seeds in several threads. `seen` is told of each as it ends, in whatever order; the result is in
 * the order of the seeds.
 */
export async function playAll(
  seeds: IterableIterator<number>,
  experiment: Experiment,
  playersMax: number,
  seen: (day: PlayedDay) => void,
): Promise<readonly PlayedDay[]> {
  const days: PlayedDay[] = [];
  await Promise.all(
    Array.from({ length: playersMax }, async () => {
      const player = new Worker(new URL('./player.ts', import.meta.url));
      try {
        for (const seed of seeds) {
          const day = await played(player, { seed, experiment });
          days.push(day);
          seen(day);
        }
      } finally {
        await player.terminate();
      }
    }),
  );
  return days.sort((a, b) => a.seed - b.seed);
}

/** Rejects where the player came to an end. */
async function played(player: Worker, errand: Errand): Promise<PlayedDay> {
  const answer = once(player, 'message');
  player.postMessage(errand);
  const [day] = (await answer) as [PlayedDay];
  return day;
}
