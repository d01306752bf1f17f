import { KINDS, type Kind } from '../src/announcement.ts';
import { HOUR, type Instant, MINUTE, SECOND } from '../src/clock.ts';
import type { Intent } from '../src/entry.ts';
import type { Approval, Claim, Ledger, Recording } from '../src/ledger.ts';
import type { Grounds } from '../src/message.ts';
import { keyOf, postDigest } from '../src/post.ts';
import type { ChannelSettings, Settings } from '../src/settings.ts';

/** Monday 30 October 2023, 06:30 in Siegen. */
export const MORNING: Instant = Date.UTC(2023, 9, 30, 5, 30);
export const INCIDENT = 'sit-2023-10';

const CHANNEL: ChannelSettings = {
  baseUrl: null,
  limits: { characters: 280, perUrl: 23 },
  sendTimeoutMs: 20 * SECOND,
  quietMs: 5 * MINUTE,
  prices: { postUsd: 0, postWithUrlUsd: 0, deleteUsd: 0, readUsd: 0 },
  rates: [],
  reserve: 0,
  budgetUsd: null,
};

export const SETTINGS: Settings = {
  zone: 'Europe/Berlin',
  tick: '* * * * *',
  sandbox: true,
  approvals: { needed: 1, standing: new Set<Kind>(['outage']) },
  freshForMs: 24 * HOUR,
  backlogAfterMs: 10 * MINUTE,
  gapMs: 0,
  keepCurrent: { kinds: new Set(), quietMs: 5 * MINUTE, everyMs: HOUR },
  confirmed: null,
  claimMs: 2 * MINUTE,
  accountsAtOnce: 10,
  channels: { x: CHANNEL, mastodon: { ...CHANNEL, quietMs: 3 * MINUTE } },
  database: null,
  outdatedAfterMs: 15 * MINUTE,
  web: { port: 0, sandboxPort: 0, host: '127.0.0.1' },
  alerts: { webhook: null, ping: null },
};

/** One post of Siegen on X; the key and the digest follow from what is given. */
export function intent(given: Partial<Intent> = {}): Intent {
  const { announcement = 'hotline', occurrence = null, edition = 1, account = 'siegen-x' } = given;
  const { language = 'de', action = 'publish', text = 'Das Rathaus ist zu.' } = given;
  const name = { incident: INCIDENT, announcement, occurrence, edition, account, language };
  const key = given.key ?? keyOf(name);
  return {
    ...name,
    key,
    action,
    text,
    kind: 'contacts',
    municipality: 'siegen',
    channel: account.endsWith('mastodon') ? 'mastodon' : 'x',
    about: ['kreis-siwi', 'siegen'],
    grounds: text === null ? null : `grounds of ${text}`,
    target: null,
    after: null,
    at: MORNING,
    due: MORNING,
    until: null,
    rank: 0,
    server: account.endsWith('mastodon') ? 'https://social.example.org' : 'https://api.example.org',
    usd: 0,
    ...given,
    digest: postDigest({ key, action, account, text }),
  };
}

export function editOf(target: Intent, text: string, given: Partial<Intent> = {}): Intent {
  return intent({
    ...target,
    key: `${target.key}/edit.1`,
    action: 'edit',
    target: target.key,
    text,
    grounds: `grounds of ${text}`,
    ...given,
  });
}

export function deletionOf(target: Intent, given: Partial<Intent> = {}): Intent {
  const key = `${target.key}/delete`;
  return intent({
    ...target,
    key,
    action: 'delete',
    target: target.key,
    text: null,
    grounds: null,
    ...given,
  });
}

export const MESSAGES = Object.fromEntries(KINDS.map((kind) => [kind, `words of ${kind}`])) as Record<
  Kind,
  string
>;

/** What a tick writes down whose plan is these intents. */
export function recording(intents: readonly Intent[], given: Partial<Recording> = {}): Recording {
  return {
    incident: INCIDENT,
    state: { digest: 'file-1', mode: 'live', at: MORNING },
    messages: MESSAGES,
    announcements: [...new Set(['hotline', ...intents.map((one) => one.announcement)])],
    intents,
    dropped: [],
    cancelled: [],
    held: [],
    grounds: new Map(
      intents.flatMap((one) => (one.grounds ? [[one.grounds, groundsNamed(one.grounds)]] : [])),
    ),
    ...given,
  };
}

/** As if nobody had accepted a version meanwhile. */
export const OVER_ALL = Number.MAX_SAFE_INTEGER;

function groundsNamed(name: string): Grounds {
  return { title: { de: name } } as unknown as Grounds;
}

export function approvalOf(one: Intent, by = 'presse'): Approval {
  return { digest: one.digest, subject: { post: one.key }, by, at: MORNING };
}

/** Planned and approved: nothing but time stands against them. */
export async function ready(
  ledger: Ledger,
  intents: readonly Intent[],
  now: Instant = MORNING,
): Promise<void> {
  await ledger.record(recording(intents), now, OVER_ALL);
  await ledger.approve(intents.map((one) => approvalOf(one)));
}

/** A claim that must succeed. */
export async function claimed(ledger: Ledger, one: Intent, now: Instant = MORNING): Promise<Claim> {
  const outcome = await ledger.claim(one.key, 'worker', now);
  if (outcome.kind !== 'claimed') throw new Error(`${one.key} was not claimed: ${outcome.because}`);
  return outcome.claim;
}

export async function posted(
  ledger: Ledger,
  one: Intent,
  remoteId: string,
  now: Instant = MORNING,
): Promise<void> {
  await answered(
    ledger,
    one,
    { kind: 'posted', remoteId, url: `https://example.org/${remoteId}`, at: now },
    now,
  );
}

export async function lost(ledger: Ledger, one: Intent, now: Instant = MORNING): Promise<void> {
  await answered(ledger, one, { kind: 'unknown', reason: 'the answer was lost' }, now);
}

/** Claims it and settles it with this answer, at once. */
export async function answered(
  ledger: Ledger,
  one: Intent,
  answer: Parameters<typeof answeredWith>[0],
  now: Instant = MORNING,
): Promise<void> {
  const claim = await claimed(ledger, one, now);
  if (!(await ledger.settle(claim, answeredWith(answer, now), now)))
    throw new Error(`${one.key} could not be settled`);
}

type Settlement = Parameters<Ledger['settle']>[1];

export function answeredWith(
  answer: Extract<Settlement, { kind: 'answered' }>['answer'],
  now: Instant = MORNING,
): Settlement {
  return { kind: 'answered', answer, retryAt: answer.kind === 'deferred' ? now + MINUTE : null, leftBy: now };
}

export const EVERYTHING = { incident: null, municipality: null, announcement: null, key: null };
