import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHANNELS } from '../src/channels/registry.ts';
import type { Kind } from '../src/core/domain/announcement.ts';
import { channelSettings } from '../src/core/domain/settings.ts';
import { allowancesFor } from '../src/core/ledger/rate-limits.ts';
import { readSettings } from '../src/files/settings/settings.ts';

/** The first day of an incident: the minutes of the day at which all bodies, or a part of them, publish a post of a kind. */
const DAY: readonly (readonly [at: number, kind: Kind, part: number])[] = [
  [130, 'outage', 1],
  [390, 'appointments', 1],
  [480, 'status', 1],
  [720, 'status', 1],
  [960, 'contacts', 1],
  [990, 'correction', 0.01],
  [1_080, 'status', 1],
];
const MINUTES_SIMULATED = 3 * 1_440;
const SETTINGS = readSettings('{}', 'config.yaml', CHANNELS);

interface Waiting {
  readonly at: number;
  readonly kind: Kind;
  count: number;
}

interface Outcome {
  readonly wanted: number;
  readonly inTime: number;
  readonly late: number;
  readonly never: number;
  readonly firstWordAfter: number | null;
  readonly usd: number;
  readonly usdWithLinks: number;
}

/** Plays a day of so many accounts on one channel: each minute sends what the app's limits leave, urgent posts first. */
function dayOf(channel: string, accounts: number): Outcome {
  const { pricesUsd } = channelSettings(SETTINGS, channel);
  const waiting: Waiting[] = [];
  const sentAt = new Array<number>(MINUTES_SIMULATED).fill(0);
  let [wanted, inTime, late, never, firstWords, firstWordAfter] = [0, 0, 0, 0, 0, null as number | null];
  const rankOf = ({ kind, at }: Waiting) => (kind === 'correction' ? -1 : at);
  for (let minute = 0; minute < MINUTES_SIMULATED; minute++) {
    for (const [at, kind, part] of DAY)
      if (at === minute) {
        const count = Math.max(1, Math.round(accounts * part));
        // A newer status replaces one that still waits.
        for (const one of waiting)
          if (one.kind === kind) {
            never += one.count;
            one.count = 0;
          }
        waiting.push({ at, kind, count });
        wanted += count;
      }
    for (const one of waiting.sort((a, b) => rankOf(a) - rankOf(b))) {
      if (minute - one.at > SETTINGS.freshnessMs / 60_000) {
        never += one.count;
        one.count = 0;
      }
      const sends = Math.min(one.count, leftNow(channel, one.kind, sentAt, minute));
      one.count -= sends;
      sentAt[minute] = (sentAt[minute] ?? 0) + sends;
      if (minute - one.at <= 15) inTime += sends;
      else late += sends;
      if (one.kind === 'outage') {
        firstWords += sends;
        if (firstWords === accounts) firstWordAfter ??= minute - one.at;
      }
    }
  }
  const sent = inTime + late;
  return {
    ...{ wanted, inTime, late, never, firstWordAfter },
    ...{ usd: sent * pricesUsd.post, usdWithLinks: sent * pricesUsd.postWithUrl },
  };
}

/** How many posts the limits of the app leave in this minute. */
function leftNow(channel: string, kind: Kind, sentAt: readonly number[], minute: number): number {
  return allowancesFor({ kind, action: 'publish', channel }, SETTINGS)
    .filter(({ limit }) => limit.per === 'app')
    .map(({ limit, count }) => {
      const from = Math.max(0, minute - limit.withinMs / 60_000 + 1);
      return Math.max(0, count - sentAt.slice(from, minute + 1).reduce((a, b) => a + b, 0));
    })
    .reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
}

const number = (value: number) => Math.round(value).toLocaleString('en-US');
const usd = (value: number) => (value === 0 ? 'free' : `$${number(value)}`);

function row(channel: string, accounts: number): string {
  const { wanted, inTime, late, never, firstWordAfter, usd: plain, usdWithLinks } = dayOf(channel, accounts);
  const first =
    firstWordAfter === null
      ? '**not at all**'
      : firstWordAfter === 0
        ? 'at once'
        : `${firstWordAfter / 60} h`;
  return `| ${[number(accounts), number(wanted), number(inTime), number(late), never === 0 ? '0' : `**${number(never)}**`, first, usd(plain), usd(usdWithLinks)].join(' | ')} |`;
}

const HEAD = [
  '| accounts | posts asked for | within 15 min | later | never | all have the first word after | costs | with a link in each |',
  '| --- | --- | --- | --- | --- | --- | --- | --- |',
];

/** Writes docs/scale.md: how a day of so many municipalities goes under the limits and prices of the platforms. */
export function scaleDocument(): string {
  const perAccount = DAY.length;
  return `${[
    '# Ten thousand municipalities',
    'What the real platforms leave of the first day of an incident. `npm run scale` computes this page from the limits and prices that the program ships with (`src/channels/*/module.ts`; docs.x.com and docs.joinmastodon.org, summer 2026) and its own rules: a fifth of every limit is kept for corrections, retractions and all-clears, urgent posts go first, a newer status replaces one that still waits, and nothing is posted that is older than 24 hours.',
    `The day: the outage at 2:10, appointments at 6:30, a status at 8:00, 12:00 and 18:00, contacts at 16:00, and at 16:30 a correction for every hundredth. That is up to ${perAccount} posts an account. *Never*: overtaken, or too old. The program is taken to be fast: the limits alone count.`,
    '## X, all accounts on one app',
    [...HEAD, ...[74, 400, 1_000, 1_300, 2_000, 5_000, 10_000].map((size) => row('x', size))].join('\n'),
    'X takes 10,000 posts in 24 hours from all accounts of an app together, so 8,000 that are not urgent. That is the whole of it: no machine, no number of workers and no second database changes it. Of 10,000 accounts the last 2,000 have the first word a whole day later, and nearly everything after it is overtaken or too old. What is lost is not lost silently: `plan` says under WARNINGS how much waits for which limit and until when, and staff are told of what does not get out.',
    'Several apps of one operator to widen the limit are forbidden by X.',
    '## Mastodon',
    [...HEAD, ...[74, 1_000, 10_000].map((size) => row('mastodon', size))].join('\n'),
    `A server takes 300 posts in 3 hours from an account; an account here makes at most ${perAccount} in a day. No limit is shared by accounts, so nothing grows with their number but the load on the servers. A single server with thousands of accounts takes their posts from few addresses within minutes: its operator must have been told, and \`accounts_at_once\` bounds the requests that it gets at the same time.`,
    '## What a country would do',
    [
      '1. **Let the districts speak on X.** Some 400 districts and large cities, each for its towns (`about: towns-of/…`), stay far below the limit, with room for a day on which everything changes. The towns speak on Mastodon, where the limit is their own.',
      '2. **Agree on a higher limit with X** before it is needed: it is part of a contract, not of a setting. Then write it into `channels.x.rates`.',
      '3. **No link on X**: it costs thirteen times as much. Put the address into the profile.',
      '4. **One operator for each state or IT provider, each with its own contract and app for its own municipalities**, its own ledger and its own workers, never two for one account. Ask X first whether it takes this for several apps of one.',
      '5. **Servers of their own for Mastodon**, several, so that one that fails silences a part. Their administrators can raise the limits for accounts that they know.',
      '6. **Fewer posts**: a status once a day, `keep_current` in place of a new post. Half of the posts is twice the municipalities.',
    ].join('\n'),
  ].join('\n\n')}\n`;
}

if (import.meta.main) {
  writeFileSync(join(import.meta.dirname, 'scale.md'), scaleDocument());
  process.stdout.write(scaleDocument());
}
