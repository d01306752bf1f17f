import { html } from 'hono/html';
import { keptIn } from '../core/domain/cache.ts';
import type { Instant } from '../core/domain/clock.ts';
import type { SandboxAccount } from './account.ts';
import { displayUrl, hrefOf } from './pieces.ts';
import type { SandboxPlatform } from './platform.ts';
import type { SandboxPost, Version } from './timelines.ts';
import type { PageLanguage, Say } from './words.ts';

/** HTML made of escaped parts. */
export type Markup = ReturnType<typeof html>;

/** An account with everything that was ever posted on it, newest first. */
export interface PageTimeline {
  readonly account: SandboxAccount;
  readonly platform: SandboxPlatform;
  readonly posts: readonly SandboxPost[];
}

/** An instant in the words of the page: `Mo., 30.10.2023, 06:30 Uhr`. */
export type TimeFormat = (instant: Instant) => string;

/** How a page says it. */
interface PostWords {
  readonly format: TimeFormat;
  readonly language: PageLanguage;
  readonly say: Say;
}

/** One post of a timeline, by its place: time, what it answers, text, length, earlier wordings. */
export function postMarkup({ posts, platform }: PageTimeline, index: number, words: PostWords): Markup {
  const { format, say } = words;
  const post = posts[index] as SandboxPost;
  const { id, replyTo, deletedAt, editedAt } = post;
  const isJoined = replyTo !== null && replyTo === posts[index + 1]?.id;
  const { text, length } = lookOf(post.versions.at(-1) ?? post, platform);
  return html`<li class="post${isJoined ? ' joined' : ''}${deletedAt === null ? '' : ' deleted'}"><article id="p-${id}">
<p class="about"><a class="when" href="#p-${id}">${timeMarkup(post.at, format)}</a>${languageMarkup(post, words)}${editedAt === null ? '' : html`<span class="chip edited">${say('edited')}</span>`}${deletedAt === null ? '' : html`<span class="chip gone">${say('deleted')}</span>`}</p>
${replyTo === null ? '' : parentMarkup(post, replyTo, posts, words)}${textMarkup(post, deletedAt === null ? text : html`<del>${text}</del>`)}
${fateMarkup(post, words)}${earlierMarkup(post, platform, words)}
<p class="length">${say('length', { length, most: platform.charactersMax })}</p>
</article></li>`;
}

interface Look {
  readonly text: Markup;
  readonly length: number;
}
const looks = new WeakMap<Version, Look>();

/** Takes each wording apart once: a page of thousands is asked for again and again, and a wording never changes. */
function lookOf(version: Version, platform: SandboxPlatform): Look {
  return keptIn(looks, version, () => ({
    text: richText(version.text.trim(), platform),
    length: platform.length(version.text),
  }));
}

/** A text as followers see it on any platform: links without their scheme, hashtags set off. */
function richText(text: string, platform: SandboxPlatform): Markup {
  const parts = platform.pieces(text).map((piece) => {
    if (piece.kind === 'words') return piece.text;
    if (piece.kind !== 'url') return html`<span class="tag">${piece.text}</span>`;
    const href = hrefOf(piece.text);
    const { shown, rest } = displayUrl(href);
    return html`<a href="${href}" rel="noreferrer">${shown}${rest ? '…' : ''}</a>`;
  });
  return html`${parts}`;
}

function textMarkup({ language }: Version, text: Markup): Markup {
  return html`<p class="text" lang="${language ?? ''}" dir="auto">${text}</p>`;
}

function parentMarkup(
  shown: SandboxPost,
  id: string,
  posts: readonly SandboxPost[],
  { format, say }: PostWords,
): Markup {
  const parent = posts.find((other) => other.id === id);
  if (!parent) return html`<p class="answers">${say('answers-gone')}</p>`;
  const then = format(parent.at);
  const [, day, time] = then.split(', ');
  const isSameDay = day === format(shown.at).split(', ')[1];
  const words = say('answers-post', {
    same: isSameDay ? 'yes' : 'no',
    time: (isSameDay ? time : then) ?? then,
  });
  return html`<p class="answers">${say('answers')} <a href="#p-${id}">${words}</a></p>`;
}

function fateMarkup({ deletedAt, editedAt }: SandboxPost, { format, say }: PostWords): Markup {
  if (deletedAt !== null)
    return html`<p class="fate">${say('deleted-at')} ${timeMarkup(deletedAt, format)}. ${say('deleted-public')}</p>`;
  if (editedAt === null) return html``;
  return html`<p class="fate">${say('edited-at')} ${timeMarkup(editedAt, format)}.</p>`;
}

function earlierMarkup(
  { id, versions }: SandboxPost,
  platform: SandboxPlatform,
  { format, say }: PostWords,
): Markup {
  const earlier = versions.slice(0, -1).reverse();
  if (earlier.length === 0) return html``;
  const list = earlier.map(
    (version) =>
      html`<li><p class="when">${timeMarkup(version.at, format)}</p>${textMarkup(version, lookOf(version, platform).text)}</li>`,
  );
  return html`<details id="e-${id}"><summary>${say('earlier', { n: earlier.length })}</summary><ol>${list}</ol></details>`;
}

/** Made once: a page has thousands of posts. */
const LANGUAGE_NAMES = {
  de: new Intl.DisplayNames('de', { type: 'language', fallback: 'code' }),
  en: new Intl.DisplayNames('en', { type: 'language', fallback: 'code' }),
} satisfies Readonly<Record<PageLanguage, Intl.DisplayNames>>;

/** German goes without saying. A sender may send any word as a language. */
function languageMarkup({ language }: Version, { language: spoken }: PostWords): Markup {
  if (language === null || language === 'de') return html``;
  const name = /^[a-z]{2,3}$/i.test(language) ? LANGUAGE_NAMES[spoken].of(language) : language;
  return html`<span class="chip">${name}</span>`;
}

export function timeMarkup(instant: Instant, format: TimeFormat): Markup {
  return html`<time datetime="${new Date(instant).toISOString()}">${format(instant)}</time>`;
}
