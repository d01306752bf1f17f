import type { Grounds } from '../domain/message.ts';
import type { Recording } from '../ledger/ledger.ts';
import type { Decisions } from './decide.ts';
import { intentOf, type Planned } from './intents.ts';
import type { Outdated } from './outdated.ts';
import type { Bench } from './rules.ts';
import { withheld } from './withheld.ts';

/** What the ledger has to write down for a plan. Of a draft nothing but that it is one. */
export function recordingOf(
  bench: Bench,
  decisions: Decisions,
  posts: readonly Planned[],
  outdated: readonly Outdated[],
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
  const left = withheld(bench, decisions, new Set(posts.map((post) => post.intent.key)));
  return {
    incident: incident.id,
    state: { digest, mode: incident.mode, at: now },
    messages: world.messages.digests,
    announcements: draft ? [] : announcements.map((announcement) => announcement.id),
    intents: draft ? [] : posts.map((post) => post.intent),
    dropped: draft ? [] : dropped,
    cancelled: draft ? [] : [...decisions.cancels, ...ended, ...left.cancelled],
    held: draft ? [] : left.held,
    grounds: draft ? new Map() : grounds,
  };
}
