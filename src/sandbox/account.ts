import { createHash } from 'node:crypto';
import type { ChannelId } from '../core/domain/channel.ts';

/** One account of a pretended platform. */
export interface SandboxAccount {
  readonly id: string;
  readonly channel: ChannelId;
  /** Without `@`. A well-known word in it makes the account fail: see `handles.ts`. */
  readonly handle: string;
  readonly name: string;
  /** The secret with which a request proves that it comes from this account. Never shown. */
  readonly token: string;
  /** The municipality under whose name the page shows it. */
  readonly group: string;
}

/** The number under which a platform knows an account, by the account's id. It is the same in every run. */
export function remoteIdOf(account: string): string {
  const digest = createHash('sha256').update(account, 'utf8').digest();
  return ((digest.readBigUInt64BE() % 900_000_000_000_000_000n) + 100_000_000_000_000_000n).toString();
}
