import { ALL, type Municipality, type Region } from '../../core/domain/municipality.ts';
import type { PauseScope } from '../../core/domain/pause.ts';
import { coveredBy } from '../../core/domain/rights.ts';
import type { Change } from '../changed-file.ts';
import type { Prepared } from '../prepared.ts';

/** The municipalities that a change names: all of them where it changes the incident itself, none where it only answers a post. */
export function areaOfChange(
  { incident = [], facts = [], announcement, again, ends }: Change,
  region: Region,
): readonly Municipality['id'][] {
  const speakers = announcement?.post_as;
  const named = Array.isArray(speakers) ? speakers.map(String) : [];
  const whos = [
    ...facts.map(({ who }) => who),
    ...named,
    ...(again?.speakers ?? []),
    ...(ends?.speakers ?? []),
  ];
  return coveredBy([...(incident.length > 0 ? [ALL] : []), ...whos], region);
}

/** The municipalities whose posts a pause holds. */
export function areaOfPause(scope: PauseScope, region: Region): readonly Municipality['id'][] {
  if (scope.of !== 'account') return coveredBy([ALL], region);
  const account = region.accounts.get(scope.account);
  return account ? [account.municipality] : coveredBy([ALL], region);
}

/** Also those whose posts follow from it, and those who say what it answers, though they have no posts yet. */
export function areaOfPrepared(
  { change, plan: { posts, held }, speakers }: Prepared,
  region: Region,
): readonly Municipality['id'][] {
  const holding = held.flatMap(({ account }) => region.accounts.get(account)?.municipality ?? []);
  const posting = posts.map(({ intent }) => intent.municipality);
  return [...new Set([...areaOfChange(change, region), ...posting, ...holding, ...speakers])];
}
