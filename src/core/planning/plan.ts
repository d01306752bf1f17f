import type { Warning } from '../domain/advice.ts';
import { alike } from '../domain/alike.ts';
import type { Instant } from '../domain/clock.ts';
import type { Configuration } from '../domain/configuration.ts';
import type { Mode } from '../domain/incident.ts';
import { digestOfPosts } from '../domain/post-key.ts';
import { approversOf, lacksOnlyWords } from '../ledger/approval.ts';
import type { LedgerView, LedgerWrites } from '../ledger/ledger.ts';
import { alsoWrong } from './also-wrong-posts.ts';
import { planningContext } from './context.ts';
import { sumUsd } from './cost.ts';
import { decide } from './decide.ts';
import { oddlyWritten } from './doubts/written.ts';
import { forecast } from './forecast.ts';
import { type Held, heldPosts, warningsOf } from './held.ts';
import { type DuePost, plannedPosts } from './intents.ts';
import { ledgerWritesFor } from './ledger-writes.ts';
import { type Outdated, outdatedGone, outdatedPosts } from './outdated.ts';
import { unwatchedPosts } from './unwatched.ts';

/** A due post, and the names of those who approved exactly its text. */
export interface PlannedPost extends DuePost {
  readonly approvals: readonly string[];
  /** Whether it is of a pre-approved kind, and waits only because of words that nobody approved. */
  readonly lacksOnlyWords: boolean;
  /** The German wording, where `planToRead` found that no German post of the plan has it. */
  readonly german?: PlannedPost;
}

/** The posts of one edition or occurrence of an announcement, which are approved together. */
export interface ApprovalGroup {
  readonly id: string;
  readonly occurrence: Instant | null;
  readonly edition: number;
  readonly digest: string;
  /** Names of those who approved all of it. */
  readonly approvals: readonly string[];
  /** How many names are needed. */
  readonly needed: number;
}

/** Everything that is due, and everything that is held and why. The same files, ledger and time give the same plan. */
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
  /** All that the ledger writes down for this plan. */
  readonly writes: LedgerWrites;
}

export function plan(given: Configuration, view: LedgerView, now: Instant): Plan {
  const context = planningContext(given, view, now);
  const { configuration, approval } = context;
  const { settings, state } = configuration;
  const decisions = decide(context);
  const unlike = outdatedPosts(context);
  const outdated = unlike.filter(({ entry }) => configuration.region.accounts.has(entry.account));
  const held = heldPosts(context, decisions, outdated);
  const gone = new Set(held.flatMap((one) => (one.because === 'account-gone' ? one.key : [])));
  const posts = plannedPosts(context, decisions, outdated).map((post) => ({
    ...post,
    approvals: approversOf(post.intent, approval),
    lacksOnlyWords: lacksOnlyWords(post.intent, approval),
  }));
  return {
    mode: state.incident.mode,
    digest: digestOfPosts(posts.map((post) => post.intent.digest)),
    posts,
    held,
    outdated,
    warnings: [
      ...warningsOf(context, decisions),
      ...alsoWrong(context, decisions, outdated, posts),
      ...outdatedGone(context, unlike, gone),
      ...unwatchedPosts(context),
      ...oddlyWritten(configuration, now),
      ...forecast(settings, view, posts, now),
    ],
    announcements: approvalGroups(posts, settings.approvals.needed),
    cost: { posts: posts.length, usd: sumUsd(posts.map(({ intent }) => intent.usd)) },
    writes: ledgerWritesFor(context, decisions, posts, outdated),
  };
}

/** The posts of a plan that are approved together as this group. */
export function postsOfGroup({ posts }: Pick<Plan, 'posts'>, group: ApprovalGroup): Plan['posts'] {
  return posts.filter(
    ({ intent: { announcement, occurrence, edition } }) =>
      announcement === group.id && occurrence === group.occurrence && edition === group.edition,
  );
}

function approvalGroups(posts: readonly PlannedPost[], needed: number): readonly ApprovalGroup[] {
  const groups = alike(posts, ({ intent: { announcement, occurrence, edition } }) =>
    JSON.stringify([announcement, occurrence, edition]),
  );
  return groups.map((group) => {
    const [first] = group;
    const { announcement: id, occurrence, edition } = first.intent;
    const approvals = first.approvals.filter((name) => group.every((post) => post.approvals.includes(name)));
    const digest = digestOfPosts(group.map((post) => post.intent.digest));
    return { id, occurrence, edition, digest, approvals, needed };
  });
}
