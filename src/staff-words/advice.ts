import type { Prepared } from '../app/prepared.ts';
import type {
  AlertReason,
  Delay,
  HoldReason,
  NearDuplicate,
  SpokenFor,
  Warning,
} from '../core/domain/advice.ts';
import { HOUR, type Instant, MINUTE } from '../core/domain/clock.ts';
import type { Args, Mistake } from '../core/domain/errors.ts';
import type { Pause, PauseScope } from '../core/domain/pause.ts';
import { announcementIn, type Key } from '../core/domain/post-key.ts';
import type { Outdated } from '../core/planning/outdated.ts';
import { factWords, mistakeWords, names, reasonWords, type SentenceId, say, sayWith } from './say.ts';

/*
 * Everything that the core tells staff, in sentences of the catalogue and as commands of this program. Planning and monitoring
 * give codes and values (core/domain/advice.ts). The sentences of a code are `hold-<because>`, `warn-<code>` and
 * `alert-<code>`, the last two with `-advice`. They name the values as the core does, and what `WORDED` makes of them; `none`
 * is a value that is null. Functions take `time`, which shows an instant in the configured zone.
 */

type ShowTime = (instant: Instant) => string;

/** Bodies that are named before the rest is counted. */
const BODIES_MAX = 6;
/** Posts that are named before the rest is counted: an alert names every one. */
const POSTS_MAX = 12;

const instant = (at: Instant | null, time: ShowTime) => ({ time: at === null ? 'none' : time(at) });

/** The names that a sentence gets for a value of this name, if the value is no text or number, or needs other words. */
const WORDED: Readonly<Record<string, (value: never, time: ShowTime) => Args>> = {
  ...{ at: instant, until: instant, promised: instant },
  withinMs: (ms: number) => ({ hours: ms / HOUR, minutes: ms / MINUTE }),
  message: (kind: string) => ({ kind: say('kind', { kind }) }),
  mistake: (mistake: Mistake | null) => ({
    ...(mistake === null ? { message: say('alert-files-unknown'), advice: '' } : mistakeWords(mistake)),
    place: mistake?.place ? `${mistake.place.file}:${mistake.place.line ?? 1}` : 'none',
    line: mistake?.place?.line ?? 'none',
  }),
  pause: ({ scope, by, at }: Pause, time) => ({
    ...{ time: time(at), by, scope: scopeNamed(scope), command: resumption(scope) },
  }),
  delay: (delay: Delay, time) => ({
    delay: told(`delay-${delay.of}`, delay.of === 'limit' ? delay.limit : delay, time),
  }),
  reason: (reason: string | HoldReason | null, time): Args => {
    if (reason === null) return {};
    if (typeof reason === 'string') return { reason: reasonWords(reason) };
    return { because: say('because', { code: reason.because }), advice: holdAdvice(reason, time) };
  },
  text: (text: string | null) => ({ text: text?.replace(/\n+/g, ' ') ?? 'none' }),
  words: (words: string | null | readonly string[]) => ({
    words: typeof words === 'string' ? say('alert-words', { words: words.replace(/\s+/g, ' ') }) : '',
  }),
  key: (key: Key) => ({ announcement: announcementIn(key) }),
  municipalities: ([first = '', ...more]: readonly string[]) => ({
    names: names([first, ...more], BODIES_MAX),
    town: more.length === 0 ? first : say('town'),
  }),
  contradictions: (facts: readonly string[]) => ({ contradictions: facts.map(factWords).join(', ') }),
  others: (others: SpokenFor['others']) => {
    const whose = others.map(
      ({ municipality, facts }) => `${municipality} (${facts.map(factWords).join(', ')})`,
    );
    return { others: names(whose, BODIES_MAX) };
  },
  spoken: (spoken: readonly SpokenFor[], time) => {
    const each = spoken.map((one) => told('contradicted', one, time));
    return { names: names(each, BODIES_MAX) };
  },
  posts: (posts: number | readonly { readonly key: Key; readonly account: string }[]): Args => {
    if (typeof posts === 'number') return { posts };
    const each = posts.map(({ key, account }) => say('key-on', { key, account }));
    return { posts: posts.length, names: names(each, POSTS_MAX) };
  },
  pairs: (pairs: readonly (NearDuplicate & { readonly account: string })[], time) => ({
    platform: pairs[0]?.platform ?? '',
    pairs: pairs
      .map(({ account, other, percent }) => say('alike-pair', { account, other, percent }))
      .join(', '),
    advice: pairs[0] ? holdAdvice({ because: 'too-alike', ...pairs[0] }, time) : '',
  }),
};

/** A sentence with the values of a reason. */
function told(id: SentenceId, values: object, time: ShowTime): string {
  const args = Object.entries(values).map(([name, value]) => ({
    ...(typeof value !== 'object' && { [name]: value }),
    ...(value === null && { [name]: 'none' }),
    ...WORDED[name]?.(value as never, time),
  }));
  return sayWith(id, Object.assign({}, ...args));
}

/** The advice for a post that is held. */
export function holdAdvice(reason: HoldReason, time: ShowTime): string {
  return told(`hold-${reason.because}`, reason, time);
}

/** Says why outdated posts have no words today. `whos`: names those whose own facts contradict them. */
export function nothingNow(outdated: readonly Outdated[], whos: (ids: readonly string[]) => string): string {
  const reasons = outdated.flatMap(({ wordless }) => wordless ?? []);
  const others = new Set(reasons.flatMap((one) => (one.because === 'others' ? one.contradicted : [])));
  if (others.size > 0) return say('outdated-others', { names: whos([...others]) });
  if (reasons.some(({ because }) => because === 'denied')) return say('outdated-denied');
  const tooLong = reasons.find(({ because }) => because === 'too-long');
  return tooLong ? told('outdated-too-long', tooLong, String) : say('outdated-nothing-left');
}

/** A warning as `plan --json` has it. */
interface WordedWarning {
  readonly about: string;
  readonly because: string;
  readonly advice: string;
}

export function worded(warning: Warning, time: ShowTime): WordedWarning {
  const because = told(`warn-${warning.code}`, warning, time);
  return { about: about(warning), because, advice: told(`warn-${warning.code}-advice`, warning, time) };
}

function about(warning: Warning): string {
  switch (warning.code) {
    case 'paused':
      return scopeNamed(warning.pause.scope);
    case 'written':
      return told('warn-written-about', warning, String);
    case 'odd-time':
    case 'costly-number':
      return warning.who;
    case 'unwatched':
    case 'facts-broken':
      return warning.municipality;
    case 'delayed':
      return warning.channel;
    default:
      return warning.announcement;
  }
}

/** An alert in words: what is wrong, and what staff can do. */
interface AlertWords {
  readonly what: string;
  readonly advice: string;
}

/** `total`: of how many posts or accounts it tells. `named`: an account as people call it. */
export function alertWords(
  alert: AlertReason,
  total: number,
  time: ShowTime,
  named: (account: string) => string,
): AlertWords {
  if ('what' in alert) return { what: alert.what, advice: alert.advice };
  const account = 'account' in alert ? { account: named(alert.account), id: alert.account } : {};
  const values = { total, more: total - 1, ...alert, ...account };
  const what = told(`alert-${alert.code}`, values, time);
  return {
    what: 'more' in alert && alert.more > 0 ? say('alert-and-more', { what, n: alert.more }) : what,
    advice: told(`alert-${alert.code}-advice`, values, time).trim(),
  };
}

/** Tells the consequences for the incident whose id a change replaces. */
export function leftWords(leaves: Prepared['leaves']): readonly string[] {
  if (leaves === null) return [];
  const { incident, published, waiting } = leaves;
  return [
    ...(published > 0 ? [say('change-leaves', { n: published, incident })] : []),
    ...(waiting > 0 ? [say('change-abandons', { n: waiting, incident })] : []),
  ];
}

/** The paused part, in few words. */
export function scopeNamed(scope: PauseScope): string {
  return sayWith(`scope-${scope.of}`, { ...scope });
}

/** The command that ends a pause. */
function resumption(scope: PauseScope): string {
  const account = scope.of === 'account' ? ` --account ${scope.account}` : '';
  const channel = scope.of === 'channel' ? ` --channel ${scope.channel}` : '';
  return `ausrufer resume${account}${channel} --by NAME`;
}
