import { CHANNELS, type ChannelId } from '../../core/domain/channel.ts';
import { HOUR, MINUTE, SECOND } from '../../core/domain/clock.ts';
import type { ErrorCode } from '../../core/domain/errors.ts';
import type { ChannelSettings, Settings } from '../../core/domain/settings.ts';
import { check } from '../yaml/explain.ts';
import type { Flaw } from '../yaml/mistake.ts';
import { readYaml, refusal, type Written } from '../yaml/yaml.ts';
import { settingsForm, type WrittenSettings } from './settings-schema.ts';

/** A claim outlives this many sends: whoever is slow still knows that its claim is gone before another claims. */
const SENDS_PER_CLAIM_MIN = 3;

/** Throws an OperatorError with everything that is wrong with the file. */
export function readSettings(content: Uint8Array | string, file: string): Settings {
  const written = readYaml(content, file);
  const checked = check(settingsForm, written, written.value, []);
  const flaws = [...written.flaws, ...(checked.ok ? flawsOf(checked.value, written) : checked.flaws)];
  if (!checked.ok || flaws.length > 0) throw refusal(written, flaws);
  return complete(checked.value);
}

/** The times on which the promise of nothing twice rests, and wordings that nobody can have seen beforehand. */
function flawsOf(settings: WrittenSettings, written: Written): Flaw[] {
  const { claim_seconds: claim, approvals, channels } = settings;
  const flaws = CHANNELS.flatMap((id): Flaw[] => {
    const { send_timeout_seconds: send, quiet_seconds: quiet } = channels[id];
    const flaw = (key: string, code: ErrorCode, message: string, advice: string): Flaw => {
      const path = ['channels', id, key];
      return {
        path: written.typed(path) === null ? ['claim_seconds'] : path,
        at: 'value',
        code,
        message,
        advice,
      };
    };
    return [
      ...(claim >= SENDS_PER_CLAIM_MIN * send
        ? []
        : [
            flaw(
              'send_timeout_seconds',
              'claim-too-short',
              `a claim of ${claim} s is too short for sends of ${send} s on ${id}`,
              `Make claim_seconds at least ${SENDS_PER_CLAIM_MIN * send}, or send_timeout_seconds at most ${claim / SENDS_PER_CLAIM_MIN}.`,
            ),
          ]),
      ...(claim + send < quiet
        ? []
        : [
            flaw(
              'quiet_seconds',
              'quiet-too-short',
              `${quiet} s of quiet are not longer than a claim and a send together (${claim} s + ${send} s) on ${id}`,
              `Make quiet_seconds more than ${claim + send}: sent again too early, a post goes out twice.`,
            ),
          ]),
    ];
  });
  const notice = approvals.standing.indexOf('notice');
  if (notice >= 0)
    flaws.push({
      path: ['approvals', 'standing', notice],
      at: 'value',
      code: 'own-words',
      message: 'a notice cannot be approved beforehand',
      advice: 'Remove `notice`: its words are different every time.',
    });
  return flaws;
}

function complete(written: WrittenSettings): Settings {
  const { approvals, keep_current: keep, confirmed } = written;
  return {
    zone: written.time_zone,
    tick: written.tick,
    sandbox: written.sandbox,
    approvals: { needed: approvals.needed, preApproved: new Set(approvals.standing) },
    freshForMs: written.freshness_hours * HOUR,
    backlogAfterMs: written.backlog_after_minutes * MINUTE,
    gapMs: written.gap_minutes * MINUTE,
    keepCurrent: {
      kinds: new Set(keep.kinds),
      quietMs: keep.quiet_minutes * MINUTE,
      everyMs: keep.every_minutes * MINUTE,
    },
    confirmed: confirmed && { withinMs: confirmed.within_hours * HOUR, otherwise: confirmed.otherwise },
    claimMs: written.claim_seconds * SECOND,
    accountsAtOnce: written.accounts_at_once,
    channels: {
      x: completeChannel(written.channels.x, written.channels.x.base_url),
      mastodon: completeChannel(written.channels.mastodon, null),
    },
    database: written.database,
    outdatedAfterMs: written.outdated_after_minutes * MINUTE,
    web: { port: written.web.port, sandboxPort: written.web.sandbox_port, host: written.web.host },
    alerts: written.alerts,
  };
}

function completeChannel(
  written: WrittenSettings['channels'][ChannelId],
  baseUrl: string | null,
): ChannelSettings {
  const { prices_usd: prices } = written;
  return {
    baseUrl,
    limits: { characters: written.characters, perUrl: written.per_url },
    sendTimeoutMs: written.send_timeout_seconds * SECOND,
    quietMs: written.quiet_seconds * SECOND,
    prices: {
      postUsd: prices.post,
      postWithUrlUsd: prices.post_with_url,
      deleteUsd: prices.delete,
      readUsd: prices.read,
    },
    rates: written.rates.map(({ of, per, count, within_minutes: minutes }) => ({
      of,
      per,
      count,
      withinMs: minutes * MINUTE,
    })),
    reserve: written.reserve,
    budgetUsd: written.budget_usd_per_day,
  };
}
