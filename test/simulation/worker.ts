import { configurationReading } from '../../src/app/configuration.ts';
import type { Files } from '../../src/app/files.ts';
import { type Loaded, loadedWith } from '../../src/app/load.ts';
import { LEDGER_MODES, ledgerName } from '../../src/app/locate-ledgers.ts';
import { openLiveIn } from '../../src/app/open-live.ts';
import type { SandboxServer } from '../../src/app/sandbox-server.ts';
import { openChannels, type SessionParts } from '../../src/app/session.ts';
import { trustedClock } from '../../src/app/trusted-clock.ts';
import { type ConfigurationReading, reconcile } from '../../src/core/delivery/reconcile.ts';
import type { Channel } from '../../src/core/domain/channel.ts';
import { isoOf, MINUTE, SECOND } from '../../src/core/domain/clock.ts';
import { operatorError } from '../../src/core/domain/errors.ts';
import type { Settings } from '../../src/core/domain/settings.ts';
import type { Ledger } from '../../src/core/ledger/ledger.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import type { OnWorkerEvent } from '../../src/worker/events.ts';
import { type Run, runUntilEnded } from '../../src/worker/run.ts';
import type { Life } from './mishaps.ts';
import { NEVER, type Time } from './time.ts';

const TICK_MS = 4 * MINUTE;
/** Where a platform is reached: the address of its server says whether it is a real one. */
export const SANDBOX_ORIGIN = 'https://sandbox.example.org';
/** A claim and a send: for so long what began before a file changed may still be on the wire. */
const UNDER_WAY_MS = 140 * SECOND;
const BROKEN = operatorError('bad-yaml');

/** What a worker of the simulation is given: the real one gets its time, files, ledgers and platforms from here. */
export interface Work {
  readonly life: Life;
  readonly time: Time;
  /** How far its clock is off. */
  readonly skewMs: number;
  readonly ledger: (name: ReturnType<typeof ledgerName>) => Ledger;
  /** The platforms' side of an account, in the sandbox or for real. */
  readonly account: (id: string, inSandbox: boolean) => Channel;
  /** Null: one of these files is broken. */
  readonly files: () => Files | null;
  readonly state: () => string;
  /** Is told what this worker makes of the file that is there; `isReal`: it would post on the real platforms. */
  readonly believed: (reading: ConfigurationReading, isReal: boolean) => void;
  readonly watch: Run['watch'];
  /** Whether the channels of its first session serve all: without the protection `session`. */
  readonly isOneForAll: boolean;
  readonly adopt: boolean;
  readonly onEvent: OnWorkerEvent;
  /** Is told what must never happen. */
  readonly amiss: (what: string) => void;
}

/** The real worker, session after session, in virtual time. Rejects where it refuses an empty ledger, or broken files at its start. */
export async function work(given: Work): Promise<void> {
  const { life, time, skewMs, watch, adopt, onEvent } = given;
  const clock = { now: () => time.now() + skewMs, sleep: life.sleep };
  const steady = () => time.now();
  const fetch = async () => new Response(null, { headers: { date: new Date(time.now()).toUTCString() } });
  const trusted = trustedClock({ clock, steady, fetch });
  const { read, reading, target } = reader(given);
  // Like a process: it begins with files that can be read, or ends.
  if (given.files() === null) throw BROKEN;

  let first: ReturnType<SessionParts['openChannels']> | null = null;
  const parts: SessionParts = {
    clock: trusted.clock,
    // The simulation opens and closes it.
    openLedger: async (files, mode) => ({
      ...life.ledger(quietChecked(given.ledger(ledgerName(files.settings, mode)), reading, given.amiss)),
      close: async () => {},
    }),
    openChannels(files) {
      const opened = openChannels({ ...files, channels: files.channels.map(client) }, clock, SANDBOX);
      first ??= opened;
      return given.isOneForAll ? first : opened;
    },
    onStep: (step) => onEvent({ kind: 'step', step }),
  };

  /** The same module, whose client reaches the account of the simulated platform that the credential opens. */
  function client(module: Files['channels'][number]): Files['channels'][number] {
    return {
      ...module,
      client: async () => (access) => {
        const inSandbox = access.server === SANDBOX_ORIGIN;
        const token = access.credential[module.credential.account[0]] ?? '';
        if (token.startsWith('sandbox-') !== inSandbox)
          throw new Error(`${token} is used at ${access.server}`);
        return life.channel(guarded(given.account(token.replace(/^sandbox-/, ''), inSandbox), inSandbox));
      },
    };
  }

  /** What is sent goes where the files that this worker read last say, but for what was under way when they changed. */
  function guarded(channel: Channel, inSandbox: boolean): Channel {
    const check = (act: string) => {
      const { sandbox, since } = target();
      if (sandbox !== inSandbox && time.now() - since > UNDER_WAY_MS)
        given.amiss(`${act} ${inSandbox ? 'in the sandbox' : 'on the real platform'}, which the files left`);
    };
    return {
      ...channel,
      publish: (...asked) => {
        check('a post');
        return channel.publish(...asked);
      },
      edit: (...asked) => {
        check('an edit');
        return channel.edit(...asked);
      },
      delete: (...asked) => {
        check('a deletion');
        return channel.delete(...asked);
      },
    };
  }

  const ticks = async (tick: () => void, signal: AbortSignal) => {
    while (!signal.aborted) {
      await life.sleep(TICK_MS, signal);
      if (!signal.aborted) tick();
    }
  };
  await runUntilEnded({
    runtime: { fetch, steady, signal: NEVER, schedule: (_, tick, signal) => void ticks(tick, signal) },
    clock: trusted,
    read,
    parts,
    lastTick: ({ settings }, mode) => given.ledger(ledgerName(settings, mode)).lastTick(),
    openLive: ({ settings }, mode, now) =>
      openLiveIn(settings, mode, now, (name, read) => read(given.ledger(name))),
    watch,
    adopt,
    onEvent,
  });
}

/** Whenever a tick plans nothing because nothing changed, one that plans must find nothing to write down. */
function quietChecked(
  ledger: Ledger,
  reading: () => ConfigurationReading | null,
  amiss: Work['amiss'],
): Ledger {
  let seen = Number.NaN;
  return {
    ...ledger,
    async changes() {
      seen = await ledger.changes();
      return seen;
    },
    async takeTurn(planning, now) {
      const turn = await ledger.takeTurn(planning, now);
      const read = reading();
      // The next tick plans what others wrote meanwhile.
      if (
        (turn !== 'unchanged' && turn !== 'planned-elsewhere') ||
        read === null ||
        (await ledger.changes()) !== seen
      )
        return turn;
      await reconcile(read, ledger, now, Number.POSITIVE_INFINITY);
      if ((await ledger.changes()) !== seen)
        amiss(`a tick at ${isoOf(now)} that planned nothing though it had to`);
      return turn;
    },
  };
}

/** Only its address is used. */
const SANDBOX: SandboxServer = {
  open: async () => ({ origin: SANDBOX_ORIGIN }) as Sandbox,
  [Symbol.asyncDispose]: async () => {},
};

/** Reads like the loader of a process, and knows since when the files say where to send. */
function reader({ life, time, files, state, believed, ledger }: Work) {
  const signedAt = async (settings: Settings) => {
    const ledgers = LEDGER_MODES.map((mode) => ledger(ledgerName(settings, mode)));
    return { done: await Promise.all(ledgers.map((one) => one.signedAt())), mistakes: [] };
  };
  let [last, sandbox, since] = [files(), false, Number.NEGATIVE_INFINITY];
  let reading: ConfigurationReading | null = null;
  return {
    reading: () => reading,
    target: () => ({ sandbox, since }),
    async read(): Promise<Loaded> {
      await life.step();
      const now = files();
      last = now ?? last;
      if (last === null) throw BROKEN;
      if (last.settings.sandbox !== sandbox) [sandbox, since] = [last.settings.sandbox, time.now()];
      const mistakes = now === null ? BROKEN.mistakes : [];
      const loaded = await loadedWith(mistakes, readingOf(last, state()), last, signedAt);
      reading = loaded.reading;
      believed(reading, !sandbox);
      return loaded;
    },
  };
}

/** Parsed once for all workers, whatever the time: nobody writes a time in the future. */
const parsed = new WeakMap<Files, Map<string, ConfigurationReading>>();

function readingOf(files: Files, text: string): ConfigurationReading {
  const known = parsed.get(files) ?? new Map<string, ConfigurationReading>();
  parsed.set(files, known);
  const reading =
    known.get(text) ?? configurationReading(files, text, 'incident.yaml', Number.POSITIVE_INFINITY);
  known.set(text, reading);
  return reading;
}
