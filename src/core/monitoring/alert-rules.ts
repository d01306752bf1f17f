import type { AlertReason, HeldBecause } from '../domain/advice.ts';
import { HOUR, type Instant, MINUTE, SECOND } from '../domain/clock.ts';
import type { Configuration } from '../domain/configuration.ts';
import type { Mistake } from '../domain/errors.ts';
import type { Mode } from '../domain/incident.ts';
import { covers, type Pause } from '../domain/pause.ts';
import type { Alert, AlertFindings } from '../ledger/alert.ts';
import { type Entry, type Intent, isPublished } from '../ledger/entry.ts';
import type { LedgerView } from '../ledger/ledger.ts';
import type { Plan } from '../planning/plan.ts';
import { type Wording, wordingFor } from '../wording/fill.ts';
import type { ClockDoubt } from './clock-trust.ts';

/** Whoever approves in the same breath as they write need not be told. */
const APPROVAL_AFTER_MS = MINUTE;
/** How long before a promised next update staff are reminded of it. */
const PROMISE_AHEAD_MS = 15 * MINUTE;
/** How long before the promised time an update may come and still keep the promise. */
const PROMISE_KEPT_MS = HOUR;
/** How long what came too late stays a concern. */
const EXPIRED_FOR_MS = 24 * HOUR;
/** Looks that come in time for the quiet time need nobody. */
const SETTLING_MS = 30 * SECOND;

/** Everything about the incident that needs a person now. */
export function alertsFound(
  configuration: Configuration,
  view: LedgerView,
  plan: Plan,
  now: Instant,
): AlertFindings {
  const intents = plan.posts.map(({ intent }) => intent);
  return {
    alerts: [
      ...alertsOfPlan(configuration, view, plan, now),
      ...alertsOfLedger(view, plan.mode, intents, now),
    ],
    topics: ['plan', 'ledger', 'files'],
    // Nothing can be held against facts that have a mistake.
    undecided: new Set(
      view.entries
        .filter((entry) => isPublished(entry) && configuration.state.broken.has(entry.municipality))
        .map(outdatedId),
    ),
  };
}

/**
 * Files that can't be used: nothing new is planned until they are mended. What was approved goes on, and of that the
 * ledger tells by itself; `view` is of the incident that it goes on with. What is held against the files stays as it was.
 */
export function alertsWithoutFiles(
  mistakes: readonly Mistake[],
  view: LedgerView | null,
  now: Instant,
): AlertFindings {
  const mode = view?.accepted.at(-1)?.mode ?? 'draft';
  const waiting = (view?.entries ?? []).filter(({ state, held }) => state === 'waiting' && held === null);
  return {
    alerts: [brokenFiles(mistakes, mode), ...(view === null ? [] : alertsOfLedger(view, mode, waiting, now))],
    topics: ['ledger', 'files'],
    undecided: new Set(),
  };
}

/** What stands may become wrong in a draft too; what is to be sent needs nobody while it is one. */
function alertsOfPlan(
  configuration: Configuration,
  view: LedgerView,
  plan: Plan,
  now: Instant,
): readonly Alert[] {
  const unsent =
    plan.mode === 'draft'
      ? []
      : [...plan.held.flatMap((held) => heldAlert(plan, held)), ...unapproved(plan, now)];
  return [
    ...unsent,
    ...[...configuration.state.broken].flatMap(([municipality, mistakes]) =>
      factsAlert(municipality, mistakes),
    ),
    ...plan.outdated.map((outdated) => outdatedAlert(configuration, outdated.entry)),
    ...promises(configuration, view, now),
  ];
}

/** What the ledger says by itself. `intents`: what is to go out. */
function alertsOfLedger(
  view: LedgerView,
  mode: Mode,
  intents: readonly Intent[],
  now: Instant,
): readonly Alert[] {
  const pauses = mode === 'draft' ? [] : view.pauses;
  const alerts = [
    ...view.entries.flatMap((entry) => entryAlert(view, entry, now) ?? []),
    ...view.breakers.map(({ server, reason, openedAt }) =>
      alert(`breaker/${server}/${openedAt}`, server, { code: 'breaker', server, reason }),
    ),
    ...[...view.stopped].map(([account, reason]) =>
      alert(`stopped/${account}`, account, { code: 'stopped', account, reason }),
    ),
    ...pauses.flatMap((pause) => pauseAlert(pause, intents, now)),
  ];
  return alerts.map((one) => ({ ...one, topic: 'ledger' }));
}

/** The clock can't be believed: nothing is planned or sent before it can. Null: it can. */
export function clockAlerts(doubt: ClockDoubt | null): AlertFindings {
  const alerts =
    doubt === null
      ? []
      : [{ ...alert('clock', 'clock', { code: 'clock-wrong', ...doubt }), topic: 'machine' as const }];
  return { alerts, topics: ['machine'], undecided: new Set() };
}

function brokenFiles(mistakes: readonly Mistake[], mode: Mode): Alert {
  const [mistake = null, ...more] = mistakes;
  return {
    ...alert('files', 'files', { code: 'files-broken', mistake, more: more.length, mode }),
    topic: 'files',
  };
}

function alert(
  id: string,
  about: string,
  reason: AlertReason,
  { group = id, afterMs = 0 }: { readonly group?: string; readonly afterMs?: number } = {},
): Alert {
  return { id, topic: 'plan', group, about, reason, afterMs };
}

/** What is held for a reason that is told by itself, or needs nobody. */
const TOLD_OTHERWISE: ReadonlySet<HeldBecause> = new Set([
  'refused',
  'unknown',
  'facts-broken',
  'account-stopped',
  'paused',
  'nothing-to-correct',
]);

function heldAlert({ held: all }: Plan, held: Plan['held'][number]): readonly Alert[] {
  const { announcement, account, language, because } = held;
  if (TOLD_OTHERWISE.has(because)) return [];
  const accounts = all.filter((one) => one.announcement === announcement && one.because === because).length;
  return [
    alert(
      `held/${announcement}/${account}/${language}/${because}`,
      `${account} (${language})`,
      { code: 'held', announcement, accounts, reason: held },
      { group: `held/${announcement}/${because}` },
    ),
  ];
}

/** Also where nothing of theirs is due: what stands there can't be held against facts that nobody can read. */
function factsAlert(municipality: string, [mistake, ...more]: readonly Mistake[]): readonly Alert[] {
  if (!mistake) return [];
  const reason = { code: 'facts-broken' as const, municipality, mistake, more: more.length };
  return [alert(`facts/${municipality}`, municipality, reason)];
}

function entryAlert({ settlesWithinMs }: LedgerView, entry: Entry, now: Instant): Alert | null {
  const { key, announcement, account, action, reason } = entry;
  switch (entry.state) {
    case 'refused':
      return alert(
        `refused/${key}`,
        key,
        { code: 'refused', announcement, action, reason },
        { group: `refused/${announcement}/${reason}` },
      );
    case 'unknown':
      return alert(
        `unknown/${key}`,
        key,
        { code: 'unknown', announcement, account, key, reason },
        {
          group: `unknown/${announcement}/${account}`,
          afterMs: (settlesWithinMs[entry.channel] ?? 0) + SETTLING_MS,
        },
      );
    case 'expired':
      if (now - entry.updatedAt > EXPIRED_FOR_MS) return null;
      return alert(
        `expired/${key}`,
        key,
        { code: 'expired', announcement, reason },
        { group: `expired/${announcement}/${reason}` },
      );
    default:
      return null;
  }
}

function unapproved({ announcements, posts }: Plan, now: Instant): readonly Alert[] {
  return announcements.flatMap(({ id, occurrence, edition, digest, approvals, needed }) => {
    const due = posts.filter(
      ({ intent, approvals: names }) =>
        intent.announcement === id &&
        intent.occurrence === occurrence &&
        intent.edition === edition &&
        intent.due <= now &&
        names.length < needed,
    );
    if (approvals.length >= needed || due.length === 0) return [];
    return [
      alert(
        `approval/${id}/${occurrence}/${edition}`,
        id,
        { code: 'approval', announcement: id, texts: due.length, digest },
        { afterMs: APPROVAL_AFTER_MS },
      ),
    ];
  });
}

function outdatedAlert({ settings }: Configuration, entry: Entry): Alert {
  const { key, announcement } = entry;
  return alert(
    outdatedId(entry),
    key,
    { code: 'outdated', announcement },
    { group: `outdated/${announcement}`, afterMs: settings.outdatedAfterMs },
  );
}

function outdatedId({ key }: Entry): string {
  return `outdated/${key}`;
}

function pauseAlert(pause: Pause, intents: readonly Intent[], now: Instant): readonly Alert[] {
  const waiting = intents.filter((intent) => intent.due <= now && covers(pause, intent));
  if (waiting.length === 0) return [];
  const changes = waiting.filter((intent) => intent.target !== null).length;
  const { scope, at } = pause;
  const which = scope.of === 'everything' ? scope.of : scope.of === 'account' ? scope.account : scope.channel;
  const reason = { code: 'paused' as const, pause, actions: waiting.length, changes };
  return [alert(`pause/${scope.of}/${which}/${at}`, which, reason)];
}

/**
 * The next update that standing posts promise, a quarter of an hour before it is due and once it is overdue: as the posts
 * say it, whatever the file says by now. It is kept by what is said around that time, and taken over by whatever promises
 * another time; a post in between that promises nothing keeps nothing.
 */
function promises(configuration: Configuration, view: LedgerView, now: Instant): readonly Alert[] {
  const wording = wordingFor(configuration, now);
  const promisedIn = (entry: Entry) => promiseIn(configuration, view, wording, entry);
  const places = Map.groupBy(
    view.entries.filter(isPublished),
    ({ account, language }) => `${account} ${language}`,
  );
  return [...places.values()].flatMap((entries) => {
    const said = entries.toSorted((a, b) => saidAt(b) - saidAt(a));
    const end = said.findIndex((entry) => entry.kind === 'all-clear' || promisedIn(entry) !== null);
    const entry = said[end];
    const promised = entry ? promisedIn(entry) : null;
    if (!entry || promised === null || now < promised - PROMISE_AHEAD_MS) return [];
    const isKept = said.slice(0, end).some((later) => saidAt(later) >= promised - PROMISE_KEPT_MS);
    return isKept ? [] : [promiseAlert(entry, promised, now)];
  });
}

/** What a standing post promises, where its wording has room for it. */
function promiseIn(
  configuration: Configuration,
  view: LedgerView,
  wording: Wording,
  entry: Entry,
): Instant | null {
  const snapshot = entry.publishedSnapshot === null ? undefined : view.snapshots.get(entry.publishedSnapshot);
  const account = configuration.region.accounts.get(entry.account);
  const promised = snapshot?.facts.nextUpdate ?? null;
  if (!snapshot || !account || promised === null) return null;
  const unpromising = { ...snapshot, facts: { ...snapshot.facts, nextUpdate: null } };
  const without = wording.fit(unpromising, account, entry.language);
  const isLeftOut = without.kind === 'fitting' && without.text === entry.publishedText;
  return isLeftOut ? null : promised;
}

function promiseAlert({ key, municipality }: Entry, promised: Instant, now: Instant): Alert {
  const code = now >= promised ? 'promise-broken' : 'promise-due';
  return alert(`${code}/${key}`, municipality, { code, promised }, { group: `${code}/${promised}` });
}

function saidAt(entry: Entry): Instant {
  return entry.postedAt ?? entry.at;
}
