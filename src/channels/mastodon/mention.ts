/** Where Mastodon sees a mention of somebody on another server: never inside a word, an address or a path. */
const REMOTE_MENTION = /(?<![\p{L}\p{N}_=/])(@[a-z0-9_]+(?:[.-][a-z0-9_]+)*)@[a-z0-9.-]+[a-z0-9]/giu;

/** The text with mentions as servers show and count them: without the name of the other server. */
export function withoutServers(text: string): string {
  return text.replace(REMOTE_MENTION, '$1');
}
