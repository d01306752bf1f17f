import type { Instant } from '../core/domain/clock.ts';
import type { Configuration } from '../core/domain/configuration.ts';
import { type Mistake, mistake, OperatorError, operatorError } from '../core/domain/errors.ts';
import { sha256 } from '../core/domain/post-key.ts';
import type { Outdated } from '../core/planning/outdated.ts';
import {
  type Assignment,
  announcementAdded,
  factsCleared,
  factsSet,
  incidentSet,
} from '../files/incident/edit-state.ts';
import { isAddress } from '../files/incident/source.ts';
import { writtenMinute } from '../files/validation/times.ts';
import { valueAt } from '../files/yaml/edit-yaml.ts';
import { readYaml } from '../files/yaml/yaml.ts';
import { type AnnouncementDraft, withFreeId } from './announcement-id.ts';
import { configurationReading } from './configuration.ts';
import { type App, stateBytes } from './load.ts';
import { isAbout, toldAgain } from './tell-again.ts';

/** A change to the state file that a person asks for: any of these parts, which become true together. */
export interface Change {
  /** The incident itself: its mode, phase, next update. */
  readonly incident?: readonly Assignment[];
  readonly facts?: readonly FactsChange[];
  /** Whether what these facts make outdated is said again for those they are about. */
  readonly tell?: boolean;
  /** The announcement whose outdated posts are all said again. */
  readonly again?: string;
  /** One more announcement. Without `id` it gets one that was never used. */
  readonly announcement?: AnnouncementDraft;
}

/** Facts of a municipality, a group or `all`. */
export interface FactsChange {
  readonly who: string;
  readonly assignments: readonly Assignment[];
}

/** A state file as it was read. */
export interface StateText {
  readonly text: string;
  readonly digest: string;
}

/**
 * Throws an OperatorError with the mistakes that a change makes in the facts of municipalities, also in the place of other
 * mistakes. Such a mistake breaks only its own municipality, so the file would be read. Mistakes beside the change are not
 * its own.
 */
export function refuseOwnMistakes(
  { files, options }: App,
  { facts = [] }: Change,
  before: string,
  { state }: Configuration,
  now: Instant,
): void {
  if (state.broken.size === 0) return;
  const without = facts.reduce((file, { who, assignments }) => factsCleared(file, who, assignments), before);
  const reading = configurationReading(files, without, options.stateShown, now);
  const nameOf = ({ sentence, args }: Mistake) => JSON.stringify([sentence, args]);
  const known = reading.kind === 'broken' ? [] : [...reading.configuration.state.broken.values()].flat();
  const others = new Set(known.map(nameOf));
  const own = [...state.broken.values()].flat().filter((one) => !others.has(nameOf(one)));
  if (own.length > 0) throw new OperatorError(own);
}

/** The bytes of the state file. Throws an OperatorError if it cannot be changed here: it is at an address, or signed. */
export async function bytesToChange({ runtime, options, files }: App): Promise<Uint8Array> {
  if (isAddress(options.state))
    throw operatorError(mistake('state-elsewhere.here', { where: options.stateShown }));
  if (files.settings.state.signature !== null)
    throw operatorError(mistake('state-elsewhere.signed', { where: options.stateShown }));
  return stateBytes(runtime, options);
}

/** Decodes a state file. Throws an OperatorError if it is not YAML. */
export function stateTextIn(bytes: Uint8Array, file: string): StateText {
  const { text } = readYaml(bytes, file);
  return { text, digest: sha256(text) };
}

interface FilledIn {
  readonly change: Change;
  /** The state file with the change. */
  readonly text: string;
  /** Announcements that the change says. */
  readonly told: readonly string[];
}

/** Writes a change into the text of a state file, and fills in what the person left open. */
export async function filledIn(app: App, change: Change, text: string, now: Instant): Promise<FilledIn> {
  const minute = writtenMinute(now, app.files.settings.zone);
  const incident = withTimes(change.incident ?? [], minute);
  const facts = (change.facts ?? []).map((one) => confirmedNow(one, text, minute));
  const changed = facts.reduce(
    (file, { who, assignments }) => factsSet(file, who, assignments),
    incident.reduce(incidentSet, text),
  );
  const isMeant = meantAgain(app, change);
  const again = isMeant === null ? { text: changed, told: [] } : await toldAgain(app, changed, isMeant, now);
  const filled: Change = {
    ...change,
    ...(change.incident && { incident }),
    ...(change.facts && { facts }),
  };
  if (!change.announcement) return { change: filled, ...again };
  const announcement = await withFreeId(app, change.announcement, again.text);
  return {
    change: { ...filled, announcement },
    text: announcementAdded(again.text, announcement),
    told: [...again.told, announcement.id],
  };
}

/** The outdated posts that a change says again; null where it says none again. */
function meantAgain({ files }: App, { tell, again, facts }: Change): ((post: Outdated) => boolean) | null {
  if (again !== undefined) return ({ entry }) => entry.announcement === again;
  return tell
    ? isAbout(
        files.region,
        (facts ?? []).map(({ who }) => who),
      )
    : null;
}

/** Facts that a person states are confirmed now, unless the person says when. */
function confirmedNow({ who, assignments }: FactsChange, text: string, minute: string): FactsChange {
  const dated = withTimes([...assignments, ...unverified({ who, assignments }, text)], minute);
  if (dated.some(({ path }) => path[0] === 'confirmed')) return { who, assignments: dated };
  return { who, assignments: [...dated, { path: ['confirmed'], value: minute }] };
}

/** Clears `verified_by` of a contact with a new number or address: nobody has verified that one yet. */
function unverified({ who, assignments }: FactsChange, text: string): readonly Assignment[] {
  const isSet = (path: Assignment['path']) => assignments.some((one) => one.path.join() === path.join());
  return assignments.flatMap(({ path, value }) => {
    const [contacts, id, way] = path;
    if (contacts !== 'contacts' || id === undefined || !/^(phone|email|url)$/.test(String(way))) return [];
    const by = [contacts, id, 'verified_by'];
    const isKept = isSet(by) || valueAt(text, ['facts', who, ...path]) === value;
    return isKept || valueAt(text, ['facts', who, ...by]) == null ? [] : [{ path: by, value: 'null' }];
  });
}

/** `now` becomes the present minute. */
function withTimes(assignments: readonly Assignment[], minute: string): readonly Assignment[] {
  return assignments.map(({ path, value }) => ({ path, value: value === 'now' ? minute : value }));
}
