import { mistake, operatorError } from '../../core/domain/errors.ts';
import type { Key } from '../../core/domain/post-key.ts';
import { coveredBy, may, mayApproveTextOf, type Person } from '../../core/domain/rights.ts';
import type { Plan } from '../../core/planning/plan.ts';
import type { Prepared } from '../changes.ts';
import type { App } from '../load.ts';
import { areaOfPrepared } from './area.ts';
import { type Draft, publishedDrafts } from './drafts.ts';
import { type Asker, type People, refuseUnlessMay } from './people.ts';

/**
 * Everything a person may do with texts: `publish` them as everything in them is approved already; `approve` them; `alone` approve
 * their own, or without the right, with a reason that everyone is told; or only hand them in.
 */
export type Standing = 'publish' | 'approve' | 'alone' | 'hand-in';

/** What this person may do with the draft that was prepared so. */
export function standingOf({ files }: App, person: Person, draft: Draft, prepared: Prepared): Standing {
  const { region, settings } = files;
  const { needed } = settings.approvals;
  const area = areaOfPrepared(prepared, region);
  const isApproved = prepared.plan.posts.every(
    ({ approvals, newWords }) => approvals.length >= needed || typeof newWords?.goesOutAt === 'number',
  );
  if (isApproved && may(person, 'write', area, region)) return 'publish';
  if (may(person, 'approve', area, region) && mayApproveTextOf(person.id, draft.person, needed))
    return 'approve';
  return may(person, 'alone', area, region) ? 'alone' : 'hand-in';
}

/** Throws `no-right` and `own-text` where this person may not approve the announcement. */
export async function refuseUnlessMayApprove(
  { files: { region, settings } }: App,
  { actor, person }: Asker,
  people: People,
  announcement: { readonly id: string; readonly postAs: readonly string[] | null } | null,
): Promise<void> {
  if (person === null) return;
  refuseUnlessMay({ actor, person }, 'approve', coveredBy(announcement?.postAs ?? ['all'], region), region);
  const authors = announcement === null ? [] : await authorsOf(people, announcement.id);
  const { needed } = settings.approvals;
  if (!authors.every((author) => mayApproveTextOf(person.id, author, needed)))
    throw operatorError(mistake('own-text.here', { name: person.name }));
}

/** Whether the person may approve these texts of an announcement that waits, and wrote none of them. */
export async function mayApprove(
  { files: { region, settings } }: App,
  people: People,
  person: Person,
  announcement: string,
  posts: Plan['posts'],
): Promise<boolean> {
  const area = posts.map(({ intent }) => intent.municipality);
  const authors = await authorsOf(people, announcement);
  const { needed } = settings.approvals;
  return (
    may(person, 'approve', area, region) &&
    authors.every((author) => mayApproveTextOf(person.id, author, needed))
  );
}

/** Who wrote an announcement in the console. Nobody knows who typed one into the file. */
export async function authorsOf(people: People, announcement: string): Promise<readonly string[]> {
  const isOfIt = (key: Key) => /^[^@.]*/.exec(key.split('/')[1] ?? '')?.[0] === announcement;
  const drafts = await publishedDrafts({ people });
  // What recurs or was held had no posts yet when it was published.
  const isAuthor = ({ keys, change }: Draft) => change.announcement?.id === announcement || keys.some(isOfIt);
  return drafts.filter(isAuthor).map(({ person }) => person);
}
