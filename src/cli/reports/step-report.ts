import type { Step } from '../../core/delivery/context.ts';
import type { Instant } from '../../core/domain/clock.ts';

const DONE = { publish: 'posted', edit: 'changed', delete: 'deleted' } as const;

/** One line for what was just done, for people who watch. */
export function stepLine(step: Step, time: (at: Instant) => string): string {
  switch (step.kind) {
    case 'stopped':
      return `STOPPED   ${step.account}: ${step.reason}`;
    case 'breaker-opened':
      return `BREAKER   nothing more is sent to ${step.server} before ${time(step.probeAt)}: ${step.reason}`;
    case 'breaker-closed':
      return `BREAKER   posts are sent to ${step.server} again`;
    case 'looked-up':
      return `${LOOKS[step.found]}  ${step.entry.key}`;
    case 'sent':
      return sentLine(step);
    default:
      return step satisfies never;
  }
}

const LOOKS = {
  found: 'found     it is published:',
  absent: 'looked    not there yet:',
  unreadable: 'looked    the account could not be read:',
  similar: 'looked    something similar is published:',
  gone: 'looked    the post to change is gone:',
} as const;

function sentLine({ entry, answer }: Extract<Step, { kind: 'sent' }>): string {
  const url = answer.kind === 'posted' && answer.url !== null ? `  ${answer.url}` : '';
  switch (answer.kind) {
    case 'posted':
      return `${DONE[entry.action].padEnd(9)} ${entry.key}${url}`;
    case 'refused':
      return `REFUSED   ${entry.key}: ${answer.reason}`;
    case 'deferred':
      return `later     ${entry.key}: ${answer.reason}`;
    case 'unknown':
      return `UNKNOWN   ${entry.key}: ${answer.reason}; it is being looked for`;
    default:
      return answer satisfies never;
  }
}
