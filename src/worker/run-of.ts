import { type App, loader } from '../app/load.ts';
import { ledgerPlace } from '../app/locate-ledgers.ts';
import { openLive } from '../app/open-live.ts';
import type { SandboxServer } from '../app/sandbox-server.ts';
import { openChannels, openToWork, readingUpToDate } from '../app/session.ts';
import { trustedClock } from '../app/trusted-clock.ts';
import { watchFile } from '../files/incident/watch.ts';
import type { Witness } from '../sql/store.ts';
import type { Run } from './run.ts';

/**
 * The run of a worker on the files, ledgers and platforms that the options name. `witness`: of one that lasts, which notices
 * that a ledger was set back.
 */
export function runOf(
  app: App,
  { server, ...own }: Pick<Run, 'adopt' | 'onEvent'> & { readonly server: SandboxServer },
  witness: Witness | null = null,
): Run {
  const { runtime, options } = app;
  const clock = trustedClock(runtime);
  const reading = readingUpToDate(clock.clock);
  return {
    ...own,
    runtime,
    clock,
    read: loader(app, reading),
    parts: {
      clock: clock.clock,
      openLedger: ({ settings }, mode) =>
        openToWork(ledgerPlace(settings, options.data, mode), settings, clock.clock, witness),
      openChannels: (files) => openChannels(files, runtime.clock, server),
      onStep: (step) => own.onEvent({ kind: 'step', step }),
    },
    lastTick: ({ settings }, mode) =>
      reading(ledgerPlace(settings, options.data, mode), settings, null, (ledger) => ledger.lastTick()),
    openLive: ({ settings }, mode, now) => openLive(settings, options.data, mode, now, reading),
    watch: (changed, signal) => watchFile(options.state, changed, signal),
  };
}
