import { createRequire } from 'node:module';
import type twitter from 'twitter-text';

/** Its types leave out the configurations. X counts by version 3; Mastodon finds links with the same library. */
type TwitterText = typeof twitter & { readonly configs: { readonly version3: twitter.ParseTweetOptions } };

let loaded: TwitterText | undefined;

/** Loads twitter-text with the first text that is counted: it takes 0.3 s, and most commands count none. */
export function twitterText(): TwitterText {
  loaded ??= createRequire(import.meta.url)('twitter-text') as TwitterText;
  return loaded;
}
