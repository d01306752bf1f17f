import type { Mode } from '../../core/domain/incident.ts';

/** The platforms on which something is said, and how seriously. */
export interface Target {
  readonly mode: Mode;
  /** Whether everything goes to the sandbox, as config.yaml says. */
  readonly sandbox: boolean;
}

const MODES = { draft: 'DRAFT', exercise: 'EXERCISE', live: 'LIVE' } as const;

/**
 * `LIVE on the real platforms`, `EXERCISE in the sandbox on this machine`. Every command that shows or changes something
 * begins and ends with it, and its question has it, so that nobody takes one for the other.
 */
export function targetNamed({ mode, sandbox }: Target): string {
  const where = sandbox
    ? 'in the sandbox on this machine'
    : `${mode === 'draft' ? 'for' : 'on'} the real platforms`;
  return `${MODES[mode]} ${where}`;
}

/** The same as a line of its own. */
export function targetLine(target: Target): string {
  return `${targetNamed(target)}.${target.mode === 'draft' ? ` ${NOTHING_OF_DRAFT}` : ''}\n`;
}

export const NOTHING_OF_DRAFT = 'Nothing goes out: the incident is a draft.';
