import type { App } from '../../app/load.ts';
import type { Mode } from '../../core/domain/incident.ts';
import { say } from '../../staff-words/say.ts';

/** The platforms on which something is said, and how seriously. */
export interface Target {
  readonly mode: Mode;
  /** Whether everything goes to the sandbox, as config.yaml says. */
  readonly sandbox: boolean;
}

/** `files`: those of a session, or of everything that was read. */
export function targetOf({ files }: Pick<App, 'files'>, mode: Mode): Target {
  return { mode, sandbox: files.settings.sandbox };
}

/**
 * `LIVE on the real platforms`, `EXERCISE in the sandbox on this machine`. Every command that shows or changes something
 * begins and ends with it, and its question has it, so that nobody takes one for the other.
 */
export function targetNamed({ mode, sandbox }: Target): string {
  return say(`target-${mode}`, { sandbox: sandbox ? 'yes' : 'no' });
}

/** The same as a line of its own. */
export function targetLine(target: Target): string {
  return `${targetNamed(target)}.${target.mode === 'draft' ? ` ${say('nothing-of-draft')}` : ''}\n`;
}
