import { alike } from '../domain/alike.ts';
import type { Instant } from '../domain/clock.ts';
import { type Configuration, factsOwner, speakerOf } from '../domain/configuration.ts';
import { hasPart } from '../domain/layout.ts';
import { municipalitiesIn } from '../domain/municipality.ts';
import { type Entry, isPublished, postedAt } from '../ledger/entry.ts';
import type { LedgerView } from '../ledger/ledger.ts';
import { maySpeak } from '../planning/candidates.ts';
import { postsOfToday } from '../planning/posts-of-today.ts';
import { PROMISE_KEPT_MS } from '../planning/rules.ts';

/** A published post with the time of the next update that it promises, which may have passed. */
interface OpenPromise {
  readonly entry: Entry;
  readonly promised: Instant;
}

/**
 * The promises of next updates that are not kept yet. A promise is kept by what is published around that time about the body whose
 * promise it is, and replaced by a post about it that promises another time. A post that promises nothing does not replace it.
 * Nobody can keep a promise where the program may say nothing any more.
 */
export function openPromises(
  configuration: Configuration,
  view: LedgerView,
  now: Instant,
): readonly OpenPromise[] {
  const promisedIn = (entry: Entry) => promiseIn(configuration, view, entry);
  const places = alike(
    postsOfToday({ configuration, now }, view, view.entries.filter(isPublished)).filter((entry) =>
      maySpeak(configuration, entry),
    ),
    ({ account, language }) => `${account} ${language}`,
  );
  const { region } = configuration;
  const ownerOf = (entry: Entry) => {
    const speaker = speakerOf(configuration, entry);
    return speaker && factsOwner(region, speaker, entry.about);
  };
  const aboutEach = places.flatMap((entries) =>
    [...new Set(entries.map(ownerOf))].map((owner) =>
      entries.filter(
        (entry) =>
          ownerOf(entry) === owner || municipalitiesIn(region, entry.about).some((one) => one === owner),
      ),
    ),
  );
  const open = aboutEach.flatMap((entries) => {
    const newestFirst = entries.toSorted((a, b) => postedAt(b) - postedAt(a));
    for (const [end, entry] of newestFirst.entries()) {
      const promised = promisedIn(entry);
      if (promised === null) continue;
      const later = newestFirst.slice(0, end);
      return later.some((one) => postedAt(one) >= promised - PROMISE_KEPT_MS) ? [] : [{ entry, promised }];
    }
    return [];
  });
  // A post about several bodies is listed once.
  return [...new Map(open.map((one) => [one.entry, one])).values()];
}

/** The time of the next update that a published post promises; null where its kind says none, or it had passed. */
function promiseIn({ messages }: Configuration, view: LedgerView, entry: Entry): Instant | null {
  const snapshot = view.snapshots.get(entry.publishedSnapshot ?? '');
  const promised = snapshot?.facts.nextUpdate ?? null;
  if (!snapshot || promised === null || promised <= postedAt(entry)) return null;
  return hasPart(messages.layout, snapshot.announcement, 'next') ? promised : null;
}
