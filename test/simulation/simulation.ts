import type { Files } from '../../src/app/files.ts';
import { CHANNELS } from '../../src/channels/registry.ts';
import type { Step } from '../../src/core/delivery/context.ts';
import type { ConfigurationReading, Tick } from '../../src/core/delivery/reconcile.ts';
import { type Instant, MINUTE, SECOND } from '../../src/core/domain/clock.ts';
import type { Configuration } from '../../src/core/domain/configuration.ts';
import { isMistake } from '../../src/core/domain/errors.ts';
import type { Settings } from '../../src/core/domain/settings.ts';
import type { Ledger } from '../../src/core/ledger/ledger.ts';
import { type Plan, plan } from '../../src/core/planning/plan.ts';
import { sqlLedger } from '../../src/sql/ledger.ts';
import { MIGRATIONS } from '../../src/sql/migrations/migrations.ts';
import { openStore } from '../../src/sql/open-store.ts';
import type { OnWorkerEvent } from '../../src/worker/events.ts';
import { type Random, randomFrom } from '../stories/random.ts';
import { check, type Verdict } from './checker.ts';
import type { Evidence } from './day.ts';
import { type Meet, noHardships } from './hardship.ts';
import { FREEZE_MS_MAX, type Frailty, lifeOf } from './mishaps.ts';
import { openPlatform, type Temper } from './platform.ts';
import { channelWithout, ledgerWithout, type Protection, settingsWithout } from './protection.ts';
import { SETTINGS } from './settings.ts';
import { INCIDENT, type Rewrite, type Story, storyFrom } from './story.ts';
import { NEVER, type Time, timeFrom } from './time.ts';
import { WORDS } from './words.ts';
import { type Work, work } from './worker.ts';

export interface Experiment {
  readonly without: Protection | null;
  /** How long after a send whose answer was lost it may still be accepted. */
  readonly latenessMs: number;
}

/** As late as the quiet time of Mastodon allows, with stale timelines and clocks that differ on top. */
export const USUAL: Experiment = { without: null, latenessMs: 100 * SECOND };

const STALENESS_MS = 30 * SECOND;
/** How far the clock of a worker is off, either way. */
const SKEW_MS = 15 * SECOND;

/** Plays one day. The same seed gives the same day, step by step; `note` is told of each. */
export async function simulate(
  seed: number,
  experiment: Experiment,
  note: (line: string) => void,
): Promise<Verdict> {
  const random = randomFrom(seed);
  const story = storyFrom(random.branch('story'));
  const time = timeFrom(story.start);
  const say = (line: string) => note(`${new Date(time.now()).toISOString().slice(11, 23)} ${line}`);
  const settings = settingsWithout(SETTINGS, experiment.without);
  const store = await openStore({ kind: 'memory' }, MIGRATIONS, story.start);
  let tokens = 0;
  const ledger = sqlLedger(store, settings, () => `token-${++tokens}`);
  const temper = temperFrom(random.branch('temper'), story, experiment);
  const met = noHardships();
  const meet: Meet = (what) => void met[what]++;
  const platform = openPlatform(time, random.branch('platform'), temper, CHANNELS, meet, say);
  const evidence: Evidence = {
    story,
    platform,
    settings: SETTINGS,
    readings: [],
    approved: [],
    pauses: [],
    bugs: [],
    met,
  };
  const configurationOf = (
    state: Configuration['state'],
    { region, services, messages, channels, mute, ...files }: Files,
  ): Configuration => ({
    ...{ region, services, messages, channels, mute, state },
    settings: files.settings,
    limits: new Map(),
  });
  const current = () => newest(story.versions, time.now());
  const press = pressOffice(time, random.branch('press'), ledger, story, evidence, say);
  const watchers = new Set<() => void>();
  const versions = story.rewrites.map((rewrite) => ({
    at: rewrite.at,
    files: filesOf(story, settings, rewrite),
  }));
  const staff: Staff = {
    time,
    story,
    frailty: frailtyFrom(random.branch('frailty'), story),
    work: {
      time,
      ledger: ledgerWithout(observed(ledger, time, evidence), store, experiment.without),
      channel: (account) => channelWithout(platform.channel(account), experiment.without),
      read() {
        const { state } = current();
        const { files } = newest(versions, time.now());
        const reading: ConfigurationReading =
          state === null
            ? { kind: 'broken', mistakes: [] }
            : { kind: 'configuration', configuration: configurationOf(state, files) };
        return { reading, files };
      },
      watch(changed, signal) {
        watchers.add(changed);
        signal.addEventListener('abort', () => watchers.delete(changed), { once: true });
      },
    },
    ticked: press.ticked,
    meet,
    failed: (error) =>
      void evidence.bugs.push(error instanceof Error ? (error.stack ?? error.message) : String(error)),
    say,
  };
  for (let place = random.whole(1, 3); place > 0; place--)
    void employ(staff, random.branch(`worker ${place}`), `worker-${place}`);
  for (const version of story.versions)
    void at(time, version.at, () => say(`file: ${described(story, version)}`));
  for (const changed of [...story.versions, ...versions])
    void at(time, changed.at + SECOND, () => {
      for (const tick of watchers) tick();
    });
  for (const pause of story.pauses) void pauseFor(time, ledger, pause, evidence, say);
  void press.supervise();
  await time.pass(story.end);
  const view = await ledger.view(INCIDENT);
  const state = story.versions.at(-1)?.state;
  if (!state) throw new Error('a story ends with a file that can be read');
  const last: Plan = plan(configurationOf(state, newest(versions, time.now()).files), view, time.now());
  const verdict = check(evidence, {
    unknown: view.entries.filter((entry) => entry.state === 'unknown' || entry.state === 'sending').length,
    held: new Map(
      last.held.map((held) => [`${held.announcement}/${held.account}/${held.language}`, held.because]),
    ),
  });
  for (const entry of view.entries)
    say(`ledger: ${entry.key} ${entry.state} ${entry.reason ?? ''} ${entry.remoteId ?? ''} "${entry.text}"`);
  await ledger.close();
  return verdict;
}

export const NOBODY = () => {};

function temperFrom(random: Random, story: Story, { latenessMs }: Experiment): Temper {
  return {
    latenessMs,
    stalenessMs: STALENESS_MS,
    skewMs: 2 * MINUTE,
    trouble: random.one([0.05, 0.2, 0.4, 0.6]),
    troubleEndsAt: story.calmFrom,
  };
}

function frailtyFrom(random: Random, story: Story): Frailty {
  return {
    crash: random.one([0, 0.002, 0.01]),
    freeze: random.one([0, 0.002, 0.01]),
    freezeMsMax: FREEZE_MS_MAX,
    endsAt: story.calmFrom,
  };
}

/** What all workers of a day share. */
interface Staff {
  readonly time: Time;
  readonly story: Story;
  readonly frailty: Frailty;
  readonly work: Pick<Work, 'time' | 'ledger' | 'channel' | 'read' | 'watch'>;
  readonly ticked: (tick: Tick) => void;
  readonly meet: Meet;
  readonly failed: (error: unknown) => void;
  readonly say: (line: string) => void;
}

/** A worker, and after each crash another in its place. One that refuses an empty ledger is told to adopt. */
async function employ(staff: Staff, random: Random, place: string): Promise<void> {
  const { time, story, frailty, say } = staff;
  let adopt = false;
  for (let number = 1; ; number++) {
    const name = `${place}.${number}`;
    const life = lifeOf(time, random.branch(name), frailty, staff.meet);
    const skewMs = Math.round(random.between(-SKEW_MS, SKEW_MS));
    say(`${name} starts, its clock ${skewMs} ms off`);
    const onEvent: OnWorkerEvent = (event) => {
      if (event.kind === 'session-opened' && event.before !== null) staff.meet('new sessions');
      if (event.kind === 'step') say(`${name} ${told(event.step)}`);
      if (event.kind === 'ticked') staff.ticked(event.tick);
      if (event.kind === 'failed') staff.failed(event.error);
    };
    const ended = work({ ...staff.work, life, skewMs, adopt, onEvent }).catch((error: unknown) => {
      if (!isMistake(error, 'ledger-empty')) staff.failed(error);
      adopt = true;
    });
    await Promise.race([life.ended, ended]);
    life.end();
    say(`${name} ends`);
    const away = random.span(SECOND, 60 * MINUTE);
    await time.sleep(Math.min(away, Math.max(SECOND, story.calmFrom - time.now())), NEVER);
  }
}

/** The files other than the state file. */
function filesOf({ services }: Story, settings: Settings, { accountsAtOnce, region }: Rewrite): Files {
  return {
    channels: CHANNELS,
    settings: { ...settings, accountsAtOnce },
    services,
    region,
    messages: WORDS,
    credentials: new Map(),
    mute: new Map(),
    credentialMistakes: [],
    redact: (text) => text,
    texts: { config: NO_BYTES, services: NO_BYTES, municipalities: NO_BYTES, messages: new Map() },
    environment: {},
  };
}

const NO_BYTES = new Uint8Array();

function told(step: Step): string {
  switch (step.kind) {
    case 'sent':
      return `sent ${step.entry.action} ${step.entry.key}: ${step.answer.kind}`;
    case 'looked-up':
      return `looked for ${step.entry.key}: ${step.found}`;
    default:
      return JSON.stringify(step);
  }
}

/** Notes which versions of the file became the ledger's. */
function observed(ledger: Ledger, time: Time, evidence: Evidence): Ledger {
  return {
    ...ledger,
    async record(writes, now, over) {
      const accepted = await ledger.record(writes, now, over);
      if (accepted === null) return null;
      evidence.readings.push({ digest: writes.state.digest, now, at: time.now() });
      return accepted;
    },
  };
}

/** People: they approve what they are shown, in their own time, and see to accounts that were stopped. */
function pressOffice(
  time: Time,
  random: Random,
  ledger: Ledger,
  story: Story,
  evidence: Evidence,
  say: (line: string) => void,
) {
  const shown = new Set<string>();

  async function approve(given: Plan): Promise<void> {
    const posts = given.posts.filter(
      ({ intent, approvals }) => approvals.length === 0 && !shown.has(intent.digest),
    );
    if (posts.length === 0) return;
    for (const { intent } of posts) shown.add(intent.digest);
    const calm = time.now() >= story.calmFrom;
    await time.sleep(calm ? 10 * SECOND : random.span(5 * SECOND, 20 * MINUTE), NEVER);
    const at = time.now();
    for (const { intent } of posts) {
      shown.delete(intent.digest);
      evidence.approved.push({ key: intent.key, account: intent.account, text: intent.text, at });
    }
    say(`press approves ${posts.map(({ intent }) => `${intent.action} ${intent.key}`).join(', ')}`);
    await ledger.approve(
      posts.map(({ intent }) => ({ digest: intent.digest, subject: { post: intent.key }, by: 'presse', at })),
    );
  }

  return {
    ticked(tick: Tick): void {
      if (tick.kind === 'planned') void approve(tick.plan);
    },
    /** Standing approvals first; then now and then, and for good when calm returns. */
    async supervise(): Promise<void> {
      const { preApproved: standing } = evidence.settings.approvals;
      await ledger.approve(
        [...standing].map((kind) => ({
          digest: WORDS.digests[kind],
          subject: { kind },
          by: 'presse',
          at: time.now(),
        })),
      );
      for (;;) {
        const now = time.now();
        const round = now + Math.round(random.between(20, 60) * MINUTE);
        await time.sleep((now < story.calmFrom ? Math.min(round, story.calmFrom) : round) - now, NEVER);
        for (const account of (await ledger.view(INCIDENT)).stopped.keys())
          await ledger.stop(account, null, time.now());
      }
    },
  };
}

async function pauseFor(
  time: Time,
  ledger: Ledger,
  { scope, from, to }: Story['pauses'][number],
  evidence: Evidence,
  say: (line: string) => void,
): Promise<void> {
  await time.sleep(from - time.now(), NEVER);
  await ledger.pause({ scope, by: 'presse', at: time.now() });
  const begun = time.now();
  say(`pause ${JSON.stringify(scope)}`);
  await time.sleep(to - time.now(), NEVER);
  evidence.pauses.push({ scope, from: begun, to: time.now() });
  say(`resume ${JSON.stringify(scope)}`);
  await ledger.resume(scope, 'presse', time.now());
}

/** The last of these by then. */
function newest<Version extends { readonly at: Instant }>(
  versions: readonly Version[],
  now: Instant,
): Version {
  const found = versions.findLast((version) => version.at <= now);
  if (!found) throw new RangeError('there is none at the start');
  return found;
}

async function at(time: Time, instant: number, act: () => void): Promise<void> {
  await time.sleep(instant - time.now(), NEVER);
  act();
}

function described(story: Story, { state }: Story['versions'][number]): string {
  if (state === null) return 'broken';
  const facts = [...story.region.municipalities.keys()].map(
    (town) => `${town} f${story.factsAt(state.digest, town)}`,
  );
  const said = state.announcements.map((one) => {
    const of = [...one.edition.of].map(([town, edition]) => `${town}.${edition}`).join(',');
    return `${one.id}${of === '' ? '' : `(${of})`}`;
  });
  return `${state.incident.mode}; ${facts.join(', ')}; ${said.join(' ')}`;
}
