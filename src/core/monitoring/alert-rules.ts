import { type HeldBecause, NEEDS_NOBODY, type OpenLive } from '../domain/advice.ts';
import { type Instant, MINUTE } from '../domain/clock.ts';
import type { Configuration } from '../domain/configuration.ts';
import type { Mistake } from '../domain/errors.ts';
import type { Mode } from '../domain/incident.ts';
import { municipalitiesIn } from '../domain/municipality.ts';
import { covers } from '../domain/pause.ts';
import type { Settings } from '../domain/settings.ts';
import type { Alert, AlertFindings } from '../ledger/alert.ts';
import { byDigest, isUnapproved, waitsForItsTime } from '../ledger/approval.ts';
import { breakerOf } from '../ledger/claim-rules.ts';
import { type Entry, type Intent, isPublished } from '../ledger/entry.ts';
import type { LedgerView } from '../ledger/ledger.ts';
import { MACHINE_SEEN_MS } from '../ledger/turn.ts';
import { isDeniedByOthers } from '../planning/outdated.ts';
import { type Plan, postsOfGroup } from '../planning/plan.ts';
import { alert, causeIn, entryAlert, isTriedInVain, undoneId } from './entry-alerts.ts';
import { openPromises } from './promises.ts';

/** A person who approves right after writing need not be alerted. */
const APPROVAL_AFTER_MS = MINUTE;
/** The time before a promised next update at which staff are reminded of it. */
export const PROMISE_AHEAD_MS = 15 * MINUTE;
/** Everything about the incident that needs a person now. */
export function alertsFound(
  configuration: Configuration,
  view: LedgerView,
  plan: Plan,
  now: Instant,
): AlertFindings {
  const intents = plan.posts.map(({ intent }) => intent);
  const { broken } = configuration.state;
  const namedIn = ({ municipality, about }: Entry) => [
    municipality,
    ...municipalitiesIn(configuration.region, about).map(({ id }) => id),
  ];
  const held = new Set(plan.held.map(({ intent }) => intent));
  return {
    alerts: [
      ...alertsOfPlan(configuration, view, plan, now),
      ...alertsOfAnother(configuration, view, now),
      ...alertsOfLedger(view, plan.mode, intents, configuration, now),
    ],
    topics: ['plan', 'ledger', 'files'],
    // While facts have a mistake, nobody can tell whether posts still match them; nor of what an earlier incident left.
    undecided: new Set([
      ...view.entries
        .filter(
          (entry) => broken.size > 0 && isPublished(entry) && namedIn(entry).some((id) => broken.has(id)),
        )
        .map(({ key }) => outdatedId(key)),
      ...view.outdatedBefore.map(outdatedId),
      ...perhapsUndone(view, plan.mode, ({ key }) => held.has(key)),
    ]),
  };
}

/**
 * Everything that needs a person while the files cannot be used. Approved posts go on: `view` is of the incident
 * that it belongs to, null where there is none. Alerts that need the files stay as they are.
 */
export function alertsWithoutFiles(
  mistakes: readonly Mistake[],
  view: LedgerView | null,
  now: Instant,
): AlertFindings {
  const mode = view?.accepted.at(-1)?.mode ?? 'draft';
  const waiting = (view?.entries ?? []).filter(({ state, held }) => state === 'waiting' && held === null);
  const [mistake = null, ...more] = mistakes;
  const files = alert('files', 'files', { code: 'files-broken', mistake, more: more.length, mode });
  return {
    alerts: [{ ...files, topic: 'files' }, ...(view ? alertsOfLedger(view, mode, waiting, null, now) : [])],
    topics: ['ledger', 'files'],
    undecided: new Set(view ? perhapsUndone(view, mode, () => true) : []),
  };
}

/** The alert of a clock in doubt; null where it can be believed. */
export function clockAlerts(doubt: Mistake | null): AlertFindings {
  return foundAt('machine', doubt && alert('clock', 'clock', { code: 'clock-wrong', mistake: doubt }));
}

/** The alert of a ledger that may have been lost. The next tick that plans ends it. */
export function lostLedgerAlerts(mistake: Mistake): AlertFindings {
  const found = alert('ledger', 'ledger', { code: 'ledger-empty', mistake });
  return { alerts: [found], topics: [], undecided: new Set() };
}

/** The alert of what is open of the live incident while nobody works on it; null where nothing is. */
export function openLiveAlerts(open: OpenLive | null): AlertFindings {
  const id = `live-open/${open?.incident}/${open?.workedAt}`;
  return foundAt('live', open && alert(id, open.incident, { code: 'live-open', ...open }));
}

function foundAt(topic: Alert['topic'], found: Alert | null): AlertFindings {
  return { alerts: found ? [{ ...found, topic }] : [], topics: [topic], undecided: new Set() };
}

/** In a draft, published posts can become outdated and promises fall due, but nothing waits for a person. */
function alertsOfPlan(
  configuration: Configuration,
  view: LedgerView,
  plan: Plan,
  now: Instant,
): readonly Alert[] {
  const waiting = plan.mode === 'draft' ? [] : [...heldAlerts(plan), ...approvalAlerts(plan, now)];
  return [
    ...waiting,
    ...plan.outdated
      .filter(({ replaced }) => !replaced)
      .map((post) => {
        const { key, announcement } = post.entry;
        const because = post.wordless?.because;
        const isOfOthers = isDeniedByOthers(post);
        const code = because === 'denied' ? 'outdated-clear' : isOfOthers ? 'outdated-others' : 'outdated';
        const afterMs = configuration.settings.outdatedAfterMs;
        return alert(
          outdatedId(key),
          key,
          { code, announcement },
          { group: `${code}/${announcement}`, afterMs },
        );
      }),
    ...warningAlerts(plan, configuration.settings),
    ...promiseAlerts(configuration, view, now),
  ];
}

/** Warnings about posts that are wrong in public, and that only a person can put right. */
function warningAlerts({ warnings }: Plan, { outdatedAfterMs }: Settings): readonly Alert[] {
  return warnings.flatMap((warning): readonly Alert[] => {
    const { code } = warning;
    if (code === 'outdated-gone')
      return [alert(outdatedId(warning.key), warning.key, warning, { afterMs: outdatedAfterMs })];
    if (code === 'facts-broken') {
      const { municipality } = warning;
      return [alert(`facts/${municipality}`, municipality, warning)];
    }
    if (code === 'unwatched') {
      const { municipality, why } = warning;
      return [alert(`unwatched/${municipality}/${why}`, municipality, warning, { afterMs: outdatedAfterMs })];
    }
    if (code !== 'also-wrong') return [];
    const { announcement: correction, posts } = warning;
    const group = `${code}/${correction}`;
    return posts.map(({ key, account }) =>
      alert(`${group}/${key}`, key, { code, correction, key, account }, { group }),
    );
  });
}

/** Reports approved posts of earlier incidents that do not go out because the file is of another, once for each incident. */
function alertsOfAnother(
  { state, settings, messages }: Configuration,
  { waitingBefore, approvals }: LedgerView,
  now: Instant,
): readonly Alert[] {
  if (state.incident.mode !== 'live') return [];
  const rules = { approvals: byDigest(approvals), messages: messages.digests, settings };
  const left = waitingBefore.filter((entry) => waitsForItsTime(entry, rules));
  return [...Map.groupBy(left, ({ incident }) => incident)].map(([incident, posts]) => {
    const due = posts.filter((post) => post.due <= now).length;
    const open = {
      during: 'another',
      incident,
      workedAt: null,
      waiting: posts.length,
      due,
      unknown: 0,
    } as const;
    return alert(`live-open/${incident}`, incident, { code: 'live-open', ...open });
  });
}

/** While a post is held, or another text of it waits for its approval, nobody can tell whether the platform would take it. */
function perhapsUndone(view: LedgerView, mode: Mode, isHeld: (entry: Entry) => boolean): readonly string[] {
  return view.entries
    .map((entry) => (isHeld(entry) ? { ...entry, held: null } : entry))
    .filter((entry) => isTriedInVain(view, mode, entry, null))
    .map(({ key }) => undoneId(key));
}

function outdatedId(key: string): string {
  return `outdated/${key}`;
}

/** Alerts about what the ledger alone shows. `intents`: what is to go out; `files`: null where they cannot be used. */
function alertsOfLedger(
  view: LedgerView,
  mode: Mode,
  intents: readonly Intent[],
  files: Configuration | null,
  now: Instant,
): readonly Alert[] {
  const pauses = mode === 'draft' ? [] : view.pauses;
  const entries = [...view.entries, ...view.earlier];
  // If nothing is due to be sent any more, no post can find out that the server accepts posts again.
  const toGoOut = [...intents, ...view.earlier.filter(({ state }) => state === 'waiting')];
  const alerts = [
    ...entries.flatMap((entry) => entryAlert(view, mode, entry, files, now) ?? []),
    ...view.breakers
      .filter((breaker) => toGoOut.some((intent) => breakerOf([breaker], intent)))
      .map(({ channel, server, reason, openedAt }) =>
        alert(`breaker/${channel}/${server}/${openedAt}`, server, { code: 'breaker', server, reason }),
      ),
    ...[...view.stopped].map(([account, reason]) =>
      alert(
        `stopped/${account}`,
        account,
        { code: 'stopped', account, reason },
        { group: `stopped/${causeIn(reason)}` },
      ),
    ),
    ...pauses.flatMap((pause) => {
      const { scope, at } = pause;
      const paused = toGoOut.filter((intent) => intent.due <= now && covers(pause, intent));
      if (paused.length === 0) return [];
      const changes = paused.filter((intent) => intent.target !== null).length;
      const about = 'account' in scope ? scope.account : 'channel' in scope ? scope.channel : scope.of;
      const reason = { code: 'paused', pause, actions: paused.length, changes } as const;
      return [alert(`pause/${scope.of}/${about}/${at}`, about, reason)];
    }),
    ...machinesApart(view, now).flatMap(({ one, other, parts }) => {
      const reason = { code: 'machines-differ', one: one.name, other: other.name } as const;
      const group = `differ/${one.name}/${other.name}`;
      // Files are not changed everywhere in the same moment, and a container may get another name.
      const when = { group, afterMs: MACHINE_SEEN_MS };
      return parts.map((part) => alert(`${group}/${part}`, part, reason, when));
    }),
  ];
  return alerts.map((one) => ({ ...one, topic: 'ledger' }));
}

/** Returns every pair of machines on one ledger whose files differ, with the settings and files in which they differ. */
export function machinesApart({ machines }: Pick<LedgerView, 'machines'>, now: Instant) {
  // A worker whose files have mistakes records no turn, and so forgets no machine that is gone.
  const running = machines.filter(({ at }) => now - at < MACHINE_SEEN_MS);
  const pairs = running.flatMap((one) =>
    running.flatMap((other) => (one.name < other.name ? [{ one, other }] : [])),
  );
  return pairs.flatMap(({ one, other }) => {
    const parts = Object.keys(one.decides).filter((name) => one.decides[name] !== other.decides[name]);
    return parts.length === 0 ? [] : [{ one, other, parts }];
  });
}

/** Reasons to hold a post that have an alert of their own, or need nobody. */
export const REPORTED_OTHERWISE: ReadonlySet<HeldBecause> = new Set([
  'refused',
  'unknown',
  'facts-broken',
  'account-stopped',
  'paused',
  ...NEEDS_NOBODY,
]);

function heldAlerts(plan: Plan): readonly Alert[] {
  const held = plan.held.filter(({ because }) => !REPORTED_OTHERWISE.has(because));
  const groups = Map.groupBy(held, ({ announcement, because }) => `held/${announcement}/${because}`);
  return [...groups].flatMap(([group, alike]) =>
    alike.map((one) => {
      const { announcement, account, language, because } = one;
      // Receivers of alerts must not learn a text before it is published.
      const why = one.because === 'too-long' ? { ...one, text: null } : one;
      const reason = { code: 'held', announcement, accounts: alike.length, reason: why } as const;
      const id = `held/${announcement}/${account}/${language}/${because}`;
      return alert(id, `${account} (${language})`, reason, { group });
    }),
  );
}

function approvalAlerts(plan: Plan, now: Instant): readonly Alert[] {
  return plan.announcements.flatMap((group) => {
    const { id, occurrence, edition, digest, approvals, needed } = group;
    const due = postsOfGroup(plan, group).filter(
      (post) => post.intent.due <= now && isUnapproved(post, needed, null),
    );
    if (!isUnapproved({ approvals }, needed, null) || due.length === 0) return [];
    const reason = { code: 'approval', announcement: id, texts: due.length, digest } as const;
    return [alert(`approval/${id}/${occurrence}/${edition}`, id, reason, { afterMs: APPROVAL_AFTER_MS })];
  });
}

/**
 * Alerts about the next update that published posts promise: a quarter of an hour before it is due, and once it is overdue. A
 * post that is planned for the promised minute has `waitingAfterMs` to be sent before the promise counts as broken.
 */
function promiseAlerts(configuration: Configuration, view: LedgerView, now: Instant): readonly Alert[] {
  return openPromises(configuration, view, now)
    .filter(({ promised }) => now >= promised - PROMISE_AHEAD_MS)
    .map(({ entry, promised }) => {
      const code = now >= promised ? 'promise-broken' : 'promise-due';
      const group = `${code}/${promised}`;
      const afterMs = code === 'promise-due' ? 0 : Math.max(0, promised + view.waitingAfterMs - now);
      return alert(`${code}/${entry.key}`, entry.municipality, { code, promised }, { group, afterMs });
    });
}
