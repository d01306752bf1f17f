import type { ChannelId } from '../domain/channel.ts';
import type { Pause, PauseScope } from './ledger.ts';

/** Whether a pause holds what is of this account. */
export function covers(
  { scope }: Pick<Pause, 'scope'>,
  one: { readonly account: string; readonly channel: ChannelId },
): boolean {
  switch (scope.of) {
    case 'everything':
      return true;
    case 'account':
      return scope.account === one.account;
    case 'channel':
      return scope.channel === one.channel;
    default:
      return scope satisfies never;
  }
}

/** What is paused, in few words. */
export function scopeNamed(scope: PauseScope): string {
  switch (scope.of) {
    case 'everything':
      return 'everything';
    case 'account':
      return `the account ${scope.account}`;
    case 'channel':
      return `the channel ${scope.channel}`;
    default:
      return scope satisfies never;
  }
}

/** The command that ends it. */
export function resumption(scope: PauseScope): string {
  switch (scope.of) {
    case 'everything':
      return 'resume --by NAME';
    case 'account':
      return `resume --account ${scope.account} --by NAME`;
    case 'channel':
      return `resume --channel ${scope.channel} --by NAME`;
    default:
      return scope satisfies never;
  }
}
