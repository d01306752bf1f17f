import type { Payer } from '../ledger/rate-limits.ts';
import type { Announcement } from './announcement.ts';
import type { ChannelId, ChannelRules, Limits } from './channel.ts';
import type { Facts } from './facts.ts';
import { factsOf, type State } from './incident.ts';
import type { Localized } from './language.ts';
import type { Grounds, Messages, Subject } from './message.ts';
import type { Services } from './municipal-service.ts';
import { type Account, type Municipality, nameOf, type Region } from './municipality.ts';
import type { Settings } from './settings.ts';

/** Everything that the files say, and what the channels can do: the one half of what a plan is made from. */
export interface World {
  readonly region: Region;
  readonly state: State;
  readonly settings: Settings;
  /** The catalogue of municipal services. */
  readonly services: Services;
  readonly messages: Messages;
  readonly channels: Readonly<Record<ChannelId, ChannelRules>>;
  /** As read from the platforms, by account; where none was read the channel's settings hold. */
  readonly limits: ReadonlyMap<string, Limits>;
  /** Accounts that cannot be spoken on, with the reason for staff: no credential. */
  readonly mute: ReadonlyMap<string, string>;
}

export function limitsOf(world: World, account: Account): Limits {
  return world.limits.get(account.id) ?? world.settings.channels[account.channel].limits;
}

/** Address of what takes the account's posts. */
export function serverOf(settings: Settings, account: Account): string {
  return account.server ?? settings.channels[account.channel].baseUrl ?? account.channel;
}

/** Where requests for this account go, as far as limits care. */
export function payerOf(settings: Settings, account: Account): Payer {
  return { channel: account.channel, server: serverOf(settings, account), account: account.id };
}

/** Whether the account may be spoken on in this mode: in an exercise only where its owner allowed it. */
export function isInReach(world: World, account: Account): boolean {
  return world.state.incident.mode !== 'exercise' || world.settings.sandbox || account.publicExercises;
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
export function groundsToday(
  world: World,
  announcement: Announcement,
  poster: Municipality,
  original: Grounds['original'],
): Grounds {
  const about = aboutOf(announcement, poster);
  const { kind, services, contact, what, text, until } = announcement;
  return {
    ...incidentGrounds(world),
    poster: subject(world.region, poster.id),
    about: about.map((id) => subject(world.region, id)),
    facts: factsOf(world.region, world.state, factsOwner(world.region, poster, about)),
    announcement: {
      ...{ kind, services, contact, what, text, until },
      confirmedWithinMs: announcement.every === null ? null : sayAfter(world),
    },
    original,
  };
}

/** The same, made once for each announcement and municipality, whatever the number of its accounts and languages. */
export function groundsMadeOnce(world: World): (announcement: Announcement, poster: Municipality) => Grounds {
  const made = new Map<Announcement, Map<Municipality, Grounds>>();
  return (announcement, poster) => {
    const byPoster = made.get(announcement) ?? new Map<Municipality, Grounds>();
    made.set(announcement, byPoster);
    const grounds = byPoster.get(poster) ?? groundsToday(world, announcement, poster, null);
    byPoster.set(poster, grounds);
    return grounds;
  };
}

/** What recurs by itself says it when nobody has confirmed its facts for longer than this. */
function sayAfter({ settings: { confirmed } }: World): number | null {
  return confirmed?.otherwise === 'say' ? confirmed.withinMs : null;
}

/** The same words as once, with the facts, names and incident of today. Null where its municipality is gone. */
export function groundsRenewed(
  world: World,
  then: Grounds,
  announcement: Announcement | undefined,
): Grounds | null {
  const poster = world.region.municipalities.get(then.poster.id);
  if (!poster) return null;
  if (announcement && announcement.kind === then.announcement.kind)
    return groundsToday(world, announcement, poster, then.original);
  const about = then.about.map((one) => one.id);
  return {
    ...then,
    ...incidentGrounds(world),
    poster: subject(world.region, poster.id),
    about: about.map((id) => subject(world.region, id)),
    facts: factsOf(world.region, world.state, factsOwner(world.region, poster, about)),
  };
}

function incidentGrounds(world: World): Pick<Grounds, 'mode' | 'title' | 'cause' | 'started' | 'hashtags'> {
  const { mode, title, cause, started, hashtags } = world.state.incident;
  return { mode, title, cause: cause?.public ? cause : null, started, hashtags };
}

function subject(region: Region, id: string): Subject {
  return { id, name: nameOf(region, id) satisfies Localized };
}

/** The facts of a text with all that only says when: neither makes it another text. */
export function withoutTimes(grounds: Grounds): Grounds {
  const facts: Facts = { ...grounds.facts, confirmed: null, nextUpdate: null };
  return { ...grounds, facts };
}
