import { HOUR, type Instant, MINUTE, SECOND } from '../domain/clock.ts';
import type { Configuration } from '../domain/configuration.ts';
import type { Mistake } from '../domain/errors.ts';
import type { Mode } from '../domain/incident.ts';
import { shownTime } from '../domain/staff-time.ts';
import type { Alert, AlertFindings } from '../ledger/alert.ts';
import type { AlertCode } from '../ledger/alert-codes.ts';
import { type Entry, type Intent, isPublished } from '../ledger/entry.ts';
import type { LedgerView, Pause } from '../ledger/ledger.ts';
import { covers, scopeNamed } from '../ledger/pause.ts';
import type { Plan } from '../planning/plan.ts';
import type { HeldBecause } from '../planning/rules.ts';
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
      alert(`breaker/${server}/${openedAt}`, 'breaker', server, {
        what: `Nothing is sent to ${server}: ${reason}`,
        advice:
          'One post tries again every few minutes. If it needs credit or a person at the platform, see to it now.',
      }),
    ),
    ...[...view.stopped].map(([account, reason]) =>
      alert(`stopped/${account}`, 'stopped', account, {
        what: `${account} is stopped: ${reason}`,
        advice: `Put it right on the platform or in .env, then: ausrufer resume --account ${account} --by NAME`,
      }),
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
      : [{ ...alert('clock', 'clock-wrong', 'clock', { ...doubt }), topic: 'machine' as const }];
  return { alerts, topics: ['machine'], undecided: new Set() };
}

function brokenFiles(mistakes: readonly Mistake[], mode: Mode): Alert {
  const [first] = mistakes;
  const more = mistakes.length > 1 ? ` (and ${mistakes.length - 1} more)` : '';
  const goesOn = mode === 'draft' ? 'It is a draft: nothing goes out.' : 'What is approved goes on.';
  const place = first?.place ? `${first.place.file}:${first.place.line ?? 1}: ` : '';
  return {
    ...alert('files', 'files-broken', 'files', {
      what: `Nothing new is planned: ${place}${first?.message ?? 'the files have mistakes'}${more}`,
      advice: `${first?.advice ?? ''} \`check\` lists everything. ${goesOn}`.trim(),
    }),
    topic: 'files',
  };
}

function alert(
  id: string,
  code: AlertCode,
  about: string,
  words: {
    readonly what: string;
    readonly advice: string;
    readonly group?: string;
    readonly afterMs?: number;
  },
): Alert {
  const { what, advice, group = id, afterMs = 0 } = words;
  return { id, topic: 'plan', group, code, about, what, advice, afterMs };
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
  const { announcement, account, language, because, advice } = held;
  if (TOLD_OTHERWISE.has(because)) return [];
  const alike = all.filter((one) => one.announcement === announcement && one.because === because).length;
  return [
    alert(`held/${announcement}/${account}/${language}/${because}`, 'held', `${account} (${language})`, {
      group: `held/${announcement}/${because}`,
      what: `${announcement} is held on ${alike} ${alike === 1 ? 'account' : 'accounts'}: ${because}`,
      advice,
    }),
  ];
}

/** Also where nothing of theirs is due: what stands there can't be held against facts that nobody can read. */
function factsAlert(municipality: string, [first, ...more]: readonly Mistake[]): readonly Alert[] {
  if (!first) return [];
  const line = first.place?.line ?? null;
  const where = line === null ? '' : ` in line ${line}`;
  const others = more.length === 0 ? '' : ` (and ${more.length} more)`;
  return [
    alert(`facts/${municipality}`, 'facts-broken', municipality, {
      what: `The facts of ${municipality} have a mistake${where}: ${first.message}${others}`,
      advice: `${first.advice} Until then nothing new is said from them, and nobody is told what they make outdated.`,
    }),
  ];
}

function entryAlert({ settlesWithinMs }: LedgerView, entry: Entry, now: Instant): Alert | null {
  const { key, announcement, account, action, reason } = entry;
  switch (entry.state) {
    case 'refused':
      return alert(`refused/${key}`, 'refused', key, {
        group: `refused/${announcement}/${reason}`,
        what: `${announcement}: the platform refused to ${action} it (${reason ?? 'no reason given'})`,
        advice: 'Change the facts or words and raise the edition, or say it by hand.',
      });
    case 'unknown':
      return alert(`unknown/${key}`, 'unknown', key, {
        group: `unknown/${announcement}/${account}`,
        what: `${announcement} on ${account}: nobody knows whether the platform carried it out (${reason ?? 'the answer was lost'})`,
        advice: `Look at the account, then: ausrufer resolve ${key} --posted URL, or --absent, --by NAME`,
        afterMs: (settlesWithinMs[entry.channel] ?? 0) + SETTLING_MS,
      });
    case 'expired':
      if (now - entry.updatedAt > EXPIRED_FOR_MS) return null;
      return alert(`expired/${key}`, 'expired', key, {
        group: `expired/${announcement}/${reason}`,
        what: `${announcement} did not go out in time: ${reason ?? 'too late'}`,
        advice: 'If it must still be said, raise its edition or announce it anew.',
      });
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
      alert(`approval/${id}/${occurrence}/${edition}`, 'approval', id, {
        what: `${id}: ${due.length} ${due.length === 1 ? 'text waits' : 'texts wait'} for approval`,
        advice: `Read them in \`plan\`, then: ausrufer approve ${id} --digest ${digest.slice(0, 12)} --by NAME`,
        afterMs: APPROVAL_AFTER_MS,
      }),
    ];
  });
}

function outdatedAlert({ settings }: Configuration, entry: Entry): Alert {
  return alert(outdatedId(entry), 'outdated', entry.key, {
    group: `outdated/${entry.announcement}`,
    what: `${entry.announcement} stands, and today's facts are others`,
    advice:
      '`plan` shows what it says and what is true now. To say it again: raise its edition, or set … --tell',
    afterMs: settings.outdatedAfterMs,
  });
}

function outdatedId({ key }: Entry): string {
  return `outdated/${key}`;
}

function pauseAlert(pause: Pause, intents: readonly Intent[], now: Instant): readonly Alert[] {
  const waiting = intents.filter((intent) => intent.due <= now && covers(pause, intent));
  if (waiting.length === 0) return [];
  const wrong = waiting.filter((intent) => intent.target !== null).length;
  const which = scopeNamed(pause.scope);
  const still = wrong === 0 ? '' : `, ${wrong} of them edits and deletions of posts that are wrong`;
  return [
    alert(`pause/${which}/${pause.at}`, 'paused', which, {
      what: `${pause.by} paused ${which}: ${waiting.length} ${waiting.length === 1 ? 'action waits' : 'actions wait'}${still}`,
      advice: '`resume` says what will go out before it does.',
    }),
  ];
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
    return isKept ? [] : [promiseAlert(configuration, entry, promised, now)];
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

function promiseAlert({ settings }: Configuration, entry: Entry, promised: Instant, now: Instant): Alert {
  const broken = now >= promised;
  const code = broken ? 'promise-broken' : 'promise-due';
  const time = shownTime(promised, settings.zone, now);
  return alert(`${code}/${entry.key}`, code, entry.municipality, {
    group: `${code}/${promised}`,
    what: broken ? `The update promised for ${time} was not said` : `An update is promised for ${time}`,
    advice: 'Say what is known, even if nothing is new: set … next_update=… --tell, or announce status',
  });
}

function saidAt(entry: Entry): Instant {
  return entry.postedAt ?? entry.at;
}
