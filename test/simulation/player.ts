import { parentPort } from 'node:worker_threads';
import type { Errand } from './crew.ts';
import type { PlayedDay } from './figures.ts';
import { NOBODY, simulate } from './simulation.ts';

parentPort?.on('message', async ({ seed, experiment }: Errand) => {
  const day: PlayedDay = { seed, verdict: await simulate(seed, experiment, NOBODY) };
  parentPort?.postMessage(day);
});
