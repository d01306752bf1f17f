import { lookOfName } from '../../core/domain/actor.ts';
import { keptIn } from '../../core/domain/cache.ts';
import { type Configuration, factsOwner, freeWordsNow } from '../../core/domain/configuration.ts';
import { operatorError } from '../../core/domain/errors.ts';
import { wordsRead } from '../../core/domain/mention.ts';
import type { Region } from '../../core/domain/municipality.ts';
import { announcementIn, type Key, sha256 } from '../../core/domain/post-key.ts';
import { coveredBy, may, mayApproveTextOf, type Person } from '../../core/domain/rights.ts';
import { isUnapproved } from '../../core/ledger/approval.ts';
import type { Plan } from '../../core/planning/plan.ts';
import type { WrittenWords } from '../../sql/people/work.ts';
import type { ToApprove } from '../approve.ts';
import { type App, planNow, readConfiguration } from '../load.ts';
import type { Prepared } from '../prepared.ts';
import { areaOfPrepared } from './area.ts';
import { type Draft, publishedDrafts } from './drafts.ts';
import { type Acting, type Asker, callable, type People, refuseUnlessMay } from './people.ts';

/**
 * The most that a person may do with texts: `publish` them because everything in them is approved already; `approve` them, being
 * enough; `approve-or-alone` approve them as one of several, or for all with a reason that everyone is told; only `alone`, with a
 * reason, because they wrote them or lack the right; or only `look`.
 */
export type Permission = 'publish' | 'approve' | 'approve-or-alone' | 'alone' | 'look';

/** The most that this person may do with the draft that was prepared so. */
export async function permissionFor(
  { app, people, person }: Acting,
  draft: Draft,
  prepared: Prepared,
): Promise<Permission> {
  const { region, settings } = app.files;
  const { needed } = settings.approvals;
  const area = areaOfPrepared(prepared, region);
  const isApproved = prepared.plan.posts.every((post) => !isUnapproved(post, needed, null));
  if (isApproved && may(person, 'write', area, region)) return 'publish';
  const authors = [...draft.authors, ...(await authorsOfWords(people, region, prepared.plan.posts))];
  return permissionBeside(authors, { app, people, person }, prepared.plan.posts, area);
}

/** The names of those who may write for all of these municipalities: hand in a draft, and publish it where nobody has to approve it. */
export async function writersFor(
  { app, people }: Pick<Acting, 'app' | 'people'>,
  area: readonly string[],
): Promise<readonly string[]> {
  const { region } = app.files;
  return (await callable(people, (one) => may(one, 'write', area, region))).map(({ name }) => name);
}

/** The names of those who may approve the draft that was prepared so: nobody else can be asked. */
export async function approversFor(
  acting: Pick<Acting, 'app' | 'people'>,
  draft: Draft,
  prepared: Prepared,
): Promise<readonly string[]> {
  const { region } = acting.app.files;
  const written = await authorsOfWords(acting.people, region, prepared.plan.posts);
  return approversBeside(acting, [...draft.authors, ...written], areaOfPrepared(prepared, region));
}

/** The names of those who may approve these texts of an announcement, which wait. */
export async function approversOfWaiting(
  acting: Pick<Acting, 'app' | 'people'>,
  announcement: string,
  posts: Plan['posts'],
): Promise<readonly string[]> {
  const authors = await authorsOfAll(acting.people, acting.app.files.region, announcement, posts);
  return approversBeside(acting, authors, areaOfWaiting(posts));
}

async function approversBeside(
  { app, people }: Pick<Acting, 'app' | 'people'>,
  authors: readonly string[],
  area: readonly string[],
): Promise<readonly string[]> {
  const { region, settings } = app.files;
  const { needed } = settings.approvals;
  const isNoAuthor = (id: string) => authors.every((author) => mayApproveTextOf(id, author, needed));
  const others = await callable(people, (one) => may(one, 'approve', area, region) && isNoAuthor(one.id));
  return others.map(({ name }) => name);
}

/** The most that this person may do with these texts of an announcement, which wait. */
export async function permissionForWaiting(
  acting: Acting,
  announcement: string,
  posts: Plan['posts'],
): Promise<Permission> {
  const { app, people } = acting;
  const authors = await authorsOfAll(people, app.files.region, announcement, posts);
  return permissionBeside(authors, acting, posts, areaOfWaiting(posts));
}

function areaOfWaiting(posts: Plan['posts']): readonly string[] {
  return posts.map(({ intent }) => intent.municipality);
}

/** The most that a person may do with texts that others, the `authors`, wrote, and that wait for approval. */
async function permissionBeside(
  authors: readonly string[],
  { app, people, person }: Acting,
  posts: Plan['posts'],
  area: readonly string[],
): Promise<Permission> {
  const { region, settings } = app.files;
  const { needed } = settings.approvals;
  if (may(person, 'approve', area, region) && (await isNoneOf(people, person, authors, needed)))
    return posts.some((post) => isUnapproved(post, needed, person.name)) ? 'approve-or-alone' : 'approve';
  return may(person, 'alone', area, region) ? 'alone' : 'look';
}

/** Throws `no-right` and `own-text` where this person may not approve the announcement, or the wording of a kind. */
export async function refuseUnlessMayApprove(
  app: App,
  { actor, person }: Asker,
  people: People,
  kind: ToApprove['kind'],
  announcement: { readonly id: string; readonly postAs: readonly string[] | null } | null,
): Promise<void> {
  if (person === null) return;
  const { region, settings } = app.files;
  const configuration = await readConfiguration(app);
  const { posts } =
    announcement === null ? { posts: [] } : await planNow(app, configuration, people.clock.now());
  const own = posts.filter(({ intent }) => intent.announcement === announcement?.id);
  // A correction or withdrawal of another announcement goes where that one went.
  const area =
    announcement?.postAs === null && own.length > 0
      ? own.map(({ intent }) => intent.municipality)
      : coveredBy(announcement?.postAs ?? ['all'], region);
  refuseUnlessMay({ actor, person }, 'approve', area, region);
  const authors =
    announcement !== null
      ? await authorsOfAll(people, region, announcement.id, posts)
      : kind === 'wording'
        ? await authorsOfWording(people, configuration)
        : [];
  if (!(await isNoneOf(people, person, authors, settings.approvals.needed)))
    throw operatorError('own-text.here', { name: person.name });
}

async function authorsOfAll(
  people: People,
  region: Region,
  announcement: string,
  posts: Plan['posts'],
): Promise<readonly string[]> {
  const own = posts.filter(({ intent }) => intent.announcement === announcement);
  const [incident = ''] = own.map(({ intent }) => intent.incident);
  return [
    ...(await authorsOf(people, announcement, incident)),
    ...(await authorsOfWords(people, region, own)),
  ];
}

/** A person who was removed and invited again under the same name is the same person here, as in the ledger, which counts names. */
async function isNoneOf(
  { store }: Pick<People, 'store'>,
  { name }: Person,
  authors: readonly string[],
  needed: number,
): Promise<boolean> {
  const look = lookOfName(name);
  const own = (await store.people()).filter((one) => lookOfName(one.name) === look);
  return own.every(({ id }) => authors.every((author) => mayApproveTextOf(id, author, needed)));
}

/** Everybody who wrote free words that can be read in these posts, into the facts that they state. */
async function authorsOfWords(
  people: People,
  region: Region,
  posts: Plan['posts'],
): Promise<readonly string[]> {
  const written = Map.groupBy(await people.store.writtenWords(), ({ words }) => sha256(words));
  const covered = new Map<string, ReadonlySet<string>>();
  const covers = (who: string, municipality: string) =>
    keptIn(covered, who, () => new Set(coveredBy([who], region))).has(municipality);
  return posts.flatMap(({ intent: { text, words, municipality, about } }) => {
    const poster = region.municipalities.get(municipality);
    const owner = poster ? factsOwner(region, poster, about).id : municipality;
    const own = words.flatMap((digest) => written.get(digest) ?? []).filter(({ who }) => covers(who, owner));
    const read = wordsRead(
      text ?? '',
      own.map((one) => one.words),
    );
    return own.filter((one) => read.includes(one.words)).map(({ person }) => person);
  });
}

/**
 * Everybody who wrote any of the free words that are in the facts now: the wording of a kind is approved together with
 * them.
 */
async function authorsOfWording(people: People, configuration: Configuration): Promise<readonly string[]> {
  const now = new Set(freeWordsNow(configuration));
  return (await people.store.writtenWords())
    .filter(({ words }) => now.has(words))
    .map(({ person }) => person);
}

/** The free words of a change, as those of everybody who made it. */
export function writtenBy(
  authors: readonly string[],
  wrote: Prepared['wrote'],
  { clock }: Pick<People, 'clock'>,
): readonly WrittenWords[] {
  return authors.flatMap((person) => wrote.map((one) => ({ ...one, person, at: clock.now() })));
}

/**
 * Lists everybody who wrote an announcement of an incident, in the console or by a command. The author of an announcement typed
 * into the file is unknown. Words written into a draft may belong to the incident that the draft became.
 */
async function authorsOf(people: People, announcement: string, incident: string): Promise<readonly string[]> {
  const isOfIt = (key: Key) => announcementIn(key) === announcement;
  const isHere = ({ into }: Draft) => !into || into.mode === 'draft' || into.incident === incident;
  const drafts = await publishedDrafts(people);
  // A recurring or held announcement had no posts yet when it was published.
  const isAuthor = ({ keys, change }: Draft) => change.announcement?.id === announcement || keys.some(isOfIt);
  const own = drafts.filter((one) => isHere(one) && isAuthor(one)).flatMap(({ authors }) => authors);
  return [...own, ...(await people.store.changedByCommand(announcement, incident))];
}
