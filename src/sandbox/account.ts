import { createHash } from 'node:crypto';
import type { ChannelId } from '../core/domain/channel.ts';

/** One account of a pretended platform. */
export interface SandboxAccount {
  readonly id: string;
  readonly channel: ChannelId;
  /** Without `@`. A well-known word in it makes the account fail: see `handles.ts`. */
  readonly handle: string;
  readonly name: string;
  /** X: the OAuth 1.0a access token. Mastodon: the bearer token. Never shown. */
  readonly token: string;
  /** The municipality under whose name the page shows it. */
  readonly group: string;
}

/** Both platforms number their accounts. The same account has the same number in every run. */
export function remoteIdOf(account: SandboxAccount): string {
  const digest = createHash('sha256').update(account.id, 'utf8').digest();
  return ((digest.readBigUInt64BE() % 900_000_000_000_000_000n) + 100_000_000_000_000_000n).toString();
}
