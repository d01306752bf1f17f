import { configurationOf } from '../../src/app/configuration.ts';
import type { Files } from '../../src/app/files.ts';
import { type LedgerName, ledgerName } from '../../src/app/locate-ledgers.ts';
import { CHANNELS } from '../../src/channels/registry.ts';
import type { Step } from '../../src/core/delivery/context.ts';
import type { Tick } from '../../src/core/delivery/reconcile.ts';
import { newCache } from '../../src/core/domain/cache.ts';
import { channelWithId } from '../../src/core/domain/channel.ts';
import { HOUR, type Instant, MINUTE, SECOND } from '../../src/core/domain/clock.ts';
import { isMistake, OperatorError } from '../../src/core/domain/errors.ts';
import type { Settings } from '../../src/core/domain/settings.ts';
import { whoDecides } from '../../src/core/ledger/transitions.ts';
import { type Plan, plan } from '../../src/core/planning/plan.ts';
import type { OnWorkerEvent } from '../../src/worker/events.ts';
import { type Random, randomFrom } from '../stories/random.ts';
import { check, type Verdict } from './checker.ts';
import { type Evidence, timeOf } from './day.ts';
import { type Hardship, type Meet, noHardships } from './hardship.ts';
import { type Ledgers, openLedgers } from './ledgers.ts';
import { FREEZE_MS_MAX, type Frailty, type Life, lifeOf } from './mishaps.ts';
import { isPostOf, nameFinder, namesIn } from './named.ts';
import { openPlatform, type Platform, type Temper, textAtFirst } from './platform.ts';
import { channelWithout, type Protection, settingsWithout } from './protection.ts';
import { SETTINGS } from './settings.ts';
import { SIGNATURE } from './signing.ts';
import { INCIDENT, type Rewrite, type Story, storyFrom } from './story.ts';
import { NEVER, type Time, timeFrom } from './time.ts';
import { WORDS } from './words.ts';
import { type Work, work } from './worker.ts';

export interface Experiment {
  readonly without: Protection | null;
  /** How long after a send whose answer was lost it may still be accepted. */
  readonly latenessMs: number;
  /** The database that all ledgers are in; null: in memory. */
  readonly postgres: string | null;
}

/** As late as the quiet time of Mastodon allows, with stale timelines and clocks that differ on top. */
export const USUAL: Experiment = { without: null, latenessMs: 100 * SECOND, postgres: null };

const STALENESS_MS = 30 * SECOND;
/** As the handbook says: after a loss nobody starts a worker for five minutes, because timelines lag behind. */
const AFTER_A_LOSS_MS = 5 * MINUTE + SECOND;
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
  const believed = { signature: story.isSigned ? SIGNATURE : null };
  const settings = { ...settingsWithout(SETTINGS, experiment.without), state: believed };
  const temper = temperFrom(random.branch('temper'), story, experiment);
  const met = noHardships();
  const meet: Meet = (what) => void met[what]++;
  const platform = openPlatform(time, random.branch('platform'), temper, meet, say);
  const sandbox = openPlatform(time, random.branch('sandbox'), temper, meet, (line) =>
    say(`sandbox: ${line}`),
  );
  const evidence: Evidence = {
    ...{ story, platform, settings: SETTINGS, readings: [], adoptions: [] },
    ...{ approved: [], pauses: [], bugs: [], met },
  };
  const ledgers = await openLedgers(time, settings, experiment.without, evidence, experiment.postgres);
  const version = () => newest(story.versions, time.now());
  const byDigest = new Map(story.versions.flatMap(({ state }) => (state ? [[state.digest, state]] : [])));
  const lastUpdated = () => {
    const updated = evidence.readings.map(({ digest }) => byDigest.get(digest)?.incident.updated ?? 0);
    return Math.max(0, ...updated);
  };
  const watchers = new Set<() => void>();
  const versions = story.rewrites.map((rewrite) => ({
    at: rewrite.at,
    files: rewrite.files && filesOf(story, settings, rewrite.files, experiment.without),
  }));
  const files = () => newest(versions, time.now()).files;
  const areReadable = () => version().state !== null && files() !== null;
  const press = pressOffice(time, random.branch('press'), ledgers, story, evidence, areReadable, say);
  const staff: Staff = {
    time,
    story,
    frailty: frailtyFrom(random.branch('frailty'), story),
    lives: new Set(),
    away: { until: story.start },
    work: {
      time,
      ledger: ledgers.named,
      account(id, inSandbox) {
        const account = story.region.accounts.get(id);
        if (!account) throw new Error(`there is no account ${id}`);
        return channelWithout((inSandbox ? sandbox : platform).channel(account), experiment.without);
      },
      files,
      state: () => version().text,
      believed(reading, isReal) {
        if (version().isFalse === undefined) return;
        if (reading.kind === 'broken') {
          if (reading.mistakes.some(({ code }) => code === 'state-unsigned')) meet('false files refused');
          return;
        }
        const { updated } = reading.configuration.state.incident;
        if (isReal && (updated ?? 0) < lastUpdated()) staff.work.amiss('an old state file was believed');
      },
      isOneForAll: experiment.without === 'session',
      watch(changed, signal) {
        watchers.add(changed);
        signal.addEventListener('abort', () => watchers.delete(changed), { once: true });
      },
      amiss: (what) => void evidence.bugs.push(`${what}, at ${timeOf(time.now())}`),
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
  let accounts = Number.POSITIVE_INFINITY;
  for (const { at: when, files } of story.rewrites)
    void at(time, when, () => {
      const now = files?.region.accounts.size ?? accounts;
      if (now > accounts) meet('accounts added');
      accounts = now;
      say(`other files: ${files ? `sandbox ${files.sandbox}, ${now} accounts` : 'broken'}`);
    });
  for (const changed of [...story.versions, ...versions])
    void at(time, changed.at + SECOND, () => {
      for (const tick of watchers) tick();
    });
  for (const pause of story.pauses) void pauseFor(time, ledgers, pause, evidence, say);
  for (const loss of story.losses)
    void at(time, loss, async () => {
      say('all ledgers are lost');
      meet(lossAt(loss, story));
      staff.away.until = time.now() + AFTER_A_LOSS_MS;
      for (const life of staff.lives) life.end();
      await time.outside(ledgers.lose());
      await press.approveBeforehand();
    });
  void press.approveBeforehand();
  void press.supervise();
  await time.pass(story.end);
  const view = await ledgers.named('live').view(INCIDENT);
  const last = files();
  if (!last) throw new Error('a story ends with files that can be read');
  const configuration = configurationOf(last, version().text, 'incident.yaml', time.now());
  const verdict = check(evidence, {
    unknown: view.entries.filter((entry) => entry.state === 'unknown' || entry.state === 'sending').length,
    held: new Map(
      plan(configuration, view, time.now()).held.map((held) => [
        `${held.announcement}/${held.account}/${held.language}`,
        held.because,
      ]),
    ),
    twiceInSandbox: twiceAmong(sandbox.posts, nameFinder(namesIn(story, configuration.state)), story),
  });
  for (const entry of view.entries)
    say(`ledger: ${entry.key} ${entry.state} ${entry.reason ?? ''} ${entry.remoteId ?? ''} "${entry.text}"`);
  await ledgers.close();
  return verdict;
}

export const NOBODY = () => {};

function lossAt(at: Instant, { start, overAt }: Story): Hardship {
  if (at > overAt) return 'ledgers lost after the all-clear';
  return at - start < HOUR ? 'ledgers lost in the first hour' : 'ledgers lost later';
}

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
  readonly lives: Set<Life>;
  /** Nobody starts a worker before then. */
  readonly away: { until: Instant };
  readonly work: Omit<Work, 'life' | 'skewMs' | 'adopt' | 'onEvent'>;
  readonly ticked: (tick: Tick, target: LedgerName) => void;
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
    let target: LedgerName = 'live';
    say(`${name} starts, its clock ${skewMs} ms off`);
    const onEvent: OnWorkerEvent = (event) => {
      if (event.kind === 'session-opened') {
        target = ledgerName(event.session.files.settings, event.session.mode);
        say(`${name} works ${target}`);
        if (event.before !== null) staff.meet('new sessions');
        if (target !== 'live') staff.meet(target === 'exercise' ? 'exercises' : 'sandboxes');
      }
      if (event.kind === 'step') say(`${name} ${told(event.step)}`);
      if (event.kind === 'adopted')
        for (const { intent, as } of event.adoptions) {
          say(`${name} finds ${intent.key} ${as.kind}`);
          if (as.kind === 'unread') staff.meet('unread while adopting');
        }
      if (event.kind === 'ticked') {
        if (event.tick.kind === 'broken') staff.meet('files broken');
        if (event.tick.kind === 'unchanged') staff.meet('quiet ticks');
        if (event.tick.kind === 'planned-elsewhere') staff.meet('planned elsewhere');
        staff.ticked(event.tick, target);
      }
      if (event.kind !== 'failed') return;
      if (!isMistake(event.error, 'ledger-empty')) return staff.failed(event.error);
      adopt = true;
      life.end();
    };
    staff.lives.add(life);
    const ended = work({ ...staff.work, life, skewMs, adopt, onEvent }).catch((error: unknown) => {
      if (!(error instanceof OperatorError)) staff.failed(error);
    });
    await Promise.race([life.ended, ended]);
    life.end();
    staff.lives.delete(life);
    say(`${name} ends`);
    const away = random.span(SECOND, 60 * MINUTE);
    const pause = Math.min(away, Math.max(SECOND, story.calmFrom - time.now()));
    await time.sleep(Math.max(pause, staff.away.until - time.now()), NEVER);
  }
}

/** The files other than the state file. */
function filesOf(
  { services }: Story,
  settings: Settings,
  { accountsAtOnce, region, sandbox }: NonNullable<Rewrite['files']>,
  without: Protection | null,
): Files {
  const credentials = [...region.accounts.values()].map(({ id, channel }) => {
    const { app, account } = channelWithId(CHANNELS, channel).credential;
    return [id, Object.fromEntries([...app, ...account].map((name) => [name, id]))] as const;
  });
  return {
    channels: CHANNELS,
    settings: { ...settings, accountsAtOnce, sandbox },
    services,
    region,
    messages: WORDS,
    credentials: new Map(without === 'delivery' ? [] : credentials),
    mute: new Set(),
    cache: newCache(),
    credentialMistakes: [],
    redact: (text) => text,
    digest: `${sandbox} ${accountsAtOnce} ${[...region.accounts.keys()]}`,
    decides: {},
    texts: { config: NO_BYTES, services: NO_BYTES, municipalities: NO_BYTES, messages: new Map() },
    environment: {},
  };
}

/** Posts that the sandbox shows twice under one key, in ledgers that were not lost. */
function twiceAmong(
  posts: Platform['posts'],
  nameOf: ReturnType<typeof nameFinder>,
  { losses }: Story,
): readonly string[] {
  const seen = new Set<string>();
  return posts.flatMap((post) => {
    const { account, calledAt, remoteId } = post;
    const text = textAtFirst(post);
    const ledger = WORDS.isExercise(text) ? 'exercise' : 'live';
    const id = `${nameOf({ ...post, text }).key} ${ledger} ${losses.filter((at) => at <= calledAt).length}`;
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [`duplicate: ${remoteId} on ${account} in the sandbox`];
  });
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

/** People: they approve what they are shown, in their own time, and see to accounts that were stopped. */
function pressOffice(
  time: Time,
  random: Random,
  ledgers: Ledgers,
  story: Story,
  evidence: Evidence,
  areReadable: () => boolean,
  say: (line: string) => void,
) {
  const shown = new Set<string>();
  const isCalm = () => time.now() >= story.calmFrom;

  async function approve(given: Plan, target: LedgerName): Promise<void> {
    const posts = given.posts.filter(
      ({ intent, approvals }) => approvals.length === 0 && !shown.has(`${target} ${intent.digest}`),
    );
    if (posts.length === 0) return;
    for (const { intent } of posts) shown.add(`${target} ${intent.digest}`);
    await time.sleep(isCalm() ? 10 * SECOND : random.span(5 * SECOND, 20 * MINUTE), NEVER);
    // No command and no page takes an approval while the files have mistakes.
    while (!areReadable()) await time.sleep(MINUTE, NEVER);
    const at = time.now();
    for (const { intent } of posts) {
      shown.delete(`${target} ${intent.digest}`);
      if (target === 'live')
        evidence.approved.push({ key: intent.key, account: intent.account, text: intent.text, at });
    }
    say(`press approves ${posts.map(({ intent }) => `${intent.action} ${intent.key}`).join(', ')}`);
    await ledgers.named(target).approve(
      posts.map(({ intent }) => ({
        digest: intent.digest,
        subject: { post: intent.key },
        by: 'presse',
        at,
      })),
    );
  }

  /** What was adopted as similar waits for a person, who looks at the account. */
  async function resolveSimilar(): Promise<void> {
    const live = ledgers.named('live');
    for (const entry of (await live.view(INCIDENT)).entries) {
      const { key, state } = entry;
      if (state !== 'unknown' || whoDecides(entry) !== 'staff') continue;
      const post = evidence.platform.posts.find(
        (one) => isPostOf(key, { ...one, text: textAtFirst(one) }) && one.deletedAt === null,
      );
      const url = `https://example.org/${post?.account}/${post?.remoteId}`;
      say(`press says of ${key}: ${post ? post.remoteId : 'absent'}`);
      const seen = post
        ? { posted: { remoteId: post.remoteId, url, text: null, at: null } }
        : ({ absent: true } as const);
      await live.resolve(key, seen, 'presse', time.now());
    }
  }

  return {
    ticked(tick: Tick, target: LedgerName): void {
      if (tick.kind === 'planned') void approve(tick.plan, target);
    },
    /** The wording of kinds that need nobody. */
    async approveBeforehand(): Promise<void> {
      const kinds = [...evidence.settings.approvals.preApproved];
      const at = time.now();
      for (const ledger of ledgers.all())
        await ledger.approve(
          kinds.flatMap((kind) =>
            Object.values(WORDS.digests[kind]).map((digest) => ({
              digest,
              subject: { kind },
              by: 'presse',
              at,
            })),
          ),
        );
    },
    /** Now and then, and more often once calm returns. */
    async supervise(): Promise<void> {
      for (;;) {
        const now = time.now();
        const round = now + Math.round(isCalm() ? 10 * MINUTE : random.between(20, 60) * MINUTE);
        await time.sleep((isCalm() ? round : Math.min(round, story.calmFrom)) - now, NEVER);
        for (const ledger of ledgers.all())
          for (const account of (await ledger.view(INCIDENT)).stopped.keys())
            await ledger.stop(account, null, time.now());
        await resolveSimilar();
      }
    },
  };
}

/** A pause holds every ledger; with the ledgers it is lost. */
async function pauseFor(
  time: Time,
  ledgers: Ledgers,
  { scope, from, to }: Story['pauses'][number],
  { pauses, story }: Evidence,
  say: (line: string) => void,
): Promise<void> {
  await time.sleep(from - time.now(), NEVER);
  for (const ledger of ledgers.all()) await ledger.pause({ scope, by: 'presse', at: time.now() });
  const begun = time.now();
  say(`pause ${JSON.stringify(scope)}`);
  await time.sleep(to - time.now(), NEVER);
  const lost = story.losses.find((at) => at >= begun && at < time.now());
  pauses.push({ scope, from: begun, to: lost ?? time.now() });
  say(`resume ${JSON.stringify(scope)}`);
  for (const ledger of ledgers.all()) await ledger.resume(scope, 'presse', time.now());
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

async function at(time: Time, instant: number, act: () => unknown): Promise<void> {
  await time.sleep(instant - time.now(), NEVER);
  await act();
}

function described(story: Story, { state, isFalse }: Story['versions'][number]): string {
  if (state === null) return isFalse ? 'false' : 'broken';
  const facts = [...story.region.municipalities.keys()].map(
    (town) => `${town} f${story.factsAt(state.digest, town)}`,
  );
  const said = state.announcements.map((one) => {
    const of = [...one.edition.of].map(([town, edition]) => `${town}.${edition}`).join(',');
    return `${one.id}${of === '' ? '' : `(${of})`}`;
  });
  return `${state.incident.mode}; ${facts.join(', ')}; ${said.join(' ')}`;
}
