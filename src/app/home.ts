import { existsSync } from 'node:fs';
import { join } from 'node:path';

const PROGRAM = join(import.meta.dirname, '../..');

/** The configuration that comes with the program: the region of 2023, for the sandbox. */
export const SHIPPED_CONFIG = join(PROGRAM, 'config');

/** The messages that come with the program. */
const SHIPPED_MESSAGES = join(PROGRAM, 'messages');

/**
 * A path of the folder that holds `config`, `messages`, `data` and `.env` unless an option says otherwise: the working
 * directory where it has a `config/config.yaml`, else the folder of the program. So a `pause` that is typed in any other
 * folder reaches the ledger that the worker uses, and not an empty one beside it.
 */
export function atHome(path: string): string {
  return existsSync('config/config.yaml') ? path : join(PROGRAM, path);
}

/** The folder of the messages: somebody who changes no word needs none of their own. */
export function messagesAtHome(): string {
  return existsSync('messages') ? atHome('messages') : SHIPPED_MESSAGES;
}

/** Whether a configuration of one's own uses the messages that come with the program. */
export function lacksMessages({ config, messages }: { config: string; messages: string }): boolean {
  return messages === SHIPPED_MESSAGES && config !== SHIPPED_CONFIG;
}
