import { DAY, HOUR, type Instant, SECOND } from '../domain/clock.ts';
import { type Configuration, serverOf } from '../domain/configuration.ts';
import type { Account } from '../domain/municipality.ts';
import { reason } from '../domain/reason.ts';
import type { Adoption, Beginning } from '../ledger/beginning.ts';
import type { Intent } from '../ledger/entry.ts';
import type { LedgerView } from '../ledger/ledger.ts';
import { correctionsSaid } from '../planning/corrections-said.ts';
import { type Plan, plan } from '../planning/plan.ts';
import { ANYTHING, THE_SAME } from '../wording/similarity.ts';
import { serversIn, workEach } from './account-queue.ts';
import type { DeliveryContext } from './context.ts';
import { identify } from './identity.ts';
import { allOf, identicalTo, othersAmong, SKEW_MS, type Sought, type Timeline } from './matching.ts';

/** An announcement older than this was probably published before the ledger began. */
const OLD_MS = HOUR;
const POSTS_MAX = 1_000;
/** A recurring announcement is looked for by its newest occurrence within these days. Each week has one. */
const KNOWN_MS = 8 * DAY;
const ROUNDS_MAX = 100;
/** The first announcement waits no longer for servers that do not answer: what is unread then is looked for later. */
const READING_MS_MAX = 30 * SECOND;

/** Posts that a new ledger would send, though they may have been published before. */
interface Suspects {
  /** Due more than an hour ago. */
  readonly old: readonly Intent[];
  /** All others: they are looked for on their accounts. */
  readonly sought: Sought;
  readonly snapshots: Beginning['snapshots'];
}

/** Whether the ledger knows nothing of the incident but drafts: it may have been lost, or this is a second machine. */
export function isNewTo({ entries, accepted }: LedgerView): boolean {
  return entries.length === 0 && accepted.every(({ mode }) => mode === 'draft');
}

/** Whether an earlier ledger may have said something in the incident. A draft says nothing, and the sandbox forgets. */
export function mayBeLost({ settings, state }: Configuration, view: LedgerView): boolean {
  return isNewTo(view) && !settings.sandbox && state.incident.mode !== 'draft';
}

export function suspectsIn(configuration: Configuration, view: LedgerView, now: Instant): Suspects {
  const { planned, withdrawn, corrections, overtaken, snapshots } = intentsOf(configuration, view, now);
  const isDue = ({ due }: Intent) => due <= now;
  const isOld = (intent: Intent) => isDue(intent) && now - intent.at > OLD_MS;
  const isNew = (intent: Intent) => isDue(intent) && !isOld(intent);
  return {
    old: [...planned, ...withdrawn, ...corrections].filter(isOld),
    sought: {
      planned: planned.filter(isNew),
      withdrawn: withdrawn.filter(isNew),
      corrections: corrections.filter(isNew),
      overtaken,
    },
    snapshots,
  };
}

function intentsOf(
  configuration: Configuration,
  view: LedgerView,
  now: Instant,
): Sought & Pick<Beginning, 'snapshots'> {
  const { state } = configuration;
  const { posts, writes } = plan(configuration, view, now);
  const planned = publicationsIn(posts);
  const withdrawn = new Set(state.announcements.map((one) => one.withdraws).filter((id) => id !== null));
  const mayMiss = state.announcements.some(({ withdraws, every }) => withdraws !== null || every !== null);
  const before = mayMiss ? plan(...asBefore(configuration, view, now), now) : null;
  const asked = publicationsIn(before?.posts ?? []);
  const dropped = [...writes.dropped, ...(before?.writes.dropped ?? [])]
    .map(({ intent }) => intent)
    .filter(({ text }) => text !== '');
  const isWithdrawn = ({ announcement }: Intent) => withdrawn.has(announcement);
  const recurs = (one: Intent) => one.occurrence !== null && !isWithdrawn(one);
  const known = new Set(planned.map(({ key }) => key));
  const isUnknown = ({ key }: Intent) => !known.has(key);
  const corrections = correctionsSaid(configuration, view, now);
  return {
    planned,
    withdrawn: asked.filter(isWithdrawn).filter(isUnknown),
    corrections: corrections.intents.filter(isUnknown),
    overtaken: [...dropped, ...asked.filter(recurs)].filter((one) => isUnknown(one) && one.due <= now),
    snapshots: new Map([...writes.snapshots, ...(before?.writes.snapshots ?? []), ...corrections.snapshots]),
  };
}

function publicationsIn(posts: Plan['posts']): readonly Intent[] {
  return posts.map(({ intent }) => intent).filter(({ action }) => action === 'publish');
}

/**
 * The files and the ledger as they would be had nothing been withdrawn, and nothing become too old to be published: neither an
 * announcement, nor the newest occurrence of what recurs, nor the facts that nobody has confirmed since.
 */
function asBefore(
  configuration: Configuration,
  view: LedgerView,
  now: Instant,
): readonly [Configuration, LedgerView] {
  const { settings, state } = configuration;
  const announcements = state.announcements.filter((one) => one.withdraws === null);
  const since = Math.max(state.incident.started, now - KNOWN_MS);
  const recurring = announcements.filter(({ every }) => every !== null);
  const confirmed = settings.confirmed?.otherwise === 'hold' ? null : settings.confirmed;
  return [
    {
      ...configuration,
      settings: { ...settings, confirmed, freshnessMs: KNOWN_MS },
      state: { ...state, announcements },
    },
    {
      ...view,
      firstRead: new Map([...view.firstRead, ...recurring.map(({ id }) => [id, since] as const)]),
      wanted: new Map(),
    },
  ];
}

/** Finds out which of these posts are published on their accounts already, may be, or are not. Writes nothing. */
export async function findPublished(
  delivery: DeliveryContext,
  configuration: Configuration,
  sought: Sought,
  signal: AbortSignal,
): Promise<readonly Adoption[]> {
  const intents = allOf(sought);
  if (intents.length === 0) return [];
  const timelines = new Map<string, Timeline>();
  const late = new AbortController();
  const inTime = AbortSignal.any([signal, late.signal]);
  const reading = readAll(delivery, configuration, intents, timelines, inTime);
  await Promise.race([reading, delivery.clock.sleep(READING_MS_MAX, inTime)]).finally(() =>
    late.abort(new DOMException('', 'TimeoutError')),
  );
  await reading;
  const identical = identicalTo(sought, configuration.state, timelines);
  return [...identical, ...othersAmong(sought, configuration, identical, timelines, THE_SAME)];
}

/**
 * Fills a new ledger from the accounts' timelines: identical posts are adopted, similar ones held, absent ones go out as
 * planned. Sends nothing. Returns what was adopted or held.
 */
export async function adopt(
  delivery: DeliveryContext,
  configuration: Configuration,
  signal: AbortSignal,
): Promise<readonly Adoption[]> {
  const { ledger, clock } = delivery;
  const { id } = configuration.state.incident;
  const timelines = new Map<string, Timeline>();
  const adoptions: Adoption[] = [];
  const write = async (found: readonly Adoption[], snapshots: Beginning['snapshots']) => {
    adoptions.push(...found);
    await ledger.adopt(beginningWith(found, snapshots, adoptions, configuration, clock.now()), clock.now());
  };
  // Adopted posts make more due: their updates and corrections. They also end what was due before them.
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const now = clock.now();
    const { snapshots, ...sought } = intentsOf(configuration, await ledger.view(id), now);
    const all = allOf(sought);
    await readAll(delivery, configuration, all, timelines, signal);
    if (signal.aborted) break;
    const identical = identicalTo(sought, configuration.state, timelines);
    // If the program ends before the next round, the ledger is no longer new: the next start looks for the others first.
    if (identical.length > 0) await write(identical, snapshots);
    else {
      await write(othersAmong(sought, configuration, [], timelines, ANYTHING), snapshots);
      break;
    }
  }
  return adoptions;
}

/**
 * The beginning with these adoptions, of `all` that were made. Announcements were read at the latest when one of their
 * posts, or of those below them in the file, was published: without this an announcement without a time would seem to be
 * written after an all-clear that ended it. The others were read just before; those of a draft are not read yet, and their
 * time to go out has not begun.
 */
export function beginningWith(
  adoptions: readonly Adoption[],
  snapshots: Beginning['snapshots'],
  all: readonly Adoption[],
  { state: { incident, announcements } }: Configuration,
  now: Instant,
): Beginning {
  const firstRead = new Map<string, Instant>();
  const justBefore = now - 1;
  let earliest = justBefore;
  for (const { id } of announcements.toReversed()) {
    for (const { intent, as } of all)
      if (as.kind === 'published' && intent.announcement === id) earliest = Math.min(earliest, as.seen.at);
    if (incident.mode !== 'draft' || earliest < justBefore) firstRead.set(id, earliest);
  }
  const { id, started: since } = incident;
  return { incident: id, since, adoptions, snapshots, firstRead };
}

async function readAll(
  delivery: DeliveryContext,
  configuration: Configuration,
  intents: readonly Intent[],
  timelines: Map<string, Timeline>,
  signal: AbortSignal,
): Promise<void> {
  const unread = new Set(intents.map((intent) => intent.account).filter((id) => !timelines.has(id)));
  await workEach(unread, delivery.settings.accountsAtOnce, serversIn(delivery), async (id) => {
    const account = delivery.account(id);
    if (account && signal.aborted)
      timelines.set(id, { channel: null, posts: [], given: [], unread: reason('reason.no-answer') });
    else if (account) timelines.set(id, await timelineOf(delivery, account, configuration, signal));
  });
}

async function timelineOf(
  delivery: DeliveryContext,
  account: Account,
  configuration: Configuration,
  signal: AbortSignal,
): Promise<Timeline> {
  const channel = delivery.channel(account);
  const unread = (why: string): Timeline => ({ channel, posts: [], given: [], unread: why });
  if (!channel) return unread(reason('reason.no-credential'));
  const identity = await identify({ delivery, account, channel, signal });
  if (identity.kind !== 'own') return unread(identity.reason);
  const timeline = await channel.timeline(
    { since: null, from: configuration.state.incident.started - SKEW_MS, postsMax: POSTS_MAX },
    signal,
  );
  if (timeline.kind === 'absent') return unread(reason('reason.no-timeline'));
  if (timeline.kind === 'unreadable') return unread(timeline.reason);
  const { complete } = timeline.value;
  const settled = await delivery.ledger.settledIds(account.id, serverOf(delivery.settings, account));
  // A post that settles one key settles no other.
  const posts = timeline.value.posts.filter(
    ({ text, remoteId }) => delivery.isOurs(text) && !settled.has(remoteId),
  );
  return { channel, posts, given: [], unread: complete ? null : reason('reason.part-of-timeline') };
}
