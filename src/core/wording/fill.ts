import type { Limits } from '../domain/channel.ts';
import type { Instant } from '../domain/clock.ts';
import { type Configuration, limitsOf, rulesOf } from '../domain/configuration.ts';
import type { Language } from '../domain/language.ts';
import type { ContentSnapshot, Unworded } from '../domain/message.ts';
import type { Account } from '../domain/municipality.ts';
import { sha256 } from '../domain/post-key.ts';

/** A text that fits an account. */
export interface Fitting {
  readonly kind: 'fitting';
  readonly text: string;
  readonly length: number;
  readonly limit: number;
  readonly snapshot: string;
}

export interface TooLong {
  readonly kind: 'too-long';
  readonly length: number;
  readonly limit: number;
}

/** Words texts for accounts. Remembers what it worded: each text is rendered and measured once. */
export interface Wording {
  fit(snapshot: ContentSnapshot, account: Account, language: Language): Fitting | TooLong | Unworded;
  /** Digest of a snapshot, computed once for each object. */
  digest(snapshot: ContentSnapshot): string;
}

export function wordingFor(configuration: Configuration, now: Instant): Wording {
  const digests = new WeakMap<ContentSnapshot, string>();
  const fitted = new Map<string, Fitting | TooLong | Unworded>();

  function digest(snapshot: ContentSnapshot): string {
    let known = digests.get(snapshot);
    if (known === undefined) {
      known = sha256(JSON.stringify(snapshot));
      digests.set(snapshot, known);
    }
    return known;
  }

  return {
    digest,
    fit(snapshot, account, language) {
      const limits = limitsOf(configuration, account);
      const id = `${digest(snapshot)} ${account.channel} ${language} ${limits.characters}/${limits.perUrl}`;
      let known = fitted.get(id);
      if (known === undefined) {
        known = firstFitting(configuration, snapshot, digest(snapshot), account, language, limits, now);
        fitted.set(id, known);
      }
      return known;
    },
  };
}

/** Nothing is ever cut: the first wording that fits is taken as it is. */
function firstFitting(
  configuration: Configuration,
  snapshot: ContentSnapshot,
  snapshotDigest: string,
  account: Account,
  language: Language,
  limits: Limits,
  now: Instant,
): Fitting | TooLong | Unworded {
  const worded = configuration.messages.word(snapshot, account.channel, language, now);
  if (worded.kind === 'unworded') return worded;
  const rules = rulesOf(configuration, account);
  const limit = limits.characters;
  let shortest = Number.POSITIVE_INFINITY;
  for (const text of worded.wordings) {
    const length = rules.length(text, limits);
    if (length <= limit) return { kind: 'fitting', text, length, limit, snapshot: snapshotDigest };
    shortest = Math.min(shortest, length);
  }
  return { kind: 'too-long', length: shortest, limit };
}
