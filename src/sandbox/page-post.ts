import type { ChannelId } from '../core/domain/channel.ts';
import type { Instant, Zone } from '../core/domain/clock.ts';
import { type WallTime, wallTimeOf } from '../core/domain/time-zone.ts';
import type { SandboxLimits } from './limits.ts';
import { displayUrl, piecesOf } from './links.ts';
import { type Markup, markup } from './markup.ts';
import { lengthOnMastodon } from './mastodon-status.ts';
import type { Shown, Version } from './timelines.ts';
import { lengthOnX, normalized } from './x-post.ts';

/** A text as followers see it on either platform: links without their scheme, hashtags set off. */
export function richText(text: string, channel: ChannelId): Markup {
  const parts = piecesOf(text.trim(), channel).map((piece) => {
    switch (piece.kind) {
      case 'words':
        return piece.text;
      case 'url': {
        const { shown, rest } = displayUrl(piece.href);
        return markup`<a href="${piece.href}" rel="noreferrer">${shown}${rest ? '…' : ''}</a>`;
      }
      case 'hashtag':
      case 'mention':
        return markup`<span class="tag">${piece.text}</span>`;
      default:
        return piece satisfies never;
    }
  });
  return markup`${parts}`;
}

/** What the clock on the wall showed at an instant. */
export type Wall = (instant: Instant) => WallTime;

/** Looks each instant up once: a page tells most of them several times, and asking a time zone is slow. */
export function wallIn(zone: Zone): Wall {
  const known = new Map<Instant, WallTime>();
  return (instant) => {
    const time = known.get(instant) ?? wallTimeOf(instant, zone);
    known.set(instant, time);
    return time;
  };
}

/** What a wording looks like, and how long it is. */
export interface Look {
  readonly text: Markup;
  readonly length: number;
}
export type Looks = (version: Version, channel: ChannelId) => Look;

/** Takes each wording apart once: a page of thousands is asked for again and again, and a wording never changes. */
export function looksWith(limits: SandboxLimits): Looks {
  const known = new WeakMap<Version, Look>();
  return (version, channel) => {
    const lookUp = known.get(version) ?? {
      text: richText(version.text, channel),
      length:
        channel === 'x'
          ? lengthOnX(normalized(version.text))
          : lengthOnMastodon(version.spoiler, version.text.trim(), limits.perUrl),
    };
    known.set(version, lookUp);
    return lookUp;
  };
}

export interface PostContext {
  readonly wall: Wall;
  readonly looks: Looks;
  readonly limits: SandboxLimits;
  /** By id, of the same account, as far as they stand on the page. */
  readonly siblings: ReadonlyMap<string, Shown>;
  /** The post that stands directly below, which is the older one. */
  readonly below: Shown | undefined;
}

/** One post as an article: time, what it answers, text, length, earlier wordings. */
export function postMarkup(shown: Shown, context: PostContext): Markup {
  const { post, deletedAt, editedAt } = shown;
  const lookUp = context.looks(shown.current, post.account.channel);
  const joined = post.replyTo !== null && post.replyTo === context.below?.post.id;
  const classes = ['post', joined ? 'joined' : '', deletedAt === null ? '' : 'deleted']
    .filter(Boolean)
    .join(' ');
  return markup`<li class="${classes}"><article id="p-${post.id}">
<p class="about"><a class="when" href="#p-${post.id}">${timeMarkup(shown.createdAt, context.wall)}</a>${languageMarkup(shown)}${editedAt === null ? '' : markup`<span class="chip edited">bearbeitet</span>`}${deletedAt === null ? '' : markup`<span class="chip gone">gelöscht</span>`}</p>
${post.replyTo === null ? '' : answersMarkup(shown, post.replyTo, context)}${textMarkup(shown, lookUp.text)}
${fateMarkup(shown, context.wall)}${earlierMarkup(shown, context)}
<p class="length">${lookUp.length} von ${context.limits.characters[post.account.channel]} Zeichen</p>
</article></li>`;
}

function textMarkup(shown: Shown, text: Markup): Markup {
  const lang = shown.language ?? '';
  const warning = shown.spoiler ? markup`<p class="warning" lang="${lang}">${shown.spoiler}</p>` : '';
  const body = shown.deletedAt === null ? text : markup`<del>${text}</del>`;
  return markup`${warning}<p class="text" lang="${lang}" dir="auto">${body}</p>`;
}

function answersMarkup(shown: Shown, parentId: string, { siblings, wall }: PostContext): Markup {
  const parent = siblings.get(parentId);
  if (!parent) return markup`<p class="answers">Antwort auf einen Beitrag, der hier nicht steht</p>`;
  const [then, now] = [wall(parent.createdAt), wall(shown.createdAt)];
  const sameDay = then.day === now.day && then.month === now.month && then.year === now.year;
  const when = sameDay ? `von ${timeOfDay(then)}` : `vom ${dateTime(parent.createdAt, wall)}`;
  return markup`<p class="answers">Antwort auf <a href="#p-${parentId}">den Beitrag ${when}</a></p>`;
}

function fateMarkup({ deletedAt, editedAt }: Shown, wall: Wall): Markup {
  if (deletedAt !== null) {
    return markup`<p class="fate">Gelöscht am ${timeMarkup(deletedAt, wall)}. Für die Öffentlichkeit nicht mehr zu sehen.</p>`;
  }
  return editedAt === null
    ? markup``
    : markup`<p class="fate">Zuletzt bearbeitet am ${timeMarkup(editedAt, wall)}.</p>`;
}

function earlierMarkup(shown: Shown, { wall, looks }: PostContext): Markup {
  const { earlier, post } = shown;
  if (earlier.length === 0) return markup``;
  const summary = earlier.length === 1 ? 'Frühere Fassung' : `${earlier.length} frühere Fassungen`;
  const versions = earlier
    .toReversed()
    .map(
      (version) =>
        markup`<li><p class="when">${timeMarkup(version.at, wall)}</p><p class="text" lang="${version.language ?? ''}" dir="auto">${looks(version, post.account.channel).text}</p></li>`,
    );
  return markup`<details id="e-${post.id}"><summary>${summary}</summary><ol>${versions}</ol></details>`;
}

const languageNames = new Intl.DisplayNames('de', { type: 'language', fallback: 'code' });

/** German goes without saying. */
function languageMarkup({ language }: Shown): Markup {
  if (language === null || language === 'de') return markup``;
  return markup`<span class="chip">${languageName(language)}</span>`;
}

/** A sender may send any word as a language. */
function languageName(language: string): string {
  return /^[a-z]{2,3}$/i.test(language) ? (languageNames.of(language) ?? language) : language;
}

export function timeMarkup(instant: Instant, wall: Wall): Markup {
  return markup`<time datetime="${new Date(instant).toISOString()}">${dateTime(instant, wall)}</time>`;
}

const WEEKDAYS = ['So.', 'Mo.', 'Di.', 'Mi.', 'Do.', 'Fr.', 'Sa.'];

/** `Mo., 30.10.2023, 06:30 Uhr` */
function dateTime(instant: Instant, wall: Wall): string {
  const time = wall(instant);
  return `${WEEKDAYS[time.weekday]}, ${two(time.day)}.${two(time.month)}.${time.year}, ${timeOfDay(time)}`;
}

function timeOfDay({ hour, minute }: WallTime): string {
  return `${two(hour)}:${two(minute)} Uhr`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
