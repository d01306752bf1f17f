import type { Step } from '../../core/delivery/context.ts';
import type { Instant } from '../../core/domain/clock.ts';
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
    case 'sent': {
      const { entry, answer } = step;
      if (answer.kind === 'posted')
        return [say(`step-${entry.action}`), `${entry.key}${answer.url === null ? '' : `  ${answer.url}`}`];
      const { kind, reason } = answer;
      if (kind !== 'unknown') return [say(`step-${kind}`), `${entry.key}: ${reasonWords(reason)}`];
      const why = say('step-unknown-words', { reason, decides: answer.decides ?? 'program' });
      return [say('step-unknown'), `${entry.key}: ${why}`];
    }
    default:
      return step satisfies never;
  }
}
