import { type Announcement, KINDS, type Kind } from './announcement.ts';
import { approversOf } from './approve.ts';
import {
  type Candidate,
  candidatesOf,
  originalIn,
  type Place,
  placesNamed,
  placesSaid,
} from './candidates.ts';
import { newestStanding } from './claim.ts';
import type { Instant } from './clock.ts';
import { coalesced, type Ruled } from './coalescing.ts';
import { type Amendment, type Change, ruleCorrection, ruleRetraction } from './corrections.ts';
import { costOf } from './cost.ts';
import type { Mode } from './incident.ts';
import type { Language } from './language.ts';
import { type Entry, type Intent, type LedgerView, type Recording, turnOf } from './ledger.ts';
import type { Grounds } from './message.ts';
import { keptCurrent, type Outdated, outdatedPosts } from './outdated.ts';
import { pastOf } from './past.ts';
import { digestOfPosts, type Key, postDigest } from './post.ts';
import { type Bench, type HeldBecause, type Ruling, ruleOrdinary } from './ruling.ts';
import { wordingFor } from './wording.ts';
import { aboutOf, limitsOf, type World } from './world.ts';

/** One publication, edit or deletion that is due now, or at `intent.due`. */
export interface Planned {
  readonly intent: Intent;
  /** As the platform counts, of `limit`; null for a deletion. */
  readonly length: number | null;
  readonly limit: number | null;
  /** Key of the post that it will answer, as things stand. */
  readonly replyTo: Key | null;
  /** Who approved exactly this. */
  readonly approvals: readonly string[];
}

export interface Held {
  readonly announcement: string;
  readonly account: string;
  readonly language: Language;
  readonly because: HeldBecause;
  readonly advice: string;
}

export interface Warning {
  readonly about: string;
  readonly because: string;
  readonly advice: string;
}

/** What can be approved together: the posts of one edition or occurrence of an announcement. */
export interface Approvable {
  readonly id: string;
  readonly occurrence: Instant | null;
  readonly edition: number;
  readonly digest: string;
  /** Who approved all of it. */
  readonly approvals: readonly string[];
  readonly needed: number;
}

/** What is due, and what is held back and why. A value: the same files, ledger and time give the same plan. */
export interface Plan {
  readonly mode: Mode;
  /** Covers keys, actions, accounts and texts of all posts. */
  readonly digest: string;
  readonly posts: readonly Planned[];
  readonly held: readonly Held[];
  readonly outdated: readonly Outdated[];
  readonly warnings: readonly Warning[];
  readonly announcements: readonly Approvable[];
  readonly cost: { readonly posts: number; readonly usd: number };
  /** What the ledger has to write down for this plan. */
  readonly recording: Recording;
}

export function plan(world: World, view: LedgerView, now: Instant): Plan {
  const past = pastOf(view);
  const bench: Bench = { world, past, now, wording: wordingFor(world, now) };
  const decisions = decide(bench);
  const outdated = outdatedPosts(bench);
  const posts = plannedPosts(bench, decisions, outdated);
  const messages = Object.fromEntries(KINDS.map((kind) => [kind, world.messages.digestOf(kind)])) as Record<
    Kind,
    string
  >;
  const approved = posts.map((post) => ({
    ...post,
    approvals: approversOf(post.intent, view.approvals, messages, world.settings),
  }));
  return {
    mode: world.state.incident.mode,
    digest: digestOfPosts(approved.map((post) => post.intent.digest)),
    posts: approved,
    held: heldPosts(bench, decisions),
    outdated,
    warnings: warningsOf(bench, decisions),
    announcements: approvables(approved, world.settings.approvals.needed),
    cost: costOf(world, approved),
    recording: recordingOf(bench, decisions, approved, outdated, messages),
  };
}

/** Every candidate with its ruling, and what corrections and retractions bring about. */
interface Decisions {
  readonly ruled: readonly Ruled[];
  readonly changes: readonly { readonly candidate: Candidate; readonly change: Change }[];
  readonly cancels: readonly { readonly key: Key; readonly reason: string }[];
}

function decide(bench: Bench): Decisions {
  const decider = deciderFor(bench);
  for (const announcement of bench.world.state.announcements) decider.ruled(announcement);
  const { amendments } = decider;
  return {
    ruled: coalesced(bench, [...decider.all()]),
    changes: amendments.flatMap(({ candidate, amendment }) =>
      amendment.changes.map((change) => ({ candidate, change })),
    ),
    cancels: [
      ...amendments.flatMap(({ amendment }) => amendment.cancels),
      ...overtakenEditions(bench, decider.all()),
    ],
  };
}

/** Rules announcement by announcement; one that answers another asks for the other's rulings first. */
function deciderFor(bench: Bench) {
  const { world, past, now } = bench;
  const done = new Map<string, readonly Ruled[]>();
  const amendments: { candidate: Candidate; amendment: Amendment }[] = [];
  const withdrawn = withdrawnNow(bench);
  const closed = closedBy(bench);

  function placesOf(announcement: Announcement): readonly Place[] {
    if (announcement.postAs !== null) return placesNamed(world, announcement.postAs);
    const original = originalIn(world, announcement);
    if (!original) return [];
    const said = placesSaid(world, past, original.id);
    const coming =
      announcement.updates === null ? [] : ruled(original).filter((one) => one.ruling.kind === 'say');
    const places = new Map<string, Place>();
    for (const place of [...said, ...coming.map((one) => one.candidate)])
      places.set(`${place.account.id}/${place.language}`, place);
    return [...places.values()];
  }

  function ruled(announcement: Announcement): readonly Ruled[] {
    const known = done.get(announcement.id);
    if (known) return known;
    done.set(announcement.id, []);
    const rulings = candidatesOf(world, past, announcement, placesOf(announcement), now).map((candidate) => ({
      candidate,
      ruling: rule(candidate),
    }));
    done.set(announcement.id, rulings);
    return rulings;
  }

  function rule(candidate: Candidate): Ruling {
    const { announcement } = candidate;
    const reason = withdrawn.get(announcement.id) ?? closed(candidate);
    if (reason !== null && reason !== undefined)
      return candidate.entry?.state === 'waiting' ? { kind: 'cancel', reason } : { kind: 'done' };
    if (announcement.corrects === null && announcement.withdraws === null)
      return ruleOrdinary(bench, candidate);
    const amendment =
      announcement.corrects !== null
        ? ruleCorrection(bench, candidate, originalRuling(candidate))
        : ruleRetraction(bench, candidate);
    amendments.push({ candidate, amendment });
    return amendment.ruling;
  }

  function originalRuling(candidate: Candidate): Ruling | null {
    const original = originalIn(world, candidate.announcement);
    if (!original) return null;
    const { account, language } = candidate;
    const same = ruled(original).find(
      (one) => one.candidate.account.id === account.id && one.candidate.language === language,
    );
    return same?.ruling ?? null;
  }

  return { ruled, amendments, all: () => [...done.values()].flat() };
}

/** Announcements that a retraction in effect withdraws, with the reason. */
function withdrawnNow({ world, past, now }: Bench): ReadonlyMap<string, string> {
  const withdrawn = new Map<string, string>();
  for (const announcement of world.state.announcements) {
    const at = announcement.at ?? past.view.firstRead.get(announcement.id) ?? now;
    if (announcement.withdraws !== null && at <= now)
      withdrawn.set(announcement.withdraws, `withdrawn by ${announcement.id}`);
  }
  return withdrawn;
}

/** What recurs ends with the all-clear of its municipality, once that stands. */
function closedBy({ past }: Bench): (candidate: Candidate) => string | null {
  const ended = new Map<string, Instant>();
  for (const entry of past.standing) {
    if (entry.kind !== 'all-clear') continue;
    ended.set(
      entry.municipality,
      Math.min(entry.postedAt ?? entry.at, ended.get(entry.municipality) ?? Number.POSITIVE_INFINITY),
    );
  }
  return (candidate) => {
    const end = ended.get(candidate.municipality.id);
    return candidate.occurrence !== null && end !== undefined && candidate.occurrence >= end
      ? 'ended by the all-clear'
      : null;
  };
}

/** Posts of earlier editions and occurrences that still wait or are looked for, where a later one is to be said. */
function overtakenEditions({ past }: Bench, ruled: readonly Ruled[]): Decisions['cancels'] {
  return ruled
    .filter(({ ruling }) => ruling.kind === 'say')
    .flatMap(({ candidate }) =>
      past
        .said(candidate.announcement.id, candidate.account.id, candidate.language)
        .filter((entry) => entry.key !== candidate.key && isEarlier(entry, candidate) && isOpen(entry))
        .map((entry) => ({ key: entry.key, reason: 'a newer edition takes its place' })),
    );
}

function isEarlier(entry: Entry, candidate: Candidate): boolean {
  const occurrences = (entry.occurrence ?? 0) - (candidate.occurrence ?? 0);
  return occurrences < 0 || (occurrences === 0 && entry.edition < candidate.edition);
}

function isOpen(entry: Entry): boolean {
  return entry.state === 'waiting' || entry.state === 'sending' || entry.state === 'unknown';
}

function plannedPosts(
  bench: Bench,
  decisions: Decisions,
  outdated: readonly Outdated[],
): readonly Omit<Planned, 'approvals'>[] {
  const older = holdsEdits(bench);
  const cancelled = new Set(decisions.cancels.map((cancel) => cancel.key));
  const said = decisions.ruled.flatMap(({ candidate, ruling }) => {
    if (ruling.kind !== 'say' || cancelled.has(candidate.key)) return [];
    const limit = limitsOf(bench.world, candidate.account).characters;
    const length = ruling.fitting?.length ?? lengthOf(bench, candidate, ruling.text);
    return [{ intent: intentOf(bench, candidate, ruling), length, limit, replyTo: null }];
  });
  const amended = decisions.changes
    .filter(({ change }) => change.action === 'delete' || !older)
    .map(({ candidate, change }) => changeIntent(bench, candidate, change));
  const kept = older ? [] : keptCurrent(bench, outdated).map((one) => keptIntent(one.key, one.outdated));
  return threaded(bench, [...said, ...amended, ...kept].sort(byTurn));
}

function lengthOf({ world }: Bench, candidate: Candidate, text: string): number {
  return world.channels[candidate.account.channel].length(text, limitsOf(world, candidate.account));
}

function byTurn(a: { intent: Intent }, b: { intent: Intent }): number {
  return turnOf(a.intent) - turnOf(b.intent) || a.intent.due - b.intent.due || a.intent.rank - b.intent.rank;
}

function intentOf(bench: Bench, candidate: Candidate, ruling: Extract<Ruling, { kind: 'say' }>): Intent {
  const { announcement, account, municipality, language, occurrence, edition, key, entry } = candidate;
  const named = { key, action: 'publish' as const, account: account.id, text: ruling.text };
  return {
    ...named,
    incident: bench.world.state.incident.id,
    announcement: announcement.id,
    kind: announcement.kind,
    occurrence,
    edition,
    municipality: municipality.id,
    channel: account.channel,
    language,
    about: [...candidate.about].sort(),
    digest: postDigest(named),
    grounds: ruling.fitting?.grounds ?? entry?.grounds ?? null,
    target: null,
    after: null,
    at: candidate.at,
    due: ruling.due,
    until: announcement.until,
    rank: candidate.rank,
  };
}

function changeIntent(bench: Bench, candidate: Candidate, change: Change): Omit<Planned, 'approvals'> {
  const { announcement, account, municipality, language } = candidate;
  const named = {
    key: change.key,
    action: change.action,
    account: account.id,
    text: change.fitting?.text ?? null,
  };
  const intent: Intent = {
    ...named,
    incident: bench.world.state.incident.id,
    announcement: announcement.id,
    kind: announcement.kind,
    occurrence: candidate.occurrence,
    edition: candidate.edition,
    municipality: municipality.id,
    channel: account.channel,
    language,
    about: [...aboutOf(announcement, municipality)].sort(),
    digest: postDigest(named),
    grounds: change.fitting?.grounds ?? null,
    target: change.target.key,
    after: change.after,
    at: candidate.at,
    due: candidate.at,
    until: null,
    rank: candidate.rank,
  };
  return {
    intent,
    length: change.fitting?.length ?? null,
    limit: change.fitting?.limit ?? null,
    replyTo: null,
  };
}

/** Everything but key, action and words is the post's own. */
function keptIntent(key: Key, { entry, fitting }: Outdated): Omit<Planned, 'approvals'> {
  const {
    incident,
    announcement,
    kind,
    occurrence,
    edition,
    municipality,
    account,
    channel,
    language,
    about,
    at,
    rank,
  } = entry;
  const named = { key, action: 'edit' as const, account, text: fitting?.text ?? null };
  const own = {
    incident,
    announcement,
    kind,
    occurrence,
    edition,
    municipality,
    channel,
    language,
    about,
    at,
    rank,
  };
  const intent: Intent = {
    ...named,
    ...own,
    digest: postDigest(named),
    grounds: fitting?.grounds ?? null,
    target: entry.key,
    after: null,
    due: at,
    until: null,
  };
  return { intent, length: fitting?.length ?? null, limit: fitting?.limit ?? null, replyTo: null };
}

/** What each publication will answer if all goes as planned: the newest post that stands on its account by then. */
function threaded(
  bench: Bench,
  posts: readonly Omit<Planned, 'approvals'>[],
): readonly Omit<Planned, 'approvals'>[] {
  const incident = bench.world.state.incident.id;
  const newest = new Map<string, Key | null>();
  return posts.map((post) => {
    if (post.intent.action !== 'publish') return post;
    const { account, key } = post.intent;
    const known = newest.get(account);
    const replyTo =
      known === undefined
        ? (newestStanding({ incident }, bench.past.publicationsOn(account))?.key ?? null)
        : known;
    newest.set(account, key);
    return { ...post, replyTo };
  });
}

/** A file that says again what an older one said, after a newer one: perhaps a backup. It may not edit anything. */
function holdsEdits({ world, past }: Bench): boolean {
  const { accepted, approvals } = past.view;
  const { digest } = world.state;
  const first = accepted.findIndex((one) => one.digest === digest);
  const wentBack = first >= 0 && accepted.slice(first).some((one) => one.digest !== digest);
  return wentBack && !approvals.some((approval) => 'file' in approval.subject && approval.digest === digest);
}

function heldPosts(bench: Bench, decisions: Decisions): readonly Held[] {
  const held = decisions.ruled.flatMap(({ candidate, ruling }) => {
    if (ruling.kind !== 'hold') return [];
    const { announcement, account, language } = candidate;
    return [
      {
        announcement: announcement.id,
        account: account.id,
        language,
        because: ruling.because,
        advice: ruling.advice,
      },
    ];
  });
  const planned = new Set(bench.world.state.announcements.map((one) => one.id));
  const left = bench.past.view.entries
    .filter(
      (entry) => entry.state === 'waiting' && entry.action === 'publish' && !planned.has(entry.announcement),
    )
    .map(
      ({ announcement, account, language }): Held => ({
        announcement,
        account,
        language,
        because: 'not-in-file',
        advice: 'It waits, but its announcement is no longer in the state file. Put it back, or withdraw it.',
      }),
    );
  const edits = holdsEdits(bench) ? decisions.changes.filter(({ change }) => change.action === 'edit') : [];
  const older = edits.map(
    ({ candidate }): Held => ({
      announcement: candidate.announcement.id,
      account: candidate.account.id,
      language: candidate.language,
      because: 'older-file',
      advice:
        'The state file says again what an older version said. Confirm that this is meant: approve --older-file --by NAME',
    }),
  );
  return [...held, ...left, ...older];
}

/** What is too late, or was overtaken, without anybody having been told so far; and what the files were warned of. */
function warningsOf({ world }: Bench, { ruled }: Decisions): readonly Warning[] {
  const written = world.state.warnings.map(({ place, message, advice }) => ({
    about: place === null ? 'state file' : `${place.file}:${place.line ?? 1}`,
    because: message,
    advice,
  }));
  const late = new Map<string, { because: string; count: number }>();
  for (const { candidate, ruling } of ruled) {
    if (ruling.kind !== 'drop' || candidate.entry !== null) continue;
    const id = candidate.announcement.id;
    late.set(`${id} ${ruling.reason}`, {
      because: ruling.reason,
      count: (late.get(`${id} ${ruling.reason}`)?.count ?? 0) + 1,
    });
  }
  const dropped = [...late].map(([id, { because, count }]) => ({
    about: id.split(' ')[0] ?? id,
    because: `${count} ${count === 1 ? 'post does' : 'posts do'} not go out: ${because}`,
    advice: 'If it must still be said, announce it again with a new id, or raise its edition.',
  }));
  return [...written, ...dropped];
}

function approvables(posts: readonly Planned[], needed: number): readonly Approvable[] {
  const groups = new Map<string, Planned[]>();
  for (const post of posts) {
    const { announcement, occurrence, edition } = post.intent;
    const id = JSON.stringify([announcement, occurrence, edition]);
    groups.set(id, [...(groups.get(id) ?? []), post]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { announcement: id, occurrence, edition } = first.intent;
    const approvals = first.approvals.filter((name) => group.every((post) => post.approvals.includes(name)));
    return [
      {
        id,
        occurrence,
        edition,
        digest: digestOfPosts(group.map((post) => post.intent.digest)),
        approvals,
        needed,
      },
    ];
  });
}

function recordingOf(
  bench: Bench,
  decisions: Decisions,
  posts: readonly Planned[],
  outdated: readonly Outdated[],
  messages: Readonly<Record<Kind, string>>,
): Recording {
  const { world, now } = bench;
  const { incident, announcements, digest } = world.state;
  const draft = incident.mode === 'draft';
  const grounds = new Map<string, Grounds>();
  for (const { ruling } of decisions.ruled)
    if (ruling.kind === 'say' && ruling.fitting && ruling.grounds)
      grounds.set(ruling.fitting.grounds, ruling.grounds);
  for (const { change } of decisions.changes)
    if (change.fitting && change.grounds) grounds.set(change.fitting.grounds, change.grounds);
  for (const post of outdated) if (post.fitting) grounds.set(post.fitting.grounds, post.grounds);
  const dropped = decisions.ruled.flatMap(({ candidate, ruling }) => {
    if (ruling.kind !== 'drop') return [];
    const say = {
      kind: 'say' as const,
      text: ruling.text ?? '',
      fitting: null,
      grounds: null,
      due: candidate.at,
    };
    return [{ intent: intentOf(bench, candidate, say), state: ruling.state, reason: ruling.reason }];
  });
  const ended = decisions.ruled.flatMap(({ candidate, ruling }) =>
    ruling.kind === 'cancel' ? [{ key: candidate.key, reason: ruling.reason }] : [],
  );
  return {
    incident: incident.id,
    state: { digest, mode: incident.mode, at: now },
    messages,
    announcements: draft ? [] : announcements.map((announcement) => announcement.id),
    intents: draft ? [] : posts.map((post) => post.intent),
    dropped: draft ? [] : dropped,
    cancelled: draft ? [] : [...decisions.cancels, ...ended],
    grounds: draft ? new Map() : grounds,
  };
}
