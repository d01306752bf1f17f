import { CHANNELS } from '../../channels/registry.ts';
import type { Key } from '../../core/domain/post-key.ts';
import type { AlertMessage } from '../../core/ledger/alert.ts';
import { alertWords } from '../../staff-words/advice.ts';
import { namedIn } from '../../staff-words/named.ts';
import { names, say } from '../../staff-words/say.ts';
import type { Told, WordedAlert } from '../../worker/alert-sender.ts';

/** Names of posts or accounts in one line. */
const NAMES_MAX = 8;

/** A message to staff in words. Its text for a chat ends with where the posts can be looked up. */
export function wordAlert(
  { kind, reason, about, alerts, since }: AlertMessage,
  { where, region, origin, zone, now }: Told,
): WordedAlert {
  const named = namedIn({ region, channels: CHANNELS, zone, now });
  const { what, advice } = alertWords(reason, alerts.length, named.time, named.account);
  const places = [...new Set(about.map((one) => named.account(accountIn(one))))];
  const isNamed = places.length === 1 && what.includes(places[0] ?? '');
  const whole = isNamed ? what : `${what} [${names(places, NAMES_MAX)}]`;
  const line =
    kind === 'over' ? say('alert-over', { what: whole }) : say('alert-line', { what: whole, advice });
  const ended = say('alert-since', { where, time: named.time(since) });
  const posts = about.filter((one) => one.includes('/'));
  const text = [line, ended, ...(posts.length > 0 ? [historyOf(posts, origin)] : [])].join(' ');
  return { what, advice, line, text };
}

/** The account of a key; anything else is about itself. */
function accountIn(about: string): string {
  return about.split('/')[2] ?? about;
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
