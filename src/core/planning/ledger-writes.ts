import type { ContentSnapshot } from '../domain/message.ts';
import type { LedgerWrites } from '../ledger/ledger.ts';
import type { Decisions } from './decide.ts';
import { type DuePost, intentOf } from './intents.ts';
import type { Outdated } from './outdated.ts';
import type { PlanningContext } from './rules.ts';
import { withheld } from './withheld.ts';

/** What the ledger has to write down for a plan. Of a draft nothing but that it is one. */
export function ledgerWritesFor(
  context: PlanningContext,
  decisions: Decisions,
  posts: readonly DuePost[],
  outdated: readonly Outdated[],
): LedgerWrites {
  const { configuration, now } = context;
  const { incident, announcements, digest } = configuration.state;
  const draft = incident.mode === 'draft';
  const snapshot = new Map<string, ContentSnapshot>();
  for (const { decision } of decisions.evaluated)
    if (decision.kind === 'say' && decision.fitting && decision.snapshot)
      snapshot.set(decision.fitting.snapshot, decision.snapshot);
  for (const { change } of decisions.consequences)
    if (change.fitting && change.snapshot) snapshot.set(change.fitting.snapshot, change.snapshot);
  for (const post of outdated) if (post.fitting) snapshot.set(post.fitting.snapshot, post.snapshot);
  const dropped = decisions.evaluated.flatMap(({ candidate, decision }) => {
    if (decision.kind !== 'drop') return [];
    const say = {
      kind: 'say' as const,
      text: decision.text ?? '',
      fitting: null,
      snapshot: null,
      due: candidate.at,
    };
    return [{ intent: intentOf(context, candidate, say), state: decision.state, reason: decision.reason }];
  });
  const ended = decisions.evaluated.flatMap(({ candidate, decision }) =>
    decision.kind === 'cancel' ? [{ key: candidate.key, reason: decision.reason }] : [],
  );
  const left = withheld(context, decisions, new Set(posts.map((post) => post.intent.key)));
  return {
    incident: incident.id,
    state: { digest, mode: incident.mode, at: now },
    messages: configuration.messages.digests,
    announcements: draft ? [] : announcements.map((announcement) => announcement.id),
    intents: draft ? [] : posts.map((post) => post.intent),
    dropped: draft ? [] : dropped,
    cancelled: draft ? [] : [...decisions.cancels, ...ended, ...left.cancelled],
    held: draft ? [] : left.held,
    snapshots: draft ? new Map() : snapshot,
  };
}
