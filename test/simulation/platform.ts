import type { Answer, Channel, Publication, ReadResult, Seen } from '../../src/core/domain/channel.ts';
import { type Instant, MINUTE, SECOND } from '../../src/core/domain/clock.ts';
import type { Account } from '../../src/core/domain/municipality.ts';
import type { Random } from '../stories/random.ts';
import type { Meet } from './hardship.ts';
import { NEVER, type Time } from './time.ts';

/** How badly the platforms behave. */
export interface Temper {
  /** After a send whose answer was lost: how much later it may still be accepted. */
  readonly latenessMs: number;
  /** How old what timelines show may be. */
  readonly stalenessMs: number;
  /** How far their clocks are off. */
  readonly skewMs: number;
  /** Of all calls, the share that goes wrong somehow. */
  readonly trouble: number;
  /** From then on nothing goes wrong any more; what was sent before may still be accepted late. */
  readonly troubleEndsAt: Instant;
}

/** A post as its platform knows it. */
export interface PlatformPost {
  readonly remoteId: string;
  readonly account: string;
  readonly idempotencyKey: string;
  readonly replyTo: string | null;
  readonly calledAt: Instant;
  readonly acceptedAt: Instant;
  /** What it says, and since when: newest last. */
  readonly texts: { readonly text: string; readonly at: Instant }[];
  deletedAt: Instant | null;
}

/** What names a publication: its idempotency key is made from all that it is. */
export interface Sent {
  readonly account: string;
  readonly idempotencyKey: string;
  readonly text: string;
}

/** A request as it came in. */
export type Call = { readonly account: string; readonly at: Instant } & (
  | {
      readonly do: 'publish';
      readonly idempotencyKey: string;
      readonly text: string;
      readonly replyTo: string | null;
    }
  | { readonly do: 'edit'; readonly remoteId: string; readonly text: string }
  | { readonly do: 'delete'; readonly remoteId: string }
);

/** Both platforms, pretended, in virtual time. */
export interface Platform {
  readonly calls: readonly Call[];
  readonly posts: readonly PlatformPost[];
  /** What was refused for good. */
  readonly refused: readonly Sent[];
  channel(account: Account): Channel;
}

const ANSWERS_WITHIN_MS = 20 * SECOND;
/** Ways in which a send goes wrong, each as often as its number says. */
const FATES = {
  'accepted-and-cut': 5,
  'accepted-and-silent': 5,
  'accepted-late': 6,
  vanished: 6,
  slow: 4,
  unavailable: 4,
  unsent: 3,
  'rate-limited': 2,
  unauthorised: 1,
  'out-of-credit': 0.2,
  suspended: 1,
  'reply-refused': 3,
  refused: 0.1,
} as const;
type Fate = keyof typeof FATES | 'fine';
const LOSING: ReadonlySet<Fate> = new Set([
  'accepted-and-cut',
  'accepted-and-silent',
  'accepted-late',
  'vanished',
]);

export function openPlatform(
  time: Time,
  random: Random,
  temper: Temper,
  meet: Meet,
  say: (line: string) => void,
): Platform {
  const calls: Call[] = [];
  const posts: PlatformPost[] = [];
  const refused: Sent[] = [];
  const channels = new Map<string, Channel>();
  let ids = 1_000_000;

  const troubled = () => time.now() < temper.troubleEndsAt;
  const skewMs = Math.round(random.between(-temper.skewMs, temper.skewMs));

  /** One account, with habits that stay the same. */
  function account({ id, handle, channel }: Account): Channel {
    const luck = random.branch(id);
    const own: PlatformPost[] = [];
    const isX = channel === 'x';
    // Neither is promised by anybody: some servers ignore the key, and X's refusal of duplicates is a courtesy.
    const knowsKeys = !isX && luck.next(0.3);
    const refusesCopies = isX && luck.next(0.4);
    let suspendedUntil = 0;
    let limitedUntil = 0;
    let silentUntil = 0;

    function drawn(): Fate {
      if (!troubled() || !luck.next(temper.trouble)) return 'fine';
      const names = Object.keys(FATES) as (keyof typeof FATES)[];
      const sum = names.reduce((total, name) => total + FATES[name], 0);
      let left = luck.between(0, sum);
      for (const name of names) {
        left -= FATES[name];
        if (left < 0) return name;
      }
      return 'fine';
    }

    const latency = () => time.sleep(luck.whole(20, 1_500), NEVER);

    function accept(publication: Publication, calledAt: Instant): PlatformPost {
      const post: PlatformPost = {
        remoteId: String(++ids),
        account: id,
        idempotencyKey: publication.idempotencyKey,
        replyTo: publication.replyTo,
        calledAt,
        acceptedAt: time.now(),
        texts: [{ text: publication.text, at: time.now() }],
        deletedAt: null,
      };
      own.push(post);
      posts.push(post);
      say(`${id} shows ${post.remoteId} "${publication.text}"`);
      return post;
    }

    function answerFor(post: PlatformPost): Answer {
      return {
        kind: 'posted',
        remoteId: post.remoteId,
        url: `https://example.org/${id}/${post.remoteId}`,
        at: post.acceptedAt + skewMs,
      };
    }

    /** What the request meets before anything is done. Null: nothing in its way. */
    function obstacle(fate: Fate): Answer | null {
      const now = time.now();
      if (fate === 'suspended') {
        meet('accounts suspended');
        suspendedUntil = now + luck.span(10 * MINUTE, 240 * MINUTE);
      }
      if (fate === 'rate-limited') {
        meet('rate limits');
        limitedUntil = now + luck.span(MINUTE, 15 * MINUTE);
      }
      if (troubled() && now < suspendedUntil)
        return { kind: 'refused', cause: 'account', reason: 'the account is suspended' };
      if (now < limitedUntil)
        return { kind: 'deferred', cause: 'rate', until: limitedUntil, reason: 'the rate limit is spent' };
      switch (fate) {
        case 'unavailable':
          return { kind: 'deferred', cause: 'server', until: null, reason: 'the server answered 503' };
        case 'unsent':
          return { kind: 'deferred', cause: 'unsent', until: null, reason: 'no connection' };
        case 'unauthorised':
          return { kind: 'deferred', cause: 'account', until: null, reason: 'unauthorised' };
        case 'out-of-credit':
          return { kind: 'deferred', cause: 'app', until: now + 10 * MINUTE, reason: 'no credit' };
        default:
          return null;
      }
    }

    /** The request arrives, and is carried out or not; then the answer comes, or does not. */
    async function carriedOut(fate: Fate, act: () => Answer): Promise<Answer> {
      const begun = time.now();
      const silence = () => time.sleep(begun + ANSWERS_WITHIN_MS - time.now(), NEVER);
      await latency();
      const blocked = obstacle(fate);
      if (blocked) return blocked;
      if (LOSING.has(fate)) meet('answers lost');
      if (fate === 'accepted-late') meet('accepted late');
      switch (fate) {
        case 'vanished':
          if (luck.next(0.5)) await silence();
          return UNKNOWN;
        case 'accepted-late':
          void time.sleep(luck.between(0, temper.latenessMs), NEVER).then(act);
          if (luck.next(0.5)) await silence();
          return UNKNOWN;
        case 'accepted-and-cut':
          act();
          return UNKNOWN;
        case 'accepted-and-silent':
          act();
          await silence();
          return UNKNOWN;
        case 'slow': {
          const answer = act();
          await time.sleep(luck.between(5, 18) * SECOND, NEVER);
          return answer;
        }
        default: {
          const answer = act();
          await latency();
          return answer;
        }
      }
    }

    function published(publication: Publication, calledAt: Instant, fate: Fate): Answer {
      const { replyTo, text, idempotencyKey } = publication;
      const known = own.find((post) => post.idempotencyKey === idempotencyKey);
      if (known && knowsKeys) return answerFor(known);
      const parent = own.find((post) => post.remoteId === replyTo);
      if (replyTo !== null && (fate === 'reply-refused' || !parent || parent.deletedAt !== null))
        return { kind: 'refused', cause: 'reply', reason: 'the answer is not allowed' };
      const copied = own.find((post) => post.deletedAt === null && textOf(post) === text);
      if (refusesCopies && copied) {
        // Another post says this already: it is refused for good. The same post is there, and is found.
        if (copied.idempotencyKey !== idempotencyKey) refused.push({ account: id, idempotencyKey, text });
        return { kind: 'refused', cause: 'duplicate', reason: 'the account said this already' };
      }
      if (fate === 'refused') {
        refused.push({ account: id, idempotencyKey, text });
        return { kind: 'refused', cause: 'post', reason: 'the text is refused' };
      }
      return answerFor(accept(publication, calledAt));
    }

    function seenAt(post: PlatformPost, at: Instant): Seen | null {
      if (post.acceptedAt > at || (post.deletedAt !== null && post.deletedAt <= at)) return null;
      const text = post.texts.findLast((one) => one.at <= at)?.text ?? textAtFirst(post);
      return {
        remoteId: post.remoteId,
        text,
        url: `https://example.org/${id}/${post.remoteId}`,
        at: post.acceptedAt + skewMs,
        isOwn: true,
      };
    }

    /** Null: it can be read now. */
    async function unreadable(): Promise<Extract<ReadResult<never>, { kind: 'unreadable' }> | null> {
      await latency();
      if (!troubled()) return null;
      const now = time.now();
      if (luck.next(temper.trouble / 4)) silentUntil = now + luck.span(10 * SECOND, 40 * MINUTE);
      if (now >= silentUntil) return null;
      meet('timelines unread');
      if (luck.next(0.3)) await time.sleep(ANSWERS_WITHIN_MS - 2 * SECOND, NEVER);
      const until = luck.next(0.3) ? silentUntil : null;
      return { kind: 'unreadable', reason: 'the timeline is not available', until };
    }

    const staleness = () => (troubled() ? Math.round(luck.between(0, temper.stalenessMs)) : 0);

    return {
      proof: id,
      recall() {},
      async identity() {
        const reading = await unreadable();
        return reading ?? { kind: 'read', value: { handle, remoteId: id } };
      },
      async limits() {
        return { kind: 'absent' };
      },
      publish(publication) {
        const at = time.now();
        const { idempotencyKey, text, replyTo } = publication;
        calls.push({ do: 'publish', account: id, at, idempotencyKey, text, replyTo });
        const fate = drawn();
        say(`${id} is sent "${text}": ${fate}`);
        return carriedOut(fate, () => published(publication, at, fate));
      },
      edit(remoteId, publication) {
        calls.push({ do: 'edit', account: id, at: time.now(), remoteId, text: publication.text });
        const fate = drawn();
        say(`${id} is told to make ${remoteId} "${publication.text}": ${fate}`);
        return carriedOut(fate, () => {
          const post = own.find((one) => one.remoteId === remoteId);
          if (!post || post.deletedAt !== null)
            return { kind: 'refused', cause: 'missing', reason: 'there is no such post' };
          post.texts.push({ text: publication.text, at: time.now() });
          // A status that was edited still says when it was made, so the channel says nothing.
          return { ...answerFor(post), at: null };
        });
      },
      delete(remoteId) {
        calls.push({ do: 'delete', account: id, at: time.now(), remoteId });
        const fate = drawn();
        say(`${id} is told to delete ${remoteId}: ${fate}`);
        return carriedOut(fate, () => {
          const post = own.find((one) => one.remoteId === remoteId);
          if (post) post.deletedAt ??= time.now();
          return { kind: 'posted', remoteId, url: null, at: null };
        });
      },
      async read(remoteId) {
        const reading = await unreadable();
        if (reading) return reading;
        const post = own.find((one) => one.remoteId === remoteId);
        const seen = post && seenAt(post, Math.max(time.now() - staleness(), post.acceptedAt));
        return seen ? { kind: 'read', value: seen } : { kind: 'absent' };
      },
      rights: async () => ({ kind: 'absent' }),
      source: async () => ({ kind: 'absent' }),
      async timeline({ since, from, postsMax }) {
        const reading = await unreadable();
        if (reading) return reading;
        const at = time.now() - staleness();
        const shown = own
          .flatMap((post) => seenAt(post, at) ?? [])
          .filter((seen) => seen.at >= from && (since === null || Number(seen.remoteId) > Number(since)))
          .sort((a, b) => Number(b.remoteId) - Number(a.remoteId));
        const cut = troubled() && luck.next(temper.trouble / 8) ? luck.whole(0, shown.length) : postsMax;
        const complete = cut >= shown.length;
        return { kind: 'read', value: { posts: shown.slice(0, cut), complete } };
      },
      same: (sent, seen) => seen.text === sent,
    };
  }

  return {
    calls,
    posts,
    refused,
    channel(of) {
      const known = channels.get(of.id);
      if (known) return known;
      const made = account(of);
      channels.set(of.id, made);
      return made;
    },
  };
}

const UNKNOWN: Answer = { kind: 'unknown', reason: 'the answer was lost' };

/** What it says now. */
export function textOf(post: PlatformPost): string {
  return post.texts.at(-1)?.text ?? '';
}

/** What it said when it was published. */
export function textAtFirst(post: PlatformPost): string {
  return post.texts[0]?.text ?? '';
}
