import { FluentResource } from '@fluent/bundle';
import { FluentParser } from '@fluent/syntax';
import type { Catalogue } from '../../core/domain/catalogue.ts';
import { type Mistake, mistake } from '../../core/domain/errors.ts';
import { unseenIn, unseenMistake } from '../../core/domain/invisible-characters.ts';
import type { Language } from '../../core/domain/language.ts';
import { bundleFor, catalogueOf } from '../../core/wording/catalogue.ts';
import { CHOICES, SAID, SENTENCES } from '../../core/wording/sentences.ts';
import { nearest } from '../nearest.ts';

/** A sentence as a catalogue file has it, with its attributes. */
export interface WrittenSentence {
  readonly id: string;
  readonly line: number;
  /** Without its comment. */
  readonly source: string;
  /** Its comment, for translators. */
  readonly comment: string;
  /** Its heading in the file. */
  readonly group: string;
}

/** The sentences of a Fluent file, in its order. */
export function sentencesIn(text: string): readonly WrittenSentence[] {
  const sentences: { id: string; line: number; source: string[]; comment: string; group: string }[] = [];
  let comment: string[] = [];
  let group: string[] = [];
  let isInGroup = false;
  let isInSentence = false;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const id = /^([a-zA-Z][\w-]*) *=/.exec(line)?.[1];
    const [, marks = '', words = ''] = /^(#{1,3}) ?(.*)$/.exec(line) ?? [];
    if (id !== undefined) {
      const about = { comment: comment.join(' '), group: group.join(' ') };
      sentences.push({ id, line: index + 1, source: [line], ...about });
      isInSentence = true;
    } else {
      isInSentence &&= /^(?:[ }]|$)/.test(line);
      if (isInSentence) sentences.at(-1)?.source.push(line);
    }
    if (marks === '##') group = isInGroup ? [...group, words] : [words];
    isInGroup = marks === '##';
    comment = marks === '#' ? [...comment, words] : [];
  }
  return sentences.map(({ source, ...one }) => ({ ...one, source: source.join('\n').trimEnd() }));
}

/** A place in a sentence where another one of the catalogue is used: `{ day.short }`. */
interface Reference {
  readonly id: string;
  /** The form; undefined for the long one. */
  readonly form: string | undefined;
  readonly offset: number;
}

export function referencesIn(source: string): readonly Reference[] {
  const found = source.matchAll(/\{\s*([a-zA-Z][\w-]*)(?:\.([\w-]+))?\s*\}/g);
  return [...found].map(({ 1: id = '', 2: form, index: offset }) => ({ id, form, offset }));
}

/** The part of a sentence after `id =`. */
export function bodyOf(source: string): string {
  return source.replace(/^[a-zA-Z][\w-]* *= ?/, '');
}

/**
 * Puts a sentence together from its id and the part after `id =`. Fluent reads further lines only where they are
 * indented.
 */
export function withBody(id: string, body: string): string {
  const [first = '', ...more] = body.trimEnd().split(/\r?\n/);
  return [`${id} = ${first}`.trimEnd(), ...more].join('\n');
}

/** A catalogue with these sentences in place of its own. New ones are put where the German catalogue has them. */
export function catalogueWith(
  catalogue: string,
  sentences: readonly { readonly id: string; readonly words: string }[],
  german: readonly WrittenSentence[],
): string {
  const order = german.map(({ id }) => id);
  return sentences
    .toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id))
    .reduce((text, { id, words }) => withSentence(text, id, withBody(id, words), order), catalogue);
}

function withSentence(text: string, id: string, source: string, order: readonly string[]): string {
  const lines = text.split('\n');
  const present = sentencesIn(text);
  const linesOf = ({ line, source }: WrittenSentence) => [line - 1, source.split('\n').length] as const;
  const own = present.find((one) => one.id === id);
  if (own) {
    const [start, length] = linesOf(own);
    return lines.toSpliced(start, length, ...source.split('\n')).join('\n');
  }
  const before = order.slice(0, order.indexOf(id));
  const neighbour = present.findLast((one) => before.includes(one.id));
  const [start, length] = neighbour ? linesOf(neighbour) : [0, text.trim() === '' ? 0 : lines.length];
  return lines.toSpliced(start + length, 0, ...source.split('\n')).join('\n');
}

/** A form that follows each sentence while it is read: if it is missing, Fluent did not read that far. */
const END = 'END';

const ESCAPE = /\\u([\da-fA-F]{4})|\\U([\da-fA-F]{6})/g;

/** Reads `messages/<language>.ftl`, and notes everything that is wrong with it. */
export function readCatalogue(
  text: string,
  file: string,
  language: Language,
  channels: readonly string[],
  mistakes: Mistake[],
): Catalogue {
  const note = (line: number, mistake: Mistake, column = 1) =>
    mistakes.push({ ...mistake, place: { file, line, column } });
  const noteAt = (offset: number, mistake: Mistake) => {
    const before = text.slice(0, offset).split('\n');
    note(before.length, mistake, (before.at(-1)?.length ?? 0) + 1);
  };
  const sentences = sentencesIn(text);
  const resource = new FluentResource(sentences.map(({ source }) => `${source}\n    .${END} = .\n`).join(''));
  const whole = new Set<string>();
  for (const { id, value, attributes } of resource.body) {
    const isAtEnd = END in attributes;
    delete attributes[END];
    if (isAtEnd && (value !== null || Object.keys(attributes).length > 0)) whole.add(id);
  }
  const bundle = bundleFor(language);
  bundle.addResource(resource);
  const known = Object.keys(SENTENCES);
  const inSentences = new Set(
    sentences.flatMap(({ line, source }) => source.split('\n').map((_, nth) => line + nth)),
  );
  for (const [index, line] of text.split(/\r?\n/).entries())
    if (!/^(?:#|\s*$)/.test(line) && !inSentences.has(index + 1))
      note(index + 1, mistake('message-broken.no-sentence'));
  // A tab before the words of a line is a mistake in Fluent already.
  const seen = text.replaceAll('\r\n', ' \n').replace(/^\s+/gm, (indent) => indent.replaceAll('\t', ' '));
  const unseen = unseenIn(seen);
  if (unseen) noteAt(unseen.offset, unseenMistake(text, unseen));
  // Fluent may write a character by its number. The wording alone isolates text by its direction.
  for (const { 0: number, 1: short, 2: long, index } of text.matchAll(ESCAPE)) {
    const code = Number.parseInt(short ?? long ?? '', 16);
    const written = code <= 0x10ffff ? String.fromCodePoint(code) : '';
    const found = unseenIn(written);
    if (found) noteAt(index, unseenMistake(number, { ...found, offset: 0 }));
  }
  for (const [index, { id, line, source }] of sentences.entries()) {
    const names = SENTENCES[id];
    const isTwice = sentences.findIndex((other) => other.id === id) < index;
    if (names === undefined) note(line, mistake('unknown-message.here', { id, meant: nearest(id, known) }));
    else if (isTwice) note(line, mistake('message-broken.twice', { id }));
    else if (!whole.has(id)) noteBroken(line, id, source);
    else noteNames(line, id, source, names);
  }
  return catalogueOf(language, bundle);

  /** Fluent skips what it cannot read, a sentence or the rest of its lines. Its other parser tells why. */
  function noteBroken(line: number, id: string, source: string): void {
    const [broken] = new FluentParser({ withSpans: true })
      .parse(`${source}\n`)
      .body.flatMap((entry) => (entry.type === 'Junk' ? entry.annotations : []));
    const start = broken?.span?.start ?? 0;
    const at = source.slice(0, start).split('\n').length;
    const told = !broken
      ? mistake('message-broken.here', { id })
      : broken.code === 'E0002'
        ? mistake('message-broken.left-over', { id, mark: source.slice(start).trimStart().charAt(0) })
        : mistake('message-broken.why', {
            id,
            why: broken.message,
            fault: broken.code,
            token: String(broken.arguments[0] ?? ''),
          });
    note(line + at - 1, told);
  }

  function noteNames(line: number, id: string, source: string, names: readonly string[]): void {
    const lineOf = (offset: number) => line + source.slice(0, offset).split('\n').length - 1;
    for (const { 1: name = '', index } of source.matchAll(/\$([a-zA-Z][\w-]*)/g)) {
      if (names.includes(name)) continue;
      const told =
        names.length === 0
          ? mistake('unknown-name.nameless', { id, name })
          : mistake('unknown-name.here', {
              ...{ id, name, meant: nearest(name, names) },
              names: names.map((one) => `$${one}`).join(' '),
            });
      note(lineOf(index), told);
    }
    const seen = new Set<string>();
    for (const { 1: name = '', index } of source.matchAll(/^ +\.([a-zA-Z][\w-]*) *=/gm)) {
      const forms = ['short', 'shortest', ...channels];
      if (seen.has(name)) note(lineOf(index), mistake('message-broken.twice', { id: `${id}.${name}` }));
      seen.add(name);
      if (forms.includes(name)) continue;
      const told = { id, name, forms: channels.map((one) => `.${one}`), meant: nearest(name, forms) };
      note(lineOf(index), mistake('unknown-name.form', told));
    }
    for (const { id: name, form, offset } of referencesIn(source)) {
      const message = bundle.getMessage(name);
      const used = `${name}${form ? `.${form}` : ''}`;
      if (!message || !(form === undefined ? message.value : message.attributes[form])) {
        const ids = sentences.map((one) => one.id);
        note(lineOf(offset), mistake('unknown-name.use', { id, used, meant: nearest(name, ids) }));
        continue;
      }
      const reached = reachedFrom(`{ ${used} }`, sentences);
      const named = [...reached.values()].join().matchAll(/\$([a-zA-Z][\w-]*)/g);
      const foreign = new Set(
        [...named].flatMap(({ 1: one = '' }) => (names.includes(one) ? [] : `$${one}`)),
      );
      if (reachedFrom(reached.get(used) ?? '', sentences).has(used))
        note(lineOf(offset), mistake('unknown-name.circle', { id, used }));
      else if (foreign.size > 0)
        note(lineOf(offset), mistake('unknown-name.through', { id, used, names: [...foreign].join(' ') }));
    }
    for (const { 1: used = '', index } of source.matchAll(/\{\s*(-[\w-]+|[A-Z][\w-]*\()/g))
      note(lineOf(index), mistake('unknown-name.use', { id, used, meant: null }));
    for (const { name, key, offset } of choicesIn(source)) {
      const known = CHOICES[name] ?? [key];
      if (known.includes(key)) continue;
      const told = { id, name, key, keys: known, meant: nearest(key, known) };
      note(lineOf(offset), mistake('unknown-name.choice', told));
    }
    for (const { name: form, words } of formsIn(source)) {
      const shown = shownIn(words, sentences);
      for (const name of names.filter((one) => SAID.has(one) && !shown.has(one)))
        note(line, mistake('name-unsaid.here', { sentence: form === null ? id : `${id}.${form}`, name }));
    }
  }
}

/** The names by which alternatives are chosen, and their values: `$status`, `limited`. The one with a star is for all others. */
function choicesIn(source: string) {
  const open: (string | null)[] = [];
  return [...source.matchAll(/\{\s*\$([\w-]+)\s*->|^\s*\[\s*([\w.-]+)\s*\]|[{}]/gm)].flatMap((found) => {
    const { 0: mark, 1: chooser, 2: key, index: offset } = found;
    if (key !== undefined) return [{ name: open.at(-1) ?? '', key, offset: offset + mark.indexOf('[') }];
    if (mark === '}') open.pop();
    else open.push(chooser ?? null);
    return [];
  });
}

/** The long form of a sentence, by the name null, and its others. */
function formsIn(source: string): readonly { readonly name: string | null; readonly words: string }[] {
  return source.split(/^ +\.(?=[a-zA-Z][\w-]* *=)/m).map((words, nth) => ({
    name: nth === 0 ? null : (/^[\w-]+/.exec(words)?.[0] ?? null),
    words,
  }));
}

/** All sentences that these words use, if need be through others, as `day.short`, with their words. */
function reachedFrom(
  words: string,
  sentences: readonly WrittenSentence[],
  reached = new Map<string, string>(),
): ReadonlyMap<string, string> {
  for (const { id, form = null } of referencesIn(words)) {
    const used = form === null ? id : `${id}.${form}`;
    if (reached.has(used)) continue;
    const { source = '' } = sentences.find((one) => one.id === id) ?? {};
    const meant = formsIn(source).find(({ name }) => name === form)?.words ?? '';
    reachedFrom(meant, sentences, reached.set(used, meant));
  }
  return reached;
}

/** Names whose values these words show, if need be through other sentences: `$at-short` shows what `$at` does. */
function shownIn(words: string, sentences: readonly WrittenSentence[]): ReadonlySet<string> {
  const all = [words, ...reachedFrom(words, sentences).values()].join('\n');
  const shown = all.matchAll(/\$([a-zA-Z][\w-]*)(?![\w-]|\s*->)/g);
  return new Set([...shown].map(({ 1: name = '' }) => name.replace(/-(?:short|none|by)$/, '')));
}
