import type { Announcement } from '../domain/announcement.ts';
import type { Instant } from '../domain/clock.ts';

/** The requests of the state file beyond saying an announcement once, each with the time at which it was first read. */
export interface Wanted {
  /** Its schedule, as it is; `''` where it has none. Absent: nobody kept it. */
  readonly every?: readonly [schedule: string, since: Instant];
  /** The highest edition that it ever had, by municipality; `all` is for those that the file does not name. */
  readonly editions: Readonly<Record<string, readonly [edition: number, since: Instant]>>;
}

/**
 * Adds the requests that the file makes now. If nothing was kept of an announcement, all its requests count from its first
 * reading: it is new, or was read by an earlier ledger or version.
 */
export function wantedNow(
  announcement: Pick<Announcement, 'every' | 'edition'>,
  before: Wanted | undefined,
  firstRead: Instant,
  now: Instant,
): Required<Wanted> {
  const schedule = announcement.every ?? '';
  const every =
    before?.every?.[0] === schedule ? before.every : ([schedule, before?.every ? now : firstRead] as const);
  const { all, of } = announcement.edition;
  const editions = { ...before?.editions };
  for (const [who, edition] of [['all', all], ...of] as const)
    if (edition > (editions[who]?.[0] ?? 0)) editions[who] = [edition, before ? now : firstRead];
  return { every, editions };
}

/** When an edition was raised; null for one that the file had when the announcement was read first. */
export function raisedAt(
  { editions }: Wanted,
  municipality: string,
  edition: number,
  firstRead: Instant,
): Instant | null {
  const since = ['all', municipality].flatMap((who) => {
    const [highest, at] = editions[who] ?? [0, 0];
    return highest >= edition ? [at] : [];
  });
  const first = Math.min(...since);
  return edition > 1 && first > firstRead ? first : null;
}
