import type {
  AlertReason,
  Delay,
  HoldReason,
  NearDuplicate,
  Warning as WarningData,
} from '../../core/domain/advice.ts';
import { HOUR, type Instant, MINUTE } from '../../core/domain/clock.ts';
import type { PauseScope } from '../../core/domain/pause.ts';
import type { Action } from '../../core/domain/post-key.ts';
import { say } from '../words/say.ts';
import { count, names } from './words.ts';

/*
 * Everything that the core tells staff, in English sentences and as commands of this program. Planning and monitoring
 * give codes and values (core/domain/advice.ts); the words are here alone. Functions take `time`, which shows an instant
 * in the configured zone.
 */

type ShowTime = (instant: Instant) => string;

/** The advice for a post that is held. */
export function holdAdvice(reason: HoldReason, time: ShowTime): string {
  switch (reason.because) {
    case 'no-language':
      return `There is no messages/${reason.language}.ftl. Write it, or leave ${reason.language} out of the account's languages.`;
    case 'no-sentence':
      return `messages/${reason.language}.ftl lacks words that must not be left out: ${reason.sentence}. Translate the sentence. Other languages go out.`;
    case 'unsigned':
      return `Nobody has signed ${reason.sentence} in ${reason.language}, or what it names: translations ${reason.language} shows it. Other languages go out.`;
    case 'nothing-to-say':
      return `The facts of ${reason.municipality} hold nothing for ${reason.message}. Complete them, or take the announcement back.`;
    case 'missing-translation':
      return reason.field === null
        ? `The announcement's text has no words in ${reason.language}. Add text.${reason.language}, or leave the language to others.`
        : `${reason.field} has no words in ${reason.language}. Add them, or clear it.`;
    case 'message-broken':
      return `The announcement's text in ${reason.language} cannot be used: ${reason.reason}.`;
    case 'secret':
      return `It contains a secret from .env, which comes from ${reason.source}. Take it out, and make a new one on the platform: everyone who can read that file has seen it.`;
    case 'no-credential':
      return reason.advice;
    case 'too-long':
      return `What must not be left out has ${reason.length} of ${reason.limit} characters. Shorten the facts.`;
    case 'facts-broken':
      return `The facts of ${reason.municipality} have a mistake: ${reason.mistake.message}. ${reason.mistake.advice}`;
    case 'contradicts-facts':
      return `It is not over while the facts of ${reason.municipality} say ${reason.contradictions.join(', ')}. Bring them up to date, or wait with the all-clear.`;
    case 'not-confirmed':
      return `Nobody has confirmed the facts of ${reason.municipality} for ${reason.withinMs / HOUR} hours. Confirm them: set ${reason.municipality} confirmed=now --by NAME`;
    case 'not-for-exercises':
      return 'Set public_exercises: true on the account if its followers may see an exercise, or rehearse in the sandbox.';
    case 'account-stopped':
      return `${sentence(reason.reason)} Repair it at the platform, then: resume --account ${reason.account} --by NAME`;
    case 'nothing-to-correct':
      return 'The original was never published here in this language. There is nothing to do.';
    case 'original-unknown':
      return 'Nobody knows yet whether the original is published. It is being looked for.';
    case 'own-words':
      return 'The original has words of its own and never arrived. Announce it again with the right words.';
    case 'older-file':
      return 'The state file says again what an older version said. Confirm that this is meant: approve --older-file --by NAME';
    case 'too-alike':
      return nearDuplicateAdvice(reason);
    case 'refused':
      return `The platform refused it: ${sentence(reason.reason ?? 'no reason given')} Change the facts or words and raise the edition.`;
    case 'unknown':
      return `Nobody knows yet whether it is published: ${reason.reason ?? 'the answer was lost'}. It is being looked for.`;
    case 'not-in-file':
      return reason.action === 'publish'
        ? 'It waits, but its announcement is no longer in the state file. Put it back, or withdraw it.'
        : `${reason.target} is wrong and still published: ${reason.announcement}, which would ${reason.action} it, is no longer in the state file. Put it back.`;
    case 'paused':
      return `${reason.target} is wrong and still published: paused since ${time(reason.pause.at)} by ${reason.pause.by}. To continue: ${resumption(reason.pause.scope)}`;
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
    case 'paused':
      return {
        about: scopeNamed(warning.pause.scope),
        because: `paused since ${time(warning.pause.at)} by ${warning.pause.by}: nothing goes out there`,
        advice: `To continue: ${resumption(warning.pause.scope)}`,
      };
    case 'written': {
      const { place, message, advice } = warning.mistake;
      const about = place === null ? 'state file' : `${place.file}:${place.line ?? 1}`;
      return { about, because: message, advice };
    }
    case 'odd-time':
      return warning.of === 'started'
        ? {
            about: warning.who,
            because: `it begins only on ${time(warning.at)}`,
            advice: 'Is the date right? ausrufer set incident started="…" --by NAME',
          }
        : {
            about: warning.who,
            because: `its next_update ${time(warning.at)} has passed: no text names it any more`,
            advice: `Promise another, or none: ausrufer set ${warning.who} next_update="…" --by NAME, or next_update=null`,
          };
    case 'dropped':
      return {
        about: warning.announcement,
        because: `${count(warning.posts, 'post does', 'posts do')} not go out: ${warning.reason}`,
        advice: 'If it must still be said, announce it again with a new id, or raise its edition.',
      };
    case 'withdrawn':
      return {
        about: warning.announcement,
        because: `a raised edition is not said on ${count(warning.accounts, 'account')}: withdrawn by ${warning.by}`,
        advice: 'If it must be said after all, announce it again, with an id of its own.',
      };
    case 'also-wrong':
      return {
        about: warning.announcement,
        because: `${count(warning.posts.length, 'other published post says', 'other published posts say')} what it corrects: ${names(
          warning.posts.map(({ key, account }) => `${key} on ${account}`),
          ALSO_WRONG_MAX,
        )}`,
        advice: CORRECT_THEM_TOO,
      };
    case 'too-alike':
      return nearDuplicates(warning);
    case 'delayed':
      return {
        about: warning.channel,
        because: `${warning.waiting} of ${warning.actions} actions have to wait: ${delayed(warning.by)}`,
        advice: `They go out by themselves, the last of them at about ${time(warning.until)}; corrections, retractions and all-clears go first. Where that is too late, let fewer accounts say it.`,
      };
    default:
      return warning satisfies never;
  }
}

/** Posts that are named before the rest is counted: an alert names every one. */
const ALSO_WRONG_MAX = 12;
const CORRECT_THEM_TOO =
  'If it is wrong there too, correct the facts, and announce a correction or a retraction of each.';

function delayed(by: Delay): string {
  switch (by.of) {
    case 'retry':
      return by.reason ?? 'they were tried before';
    case 'breaker':
      return `${by.server} accepts nothing now (${by.reason})`;
    case 'limit':
      return `${by.limit.count} ${by.limit.of} per ${by.limit.per} in ${by.limit.withinMs / MINUTE} minutes`;
    case 'budget':
      return `a budget of $${by.usd.toFixed(2)} in 24 hours`;
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
  const named = pairs.map(({ account, other, percent }) => `${account} and ${other} (${percent} %)`);
  const more = count > pairs.length ? ` and ${count - pairs.length} more pairs` : '';
  return {
    about: announcement,
    because: `near-duplicates on ${first?.platform}: ${named.join(', ')}${more}`,
    advice: first ? nearDuplicateAdvice(first) : '',
  };
}

const LOCAL_FACTS = {
  instruction: { name: 'an instruction', example: 'instruction="…"' },
  contact: { name: 'a contact', example: 'contacts.hotline.phone="…"' },
} as const;

function nearDuplicateAdvice({ municipality, platform, other, percent, facts }: NearDuplicate): string {
  const [first] = facts;
  const names = facts.map((fact) => LOCAL_FACTS[fact].name).join(' or ');
  const how = first
    ? `To make them differ, give ${municipality} ${names} of its own: ausrufer set ${municipality} ${LOCAL_FACTS[first].example} --by NAME`
    : `No local fact would make it different enough: write words of its own for ${municipality}.`;
  return `${percent} % of it is also said by ${other}, and ${platform} suspends accounts for near-duplicates. ${how}`;
}

/** An alert in words: what is the matter, and what staff can do. */
export interface AlertWords {
  readonly what: string;
  readonly advice: string;
}

export function alertWords(alert: AlertReason, total: number, time: ShowTime): AlertWords {
  const posts = total === 1 ? 'it' : count(total, 'post');
  const others = total === 1 ? '' : ` and ${count(total - 1, 'more post')}`;
  switch (alert.code) {
    case 'files-broken': {
      const { mistake, more, mode } = alert;
      const place = mistake?.place ? `${mistake.place.file}:${mistake.place.line ?? 1}: ` : '';
      const goesOn = mode === 'draft' ? 'It is a draft: nothing goes out.' : 'What is approved goes on.';
      return {
        what: `Nothing new is planned: ${place}${mistake?.message ?? 'the files have mistakes'}${andMore(more)}`,
        advice: `${mistake?.advice ?? ''} \`check\` lists everything. ${goesOn}`.trim(),
      };
    }
    case 'facts-broken': {
      const { municipality, mistake, more } = alert;
      const line = mistake.place?.line ?? null;
      const where = line === null ? '' : ` in line ${line}`;
      return {
        what: `The facts of ${municipality} have a mistake${where}: ${mistake.message}${andMore(more)}`,
        advice: `${mistake.advice} Until then nothing new is said from them, and no alert tells what they make outdated.`,
      };
    }
    case 'held':
      return {
        what: `${alert.announcement} is held on ${count(alert.accounts, 'account')}: ${alert.reason.because}`,
        advice: holdAdvice(alert.reason, time),
      };
    case 'approval':
      return {
        what: `${alert.announcement}: ${count(alert.texts, 'text waits', 'texts wait')} for approval${alert.goOutAt === null ? '' : `. Somebody wrote new words into the facts: it goes out at ${time(alert.goOutAt)} if nobody pauses it`}`,
        advice: 'Read them in `plan`: it shows the command that approves them',
      };
    case 'outdated':
      return {
        what: `${alert.announcement} is published and no longer matches the facts`,
        advice:
          '`plan` shows what it says and what is true now. To say it again: raise its edition, or set … --tell',
      };
    case 'also-wrong':
      return {
        what: `${alert.key} on ${alert.account}${others} also says what ${alert.correction} corrects`,
        advice: CORRECT_THEM_TOO,
      };
    case 'promise-due':
      return { what: `An update is promised for ${time(alert.promised)}`, advice: KEEP_PROMISE };
    case 'promise-broken':
      return { what: `The update promised for ${time(alert.promised)} was not said`, advice: KEEP_PROMISE };
    case 'refused':
      return {
        what: `${alert.announcement}: the platform refused to ${alert.action} ${posts} (${alert.reason ?? 'no reason given'})${quoted(alert.words)}. ${SEEN[alert.action]}`,
        advice: 'Change the facts or words and raise the edition, or say it by hand.',
      };
    case 'unknown':
      return {
        what: `${alert.announcement} on ${alert.account}${others}: the outcome is unknown (${alert.reason ?? 'the answer was lost'})${quoted(alert.words)}. The public may or may not see it`,
        advice:
          alert.decides === 'staff'
            ? `Look at the account, then: ausrufer resolve ${alert.key} --posted URL, or --absent, --by NAME`
            : `It is looked for until the account can be read. If you see it there: ausrufer resolve ${alert.key} --posted URL --by NAME`,
      };
    case 'undone':
      return {
        what: `${alert.announcement} on ${alert.account}${others}: the platform does not ${alert.action} ${posts} (${alert.reason ?? 'no reason given'})${quoted(alert.words)}. ${SEEN[alert.action]}`,
        advice:
          alert.action === 'publish'
            ? 'It is tried again. If it is urgent, say it by hand and settle it with `resolve`: its key is in `history`'
            : `It is tried again. If the wrong post is still there, ${alert.action} it by hand: the program will notice.`,
      };
    case 'expired':
      return {
        what: `${alert.announcement} did not go out in time: ${alert.reason ?? 'too late'}`,
        advice: 'If it must still be said, raise its edition or announce it again.',
      };
    case 'breaker':
      return {
        what: `Nothing is sent to ${alert.server}: ${alert.reason}`,
        advice:
          'One post tries again every few minutes. If it needs credit or a person at the platform, see to it now.',
      };
    case 'stopped':
      return {
        what: `${alert.account} is stopped: ${alert.reason}`,
        advice: `Put it right on the platform or in .env, then: ausrufer resume --account ${alert.account} --by NAME`,
      };
    case 'paused': {
      const { pause, actions, changes } = alert;
      const wrong = changes === 0 ? '' : `, ${changes} of them edits and deletions of posts that are wrong`;
      return {
        what: `${pause.by} paused ${scopeNamed(pause.scope)}: ${count(actions, 'action waits', 'actions wait')}${wrong}`,
        advice: '`resume` says what will go out before it does.',
      };
    }
    case 'clock-wrong':
    case 'ledger-empty':
    case 'bug':
      return { what: alert.what, advice: alert.advice };
    default:
      return alert satisfies never;
  }
}

/** The public's view while an action is not carried out. */
const SEEN: Readonly<Record<Action, string>> = {
  publish: 'The public does not see it',
  edit: 'The public sees the old words',
  delete: 'The public still sees it',
};

function quoted(words: string | null): string {
  return !words ? '' : `: "${words.replace(/\s+/g, ' ')}"`;
}

const KEEP_PROMISE =
  'Say what is known, even if nothing is new: set … next_update=… --tell, or announce status';

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
  switch (scope.of) {
    case 'everything':
      return 'resume --by NAME';
    case 'account':
      return `resume --account ${scope.account} --by NAME`;
    case 'channel':
      return `resume --channel ${scope.channel} --by NAME`;
    default:
      return scope satisfies never;
  }
}

function andMore(count: number): string {
  return count === 0 ? '' : ` (and ${count} more)`;
}

/** Ends with one full stop, whether or not the platform's reason does. */
function sentence(reason: string): string {
  return `${reason.replace(/\.$/, '')}.`;
}
