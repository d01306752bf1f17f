import type { ChannelId } from './channel.ts';
import type { Instant } from './clock.ts';

/** A kill switch that is on. */
export interface Pause {
  readonly scope: PauseScope;
  readonly by: string;
  readonly at: Instant;
}

export type PauseScope =
  | { readonly of: 'everything' }
  | { readonly of: 'account'; readonly account: string }
  | { readonly of: 'channel'; readonly channel: ChannelId };

/** Whether a pause of this scope stops actions on this account. */
export function covers(
  { scope }: Pick<Pause, 'scope'>,
  { account, channel }: { readonly account: string; readonly channel: ChannelId | null },
): boolean {
  switch (scope.of) {
    case 'everything':
      return true;
    case 'account':
      return scope.account === account;
    case 'channel':
      return scope.channel === channel;
    default:
      return scope satisfies never;
  }
}
