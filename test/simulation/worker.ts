import type { Loaded } from '../../src/app/load.ts';
import type { SessionParts } from '../../src/app/session.ts';
import { trustedClock } from '../../src/app/trusted-clock.ts';
import type { Channel } from '../../src/core/domain/channel.ts';
import { MINUTE } from '../../src/core/domain/clock.ts';
import type { Account } from '../../src/core/domain/municipality.ts';
import type { Ledger } from '../../src/core/ledger/ledger.ts';
import type { OnWorkerEvent } from '../../src/worker/events.ts';
import { type Run, runUntilEnded } from '../../src/worker/run.ts';
import type { Life } from './mishaps.ts';
import { NEVER, type Time } from './time.ts';

const TICK_MS = 10 * MINUTE;

/** What a worker of the simulation is given: the real one gets its time, files, ledger and channels from here. */
export interface Work {
  readonly life: Life;
  readonly time: Time;
  /** How far its clock is off. */
  readonly skewMs: number;
  readonly ledger: Ledger;
  readonly channel: (account: Account) => Channel | null;
  readonly read: () => Loaded;
  readonly watch: Run['watch'];
  readonly adopt: boolean;
  readonly onEvent: OnWorkerEvent;
}

/** The real worker, session after session, in virtual time. Rejects where it refuses an empty ledger. */
export function work({
  life,
  time,
  skewMs,
  channel,
  read,
  watch,
  adopt,
  onEvent,
  ...given
}: Work): Promise<void> {
  const clock = { now: () => time.now() + skewMs, sleep: life.sleep };
  const steady = () => time.now();
  const fetch = async () => new Response(null, { headers: { date: new Date(time.now()).toUTCString() } });
  const trusted = trustedClock({ clock, steady, fetch });
  const ledger = life.ledger(given.ledger);
  const parts: SessionParts = {
    clock: trusted.clock,
    openLedger: async () => ({ ledger, close: async () => {} }),
    openChannels: async () => ({
      sandbox: null,
      channel(account) {
        const own = channel(account);
        return own && life.channel(own);
      },
    }),
    onStep: (step) => onEvent({ kind: 'step', step }),
  };
  const ticks = async (tick: () => void, signal: AbortSignal) => {
    while (!signal.aborted) {
      await life.sleep(TICK_MS, signal);
      if (!signal.aborted) tick();
    }
  };
  return runUntilEnded({
    runtime: { fetch, steady, signal: NEVER, schedule: (_, tick, signal) => void ticks(tick, signal) },
    clock: trusted,
    async read() {
      await life.step();
      return read();
    },
    parts,
    watch,
    adopt,
    wordAlert: () => ({ what: '', advice: '', line: '' }),
    onEvent,
  });
}
