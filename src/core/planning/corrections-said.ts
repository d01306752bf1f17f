import type { Announcement } from '../domain/announcement.ts';
import type { Instant } from '../domain/clock.ts';
import { type Configuration, currentSnapshot } from '../domain/configuration.ts';
import type { Localized } from '../domain/language.ts';
import type { ContentSnapshot } from '../domain/message.ts';
import type { Entry, Intent } from '../ledger/entry.ts';
import type { LedgerView, LedgerWrites } from '../ledger/ledger.ts';
import {
  type Candidate,
  candidatesOf,
  destinationsNamed,
  namedByOriginal,
  originalIn,
} from './candidates.ts';
import { planningContext } from './context.ts';
import { isInEffect } from './in-effect.ts';
import { publication } from './intents.ts';
import { decideByWords } from './rules.ts';

/** A post of the original on any account of each municipality. */
type Others = ReadonlyMap<string, Entry>;

/**
 * Makes the corrections in effect at every place of their originals, as an earlier ledger may have published them: the facts that
 * they put right are right by now, or gone, so that a new ledger has nothing to correct. The facts that they were worded from are
 * no longer known; of these, only a number is assumed to have been wrong, if the correction or its original is about contacts.
 */
export function correctionsSaid(
  given: Configuration,
  view: LedgerView,
  now: Instant,
): { readonly intents: readonly Intent[]; readonly snapshots: LedgerWrites['snapshots'] } {
  const context = planningContext(given, view, now);
  const { configuration, ledgerIndex } = context;
  const { announcements, incident } = configuration.state;
  const snapshots = new Map<string, ContentSnapshot>();
  const publicationOf = (candidate: Candidate, original: Announcement, others: Others): readonly Intent[] => {
    const { announcement, municipality, account, language, entry, at: due } = candidate;
    if (entry !== null) return [];
    // A post that is gone was published when the others were.
    const like = ledgerIndex.said(original.id, account.id, language).at(-1) ?? others.get(municipality.id);
    const postedAt = like?.postedAt ?? original.at ?? incident.started;
    // A correction that names nothing says what differed: for a post about a contact, that contact.
    const contact = announcement.contact ?? (original.kind === 'contacts' ? original.contact : null);
    const named = namedByOriginal(configuration, announcement);
    const wordedWith = (text: Localized | null) => {
      const said = { kind: original.kind, postedAt, wrongNumber: contact !== null, ...named };
      const worded = currentSnapshot(configuration, { ...announcement, contact, text }, municipality, said);
      return decideByWords(context, candidate, worded);
    };
    const likely = wordedWith(announcement.text);
    // It may have put right anything else. Corrections begin and end alike: with any words, it is similar to what was said.
    const decision = likely.kind === 'hold' ? wordedWith(incident.title) : likely;
    if (decision.kind !== 'say' && decision.kind !== 'drop') return [];
    const { text, fitting, snapshot } = decision;
    if (text === null || !fitting || !snapshot) return [];
    snapshots.set(fitting.snapshot, snapshot);
    return [publication(context, candidate, { text, fitting, due })];
  };
  const intents = announcements
    .filter((one) => one.corrects !== null && isInEffect(one, now))
    .flatMap((correction) => {
      const original = originalIn(configuration, correction);
      if (!original) return [];
      const others = new Map(ledgerIndex.saidAnywhere(original.id).map((post) => [post.municipality, post]));
      const places = destinationsNamed(configuration, postersOf(configuration, correction));
      return candidatesOf(context, correction, places).flatMap((candidate) =>
        publicationOf(candidate, original, others),
      );
    });
  return { intents, snapshots };
}

/** Names the posters of an announcement: those it names itself, or else those of the announcement that it is about. */
function postersOf(configuration: Configuration, announcement: Announcement): readonly string[] {
  const seen = new Set<Announcement>();
  for (
    let one: Announcement | undefined = announcement;
    one && !seen.has(one);
    one = originalIn(configuration, one)
  ) {
    if (one.postAs !== null) return one.postAs;
    seen.add(one);
  }
  return [];
}
