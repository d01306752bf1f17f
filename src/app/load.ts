import { isDeepStrictEqual } from 'node:util';
import { CHANNELS } from '../channels/registry.ts';
import type { ConfigurationReading } from '../core/delivery/reconcile.ts';
import { type Instant, SECOND } from '../core/domain/clock.ts';
import type { Configuration } from '../core/domain/configuration.ts';
import { type Mistake, mistake, mistakesIn, OperatorError } from '../core/domain/errors.ts';
import type { Settings } from '../core/domain/settings.ts';
import type { LedgerView } from '../core/ledger/ledger.ts';
import type { Plan } from '../core/planning/plan.ts';
import { isAddress, stateSource } from '../files/incident/source.ts';
import { hiding, readSecrets } from '../files/settings/secrets.ts';
import { configurationOf, configurationReading } from './configuration.ts';
import { type Files, parsedFiles, readTexts } from './files.ts';
import { readingLedger, viewOf } from './ledgers.ts';
import { eachPlace, LEDGER_MODES, ledgerPlace } from './locate-ledgers.ts';
import type { Options } from './options.ts';
import { planned } from './planned.ts';
import type { Runtime } from './runtime.ts';

/** The start of every use case: the surroundings, and everything that people wrote. */
export interface App {
  readonly runtime: Runtime;
  readonly options: Options;
  readonly files: Files;
}

/** Reads everything that people wrote, except the state file. Throws an OperatorError with the mistakes of all files. */
export async function load(runtime: Runtime, options: Options): Promise<App> {
  const environment = runtime.environment();
  // A mistake may quote a secret that was written in the wrong place.
  let { redact } = hiding(readSecrets(environment, [], CHANNELS).values);
  runtime.conceal((text) => redact(text));
  const files = parsedFiles(await readTexts(options), options, environment);
  redact = files.redact;
  return { runtime, options, files };
}

/** Whether the files and the environment are still those that were read; the state file does not count. */
export async function isUnchanged({ runtime, options, files }: App): Promise<boolean> {
  const texts = await readTexts(options);
  return isDeepStrictEqual(texts, files.texts) && isDeepStrictEqual(runtime.environment(), files.environment);
}

/**
 * The configuration with the present state file. `at`: the time at which it should be read. Throws an OperatorError if it cannot
 * be read or has mistakes.
 */
export async function readConfiguration(app: App, at = app.runtime.clock.now()): Promise<Configuration> {
  const { runtime, options, files } = app;
  const bytes = await stateBytes(runtime, options);
  const configuration = configurationOf(files, bytes, options.stateShown, at);
  const { unread, replayed } = await replayOf(configuration, signedAtBelow(options));
  const mistakes = replayed === null ? unread : [replayed];
  if (mistakes.length > 0) throw new OperatorError(mistakes);
  return configuration;
}

/** Asks the ledgers of every mode when the newest signed state file was brought up to date that each accepted. */
type SignedAt = (settings: Settings) => ReturnType<typeof eachPlace<Instant | null>>;

function signedAtBelow({ data }: Options, reading = readingLedger): SignedAt {
  return (settings) => {
    const places = LEDGER_MODES.map((mode) => ledgerPlace(settings, data, mode));
    return eachPlace(places, (place) => reading(place, settings, null, (ledger) => ledger.signedAt()));
  };
}

/**
 * Why a signed state file is refused although its signature is right. The server that keeps the file
 * can serve an old one again, which is signed too: so the file has to say when it was brought up to date, and that time
 * never goes back, neither in its own mode nor from one to the other. `unread`: a ledger that cannot be read may have
 * accepted a newer one.
 */
async function replayOf(
  { settings, state }: Configuration,
  signedAt: SignedAt,
): Promise<{ readonly replayed: Mistake | null; readonly unread: readonly Mistake[] }> {
  const { zone } = settings;
  if (settings.state.signature === null) return { replayed: null, unread: [] };
  const { updated } = state.incident;
  if (updated === null) return { replayed: mistake('state-unsigned.undated'), unread: [] };
  const { done, mistakes: unread } = await signedAt(settings);
  const newest = Math.max(...done.map((at) => at ?? 0), 0);
  if (updated >= newest) return { replayed: null, unread };
  const times = { updated: { at: updated, zone, now: newest }, signedAt: { at: newest, zone, now: updated } };
  return { replayed: mistake('state-unsigned.old', times), unread };
}

export async function stateBytes(runtime: Runtime, options: Options): Promise<Uint8Array> {
  const reading = await stateSource(options.state, runtime).read(runtime.signal);
  if (reading.kind === 'read') return reading.bytes;
  throw new OperatorError([reading.mistake]);
}

/** The view of the incident in the ledger of this configuration's mode. No ledger need exist. */
export function viewNow({ files, options }: App, configuration: Configuration): Promise<LedgerView> {
  const { id, mode } = configuration.state.incident;
  return viewOf(ledgerPlace(files.settings, options.data, mode), files.settings, id);
}

/** Plans what is due by these files and the ledger as they are at `now`. Changes neither. */
export async function planNow(app: App, configuration: Configuration, now: number): Promise<Plan> {
  return planned(configuration, await viewNow(app, configuration), now).plan;
}

/** One reading of everything that people wrote. */
export interface Loaded {
  /** The same object as before while neither the files nor the state file change, if none has a mistake. */
  readonly reading: ConfigurationReading;
  /** The newest files without mistakes. The same object as before while nothing in the files or the environment changes. */
  readonly files: Files;
}

/**
 * How long somebody waits for a state file at an address, whose server may hang: until it has answered, a second, or not at all
 * if it was read before.
 */
export type Waits = 'until-answered' | 'briefly' | 'not';
const BRIEFLY_MS = SECOND;
/** How often files may change while they are read. */
const READINGS_MAX = 5;

/**
 * Reads everything that people wrote, on every call. Parses only the parts that changed. A caller who does not wait until the
 * server of a state file at an address has answered gets the last reading, or `state-unreachable` if there never was one.
 */
export function loader(
  { runtime, options, files: first }: App,
  reading = readingLedger,
): (waits?: Waits) => Promise<Loaded> {
  const source = stateSource(options.state, runtime);
  const signedAt = signedAtBelow(options, reading);
  let files = first;
  let isFirst = true;
  let last: {
    readonly files: Files;
    readonly bytes: Uint8Array;
    readonly reading: ConfigurationReading;
  } | null = null;

  /** A mistake in any of these files counts like one in the state file: nothing new is planned until it is mended. */
  function refresh(texts: Files['texts'] | Error): readonly Mistake[] {
    try {
      if (texts instanceof Error) throw texts;
      const environment = runtime.environment();
      if (isDeepStrictEqual(texts, files.texts) && isDeepStrictEqual(environment, files.environment))
        return [];
      files = parsedFiles(texts, options, environment, files.cache);
      runtime.conceal(files.redact);
      return [];
    } catch (error) {
      return mistakesIn(error);
    }
  }

  const textsNow = () => readTexts(options).catch((error: Error) => error);

  let known: ConfigurationReading | null = null;
  /** The bytes of the state file at its last reading. */
  let stateRead: Uint8Array | null = null;

  async function readingNow(): Promise<ConfigurationReading> {
    const state = await source.read(runtime.signal);
    if (state.kind === 'read' && !isDeepStrictEqual(state.bytes, stateRead)) stateRead = state.bytes;
    known =
      state.kind === 'unreadable' ? { kind: 'broken', mistakes: [state.mistake] } : readingOf(state.bytes);
    return known;
  }

  /** Reads for a short time. The next caller gets a result that comes later. */
  async function readingBriefly(): Promise<ConfigurationReading> {
    const read = new AbortController();
    const late = runtime.clock.sleep(BRIEFLY_MS, read.signal).then(() => null);
    const reading = await Promise.race([readingNow(), late]);
    read.abort();
    const unread = mistake('state-unreachable.here', { where: options.stateShown });
    return reading ?? known ?? { kind: 'broken', mistakes: [unread] };
  }

  async function readBoth(waits: Waits, triesLeft: number): Promise<Loaded> {
    const stateBefore = stateRead;
    // The program began by reading them: once is enough for a command.
    const isUnchecked = isFirst;
    const texts = isFirst ? first.texts : await textsNow();
    isFirst = false;
    const mistakes = refresh(texts);
    const isWaiting = waits === 'until-answered' || !isAddress(options.state);
    const before = waits === 'not' && !isWaiting ? known : null;
    const reading = before ?? (await (isWaiting ? readingNow() : readingBriefly()));
    // A state file that was saved after `sandbox: true` is never read with the settings of before.
    if ((isUnchecked || stateRead !== stateBefore) && !isDeepStrictEqual(await textsNow(), texts)) {
      if (triesLeft > 0) return readBoth(waits, triesLeft - 1);
      return {
        reading: { kind: 'broken', mistakes: [mistake('state-changing.here', { file: options.stateShown })] },
        files,
      };
    }
    return loadedWith(mistakes, reading, files, signedAt);
  }
  return (waits = 'until-answered') => readBoth(waits, READINGS_MAX);

  /** Files without a mistake stay right as time passes. A mistake may be a time that is yet to come. */
  function readingOf(bytes: Uint8Array): ConfigurationReading {
    if (last?.files === files && isDeepStrictEqual(last.bytes, bytes)) return last.reading;
    const reading = configurationReading(files, bytes, options.stateShown, runtime.clock.now());
    const isRight = reading.kind === 'configuration' && reading.configuration.state.broken.size === 0;
    last = isRight ? { files, bytes, reading } : null;
    return reading;
  }
}

/** `mistakes`: those of the files other than the state file, which was read with the `files` from before them. */
export async function loadedWith(
  mistakes: readonly Mistake[],
  reading: ConfigurationReading,
  files: Files,
  signedAt: SignedAt,
): Promise<Loaded> {
  const isRead = reading.kind === 'configuration';
  const { replayed, unread } = isRead
    ? await replayOf(reading.configuration, signedAt)
    : { replayed: null, unread: [] };
  if (replayed !== null) return { reading: { kind: 'broken', mistakes: [...mistakes, replayed] }, files };
  const all = [...mistakes, ...unread];
  if (all.length === 0) return { reading, files };
  // `mode: draft` is obeyed at once, whatever is wrong in the other files.
  const isDraft = isRead && reading.configuration.state.incident.mode === 'draft';
  return { reading: isDraft ? { ...reading, mistakes: all } : { kind: 'broken', mistakes: all }, files };
}
