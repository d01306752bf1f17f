import type {
  AlertReason,
  Delay,
  HoldReason,
  NearDuplicate,
  SpokenFor,
  Warning as WarningData,
} from '../core/domain/advice.ts';
import { HOUR, type Instant, MINUTE } from '../core/domain/clock.ts';
import type { PauseScope } from '../core/domain/pause.ts';
import { announcementIn } from '../core/domain/post-key.ts';
import { factWords, mistakeWords, names, reasonWords, say } from './say.ts';

/*
 * Everything that the core tells staff, in sentences of the catalogue and as commands of this program. Planning and monitoring
 * give codes and values (core/domain/advice.ts); the words are here alone. Functions take `time`, which shows an instant
 * in the configured zone.
 */

type ShowTime = (instant: Instant) => string;

/** The advice for a post that is held. */
export function holdAdvice(reason: HoldReason, time: ShowTime): string {
  switch (reason.because) {
    case 'no-language':
      return say('hold-no-language', { language: reason.language });
    case 'no-sentence':
    case 'unsigned':
      return say(`hold-${reason.because}`, { language: reason.language, sentence: reason.sentence });
    case 'nothing-to-say':
      return reason.message === 'correction'
        ? say('hold-right-unknown', { municipality: reason.municipality })
        : say('hold-nothing-to-say', {
            municipality: reason.municipality,
            kind: say('kind', { kind: reason.message }),
          });
    case 'missing-translation': {
      const { field, language } = reason;
      return field === null
        ? say('hold-missing-text', { language })
        : say('hold-missing-field', { field, language });
    }
    case 'message-broken':
      return say('hold-message-broken', {
        language: reason.language,
        reason: mistakeWords(reason.mistake).message,
      });
    case 'secret':
      return say('hold-secret', { source: reason.source });
    case 'too-long':
      return say('hold-too-long', { length: reason.length, limit: reason.limit });
    case 'facts-broken': {
      const { message, advice } = mistakeWords(reason.mistake);
      return say('hold-facts-broken', { municipality: reason.municipality, message, advice });
    }
    case 'contradicts-facts': {
      const contradictions = reason.contradictions.map(factWords).join(', ');
      return say('hold-contradicts-facts', { municipality: reason.municipality, contradictions });
    }
    case 'contradicts-others':
      return say('hold-contradicts-others', { group: reason.group, contradicted: contradicted(reason) });
    case 'said-twice':
      return say('hold-said-twice', { other: reason.other });
    case 'not-confirmed':
      return say('hold-not-confirmed', { municipality: reason.municipality, hours: reason.withinMs / HOUR });
    case 'account-stopped':
      return say('hold-account-stopped', { reason: sentence(reason.reason), account: reason.account });
    case 'not-for-exercises':
    case 'no-credential':
    case 'nothing-to-correct':
    case 'original-unknown':
    case 'own-words':
    case 'older-file':
      return say(`hold-${reason.because}`);
    case 'too-alike':
      return nearDuplicateAdvice(reason);
    case 'refused':
      return say('hold-refused', { reason: sentence(reason.reason ?? say('no-reason')) });
    case 'unknown':
      return say('hold-unknown', { reason: reason.reason ?? say('answer-lost') });
    case 'not-in-file': {
      const { action, announcement, target } = reason;
      if (action === 'publish') return say('hold-not-in-file-publish');
      return say(`hold-not-in-file-${action}`, { target: target ?? '', announcement });
    }
    case 'paused': {
      const { target, pause } = reason;
      const command = resumption(pause.scope);
      return say('hold-paused', { target, time: time(pause.at), by: pause.by, command });
    }
    default:
      return reason satisfies never;
  }
}

/** A warning as `plan --json` has it. */
export interface Warning {
  readonly about: string;
  readonly because: string;
  readonly advice: string;
}

export function worded(warning: WarningData, time: ShowTime): Warning {
  switch (warning.code) {
    case 'paused': {
      const { scope, at, by } = warning.pause;
      return {
        about: scopeNamed(scope),
        because: say('warn-paused', { time: time(at), by }),
        advice: say('warn-continue', { command: resumption(scope) }),
      };
    }
    case 'written': {
      const { place } = warning.mistake;
      const { message, advice } = mistakeWords(warning.mistake);
      const about = place === null ? say('warn-state-file') : `${place.file}:${place.line ?? 1}`;
      return { about, because: message, advice };
    }
    case 'odd-time': {
      const { who, of, at } = warning;
      return of === 'started'
        ? {
            about: who,
            because: say('warn-started', { time: time(at) }),
            advice: say('warn-started-advice'),
          }
        : {
            about: who,
            because: say('warn-next-update', { time: time(at) }),
            advice: say('warn-next-update-advice', { who }),
          };
    }
    case 'dropped':
      return aboutIt(warning, say('warn-dropped', { posts: warning.posts, reason: warning.reason }));
    case 'nothing-new':
      return aboutIt(warning, say('warn-nothing-new', { n: warning.posts }));
    case 'contradicts-others':
      return aboutIt(warning, names(warning.spoken.map(contradicted), SPOKEN_MAX));
    case 'no-next-update':
    case 'nothing-down':
    case 'open-without-work':
    case 'mail-still-lost':
      return aboutIt(
        warning,
        say(`warn-${warning.code}`, { names: names(warning.municipalities, SPOKEN_MAX) }),
      );
    case 'old-facts': {
      const hours = warning.withinMs / HOUR;
      return aboutIt(
        warning,
        say('warn-old-facts', { names: names(warning.municipalities, SPOKEN_MAX), hours }),
      );
    }
    case 'said-twice': {
      const posts = warning.posts.map(({ account, other }) => say('key-on', { key: other, account }));
      return aboutIt(warning, say('warn-said-twice', { names: names(posts, SPOKEN_MAX) }));
    }
    case 'withdrawn':
      return aboutIt(warning, say('warn-withdrawn', { n: warning.accounts, by: warning.by }));
    case 'also-wrong': {
      const { announcement, posts } = warning;
      const named = names(
        posts.map(({ key, account }) => say('key-on', { key, account })),
        ALSO_WRONG_MAX,
      );
      return {
        about: announcement,
        because: say('warn-also-wrong', { n: posts.length, names: named }),
        advice: say('correct-them-too'),
      };
    }
    case 'too-alike':
      return nearDuplicates(warning);
    case 'delayed': {
      const { channel, waiting, actions, by, until } = warning;
      return {
        about: channel,
        because: say('warn-delayed', { waiting, actions, delay: delayed(by) }),
        advice: say('warn-delayed-advice', { time: time(until) }),
      };
    }
    default:
      return warning satisfies never;
  }
}

/** Of an announcement, with advice that names nothing. */
function aboutIt(
  { code, announcement }: { readonly code: AdvisedAlike; readonly announcement: string },
  because: string,
): Warning {
  return { about: announcement, because, advice: say(`warn-${code}-advice`) };
}

type AdvisedAlike =
  | ('dropped' | 'nothing-new' | 'contradicts-others' | 'no-next-update')
  | ('nothing-down' | 'open-without-work')
  | ('mail-still-lost' | 'old-facts' | 'said-twice' | 'withdrawn');

/** Bodies and posts that are named before the rest is counted. */
const SPOKEN_MAX = 6;

/** `it states the facts of siegen also of kreis-siwi, where reach.phone: up`: both are named. */
function contradicted({ speaker, others }: SpokenFor): string {
  const whose = others.map(
    ({ municipality, facts }) => `${municipality} (${facts.map(factWords).join(', ')})`,
  );
  return say('contradicted', { speaker, others: names(whose, SPOKEN_MAX) });
}

/** Posts that are named before the rest is counted: an alert names every one. */
const ALSO_WRONG_MAX = 12;

function delayed(by: Delay): string {
  switch (by.of) {
    case 'retry':
      return by.reason ?? say('delay-retry');
    case 'breaker':
      return say('delay-breaker', { server: by.server, reason: by.reason });
    case 'limit': {
      const { count, of, per, withinMs } = by.limit;
      return say('delay-limit', { count, of, per, minutes: withinMs / MINUTE });
    }
    case 'budget':
      return say('delay-budget', { usd: by.usd });
    default:
      return by satisfies never;
  }
}

function nearDuplicates({
  announcement,
  pairs,
  count,
}: Extract<WarningData, { code: 'too-alike' }>): Warning {
  const [first] = pairs;
  const platform = first?.platform ?? '';
  const named = pairs
    .map(({ account, other, percent }) => say('alike-pair', { account, other, percent }))
    .join(', ');
  const more = count - pairs.length;
  return {
    about: announcement,
    because:
      more > 0
        ? say('warn-alike-more', { platform, pairs: named, more })
        : say('warn-alike', { platform, pairs: named }),
    advice: first ? nearDuplicateAdvice(first) : '',
  };
}

const EXAMPLES = { instruction: 'instruction="…"', contact: 'contacts.hotline.phone="…"' } as const;

function nearDuplicateAdvice({ municipality, platform, other, percent, facts }: NearDuplicate): string {
  const [first, second] = facts;
  const named = facts.map((fact) => say(`alike-${fact}`));
  const [a = '', b = ''] = named;
  const how = first
    ? say('alike-how', {
        municipality,
        facts: second ? say('or', { a, b }) : a,
        example: EXAMPLES[first],
      })
    : say('alike-no-way', { municipality });
  return say('hold-too-alike', { percent, other, platform, how });
}

/** An alert in words: what is the matter, and what staff can do. */
interface AlertWords {
  readonly what: string;
  readonly advice: string;
}

/** `named`: an account as people call it. */
export function alertWords(
  alert: AlertReason,
  total: number,
  time: ShowTime,
  named: (account: string) => string,
): AlertWords {
  const more = total - 1;
  switch (alert.code) {
    case 'files-broken': {
      const { mistake, more, mode } = alert;
      const place = mistake?.place ? `${mistake.place.file}:${mistake.place.line ?? 1}: ` : '';
      const words = mistake === null ? null : mistakeWords(mistake);
      const named = andMore(`${place}${words?.message ?? say('alert-files-unknown')}`, more);
      const goesOn = say(mode === 'draft' ? 'alert-files-draft' : 'alert-files-approved');
      return {
        what: say('alert-files', { mistake: named }),
        advice: `${words?.advice ?? ''} ${goesOn}`.trim(),
      };
    }
    case 'facts-broken': {
      const { municipality, mistake, more } = alert;
      const { message, advice } = mistakeWords(mistake);
      const line = mistake.place?.line ?? null;
      const what =
        line === null
          ? say('alert-facts', { municipality, message })
          : say('alert-facts-line', { municipality, message, line });
      return { what: andMore(what, more), advice: say('alert-facts-advice', { advice }) };
    }
    case 'held': {
      const because = say('because', { code: alert.reason.because });
      return {
        what: say('alert-held', { announcement: alert.announcement, n: alert.accounts, because }),
        advice: holdAdvice(alert.reason, time),
      };
    }
    case 'approval': {
      const waiting = say('alert-approval', { announcement: alert.announcement, n: alert.texts });
      return advised(
        alert,
        alert.goOutAt === null
          ? waiting
          : say('alert-approval-soon', { what: waiting, time: time(alert.goOutAt) }),
      );
    }
    case 'outdated':
      return advised(alert, say('alert-outdated', { announcement: alert.announcement }));
    case 'also-wrong': {
      const { key, correction } = alert;
      const account = named(alert.account);
      return {
        what: say('alert-also-wrong', { announcement: announcementIn(key), account, correction, n: more }),
        advice: say('correct-them-too'),
      };
    }
    case 'promise-due':
    case 'promise-broken':
      return {
        what: say(`alert-${alert.code}`, { time: time(alert.promised) }),
        advice: say('alert-promise-advice'),
      };
    case 'refused': {
      const { announcement } = alert;
      return advised(alert, say('alert-refused', { announcement, ...notDone(alert, total) }));
    }
    case 'unknown': {
      const { announcement, key } = alert;
      const account = named(alert.account);
      return {
        what: say('alert-unknown', {
          on: say('alert-on-account', { announcement, account, n: more }),
          reason: alert.reason ?? say('answer-lost'),
          words: quoted(alert.words),
        }),
        advice: say(`alert-unknown-${alert.decides}`, { key }),
      };
    }
    case 'undone': {
      const { announcement, action } = alert;
      const account = named(alert.account);
      const on = say('alert-on-account', { announcement, account, n: more });
      return {
        what: say('alert-undone', { on, ...notDone(alert, total) }),
        advice: say(`alert-undone-${action}`),
      };
    }
    case 'expired': {
      const { announcement, reason } = alert;
      return advised(alert, say('alert-expired', { announcement, reason: reason ?? say('alert-too-late') }));
    }
    case 'alone': {
      const { by, did, about, reason } = alert;
      return advised(alert, say('alert-alone', { by, did, about, reason }));
    }
    case 'breaker':
      return advised(alert, say('alert-breaker', { server: alert.server, reason: alert.reason }));
    case 'stopped': {
      const { account, reason } = alert;
      return {
        what: say('alert-stopped', { account: named(account), reason, n: more }),
        advice: say('alert-stopped-advice', { account, n: more }),
      };
    }
    case 'paused': {
      const { pause, actions, changes } = alert;
      const what = say('alert-paused', { by: pause.by, scope: scopeNamed(pause.scope), n: actions });
      return advised(alert, changes === 0 ? what : say('alert-paused-wrong', { what, n: changes }));
    }
    case 'clock-wrong':
    case 'ledger-empty':
    case 'bug': {
      if ('what' in alert) return { what: alert.what, advice: alert.advice };
      const { message, advice } = mistakeWords(alert.mistake);
      return { what: message, advice };
    }
    default:
      return alert satisfies never;
  }
}

/** With advice that names nothing. */
function advised(
  {
    code,
  }: { readonly code: 'approval' | 'outdated' | 'refused' | 'expired' | 'alone' | 'breaker' | 'paused' },
  what: string,
): AlertWords {
  return { what, advice: say(`alert-${code}-advice`) };
}

/** Says what the platform does not do, and what the public sees meanwhile. */
function notDone(
  { action, reason, words }: Extract<AlertReason, { code: 'refused' | 'undone' }>,
  total: number,
) {
  return {
    action,
    posts: say('alert-it-or-posts', { n: total }),
    reason: reason ?? say('no-reason'),
    words: quoted(words),
    seen: say(`seen-${action}`),
  };
}

function quoted(words: string | null): string {
  return !words ? '' : say('alert-words', { words: words.replace(/\s+/g, ' ') });
}

/** The paused part, in few words. */
export function scopeNamed(scope: PauseScope): string {
  switch (scope.of) {
    case 'everything':
      return say('scope-everything');
    case 'account':
      return say('scope-account', { account: scope.account });
    case 'channel':
      return say('scope-channel', { channel: scope.channel });
    default:
      return scope satisfies never;
  }
}

/** The command that ends a pause. */
function resumption(scope: PauseScope): string {
  const account = scope.of === 'account' ? ` --account ${scope.account}` : '';
  const channel = scope.of === 'channel' ? ` --channel ${scope.channel}` : '';
  return `resume${account}${channel} --by NAME`;
}

function andMore(what: string, n: number): string {
  return n === 0 ? what : say('alert-and-more', { what, n });
}

/** Ends with one full stop, whether or not the platform's reason does. */
function sentence(reason: string): string {
  return `${reasonWords(reason).replace(/\.$/, '')}.`;
}
