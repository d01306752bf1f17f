import { basename, dirname } from 'node:path';
import { KINDS, type Kind } from '../../core/domain/announcement.ts';
import type { ChannelId } from '../../core/domain/channel.ts';
import type { Zone } from '../../core/domain/clock.ts';
import { type Mistake, OperatorError } from '../../core/domain/errors.ts';
import type { Language } from '../../core/domain/language.ts';
import type { ContentSnapshot, Messages, Unworded, Worded } from '../../core/domain/message.ts';
import type { Services } from '../../core/domain/municipal-service.ts';
import { sha256 } from '../../core/domain/post-key.ts';
import { calendarIn } from '../../core/domain/time-zone.ts';
import { unseenIn, unseenWords } from '../../core/domain/unseen.ts';
import { type Context, contextFor, MISSING_BEGINS, MISSING_ENDS } from '../../core/wording/context.ts';
import { completeSnapshot } from '../../core/wording/worst-case.ts';
import { cachedText, type Rendering, renderingOf } from './cache.ts';
import {
  isPartial,
  type LanguageTemplates,
  type Message,
  nameOf,
  templatesIn,
  type Wording,
} from './templates.ts';

const BANNER = '_exercise';
const OWN_WORDS: Kind = 'notice';

/**
 * Reads `messages/<language>/<kind>[.<channel>].liquid` and their partials, given by path. Throws an OperatorError with
 * everything that is wrong with them: a misspelt name is found here, not on the night.
 */
export function readMessages(
  files: ReadonlyMap<string, string>,
  services: Services,
  zone: Zone,
  channels: readonly ChannelId[],
): Messages {
  const calendar = calendarIn(zone);
  const mistakes: Mistake[] = [];
  const byLanguage = new Map<Language, LanguageTemplates>();
  for (const [language, texts] of Map.groupBy(files, ([path]) => basename(dirname(path)))) {
    const snapshot = completeSnapshot({ [language]: 'words' }, 0);
    const context = contextFor(snapshot, new Map(), channels[0] ?? '', language, calendar, 0);
    byLanguage.set(language, templatesIn(texts, { ...context, text: 'words' }, channels, mistakes));
  }
  if (mistakes.length > 0) throw new OperatorError(mistakes);
  const digests = Object.fromEntries(KINDS.map((kind) => [kind, digestOf(files, kind)]));
  return {
    word(snapshot, channel, language, now) {
      const templates = byLanguage.get(language);
      const kind = snapshot.announcement.text === null ? snapshot.announcement.kind : OWN_WORDS;
      const message = templates?.messages.get(`${kind}.${channel}`) ?? templates?.messages.get(kind);
      if (templates && message) {
        const context = contextFor(snapshot, services, channel, language, calendar, now);
        return word(templates, message, snapshot, kind, language, context);
      }
      return { kind: 'unworded', because: 'no-message', message: kind, language };
    },
    refusal(text, { announcement: { kind } }, language) {
      // The wording itself sets the characters that isolate a direction: files may not have them.
      const unseen = unseenIn(text.replace(/[\u2066-\u2069]/g, ''));
      if (!unseen) return null;
      return {
        because: 'message-broken',
        message: kind,
        language,
        reason: `it ${unseenWords(text, unseen)}`,
      };
    },
    isExercise: (text) => [...byLanguage.values()].some((templates) => isExercise(templates, text)),
    digests: digests as Record<Kind, string>,
  };
}

function word(
  templates: LanguageTemplates,
  message: Message,
  snapshot: ContentSnapshot,
  kind: Kind,
  language: Language,
  context: Context,
): Worded | Unworded {
  const isExercise = snapshot.mode === 'exercise';
  const own = snapshot.announcement.text;
  const words = own?.[language] ?? null;
  if (own !== null && words === null)
    return { kind: 'unworded', because: 'missing-translation', field: null, language };
  /** The message that is being filled in; null while it is the own words. */
  let filling: string | null = null;
  try {
    const text = words === null ? null : ownWords(templates, words, renderingOf({ ...context, text: null }));
    if (text === '')
      return {
        kind: 'unworded',
        because: 'nothing-to-say',
        message: kind,
        municipality: snapshot.poster.id,
      };
    filling = kind;
    const rendering = renderingOf({ ...context, text });
    const banner = isExercise ? bannerOf(templates, rendering) : '';
    if (isExercise && banner === '')
      return { kind: 'unworded', because: 'no-message', message: BANNER, language };
    // Renders all of it, so that a mistake in any wording is found here and holds this text only.
    const missing = missingIn(message, rendering);
    const wordings = wordingsOf(message, rendering, isExercise ? `${banner} ` : '');
    if (wordings === null) {
      const municipality = snapshot.poster.id;
      return { kind: 'unworded', because: 'nothing-to-say', message: kind, municipality };
    }
    if (missing === null) return { kind: 'worded', wordings };
    return { kind: 'unworded', because: 'missing-translation', field: missing, language };
  } catch (error) {
    // Whatever a template throws holds this text only.
    const reason = reasonOf(error);
    return { kind: 'unworded', because: 'message-broken', message: filling, language, reason };
  }
}

/** Why a message cannot be filled in, in Liquid's words or ours. */
function reasonOf(error: unknown): string {
  const [reason = ''] = String(error instanceof Error ? error.message : error).split('\n');
  return reason.startsWith('memory alloc limit') ? 'it repeats something too often, or is too long' : reason;
}

/** The banner does not depend on the text after it. */
function isExercise(templates: LanguageTemplates, text: string): boolean {
  const begins = bannerOf(templates, renderingOf({}));
  return begins !== '' && text.startsWith(begins);
}

function bannerOf({ messages }: LanguageTemplates, rendering: Rendering): string {
  return rendered(messages.get(BANNER)?.wordings[0] ?? [], rendering);
}

/**
 * Stands for a line end of own words while they are put into a message. Nobody can write it: unseen characters are refused.
 */
const LINE_END = '\u0003';

/**
 * Words that staff wrote into the state file, with their placeholders filled in and their line ends marked. They are one
 * part, with one limit.
 */
function ownWords({ engine, parts }: LanguageTemplates, words: string, rendering: Rendering): string {
  const lines = cachedText(engine, words, parts)(rendering).split('\n').map(tidied);
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .replaceAll('\n', LINE_END);
}

function tidied(text: string): string {
  return (
    text
      // Single spaces are left alone: there are fifty of them in every text.
      .replace(/[^\S ]\s*| \s+/g, ' ')
      .replace(/ ([.,;:!?)])/g, '$1')
      .trim()
  );
}

/** The wordings that say something, longest first, each put together when it is asked for. Null where none does. */
function wordingsOf({ wordings }: Message, rendering: Rendering, banner: string): Iterable<string> | null {
  const texts = {
    *[Symbol.iterator]() {
      const said = new Set(['']);
      for (const wording of wordings) {
        const text = rendered(wording, rendering);
        if (!said.has(text)) yield banner + text;
        said.add(text);
      }
    },
  };
  const [longest] = texts;
  return longest === undefined ? null : texts;
}

/** The first field that one of the wordings needs, and that has no words in this language. */
function missingIn({ parts }: Message, rendering: Rendering): string | null {
  const texts = parts.map((part) => part(rendering));
  const text = texts.find((one) => one.includes(MISSING_BEGINS));
  return text === undefined ? null : text.slice(text.indexOf(MISSING_BEGINS) + 1, text.indexOf(MISSING_ENDS));
}

/** Lines of a message become sentences of one paragraph; an empty line in the file begins another. */
function rendered(paragraphs: Wording, rendering: Rendering): string {
  return paragraphs
    .map((parts) => tidied(parts.map((part) => part(rendering)).join('')).replaceAll(LINE_END, '\n'))
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

/** Any message of a language may use its partials, so all of them count. */
function digestOf(files: ReadonlyMap<string, string>, kind: Kind): string {
  const relevant = [...files].filter(([path]) => isPartial(path) || nameOf(path).split('.')[0] === kind);
  return sha256(
    JSON.stringify(
      relevant.map(([path, text]) => [`${basename(dirname(path))}/${basename(path)}`, text]).sort(),
    ),
  );
}
