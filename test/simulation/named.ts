import { type Announcement, editionFor } from '../../src/core/domain/announcement.ts';
import { HOUR, type Instant } from '../../src/core/domain/clock.ts';
import type { State } from '../../src/core/domain/incident.ts';
import type { Language } from '../../src/core/domain/language.ts';
import type { Account } from '../../src/core/domain/municipality.ts';
import { type Key, keyOf, postDigest } from '../../src/core/domain/post-key.ts';
import type { Sent } from './platform.ts';
import { INCIDENT, type Story } from './story.ts';

/** A post as people name it. */
export interface Named {
  readonly key: Key;
  readonly announcement: Announcement;
  readonly occurrence: Instant | null;
  readonly edition: number;
  readonly account: Account;
  readonly language: Language;
}

/** Tells whose post it is that came in. */
export function nameFinder(names: readonly Named[]): (sent: Sent) => Named {
  const onAccount = Map.groupBy(names, ({ account }) => account.id);
  return (sent) => {
    const found = (onAccount.get(sent.account) ?? []).find(({ key }) => isPostOf(key, sent));
    if (!found) throw new Error(`nobody wanted "${sent.text}" on ${sent.account}`);
    return found;
  };
}

/** Whether something was sent under this key. */
export function isPostOf(key: Key, { idempotencyKey, text }: Pick<Sent, 'idempotencyKey' | 'text'>): boolean {
  // After an answer that is certain the key has a number.
  return idempotencyKey.split('.')[0] === postDigest({ key, action: 'publish', text });
}

/** Every post that this day could have brought, the newest announcements first. */
export function namesIn(story: Story, final: State): readonly Named[] {
  const named: Named[] = [];
  const hours: Instant[] = [];
  for (let at = Math.ceil(story.start / HOUR) * HOUR; at <= story.end; at += HOUR) hours.push(at);
  for (const announcement of final.announcements.toReversed())
    for (const account of story.region.accounts.values())
      for (const language of account.languages)
        for (const occurrence of announcement.every === null ? [null] : hours)
          for (let edition = 1; edition <= editionFor(announcement, account.municipality); edition++) {
            const key = keyOf({
              incident: INCIDENT,
              announcement: announcement.id,
              occurrence,
              edition,
              account: account.id,
              language,
            });
            named.push({ key, announcement, occurrence, edition, account, language });
          }
  return named;
}

export function placeOf({ announcement, account, language }: Named): string {
  return `${announcement.id}/${account.id}/${language}`;
}

export function isLater(a: Named, b: Named): boolean {
  const occurrences = (a.occurrence ?? 0) - (b.occurrence ?? 0);
  return occurrences > 0 || (occurrences === 0 && a.edition > b.edition);
}

export function amends(one: Named, original: Named): boolean {
  const { corrects, withdraws } = one.announcement;
  return (
    (corrects === original.announcement.id || withdraws === original.announcement.id) &&
    one.account.id === original.account.id &&
    one.language === original.language
  );
}
