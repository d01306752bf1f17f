import { type ChannelId, channelWithId } from '../core/domain/channel.ts';
import type { Instant, Zone } from '../core/domain/clock.ts';
import { type Account, ALL, nameOf, type Region, TOWNS_OF } from '../core/domain/municipality.ts';
import type { Pause, PauseScope } from '../core/domain/pause.ts';
import type { Right } from '../core/domain/rights.ts';
import { dayOf, wallTimeOf } from '../core/domain/time-zone.ts';
import type { Entry } from '../core/ledger/entry.ts';
import { scopeNamed } from './advice.ts';
import { languageName, names, offsetIfTwice, say, shownTime, spokenName } from './say.ts';

/** The files from which names come, and the time at which somebody reads them. */
interface Known {
  readonly region: Region;
  readonly channels: readonly { readonly id: ChannelId; readonly name: string }[];
  readonly zone: Zone;
  readonly now: Instant;
}

/** So many towns are named; others are counted. */
const SOME = 4;

/** Calls things and times as staff know them, where the files say ids. */
export type Named = ReturnType<typeof namedIn>;

export function namedIn({ region, channels, zone, now }: Known) {
  /** `Stadt Altena`; a group by its own name. */
  const town = (id: string) => spokenName(nameOf(region, id)) || id;
  const channel = (id: ChannelId) => channelWithId(channels, id).name;
  /** `Stadt Altena (X)` */
  const place = (one: Pick<Account, 'municipality' | 'channel'>) =>
    say('console-post', { name: town(one.municipality), channel: channel(one.channel) });
  const time = (at: Instant) => shownTime(at, zone, now);

  /** Names the owners of facts or posts. Several districts have `die Rathäuser im Kreis`: the district tells them apart. */
  function who(id: string): string {
    if (id === ALL) return say('console-everybody', { n: region.municipalities.size });
    if (id.startsWith(TOWNS_OF)) return say('who-part-of', { district: town(id.slice(TOWNS_OF.length)) });
    const members = region.groups.get(id)?.members ?? [];
    const [district, ...others] = new Set(members.map((one) => region.municipalities.get(one)?.partOf));
    return district && others.length === 0 ? `${town(id)} (${town(district)})` : town(id);
  }

  /** Names the scope of a pause. */
  function scope(paused: PauseScope): string {
    if (paused.of === 'channel') return say('scope-channel', { channel: channel(paused.channel) });
    const account = paused.of === 'account' ? region.accounts.get(paused.account) : undefined;
    if (!account) return scopeNamed(paused);
    const { municipality, handle } = account;
    return say('scope-account', {
      account: `${town(municipality)} (@${handle}, ${channel(account.channel)})`,
    });
  }

  const right = ({ role, who: of }: Right) =>
    say('console-right', {
      role: say(`console-role-${role}`),
      where: of === ALL ? say('console-everywhere') : who(of),
    });

  const short = (id: string) =>
    town(id).replace(/^(?:Hansestadt|Stadt|Gemeinde|Town of|Municipality of|City of)\s+(?=\S)/, '');
  let bodies: ReadonlyMap<string, readonly string[]> | null = null;
  /** `Altena` of `Stadt Altena`, for long lists; the whole name where another body has the short one too. */
  function shortTown(id: string): string {
    bodies ??= Map.groupBy(region.municipalities.keys(), short);
    const name = short(id);
    return (bodies.get(name) ?? []).length > 1 ? town(id) : name;
  }

  return {
    ...{ town, shortTown, channel, place, time, who, scope, right },
    /** Names the owners of these accounts: the first few. */
    towns(accounts: Iterable<string>): string {
      const all = [...accounts].map((id) => {
        const account = region.accounts.get(id);
        return account === undefined ? id : town(account.municipality);
      });
      return names([...new Set(all)], SOME);
    },
    /** `alle 74 Kommunen`, `Rathäuser im Kreis (Kreis Olpe), Stadt Hemer` */
    whos: (ids: readonly string[]) => names(ids.map(who), SOME),
    /** Names an account by its place. An id without an account is shown as it is. */
    account(id: string): string {
      const account = region.accounts.get(id);
      return account === undefined ? id : place(account);
    },
    /** `Mastodon`, and the language where it is not the municipality's own: `Mastodon (Englisch)`. */
    where(post: Pick<Entry, 'municipality' | 'channel' | 'language'>): string {
      const [own] = region.municipalities.get(post.municipality)?.languages ?? [];
      const name = channel(post.channel);
      return post.language === own ? name : `${name} (${languageName(post.language)})`;
    },
    pause: (one: Pause) => say('console-paused', { scope: scope(one.scope), by: one.by, time: time(one.at) }),
    /** `Schreiben: überall; Freigeben: Stadt Hemer` */
    rights: (all: readonly Right[]) =>
      all.length === 0 ? say('console-no-rights') : all.map(right).join('; '),
    /** `12:00 Uhr`, `morgen, 8:00 Uhr`: for a time within a day or so. */
    timeOfDay(at: Instant): string {
      const { hour, minute } = wallTimeOf(at, zone);
      const clock = `${hour}:${String(minute).padStart(2, '0')}${offsetIfTwice(at, zone)}`;
      return say(dayOf(at, zone) === dayOf(now, zone) ? 'console-today' : 'console-tomorrow', {
        time: clock,
      });
    },
  };
}
