import type { Limits } from '../domain/channel.ts';
import type { Instant } from '../domain/clock.ts';
import { type Configuration, limitsOf, rulesOf } from '../domain/configuration.ts';
import type { Language } from '../domain/language.ts';
import { type ContentSnapshot, freeWords, type Unworded } from '../domain/message.ts';
import type { Account } from '../domain/municipality.ts';
import { sha256 } from '../domain/post-key.ts';

/** A text that fits an account. `snapshot` is the digest of the snapshot that it was worded from. */
export interface Fitting {
  readonly kind: 'fitting';
  readonly text: string;
  readonly length: number;
  readonly limit: number;
  readonly snapshot: string;
  /** Digests of the words in the snapshot that people wrote freely. */
  readonly words: readonly string[];
}

export interface TooLong {
  readonly kind: 'too-long';
  /** The length of the shortest wording. */
  readonly length: number;
  readonly limit: number;
}

/** Words texts for accounts. It remembers them: each text is rendered and measured once. */
export interface Wording {
  fit(snapshot: ContentSnapshot, account: Account, language: Language): Fitting | TooLong | Unworded;
  /** SHA-256 of a snapshot, computed once for each object. */
  digest(snapshot: ContentSnapshot): string;
}

export function wordingFor(configuration: Configuration, now: Instant): Wording {
  const digests = new WeakMap<ContentSnapshot, string>();
  const fits = new Map<string, Fitting | TooLong | Unworded>();

  function digest(snapshot: ContentSnapshot): string {
    const known = digests.get(snapshot) ?? sha256(JSON.stringify(snapshot));
    digests.set(snapshot, known);
    return known;
  }

  /** No text is ever cut: the first wording that fits is taken. */
  function firstFitting(
    snapshot: ContentSnapshot,
    account: Account,
    language: Language,
    limits: Limits,
  ): Fitting | TooLong | Unworded {
    const worded = configuration.messages.word(snapshot, account.channel, language, now);
    if (worded.kind === 'unworded') return worded;
    const rules = rulesOf(configuration, account);
    const limit = limits.characters;
    let shortest = Number.POSITIVE_INFINITY;
    for (const text of worded.wordings) {
      const length = rules.length(text, limits);
      if (length <= limit) {
        const refused = configuration.messages.refusal(text, snapshot, language);
        if (refused) return { kind: 'unworded', ...refused };
        const { what } = snapshot.announcement;
        const words = [...new Set(freeWords({ ...snapshot, what }, language))].map(sha256);
        return { kind: 'fitting', text, length, limit, snapshot: digest(snapshot), words };
      }
      shortest = Math.min(shortest, length);
    }
    return { kind: 'too-long', length: shortest, limit };
  }

  return {
    digest,
    fit(snapshot, account, language) {
      const limits = limitsOf(configuration, account);
      const id = `${digest(snapshot)} ${account.channel} ${language} ${limits.characters}/${limits.perUrl}`;
      const fit = fits.get(id) ?? firstFitting(snapshot, account, language, limits);
      fits.set(id, fit);
      return fit;
    },
  };
}
