import type { Announcement, Kind } from './announcement.ts';
import { type Cache, keptIn } from './cache.ts';
import { type ChannelRules, channelWithId, type Limits } from './channel.ts';
import { entriesOf, type Facts } from './facts.ts';
import { factsOf, newestTimeIn, type State } from './incident.ts';
import { type ContentSnapshot, freeWords, type Messages } from './message.ts';
import { EMERGENCY_CALLS, type Services } from './municipal-service.ts';
import { type Account, type Municipality, nameOf, type Region } from './municipality.ts';
import { channelSettings, type RateScope, type Settings } from './settings.ts';

/** Everything that the files say, and the rules of the channels. A plan is made from this and the ledger's view. */
export interface Configuration {
  readonly region: Region;
  readonly state: State;
  readonly settings: Settings;
  /** The catalogue of municipal services. */
  readonly services: Services;
  readonly messages: Messages;
  readonly channels: readonly ChannelRules[];
  /** Limits that servers named, by account: a plan takes them from the ledger. Without them the channel's settings hold. */
  readonly limits: ReadonlyMap<string, NamedLimits>;
  /** Accounts without a usable credential. */
  readonly mute: ReadonlySet<string>;
  /** Holds what earlier plans worked out from these files. */
  readonly cache: Cache;
}

export function rulesOf({ channels }: Configuration, account: Pick<Account, 'channel'>): ChannelRules {
  return channelWithId(channels, account.channel);
}

export function limitsOf({ limits, settings }: Configuration, account: Account): Limits {
  const named = limits.get(account.id);
  return named?.server === serverOf(settings, account)
    ? named
    : channelSettings(settings, account.channel).limits;
}

/** Limits as a server named them: they are not those of the server that an account moves to. */
export interface NamedLimits extends Limits {
  readonly server: string;
}

/** Address of the server that the account's posts are sent to. */
export function serverOf(settings: Settings, account: Account): string {
  return account.server ?? channelSettings(settings, account.channel).baseUrl ?? account.channel;
}

/** Whether a post is on the server where its account is now. The program cannot read or change it on one that the account left. */
export function isWhereAccountIs(
  { region, settings }: Pick<Configuration, 'region' | 'settings'>,
  post: { readonly account: string; readonly server: string },
): boolean {
  const account = region.accounts.get(post.account);
  return account !== undefined && serverOf(settings, account) === post.server;
}

/** Finds the municipality that speaks in a post. The account tells it where the id of the municipality was corrected since. */
export function speakerOf(
  { region: { accounts, municipalities } }: Pick<Configuration, 'region'>,
  { municipality, account }: { readonly account: string; readonly municipality: string },
): Municipality | undefined {
  return municipalities.get(municipality) ?? municipalities.get(accounts.get(account)?.municipality ?? '');
}

/** Whether the files list the account of a post as another municipality's. */
export function isOnAnothersAccount(
  configuration: Pick<Configuration, 'region'>,
  post: { readonly account: string; readonly municipality: string },
): boolean {
  const owner = configuration.region.accounts.get(post.account)?.municipality;
  return owner !== undefined && owner !== speakerOf(configuration, post)?.id;
}

/** The scope that requests for this account count against. */
export function rateScopeOf(settings: Settings, account: Account): RateScope {
  return { channel: account.channel, server: serverOf(settings, account), account: account.id };
}

/** Whether posts may reach the account in this mode: an exercise reaches only accounts whose owners allowed it. */
export function isInReach(configuration: Configuration, account: Account): boolean {
  return (
    configuration.state.incident.mode !== 'exercise' ||
    configuration.settings.sandbox ||
    account.publicExercises
  );
}

/**
 * The municipality whose facts an announcement states: the poster where the announcement is about it, else the first
 * municipality that it is about, else the poster.
 */
export function factsOwner(region: Region, poster: Municipality, about: readonly string[]): Municipality {
  if (about.includes(poster.id)) return poster;
  for (const subject of about) {
    const municipality = region.municipalities.get(subject);
    if (municipality) return municipality;
  }
  return poster;
}

/** The same of a text that was worded; null where its municipality no longer exists. */
export function ownerOf(
  region: Region,
  { poster, about }: Pick<ContentSnapshot, 'poster' | 'about'>,
): Municipality | null {
  const municipality = region.municipalities.get(poster.id);
  const ids = about.map(({ id }) => id);
  return municipality ? factsOwner(region, municipality, ids) : null;
}

export function aboutOf(announcement: Announcement, poster: Municipality): readonly string[] {
  return announcement.about ?? [poster.id];
}

/**
 * Returns the snapshot that this announcement by this municipality would be worded from today. If it is about services that it
 * names, it holds the facts of no other services except 110 and 112 and those that the public has already been told about.
 */
export function currentSnapshot(
  configuration: Configuration,
  announcement: Announcement,
  poster: Municipality,
  original: ContentSnapshot['original'],
  told: readonly string[] = [],
): ContentSnapshot {
  const { kind, services, reach, contact, what, text, until, every } = announcement;
  const { confirmed } = configuration.settings;
  // A recurring announcement says when nobody has confirmed its facts for longer than this.
  const confirmedWithinMs = every !== null && confirmed?.otherwise === 'say' ? confirmed.withinMs : null;
  const named = kind === 'services' ? services : (original?.services ?? []);
  const said = (facts: Facts) => (named.length === 0 ? facts : ofServices(facts, [...named, ...told]));
  return {
    ...contentFor(forKind(configuration, kind), poster, aboutOf(announcement, poster), said),
    announcement: {
      ...{ kind, services, contact, what, text, until, confirmedWithinMs },
      ...(reach.length > 0 && { reach }),
    },
    original,
  };
}

/** An all-clear gives no promise about an incident that goes on elsewhere. */
function forKind(configuration: Configuration, kind: Kind): Configuration {
  const { state, cache } = configuration;
  if (kind !== 'all-clear' || state.incident.phase === 'resolved') return configuration;
  const withoutNext = () => ({
    ...configuration,
    state: { ...state, incident: { ...state.incident, nextUpdate: null } },
  });
  return cache.kept('all-clears', [configuration], withoutNext);
}

/** Keeps the facts about these services and, as every text states them, 110 and 112, and all others but services. */
function ofServices({ services, unaffected, ...facts }: Facts, named: readonly string[]): Facts {
  const ids = [...named, EMERGENCY_CALLS];
  return {
    ...facts,
    services: entriesOf(services, ids),
    unaffected: unaffected.filter((id) => ids.includes(id)),
  };
}

/** Makes each snapshot once for an announcement and municipality, whatever the number of accounts and languages. */
export function snapshotCache(
  configuration: Configuration,
): (announcement: Announcement, poster: Municipality) => ContentSnapshot {
  const made = new Map<Announcement, Map<Municipality, ContentSnapshot>>();
  return (announcement, poster) => {
    const byPoster = keptIn(made, announcement, () => new Map<Municipality, ContentSnapshot>());
    return keptIn(byPoster, poster, () => currentSnapshot(configuration, announcement, poster, null));
  };
}

/**
 * An earlier snapshot with today's facts, names, words and incident. It is about what people can read in it, whatever the file
 * lists now. Null where its municipality no longer exists.
 */
export function renewedSnapshot(
  configuration: Configuration,
  then: ContentSnapshot,
  announcement: Announcement | undefined,
): ContentSnapshot | null {
  const poster = configuration.region.municipalities.get(then.poster.id);
  if (!poster) return null;
  if (announcement && announcement.kind === then.announcement.kind) {
    const { services, reach = [] } = then.announcement;
    // Earlier versions of this program told of every service.
    const told = [...Object.keys(then.facts.services), ...then.facts.unaffected];
    return currentSnapshot(configuration, { ...announcement, services, reach }, poster, then.original, told);
  }
  const about = then.about.map(({ id }) => id);
  const { newest, ...rest } = then;
  return { ...rest, ...contentFor(configuration, poster, about) };
}

/**
 * The subjects of a text, first the body whose facts it states where that is not the poster: where there is room for one name it
 * is that one, and not that of a group.
 */
export function subjectsInOrder(
  { about, poster }: Pick<ContentSnapshot, 'about' | 'poster'>,
  owner: Municipality['id'],
): ContentSnapshot['about'] {
  if (owner === poster.id) return about;
  return [...about.filter(({ id }) => id === owner), ...about.filter(({ id }) => id !== owner)];
}

function contentFor(
  { region, state }: Configuration,
  poster: Municipality,
  about: readonly string[],
  /** The facts that the announcement is about. */
  said = (facts: Facts) => facts,
): Omit<ContentSnapshot, 'announcement' | 'original'> {
  const { mode, title, cause, started, hashtags } = state.incident;
  const subject = (id: string) => ({ id, name: nameOf(region, id) });
  const owner = factsOwner(region, poster, about);
  const newest = newestTimeIn(region, state, owner, said);
  return {
    ...{ mode, title, cause: cause?.public ? cause : null, started, hashtags },
    poster: subject(poster.id),
    about: subjectsInOrder({ about: about.map(subject), poster }, owner.id),
    facts: said(factsOf(region, state, owner)),
    ...(newest !== null && { newest }),
  };
}

/** Everything that is written freely into the facts of each municipality now, in its languages. */
export function freeWordsByMunicipality(
  configuration: Configuration,
): ReadonlyMap<Municipality['id'], readonly string[]> {
  return new Map(
    [...configuration.region.municipalities.values()].map((municipality) => {
      const content = { ...contentFor(configuration, municipality, []), what: null };
      return [municipality.id, municipality.languages.flatMap((language) => freeWords(content, language))];
    }),
  );
}

/** The same of all municipalities, each once. */
export function freeWordsNow(configuration: Configuration): readonly string[] {
  return [...new Set([...freeWordsByMunicipality(configuration).values()].flat())];
}

/** The snapshot without the times of confirmation and next update, which do not make it another text. */
export function withoutTimes(snapshot: ContentSnapshot): ContentSnapshot {
  const unconfirmed = withoutConfirmed(snapshot);
  return { ...unconfirmed, facts: { ...unconfirmed.facts, nextUpdate: null } };
}

/** The same without the times of confirmation alone. */
export function withoutConfirmed({ newest, ...snapshot }: ContentSnapshot): ContentSnapshot {
  return { ...snapshot, facts: { ...snapshot.facts, confirmed: null } };
}
