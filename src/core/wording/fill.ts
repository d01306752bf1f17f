import type { Limits } from '../domain/channel.ts';
import type { Instant } from '../domain/clock.ts';
import { limitsOf, type World } from '../domain/configuration.ts';
import type { Language } from '../domain/language.ts';
import type { Grounds, Unworded } from '../domain/message.ts';
import type { Account } from '../domain/municipality.ts';
import { sha256 } from '../domain/post-key.ts';

/** A text that fits an account. */
export interface Fitting {
  readonly kind: 'fitting';
  readonly text: string;
  readonly length: number;
  readonly limit: number;
  readonly grounds: string;
}

export interface TooLong {
  readonly kind: 'too-long';
  readonly length: number;
  readonly limit: number;
}

/** Words texts for accounts. Remembers what it worded: each text is rendered and measured once. */
export interface Wording {
  fit(grounds: Grounds, account: Account, language: Language): Fitting | TooLong | Unworded;
  /** Digest of grounds, computed once for each object. */
  digest(grounds: Grounds): string;
}

export function wordingFor(world: World, now: Instant): Wording {
  const digests = new WeakMap<Grounds, string>();
  const fitted = new Map<string, Fitting | TooLong | Unworded>();

  function digest(grounds: Grounds): string {
    let known = digests.get(grounds);
    if (known === undefined) {
      known = sha256(JSON.stringify(grounds));
      digests.set(grounds, known);
    }
    return known;
  }

  return {
    digest,
    fit(grounds, account, language) {
      const limits = limitsOf(world, account);
      const id = `${digest(grounds)} ${account.channel} ${language} ${limits.characters}/${limits.perUrl}`;
      let known = fitted.get(id);
      if (known === undefined) {
        known = firstFitting(world, grounds, digest(grounds), account, language, limits, now);
        fitted.set(id, known);
      }
      return known;
    },
  };
}

/** Nothing is ever cut: the first wording that fits is taken as it is. */
function firstFitting(
  world: World,
  grounds: Grounds,
  groundsDigest: string,
  account: Account,
  language: Language,
  limits: Limits,
  now: Instant,
): Fitting | TooLong | Unworded {
  const worded = world.messages.word(grounds, account.channel, language, now);
  if (worded.kind === 'unworded') return worded;
  const rules = world.channels[account.channel];
  const limit = limits.characters;
  let shortest = Number.POSITIVE_INFINITY;
  for (const text of worded.wordings) {
    const length = rules.length(text, limits);
    if (length <= limit) return { kind: 'fitting', text, length, limit, grounds: groundsDigest };
    shortest = Math.min(shortest, length);
  }
  return { kind: 'too-long', length: shortest, limit };
}
