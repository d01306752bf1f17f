import { ownerKept } from '../core/delivery/identity.ts';
import type { Actor } from '../core/domain/actor.ts';
import { channelWithId } from '../core/domain/channel.ts';
import type { ChannelModule, PostPages } from '../core/domain/channel-module.ts';
import {
  isOnAnothersAccount,
  isWhereAccountIs,
  rateScopeOf,
  serverOf,
} from '../core/domain/configuration.ts';
import { OperatorError, operatorError } from '../core/domain/errors.ts';
import type { Mode } from '../core/domain/incident.ts';
import { withoutControls } from '../core/domain/invisible-characters.ts';
import type { Account } from '../core/domain/municipality.ts';
import { incidentIn } from '../core/domain/post-key.ts';
import { channelSettings, type Settings } from '../core/domain/settings.ts';
import { type Entry, stillPublic } from '../core/ledger/entry.ts';
import type { Ledger, PostedByHand } from '../core/ledger/ledger.ts';
import { accountAt } from '../core/planning/renamed-accounts.ts';
import type { LedgerPlace } from '../sql/open-store.ts';
import { channelsFor } from './account-access.ts';
import { openLedgerAt, viewOf } from './ledgers.ts';
import { type App, readConfiguration } from './load.ts';
import { eachPlace, LEDGER_MODES, type LedgerMode, ledgerPlace } from './locate-ledgers.ts';

/** The finding of a person on the platform. */
type Seen = { readonly posted: string } | { readonly absent: true };

/**
 * Settles an unknown post by what a person saw, a waiting or refused one that was published by hand, or one that was deleted
 * by hand where the program says nothing any more, or could not delete it. Returns the entry after it. Throws `not-resolvable`,
 * `which-mode` where that of an exercise and the real one have the key and `mode` is null, `post-absent` where the platform knows
 * no post at the address, and `post-there` where it still shows one that was to be deleted.
 */
export async function resolve(
  app: App,
  key: string,
  seen: Seen,
  { mode: meant, actor }: { readonly mode: LedgerMode | null; readonly actor: Actor },
): Promise<Entry> {
  const { runtime, files } = app;
  const { mode, id: incident } = (await readConfiguration(app)).state.incident;
  const now = runtime.clock.now();
  await using ledger = await openLedgerAt(
    await placeOf(app, key, incident, seen, meant ?? mode, meant),
    files.settings,
    now,
  );
  const entry = await ledger.entry(key);
  if (entry === null) throw unresolvable(null, key);
  if (entry.state === 'posted') {
    const { entries } = await ledger.view(entry.incident);
    if (isWithinReach(app, entry, incident, entries)) throw unresolvable(entry, key);
    if ('absent' in seen) await refuseIfThere(app, ledger, entry);
  }
  const as = 'absent' in seen ? seen : { posted: await publishedAt(app, ledger, entry, seen.posted) };
  const isSettled = await ledger.resolve(key, as, actor.name, now);
  const after = await ledger.entry(key);
  // The state would allow it: the post at this address settles another key.
  if (!isSettled && 'posted' in seen && after?.state === entry.state && isSettleable(after))
    throw operatorError('bad-address.taken', { address: seen.posted });
  if (!isSettled || after === null) throw unresolvable(after, key);
  return after;
}

/** Whether staff can settle the entry with the address of a post that they found. */
function isSettleable({ state }: Entry): boolean {
  return state === 'unknown' || state === 'waiting' || state === 'refused';
}

/**
 * Whether the program itself ends a published post of this incident: its account is still there, still belongs to its town, and
 * still speaks its language. Elsewhere no other post is read with it. If that failed, a person ends it.
 */
function isWithinReach({ files }: App, entry: Entry, incident: string, entries: readonly Entry[]): boolean {
  const languages = files.region.accounts.get(entry.account)?.languages ?? [];
  if (entry.incident !== incident || isOnAnothersAccount(files, entry)) return false;
  if (stillPublic(entries).has(entry.key)) return false;
  return isWhereAccountIs(files, entry) && languages.includes(entry.language);
}

/**
 * The ledger in which a person can settle the key: that of any mode, because what is unknown outlives a change of mode, and
 * an exercise has the same keys as the real thing. If none: where it is, or that of the mode.
 */
async function placeOf(
  app: App,
  key: string,
  current: string,
  seen: Seen,
  mode: Mode,
  only: LedgerMode | null,
): Promise<LedgerPlace> {
  const { files, options } = app;
  const { settings } = files;
  const here = ledgerPlace(settings, options.data, mode);
  if (only !== null) return here;
  const incident = incidentIn(key);
  const places = LEDGER_MODES.map((one) => ledgerPlace(settings, options.data, one));
  const { done: found, mistakes } = await eachPlace(places, async (place) => {
    const { entries } = await viewOf(place, settings, incident);
    return {
      place,
      isHere: place.name === here.name,
      entries,
      entry: entries.find((entry) => entry.key === key),
    };
  });
  const known = found.flatMap(({ entry, ...where }) => (entry === undefined ? [] : [{ entry, ...where }]));
  const open = known.filter(({ entry, entries }) => {
    if ('posted' in seen) return isSettleable(entry);
    if (entry.state === 'unknown') return true;
    return entry.state === 'posted' && !isWithinReach(app, entry, current, entries);
  });
  if (open.length > 1) throw operatorError('which-mode.here', { key });
  const place = (open[0] ?? known.find(({ isHere }) => isHere) ?? known[0])?.place;
  if (place === undefined && mistakes.length > 0) throw new OperatorError(mistakes);
  return place ?? here;
}

/** The post at this address. If the platform can be asked and knows no such post, the address settles nothing. */
async function publishedAt(app: App, ledger: Ledger, entry: Entry, url: string): Promise<PostedByHand> {
  const { channels, settings, region } = app.files;
  const now = region.accounts.get(entry.account);
  const place = now ? null : (await ledger.view(entry.incident)).places.get(entry.account);
  const listed = now ?? (place ? accountAt(place, entry) : null);
  if (!listed) throw operatorError('unknown-account.of-post', { key: entry.key, account: entry.account });
  // The post is on the server that it was sent to: the account may have left that one since.
  const account = listed.server === null ? listed : { ...listed, server: entry.server };
  const remoteId = remoteIdAt(url, account, settings, channels);
  if (entry.action !== 'publish') return { remoteId, url, text: null, at: null };
  const found = await readAs(app, ledger, account, remoteId);
  if (found === null) return { remoteId, url, text: null, at: null };
  const { channel, post } = found;
  if (post.kind === 'absent') throw operatorError('post-absent.here', { url });
  if (post.kind === 'read' && post.value.isOwn === false) throw notOfAccount(url, account, channels);
  if (post.kind !== 'read') return { remoteId, url, text: null, at: null };
  const text = channel.same(entry.text ?? '', post.value) ? null : withoutControls(post.value.text);
  return { remoteId, url, text, at: post.value.at };
}

/** Throws `post-there` where the platform still shows a post that a person says is deleted. */
async function refuseIfThere(app: App, ledger: Ledger, { account: id, server, remoteId, url }: Entry) {
  const account = app.files.region.accounts.get(id);
  if (!account || remoteId === null || serverOf(app.files.settings, account) !== server) return;
  const found = await readAs(app, ledger, account, remoteId);
  if (found?.post.kind === 'read' && found.post.value.isOwn !== false)
    throw operatorError('post-there.here', { url: url ?? remoteId });
}

/** Asks the platform for a post of this account. Null where nobody can ask it. */
async function readAs({ runtime, files }: App, ledger: Ledger, account: Account, remoteId: string) {
  const { settings, region } = files;
  // A sandbox that is started here does not know what the sandbox of `run` received.
  const isReadable = !settings.sandbox && account.server === region.accounts.get(account.id)?.server;
  const channel = isReadable ? (await channelsFor(files, null, runtime.clock))(account) : null;
  if (channel === null) return null;
  const calls = { on: 'calls', ...rateScopeOf(settings, account), at: runtime.clock.now() } as const;
  // Not every address says whose post it is.
  const owner = await ownerKept({ ledger, clock: runtime.clock }, account, channel);
  if (owner) channel.recall(owner);
  else {
    await channel.identity(runtime.signal);
    await ledger.recordUsage({ ...calls, usd: 0 });
  }
  const post = await channel.read(remoteId, runtime.signal);
  const usd = post.kind === 'read' ? channelSettings(settings, account.channel).pricesUsd.read : 0;
  await ledger.recordUsage({ ...calls, usd });
  return { channel, post };
}

function unresolvable(entry: Entry | null, key: string): OperatorError {
  return entry === null
    ? operatorError('not-resolvable.absent', { key })
    : operatorError('not-resolvable.here', { key, state: entry.state });
}

/**
 * Remote id of the post at an address that somebody copied from a browser. Throws `bad-address` where the address says that it
 * is no post of this account: what its id names on another server, or under another name, is another post.
 */
export function remoteIdAt(
  address: string,
  account: Account,
  settings: Settings,
  channels: readonly ChannelModule[],
): string {
  const { pages } = channelWithId(channels, account.channel);
  const page = URL.parse(address);
  const id = page && isShownAt(page, pages, account, settings) ? pages.postOn(page, account.handle) : null;
  if (id !== null) return id;
  throw notOfAccount(address, account, channels);
}

function notOfAccount(address: string, account: Account, channels: readonly ChannelModule[]): OperatorError {
  const example = channelWithId(channels, account.channel).pages.example(account);
  return operatorError('bad-address.here', { address, handle: account.handle, account: account.id, example });
}

function isShownAt(page: URL, pages: PostPages, account: Account, settings: Settings): boolean {
  if (page.protocol !== 'https:' && page.protocol !== 'http:') return false;
  // The sandbox is on this machine, at whatever port was free.
  if (settings.sandbox && ['127.0.0.1', 'localhost'].includes(page.hostname)) return true;
  return pages.isShownBy(page.hostname) || page.host === URL.parse(serverOf(settings, account))?.host;
}
