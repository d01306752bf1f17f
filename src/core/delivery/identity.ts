import type { Owner, ReadResult } from '../domain/channel.ts';
import { type Clock, DAY, type Instant, MINUTE } from '../domain/clock.ts';
import { rateScopeOf, serverOf } from '../domain/configuration.ts';
import { type Account, handleRead } from '../domain/municipality.ts';
import type { Key } from '../domain/post-key.ts';
import { reason } from '../domain/reason.ts';
import type { KeptOwner } from '../ledger/ledger.ts';
import { placeOf } from '../planning/renamed-accounts.ts';
import { serversIn, workEach } from './account-queue.ts';
import type { AccountContext, DeliveryContext } from './context.ts';

/** The owner of an account's credential, as far as its platform says. */
type Identity =
  | { readonly kind: 'own' }
  /** It belongs to another account, and this one was stopped for it. */
  | { readonly kind: 'foreign'; readonly reason: string }
  /** The ledger's posts went to another account. The next plan has those of this one. */
  | { readonly kind: 'another'; readonly reason: string }
  | Extract<ReadResult<never>, { kind: 'unreadable' }>;

/** An account may be renamed, and a token of X never says so by itself. */
const KEPT_MS = 7 * DAY;

/**
 * Confirms that a credential belongs to the configured handle: before it sends anything, and before a timeline read with it
 * decides anything. Asks the platform unless it told any process so in the last week. `claimed`: the entry that is about to be
 * sent.
 */
export async function identify(on: AccountContext, claimed: Key | null = null): Promise<Identity> {
  const { delivery, account, channel, signal } = on;
  const { memory, ledger, clock, settings } = delivery;
  const known = remembered(delivery, account) ?? (await ownerKept(delivery, account, channel));
  if (known) {
    memory.identified.set(account.id, known);
    channel.recall(known);
    return { kind: 'own' };
  }
  const identity = await channel.identity(signal);
  await ledger.recordUsage({ on: 'calls', ...rateScopeOf(settings, account), at: clock.now(), usd: 0 });
  if (identity.kind === 'unreadable') return identity;
  if (identity.kind === 'absent')
    return { kind: 'unreadable', reason: reason('reason.unidentified'), until: null };
  if (sameHandle(identity.value.handle, account.handle)) {
    const owner = { ...identity.value, at: clock.now() };
    const kept = { ...owner, proof: channel.proof };
    const before = await ledger.owner(account.id);
    if (before !== null && isAnotherOwner(before, owner)) {
      const { handle } = before;
      const why = reason('reason.another-account', { handle });
      const former = { before, place: placeOf(settings, { ...account, handle }), reason: why, claimed };
      const isParted = await ledger.partFrom(account.id, serverOf(settings, account), former, kept);
      if (isParted) delivery.onStep({ kind: 'parted', account: account.id, from: handle });
      return { kind: 'another', reason: why };
    }
    memory.identified.set(account.id, owner);
    await ledger.recordOwner(account.id, kept);
    return { kind: 'own' };
  }
  const why = reason('reason.foreign-credential', {
    ...{ account: account.id, found: identity.value.handle, handle: account.handle },
  });
  await stop(delivery, account.id, why);
  return { kind: 'foreign', reason: why };
}

/** Nothing is sent on the account until a person has it go on. */
export async function stop(delivery: DeliveryContext, account: string, reason: string): Promise<void> {
  await delivery.ledger.stop(account, reason, delivery.clock.now());
  delivery.onStep({ kind: 'stopped', account, reason });
}

/** Stops an account that its platform rejects altogether. A credential that may only not read can still publish. */
export async function stopIfRejected({ delivery, account, channel, signal }: AccountContext): Promise<void> {
  const { ledger, clock, settings } = delivery;
  const identity = await channel.identity(signal);
  await ledger.recordUsage({ on: 'calls', ...rateScopeOf(settings, account), at: clock.now(), usd: 0 });
  if (identity.kind === 'unreadable' && identity.cause === 'account')
    await stop(delivery, account.id, identity.reason);
}

/**
 * Whether the files named another account before. An account that its owner renamed keeps its id on the platform. An account that
 * moved to another server keeps its handle, as a rule.
 */
function isAnotherOwner(before: Owner, now: Owner): boolean {
  return before.remoteId !== now.remoteId && !sameHandle(before.handle, now.handle);
}

/** The owner that this process knows, unless that is too old. */
function remembered({ memory, clock }: DeliveryContext, { id }: Account) {
  const known = memory.identified.get(id);
  return known !== undefined && isRecent(known.at, clock) ? known : null;
}

/** The owner that the ledger keeps for the credential of the channel; null where that is too old. */
export async function ownerKept(
  { ledger, clock }: Pick<DeliveryContext, 'ledger' | 'clock'>,
  account: Account,
  channel: AccountContext['channel'],
): Promise<KeptOwner | null> {
  const kept = await ledger.owner(account.id);
  if (kept === null || kept.proof !== channel.proof || !sameHandle(kept.handle, account.handle)) return null;
  return isRecent(kept.at, clock) ? kept : null;
}

function isRecent(at: Instant, clock: Clock): boolean {
  const age = clock.now() - at;
  return age >= 0 && age <= KEPT_MS;
}

/** Accounts of one server that are asked at once; nothing waits for them. */
const AT_ONCE = 4;
const ASK_AGAIN_AFTER_MS = 15 * MINUTE;

/**
 * Confirms credentials before there is anything to send: a wrong one is found at once, and the first post does not wait for
 * an answer.
 */
export async function identifyAhead(
  delivery: DeliveryContext,
  accounts: Iterable<Account>,
  signal: AbortSignal,
): Promise<void> {
  const { memory, clock } = delivery;
  const now = clock.now();
  const isDue = (account: Account) =>
    remembered(delivery, account) === null &&
    (memory.ownersAsked.get(account.id) ?? 0) <= now - ASK_AGAIN_AFTER_MS;
  const due = new Map([...accounts].filter(isDue).map((account) => [account.id, account]));
  await workEach(due.keys(), AT_ONCE, serversIn(delivery), async (id) => {
    const account = due.get(id);
    const channel = account && delivery.channel(account);
    if (!account || !channel || signal.aborted) return;
    memory.ownersAsked.set(id, now);
    await identify({ delivery, account, channel, signal });
  });
}

/** The same where the files have another handle than the ledger: it may be another account. */
export async function identifyChanged(
  delivery: DeliveryContext,
  accounts: Iterable<Account>,
  signal: AbortSignal,
): Promise<void> {
  const all = [...accounts];
  const owners = await Promise.all(all.map(({ id }) => delivery.ledger.owner(id)));
  const isChanged = ({ handle }: Account, nth: number) => {
    const known = owners[nth]?.handle;
    return known !== undefined && !sameHandle(known, handle);
  };
  await identifyAhead(delivery, all.filter(isChanged), signal);
}

/** Whether two handles name the same account: both platforms ignore case. */
export function sameHandle(a: string, b: string): boolean {
  return handleRead(a) === handleRead(b);
}
