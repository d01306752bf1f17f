import { limitsOf, rulesOf, serverOf } from '../domain/configuration.ts';
import { type Key, postDigest } from '../domain/post-key.ts';
import { parentOf } from '../ledger/claim-rules.ts';
import type { Intent } from '../ledger/entry.ts';
import { byTurn } from '../ledger/order.ts';
import type { Fitting, Shortened } from '../wording/fill.ts';
import type { Candidate } from './candidates.ts';
import type { PlanningContext } from './context.ts';
import type { Consequence } from './corrections.ts';
import { priceOf } from './cost.ts';
import type { Decisions } from './decide.ts';
import { holdsEdits } from './held.ts';
import { type KeptCurrent, keptCurrent } from './keep-current.ts';
import type { Outdated } from './outdated.ts';
import type { Say } from './rules.ts';

/** One publication, edit or deletion that is due now, or at `intent.due`. */
export interface DuePost {
  readonly intent: Intent;
  /** As the platform counts, of `limit`; both null for a deletion. */
  readonly length: number | null;
  readonly limit: number | null;
  /** Sentences that have no room in it, or are shorter without one of their numbers: such as when somebody answers. */
  readonly unsaid: readonly Shortened[];
  /** Key of the post that it will answer if all goes as planned; null for the first on its account in its language. */
  readonly replyTo: Key | null;
}

/** Everything that is due now or later, in the order in which it goes out. */
export function plannedPosts(
  context: PlanningContext,
  decisions: Decisions,
  outdated: readonly Outdated[],
): readonly DuePost[] {
  const isOlderFile = holdsEdits(context);
  const cancelled = new Set(decisions.cancels.map((cancel) => cancel.key));
  const publications = decisions.evaluated.flatMap(({ candidate, decision }) =>
    decision.kind === 'say' && !cancelled.has(candidate.key)
      ? [{ intent: publication(context, candidate, decision), ...sizeOf(context, candidate, decision) }]
      : [],
  );
  const changes = decisions.consequences
    .filter(({ change }) => change.action === 'delete' || !isOlderFile)
    .map(({ candidate, change }) => {
      const intent = consequence(context, candidate, change);
      const { text } = intent;
      const size = text === null ? fittingSize(null) : sizeOf(context, candidate, { ...change, text });
      return { intent, ...size };
    });
  const kept = isOlderFile
    ? []
    : keptCurrent(context, outdated, decisions.evaluated).map((edit) => ({
        intent: keepingCurrent(edit),
        ...fittingSize(edit.outdated.fitting),
      }));
  const inTurn = [...publications, ...changes, ...kept].sort((a, b) => byTurn(a.intent, b.intent));
  return threaded(context, inTurn);
}

type Unthreaded = Omit<DuePost, 'replyTo'>;
type Size = Pick<DuePost, 'length' | 'limit' | 'unsaid'>;

function sizeOf(
  { configuration }: PlanningContext,
  { account }: Candidate,
  { fitting, text }: Pick<Say, 'fitting' | 'text'>,
): Size {
  const limits = limitsOf(configuration, account);
  const length = fitting?.length ?? rulesOf(configuration, account).length(text, limits);
  return { ...fittingSize(fitting), length, limit: limits.characters };
}

function fittingSize(fitting: Fitting | null): Size {
  const unsaid = (fitting?.shortened ?? []).filter(
    ({ words, full, isLess }) => words === null || isLess || !hasAllNumbers(words, full),
  );
  return { length: fitting?.length ?? null, limit: fitting?.limit ?? null, unsaid };
}

function hasAllNumbers(words: string, full: string): boolean {
  const said = new Set(words.match(/\d+/g));
  return (full.match(/\d+/g) ?? []).every((one) => said.has(one));
}

/** The part of an intent that comes from the announcement or the post that it follows from. */
type Origin = Pick<Intent, keyof ReturnType<typeof originIn>>;

function originIn({ configuration }: PlanningContext, candidate: Candidate) {
  const { announcement, account, municipality, language, occurrence, edition, about, at, rank } = candidate;
  return {
    incident: configuration.state.incident.id,
    announcement: announcement.id,
    kind: announcement.kind,
    municipality: municipality.id,
    account: account.id,
    channel: account.channel,
    server: serverOf(configuration.settings, account),
    about: [...about].sort(),
    ...{ language, occurrence, edition, at, rank },
  };
}

function intentOf(origin: Origin, own: Omit<Intent, keyof Origin | 'digest'>): Intent {
  const { key, action, text } = own;
  return { ...origin, ...own, digest: postDigest({ key, action, text }) };
}

/** A publication as the ledger keeps it. */
export function publication(
  context: PlanningContext,
  candidate: Candidate,
  { text, fitting, due }: Pick<Say, 'text' | 'fitting' | 'due'>,
): Intent {
  const { key, announcement, account, entry, endedFrom } = candidate;
  return intentOf(originIn(context, candidate), {
    ...{ key, action: 'publish', text, target: null, after: null, due, until: announcement.until, endedFrom },
    snapshot: fitting?.snapshot ?? entry?.snapshot ?? null,
    words: fitting?.words ?? entry?.words ?? [],
    usd: priceOf(context.configuration, account, 'publish', text),
  });
}

function consequence(
  context: PlanningContext,
  candidate: Candidate,
  { key, action, target, after, fitting }: Consequence,
): Intent {
  const entry = context.ledgerIndex.entry(key);
  const text = fitting?.text ?? (action === 'edit' ? (entry?.text ?? null) : null);
  return intentOf(originIn(context, candidate), {
    ...{ key, action, text, target: target.key, after, due: candidate.at, until: null },
    endedFrom: null,
    snapshot: fitting?.snapshot ?? entry?.snapshot ?? null,
    words: fitting?.words ?? entry?.words ?? [],
    usd: priceOf(context.configuration, candidate.account, action, text),
  });
}

/** Everything but key, action and words is that of the post which is kept current. */
function keepingCurrent({ key, outdated: { entry, fitting } }: KeptCurrent): Intent {
  const { incident, announcement, kind, occurrence, edition, municipality } = entry;
  const { account, channel, server, language, about, at, rank } = entry;
  return intentOf(
    {
      ...{ incident, announcement, kind, occurrence, edition, municipality },
      ...{ account, channel, server, language, about, at, rank },
    },
    {
      ...{ key, action: 'edit', text: fitting.text, snapshot: fitting.snapshot, words: fitting.words },
      ...{ target: entry.key, after: null, due: at, until: null, endedFrom: null, usd: 0 },
    },
  );
}

/** Each publication answers the newest post that is published by then on its account in its language. */
function threaded({ ledgerIndex }: PlanningContext, posts: readonly Unthreaded[]): readonly DuePost[] {
  const newest = new Map<string, Key>();
  const deletions = Map.groupBy(
    posts.filter(({ intent }) => intent.action === 'delete').map(({ intent }) => intent),
    ({ account }) => account,
  );
  return posts.map((post) => {
    const { action, account, language, key } = post.intent;
    if (action !== 'publish') return { ...post, replyTo: null };
    const thread = `${account}/${language}`;
    const entries = ledgerIndex.entriesOn(account);
    const planned = (deletions.get(account) ?? []).map((one) => ({ ...one, state: 'waiting' as const }));
    const replyTo =
      newest.get(thread) ?? parentOf(post.intent, entries, [...entries, ...planned])?.key ?? null;
    newest.set(thread, key);
    return { ...post, replyTo };
  });
}
