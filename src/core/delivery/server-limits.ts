import { DAY, MINUTE } from '../domain/clock.ts';
import { rateScopeOf, serverOf } from '../domain/configuration.ts';
import type { Account } from '../domain/municipality.ts';
import type { Entry } from '../ledger/entry.ts';
import { workEach } from './account-queue.ts';
import type { DeliveryContext } from './context.ts';

/** A server changes its limits hardly ever. */
const ASK_AFTER_MS = DAY;
/** For servers that did not answer, or name no limits. */
const ASK_AGAIN_AFTER_MS = 15 * MINUTE;
const SERVERS_AT_ONCE = 8;
/** Accounts of one server, revoked or suspended, with which it is asked in one reading at most. */
const ACCOUNTS_PER_READING_MAX = 5;

/**
 * Asks each server for its limits, with the credential of one of its accounts, or of the next if it accepts none from that one,
 * and keeps them in the ledger for all of them. Does not ask a server whose limits are younger than a day, unless it refused a
 * text since. An earlier reading holds until a server says something else.
 */
export async function readServerLimits(
  delivery: DeliveryContext,
  accounts: Iterable<Account>,
  signal: AbortSignal,
): Promise<void> {
  const { ledger, clock, settings, memory } = delivery;
  const now = clock.now();
  const isYounger = (at: number | undefined, ms: number) => at !== undefined && at > now - ms && at <= now;
  const known = await ledger.limits();
  const isKnown = (account: Account) => {
    const { server, readAt } = known.get(account.id) ?? {};
    return server === serverOf(settings, account) && isYounger(readAt, ASK_AFTER_MS);
  };
  const due = [...accounts].filter((account) => !isKnown(account));
  const byServer = Map.groupBy(due, (account) => `${account.channel} ${serverOf(settings, account)}`);
  await workEach(
    byServer.keys(),
    SERVERS_AT_ONCE,
    (server) => server,
    async (server) => {
      if (signal.aborted || isYounger(memory.limitsAsked.get(server), ASK_AGAIN_AFTER_MS)) return;
      const its = byServer.get(server) ?? [];
      let asked = 0;
      for (const account of its) {
        const channel = delivery.channel(account);
        if (channel === null) continue;
        asked += 1;
        memory.limitsAsked.set(server, now);
        const limits = await channel.limits(signal);
        if (limits.kind !== 'absent')
          await ledger.recordUsage({ on: 'calls', ...rateScopeOf(settings, account), at: now, usd: 0 });
        if (limits.kind === 'read')
          await ledger.recordLimits(
            its.map(({ id }) => id),
            { ...limits.value, server: serverOf(settings, account) },
            now,
          );
        const isOfAccount =
          limits.kind === 'unreadable' && (limits.cause === 'account' || limits.cause === 'credential');
        if (!isOfAccount || asked === ACCOUNTS_PER_READING_MAX) return;
      }
    },
  );
}

/** The `readAt` of limits that have to be read again. */
const ASK_AGAIN = 0;

/** A server that refuses a text may have new limits. The kept ones hold until it is asked, at the next tick. */
export async function askForLimitsAgain(
  { ledger, memory }: DeliveryContext,
  { account, channel }: Pick<Entry, 'account' | 'channel'>,
): Promise<void> {
  const known = await ledger.limits();
  const kept = known.get(account);
  // The first refusal has said it of all accounts of the server.
  if (kept === undefined || kept.readAt === ASK_AGAIN) return;
  const its = [...known].filter(([, { server }]) => server === kept.server).map(([id]) => id);
  await ledger.recordLimits(its, kept, ASK_AGAIN);
  memory.limitsAsked.delete(`${channel} ${kept.server}`);
}
