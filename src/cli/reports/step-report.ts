import type { Step } from '../../core/delivery/context.ts';
import type { Instant } from '../../core/domain/clock.ts';
import { reasonWords, say } from '../../staff-words/say.ts';

/** One line for what was just done, for people who watch. */
export function stepLine(step: Step, time: (at: Instant) => string): string {
  switch (step.kind) {
    case 'stopped':
      return row(say('step-stopped'), `${step.account}: ${reasonWords(step.reason)}`);
    case 'breaker-opened': {
      const { server, reason } = step;
      return row(
        say('step-breaker'),
        say('step-breaker-opened', { server, reason, time: time(step.probeAt) }),
      );
    }
    case 'breaker-closed':
      return row(say('step-breaker'), say('step-breaker-closed', { server: step.server }));
    case 'looked-up':
      return row(
        say(step.found === 'found' ? 'step-found' : 'step-looked'),
        `${say(`step-${step.found}-words`)}  ${step.entry.key}`,
      );
    case 'sent':
      return sentLine(step);
    default:
      return step satisfies never;
  }
}

function sentLine({ entry, answer }: Extract<Step, { kind: 'sent' }>): string {
  switch (answer.kind) {
    case 'posted':
      return row(say(`step-${entry.action}`), `${entry.key}${answer.url === null ? '' : `  ${answer.url}`}`);
    case 'refused':
    case 'deferred':
      return row(say(`step-${answer.kind}`), `${entry.key}: ${reasonWords(answer.reason)}`);
    case 'unknown':
      return row(
        say('step-unknown'),
        `${entry.key}: ${say('step-unknown-words', { reason: answer.reason, decides: answer.decides ?? 'program' })}`,
      );
    default:
      return answer satisfies never;
  }
}

function row(first: string, rest: string): string {
  return `${first.padEnd(9)} ${rest}`;
}
