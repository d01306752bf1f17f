import { type Configuration, rulesOf } from '../domain/configuration.ts';
import type { Account } from '../domain/municipality.ts';
import type { Action } from '../domain/post-key.ts';
import { channelSettings } from '../domain/settings.ts';

/** The platform's charge for this action, by the configured prices, in US dollars. */
export function priceOf(
  configuration: Configuration,
  account: Account,
  action: Action,
  text: string | null,
): number {
  const { pricesUsd } = channelSettings(configuration.settings, account.channel);
  if (action === 'delete') return pricesUsd.delete;
  if (action === 'edit') return 0;
  return rulesOf(configuration, account).hasUrl(text ?? '') ? pricesUsd.postWithUrl : pricesUsd.post;
}

/** US dollars, rounded to a tenth of a cent. */
export function sumUsd(amounts: readonly number[]): number {
  return Math.round(amounts.reduce((sum, one) => sum + one, 0) * 1_000) / 1_000;
}
