import type { Step } from '../../core/delivery/context.ts';
import type { Instant } from '../../core/domain/clock.ts';
import type { Entry } from '../../core/ledger/entry.ts';
import { whoDecides } from '../../core/ledger/transitions.ts';
import { reasonWords, say } from '../../staff-words/say.ts';

/** One line for what was just done, for people who watch. */
export function stepLine(step: Step, time: (at: Instant) => string): string {
  const [done, about] = wordsOf(step, time);
  return `${done.padEnd(9)} ${about}`;
}

function wordsOf(step: Step, time: (at: Instant) => string): readonly [done: string, about: string] {
  switch (step.kind) {
    case 'stopped':
      return [say('step-stopped'), `${step.account}: ${reasonWords(step.reason)}`];
    case 'parted':
      return [say('step-parted'), say('step-parted-words', { account: step.account, handle: step.from })];
    case 'breaker-opened': {
      const { server, reason, probeAt } = step;
      return [say('step-breaker'), say('step-breaker-opened', { server, reason, time: time(probeAt) })];
    }
    case 'breaker-closed':
      return [say('step-breaker'), say('step-breaker-closed', { server: step.server })];
    case 'looked-up': {
      const { found, entry } = step;
      return [
        say(found === 'found' ? 'step-found' : 'step-looked'),
        `${say(`step-${found}-words`)}  ${entry.key}`,
      ];
    }
    case 'sent':
      return outcomeWords(step.entry);
    default:
      return step satisfies never;
  }
}

/** Says what became of the post. An answer need not end it: a post that is refused as a reply is published on its own. */
function outcomeWords(entry: Entry): readonly [done: string, about: string] {
  const { key, state, action, url, reason } = entry;
  switch (state) {
    case 'posted':
      return [say(`step-${action}`), url === null ? key : `${key}  ${url}`];
    case 'superseded':
      return [say('step-looked'), `${say('step-gone-words')}  ${key}`];
    case 'unknown': {
      const why = say('step-unknown-words', { reason: reason ?? '', decides: whoDecides(entry) });
      return [say('step-unknown'), `${key}: ${why}`];
    }
    default: {
      const done = say(state === 'refused' ? 'step-refused' : 'step-deferred');
      return [done, `${key}: ${reasonWords(reason ?? '')}`];
    }
  }
}
