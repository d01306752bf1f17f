import type { AccountNow } from '../app/accounts.ts';
import type { Instant } from '../core/domain/clock.ts';
import { reasonWords, say } from './say.ts';

/** Describes an account beside its state: since when and why nothing gets out, and when it was last used. */
export function accountWords(
  { stopped, tried, lastPost, identifiedAt }: AccountNow,
  time: (at: Instant) => string,
): readonly string[] {
  const why = tried === null ? stopped : tried.reason;
  const again = tried?.againAt ?? null;
  const last =
    lastPost === null ? say('console-account-never') : say('console-account-last', { time: time(lastPost) });
  const identified =
    identifiedAt === null ? '' : say('console-account-identified', { time: time(identifiedAt) });
  return [
    ...(tried === null
      ? []
      : [
          say('console-account-tried-since', {
            since: time(tried.since),
            again: again === null ? 'now' : time(again),
          }),
        ]),
    ...(why === null ? [] : [reasonWords(why)]),
    `${last} ${identified}`.trim(),
  ];
}
