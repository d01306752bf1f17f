import type { Instant } from '../core/domain/clock.ts';
import type { SandboxAccount } from './account.ts';
import { type Markup, markup } from './markup.ts';
import { displayUrl, hrefOf } from './pieces.ts';
import type { SandboxPlatform } from './platform.ts';
import type { Shown, Version } from './timelines.ts';

/** An account with everything that was ever posted on it, newest first. */
export interface Timeline {
  readonly account: SandboxAccount;
  readonly platform: SandboxPlatform;
  readonly posts: readonly Shown[];
}

/** An instant in the words of the page: `Mo., 30.10.2023, 06:30 Uhr`. */
export type TimeFormat = (instant: Instant) => string;

/** One post of a timeline, by its place: time, what it answers, text, length, earlier wordings. */
export function postMarkup({ posts, platform }: Timeline, index: number, format: TimeFormat): Markup {
  const shown = posts[index] as Shown;
  const { id, replyTo, current, deletedAt, editedAt } = shown;
  const isJoined = replyTo !== null && replyTo === posts[index + 1]?.id;
  const { text, length } = lookOf(current, platform);
  return markup`<li class="post${isJoined ? ' joined' : ''}${deletedAt === null ? '' : ' deleted'}"><article id="p-${id}">
<p class="about"><a class="when" href="#p-${id}">${timeMarkup(shown.createdAt, format)}</a>${languageMarkup(current)}${editedAt === null ? '' : markup`<span class="chip edited">bearbeitet</span>`}${deletedAt === null ? '' : markup`<span class="chip gone">gelöscht</span>`}</p>
${replyTo === null ? '' : parentMarkup(shown, replyTo, posts, format)}${textMarkup(current, deletedAt === null ? text : markup`<del>${text}</del>`)}
${fateMarkup(shown, format)}${earlierMarkup(shown, platform, format)}
<p class="length">${length} von ${platform.charactersMax} Zeichen</p>
</article></li>`;
}

interface Look {
  readonly text: Markup;
  readonly length: number;
}
const looks = new WeakMap<Version, Look>();

/** Takes each wording apart once: a page of thousands is asked for again and again, and a wording never changes. */
function lookOf(version: Version, platform: SandboxPlatform): Look {
  const look = looks.get(version) ?? {
    text: richText(version.text.trim(), platform),
    length: platform.length(version),
  };
  looks.set(version, look);
  return look;
}

/** A text as followers see it on any platform: links without their scheme, hashtags set off. */
function richText(text: string, platform: SandboxPlatform): Markup {
  const parts = platform.pieces(text).map((piece) => {
    if (piece.kind === 'words') return piece.text;
    if (piece.kind !== 'url') return markup`<span class="tag">${piece.text}</span>`;
    const href = hrefOf(piece.text);
    const { shown, rest } = displayUrl(href);
    return markup`<a href="${href}" rel="noreferrer">${shown}${rest ? '…' : ''}</a>`;
  });
  return markup`${parts}`;
}

function textMarkup({ spoiler, language }: Version, text: Markup): Markup {
  const lang = language ?? '';
  const warning = spoiler ? markup`<p class="warning" lang="${lang}">${spoiler}</p>` : '';
  return markup`${warning}<p class="text" lang="${lang}" dir="auto">${text}</p>`;
}

function parentMarkup(shown: Shown, id: string, posts: readonly Shown[], format: TimeFormat): Markup {
  const parent = posts.find((other) => other.id === id);
  if (!parent) return markup`<p class="answers">Antwort auf einen Beitrag, der hier nicht steht</p>`;
  const then = format(parent.createdAt);
  const [, day, time] = then.split(', ');
  const isSameDay = day === format(shown.createdAt).split(', ')[1];
  return markup`<p class="answers">Antwort auf <a href="#p-${id}">den Beitrag ${isSameDay ? `von ${time}` : `vom ${then}`}</a></p>`;
}

function fateMarkup({ deletedAt, editedAt }: Shown, format: TimeFormat): Markup {
  if (deletedAt !== null)
    return markup`<p class="fate">Gelöscht am ${timeMarkup(deletedAt, format)}. Für die Öffentlichkeit nicht mehr zu sehen.</p>`;
  if (editedAt === null) return markup``;
  return markup`<p class="fate">Zuletzt bearbeitet am ${timeMarkup(editedAt, format)}.</p>`;
}

function earlierMarkup({ id, versions }: Shown, platform: SandboxPlatform, format: TimeFormat): Markup {
  const earlier = versions.slice(0, -1).reverse();
  if (earlier.length === 0) return markup``;
  const summary = earlier.length === 1 ? 'Frühere Fassung' : `${earlier.length} frühere Fassungen`;
  const list = earlier.map(
    (version) =>
      markup`<li><p class="when">${timeMarkup(version.at, format)}</p>${textMarkup(version, lookOf(version, platform).text)}</li>`,
  );
  return markup`<details id="e-${id}"><summary>${summary}</summary><ol>${list}</ol></details>`;
}

const languageNames = new Intl.DisplayNames('de', { type: 'language', fallback: 'code' });

/** German goes without saying. A sender may send any word as a language. */
function languageMarkup({ language }: Version): Markup {
  if (language === null || language === 'de') return markup``;
  const name = /^[a-z]{2,3}$/i.test(language) ? languageNames.of(language) : language;
  return markup`<span class="chip">${name}</span>`;
}

export function timeMarkup(instant: Instant, format: TimeFormat): Markup {
  return markup`<time datetime="${new Date(instant).toISOString()}">${format(instant)}</time>`;
}
