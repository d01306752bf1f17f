import type { ChannelRules } from '../../core/domain/channel.ts';
import { HOUR } from '../../core/domain/clock.ts';
import { twitterText } from '../twitter-text.ts';

/**
 * Latin letters, digits and punctuation count 1 each, and a link has a letter after a full stop. To say so takes a fiftieth
 * of the time of twitter-text, which most texts need not even load.
 */
const PLAIN =
  /^(?:[\n -\-/-~\u00A0-\u00A8\u00AA-\u00AD\u00AF-\u02FF\u2010-\u201F]|\.(?![A-Za-z\u00C0-\u02FF]))*$/;

/**
 * Counts the weighted length as X does: NFC, umlauts 1, `…` `€` `→` 2, any emoji 2, a link `perUrl`. A bare domain with a
 * known ending is a link. twitter-text does not know the newest emoji and counts each of their parts: never too little.
 */
export const xRules: ChannelRules = {
  id: 'x',
  name: 'X',
  edits: false,
  carriesLanguage: false,
  // "Never post identical or substantially similar content across multiple accounts" (X, developer guidelines).
  nearDuplicates: { similarity: 0.9, held: new Set(['status', 'notice']) },
  // X answers 403, and does not say for how long. A daily post must not be held on a guess.
  refusesRepeatsMs: 12 * HOUR,
  length(text, { characters, perUrl }) {
    if (PLAIN.test(text)) return text.length;
    const { configs, parseTweet } = twitterText();
    const { version3 } = configs;
    const transformedURLLength = perUrl ?? version3.transformedURLLength;
    return parseTweet(text, { ...version3, maxWeightedTweetLength: characters, transformedURLLength })
      .weightedLength;
  },
  hasUrl: (text) => !PLAIN.test(text) && twitterText().extractUrls(text).length > 0,
};
