import type { Warning } from '../domain/advice.ts';
import type { Instant } from '../domain/clock.ts';
import type { Configuration } from '../domain/configuration.ts';
import type { Mode } from '../domain/incident.ts';
import { digestOfPosts } from '../domain/post-key.ts';
import { approversOf } from '../ledger/approval.ts';
import type { LedgerView, LedgerWrites } from '../ledger/ledger.ts';
import { sumUsd } from './cost.ts';
import { decide } from './decide.ts';
import { forecast } from './forecast.ts';
import { type Held, heldPosts, warningsOf } from './held.ts';
import { type DuePost as Due, plannedPosts } from './intents.ts';
import { indexLedger } from './ledger-index.ts';
import { ledgerWritesFor } from './ledger-writes.ts';
import { type Outdated, outdatedPosts } from './outdated.ts';
import { planningContext } from './rules.ts';

/** What is due, and who approved exactly this. */
export interface PlannedPost extends Due {
  readonly approvals: readonly string[];
}

/** What can be approved together: the posts of one edition or occurrence of an announcement. */
export interface ApprovalGroup {
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
  readonly posts: readonly PlannedPost[];
  readonly held: readonly Held[];
  readonly outdated: readonly Outdated[];
  readonly warnings: readonly Warning[];
  readonly announcements: readonly ApprovalGroup[];
  readonly cost: { readonly posts: number; readonly usd: number };
  /** What the ledger has to write down for this plan. */
  readonly writes: LedgerWrites;
}

export function plan(configuration: Configuration, view: LedgerView, now: Instant): Plan {
  const ledgerIndex = indexLedger(view);
  const context = planningContext(configuration, ledgerIndex, now);
  const decisions = decide(context);
  const outdated = outdatedPosts(context);
  const posts = plannedPosts(context, decisions, outdated);
  const { digests } = configuration.messages;
  const approved = posts.map((post) => ({
    ...post,
    approvals: approversOf(post.intent, view.approvals, digests, configuration.settings),
  }));
  return {
    mode: configuration.state.incident.mode,
    digest: digestOfPosts(approved.map((post) => post.intent.digest)),
    posts: approved,
    held: heldPosts(context, decisions),
    outdated,
    warnings: [
      ...warningsOf(context, decisions),
      ...forecast(configuration.settings, ledgerIndex, posts, now),
    ],
    announcements: approvables(approved, configuration.settings.approvals.needed),
    cost: { posts: approved.length, usd: sumUsd(approved.map(({ intent }) => intent.usd)) },
    writes: ledgerWritesFor(context, decisions, approved, outdated),
  };
}

function approvables(posts: readonly PlannedPost[], needed: number): readonly ApprovalGroup[] {
  const groups = new Map<string, PlannedPost[]>();
  for (const post of posts) {
    const { announcement, occurrence, edition } = post.intent;
    const id = JSON.stringify([announcement, occurrence, edition]);
    const group = groups.get(id);
    if (group) group.push(post);
    else groups.set(id, [post]);
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
