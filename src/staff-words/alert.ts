import { CHANNELS } from '../channels/registry.ts';
import type { Instant, Zone } from '../core/domain/clock.ts';
import type { Region } from '../core/domain/municipality.ts';
import type { Key } from '../core/domain/post-key.ts';
import type { AlertMessage } from '../core/ledger/alert.ts';
import { alertWords } from './advice.ts';
import { namedIn } from './named.ts';
import { names, say } from './say.ts';

/** An alert in words: what is wrong, what staff can do, both as one line, and that with the time for a chat. */
interface WordedAlert {
  readonly what: string;
  readonly advice: string;
  readonly line: string;
  readonly text: string;
}

/** The context for the words of an alert. `where`: the name of the ledger. `origin`: the console's address, null without one. */
interface Told {
  readonly where: string;
  readonly region: Region;
  readonly origin: string | null;
  readonly zone: Zone;
  readonly now: Instant;
}

/** Names of posts or accounts in one line. */
const NAMES_MAX = 8;

/** A message to staff in words. Its text for a chat ends with where the posts can be looked up. */
export function wordAlert(
  { kind, reason, about, alerts, since }: AlertMessage,
  { where, region, origin, zone, now }: Told,
): WordedAlert {
  const named = namedIn({ region, channels: CHANNELS, zone, now });
  const { what, advice } = alertWords(reason, alerts.length, named.time, named.account);
  // The account of a key; anything else is about itself.
  const places = [...new Set(about.map((one) => named.account(one.split('/')[2] ?? one)))];
  const isNamed = places.length === 1 && what.includes(places[0] ?? '');
  const whole = isNamed ? what : `${what} [${names(places, NAMES_MAX)}]`;
  const line =
    kind === 'over' ? say('alert-over', { what: whole }) : say('alert-line', { what: whole, advice });
  const ended = say('alert-since', { where, time: named.time(since) });
  const posts = about.filter((one) => one.includes('/'));
  const text = [line, ended, ...(posts.length > 0 ? [historyOf(posts, origin)] : [])].join(' ');
  return { what, advice, line, text: withoutMentions(text) };
}

/**
 * The text with nothing in it that a chat takes for a mention: a word that somebody wrote, or that a server answered, must not
 * call a whole channel. Slack and Mattermost read `<!channel>`, Mattermost and Matrix also `@all` or `@room`. An invisible word
 * joiner breaks both, and changes nothing where a receiver reads neither. Addresses keep their `@`.
 */
function withoutMentions(text: string): string {
  return text
    .replaceAll('<', '<\u2060')
    .replace(/(?<!https?:\/\/\S*)@(?=(?:all|channel|everyone|here|room)\b)/gi, '@\u2060');
}

function historyOf(posts: readonly Key[], origin: string | null): string {
  const [first = ''] = posts;
  const one = posts.length === 1;
  return say('alert-history', {
    where:
      origin === null
        ? `ausrufer history${one ? ` --key ${first}` : ''}`
        : `${origin}/beitraege${one ? `/${encodeURIComponent(first)}` : ''}`,
  });
}
