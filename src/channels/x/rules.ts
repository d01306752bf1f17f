import type { ChannelRules } from '../../core/domain/channel.ts';
import { twitterText } from '../twitter-text.ts';

/** Part of twitter-text's configuration v3, by which X counts. Lengths are hundredths until divided by `scale`. */
const WEIGHTS = {
  version: 3,
  scale: 100,
  defaultWeight: 200,
  emojiParsingEnabled: true,
  ranges: [
    { start: 0, end: 4351, weight: 100 },
    { start: 8192, end: 8205, weight: 100 },
    { start: 8208, end: 8223, weight: 100 },
    { start: 8242, end: 8247, weight: 100 },
  ],
};

/**
 * Counts the weighted length as X does: NFC, umlauts 1, `…` `€` `→` 2, any emoji 2, a link `perUrl`. A bare domain with a
 * known ending is a link. twitter-text does not know the newest emoji and counts each of their parts: never too little.
 */
export const xRules: ChannelRules = {
  id: 'x',
  name: 'X',
  edits: false,
  // "Never post identical or substantially similar content across multiple accounts" (X, developer guidelines).
  nearDuplicates: { similarity: 0.9, held: new Set(['status', 'notice']) },
  length: (text, limits) =>
    twitterText().parseTweet(text, {
      ...WEIGHTS,
      maxWeightedTweetLength: limits.characters,
      transformedURLLength: limits.perUrl,
    }).weightedLength,
  hasUrl: (text) => twitterText().extractUrls(text).length > 0,
};
