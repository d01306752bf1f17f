import type { Announcement } from './announcement.ts';
import { type ChannelRules, channelWithId, type Limits } from './channel.ts';
import type { Facts } from './facts.ts';
import { factsOf, type State } from './incident.ts';
import type { Localized } from './language.ts';
import type { ContentSnapshot, Messages, Subject } from './message.ts';
import type { Services } from './municipal-service.ts';
import { type Account, type Municipality, nameOf, type Region } from './municipality.ts';
import { channelSettings, type RateScope, type Settings } from './settings.ts';

/** Everything that the files say, and what the channels can do: the one half of what a plan is made from. */
export interface Configuration {
  readonly region: Region;
  readonly state: State;
  readonly settings: Settings;
  /** The catalogue of municipal services. */
  readonly services: Services;
  readonly messages: Messages;
  readonly channels: readonly ChannelRules[];
  /** As read from the platforms, by account; where none was read the channel's settings hold. */
  readonly limits: ReadonlyMap<string, Limits>;
  /** Accounts that cannot be spoken on, with the reason for staff: no credential. */
  readonly mute: ReadonlyMap<string, string>;
}

export function rulesOf({ channels }: Configuration, account: Pick<Account, 'channel'>): ChannelRules {
  return channelWithId(channels, account.channel);
}

export function limitsOf({ limits, settings }: Configuration, account: Account): Limits {
  return limits.get(account.id) ?? channelSettings(settings, account.channel).limits;
}

/** Address of what takes the account's posts. */
export function serverOf(settings: Settings, account: Account): string {
  return account.server ?? channelSettings(settings, account.channel).baseUrl ?? account.channel;
}

/** Where requests for this account go, as far as limits care. */
export function rateScopeOf(settings: Settings, account: Account): RateScope {
  return { channel: account.channel, server: serverOf(settings, account), account: account.id };
}

/** Whether the account may be spoken on in this mode: in an exercise only where its owner allowed it. */
export function isInReach(configuration: Configuration, account: Account): boolean {
  return (
    configuration.state.incident.mode !== 'exercise' ||
    configuration.settings.sandbox ||
    account.publicExercises
  );
}

/**
 * Whose facts an announcement states: the poster's when it is among those it is about, else those of the first
 * municipality that it is about; null where it is about groups alone.
 */
export function factsOwner(region: Region, poster: Municipality, about: readonly string[]): Municipality {
  if (about.includes(poster.id)) return poster;
  for (const subject of about) {
    const municipality = region.municipalities.get(subject);
    if (municipality) return municipality;
  }
  return poster;
}

export function aboutOf(announcement: Announcement, poster: Municipality): readonly string[] {
  return announcement.about ?? [poster.id];
}

/** What a text of this announcement by this municipality would be worded from today. */
export function currentSnapshot(
  configuration: Configuration,
  announcement: Announcement,
  poster: Municipality,
  original: ContentSnapshot['original'],
): ContentSnapshot {
  const about = aboutOf(announcement, poster);
  const { kind, services, contact, what, text, until } = announcement;
  return {
    ...incidentPart(configuration),
    poster: subject(configuration.region, poster.id),
    about: about.map((id) => subject(configuration.region, id)),
    facts: factsOf(
      configuration.region,
      configuration.state,
      factsOwner(configuration.region, poster, about),
    ),
    announcement: {
      ...{ kind, services, contact, what, text, until },
      confirmedWithinMs: announcement.every === null ? null : sayAfter(configuration),
    },
    original,
  };
}

/** The same, made once for each announcement and municipality, whatever the number of its accounts and languages. */
export function snapshotCache(
  configuration: Configuration,
): (announcement: Announcement, poster: Municipality) => ContentSnapshot {
  const made = new Map<Announcement, Map<Municipality, ContentSnapshot>>();
  return (announcement, poster) => {
    const byPoster = made.get(announcement) ?? new Map<Municipality, ContentSnapshot>();
    made.set(announcement, byPoster);
    const snapshot = byPoster.get(poster) ?? currentSnapshot(configuration, announcement, poster, null);
    byPoster.set(poster, snapshot);
    return snapshot;
  };
}

/** What recurs by itself says it when nobody has confirmed its facts for longer than this. */
function sayAfter({ settings: { confirmed } }: Configuration): number | null {
  return confirmed?.otherwise === 'say' ? confirmed.withinMs : null;
}

/** The same words as once, with the facts, names and incident of today. Null where its municipality is gone. */
export function renewedSnapshot(
  configuration: Configuration,
  then: ContentSnapshot,
  announcement: Announcement | undefined,
): ContentSnapshot | null {
  const poster = configuration.region.municipalities.get(then.poster.id);
  if (!poster) return null;
  if (announcement && announcement.kind === then.announcement.kind)
    return currentSnapshot(configuration, announcement, poster, then.original);
  const about = then.about.map((one) => one.id);
  return {
    ...then,
    ...incidentPart(configuration),
    poster: subject(configuration.region, poster.id),
    about: about.map((id) => subject(configuration.region, id)),
    facts: factsOf(
      configuration.region,
      configuration.state,
      factsOwner(configuration.region, poster, about),
    ),
  };
}

function incidentPart(
  configuration: Configuration,
): Pick<ContentSnapshot, 'mode' | 'title' | 'cause' | 'started' | 'hashtags'> {
  const { mode, title, cause, started, hashtags } = configuration.state.incident;
  return { mode, title, cause: cause?.public ? cause : null, started, hashtags };
}

function subject(region: Region, id: string): Subject {
  return { id, name: nameOf(region, id) satisfies Localized };
}

/** The facts of a text with all that only says when: neither makes it another text. */
export function withoutTimes(snapshot: ContentSnapshot): ContentSnapshot {
  const facts: Facts = { ...snapshot.facts, confirmed: null, nextUpdate: null };
  return { ...snapshot, facts };
}
