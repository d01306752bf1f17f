import { iso639, type Language } from '../../core/domain/language.ts';
import type { Entry } from '../../core/ledger/entry.ts';
import { say } from '../../staff-words/say.ts';
import { html, unredacted } from './html.ts';
import type { Asked, Markup } from './route.ts';

/* The elements of pages, as KERN draws them: boxes, buttons, links, forms and their fields. */

export type Tone = 'info' | 'success' | 'warning' | 'danger';

export function alertBox(tone: Tone, title: Markup, body: Markup = ''): Markup {
  return html`<div class="kern-alert kern-alert--${tone}" role="${tone === 'danger' ? 'alert' : 'note'}"><div class="kern-alert__header"><span class="kern-title">${title}</span></div>${body === '' ? '' : html`<div class="kern-alert__body"><p class="kern-body">${typeof body === 'string' ? linked(body) : body}</p></div>`}</div>`;
}

/** `of`: what it leads to, read aloud where many links have the same words. */
export function link(href: string, words: Markup, of = ''): Markup {
  const spoken = of === '' ? '' : html` aria-label="${words}: ${of}"`;
  return html`<a class="kern-link"${spoken} href="${href}">${words}</a>`;
}

/** Words that lead to pages of the console, or to a place on the same one: `unter [Städte](/staedte)`. */
export function linked(words: string): Markup {
  return html`${words.split(/(\[[^\]]+\]\([/#][\w/-]*\))/).map((part) => {
    const [, name = '', path] = /^\[([^\]]+)\]\(([/#][\w/-]*)\)$/.exec(part) ?? [];
    return path === undefined ? part : link(path, name);
  })}`;
}

export function badge(tone: Tone, words: string): Markup {
  return html`<span class="kern-badge kern-badge--${tone}"><span class="kern-label">${words}</span></span>`;
}

type Weight = 'primary' | 'secondary' | 'tertiary';

/** `kind`: one primary button a page. */
export function button(kind: Weight, words: string, name = '', value = ''): Markup {
  const named = name === '' ? '' : html` name="${name}" value="${unredacted(value)}"`;
  return html`<button class="kern-btn kern-btn--${kind} kern-btn--block"${named}><span class="kern-label">${words}</span></button>`;
}

export function linkButton(kind: Weight, words: string, href: string): Markup {
  return html`<a class="kern-btn kern-btn--${kind} kern-btn--block" href="${href}"><span class="kern-label">${words}</span></a>`;
}

export function form(action: string, inside: Markup, attributes: Markup = ''): Markup {
  return html`<form method="post" action="${action}" class="stack"${attributes}>${inside}</form>`;
}

/** A form that is one small button, with one value. `of`: what it is for, read aloud where many buttons have the same words. */
export function smallForm(action: string, words: string, name = '', value = '', of = ''): Markup {
  const spoken = of === '' ? '' : html` aria-label="${words}: ${of}"`;
  const named = name === '' ? '' : html`${spoken} name="${name}" value="${unredacted(value)}"`;
  return html`<form method="post" action="${action}"><button class="kern-btn kern-btn--secondary kern-btn--small"${named}><span class="kern-label">${words}</span></button></form>`;
}

export function folded(words: string, inside: Markup, isOpen = false): Markup {
  return html`<details${isOpen ? html` open` : ''}><summary class="kern-link">${words}</summary>${inside}</details>`;
}

export function section(id: string, title: string, inside: Markup): Markup {
  return html`<section aria-labelledby="${id}"><h2 id="${id}" class="kern-heading-small">${title}</h2>${inside}</section>`;
}

/** How many more there are of what is listed; nothing where that is all. */
export function more(n: number): Markup {
  return n > 0 ? html`<p>${say('rest-more', { n })}</p>` : '';
}

/** A box that can be ticked, or one of several that can be chosen, as large as a thumb. */
function chip(
  type: 'checkbox' | 'radio',
  name: string,
  value: string,
  words: string,
  checked: boolean,
): Markup {
  const id = `${name}-${value}`.replace(/[^\w-]/g, '_');
  return html`<span class="chip"><input type="${type}" id="${id}" name="${name}" value="${unredacted(value)}"${checked ? html` checked` : ''}><label for="${id}">${words}</label></span>`;
}

/** One of these values; the first where `chosen` is null. */
export function radios<Value extends string>(
  name: string,
  values: readonly Value[],
  chosen: string | null,
  words: (value: Value) => string,
): readonly Markup[] {
  return values.map((one, n) =>
    chip('radio', name, one, words(one), chosen === null ? n === 0 : one === chosen),
  );
}

/** Any of these values. */
export function boxes<Value extends string>(
  name: string,
  values: readonly Value[],
  ticked: readonly string[],
  words: (value: Value) => string,
): readonly Markup[] {
  return values.map((one) => chip('checkbox', name, one, words(one), ticked.includes(one)));
}

export function fieldset(legend: string, inside: Markup, attributes: Markup = '', look = ''): Markup {
  const wrong = look === '' ? '' : ` kern-fieldset${look}`;
  return html`<fieldset class="kern-fieldset${wrong}"${attributes}><legend class="kern-label kern-label--large">${legend}</legend>${inside}</fieldset>`;
}

/** A field of a form, and what it is called. */
export interface FieldNamed {
  readonly name: string;
  readonly words: string;
}

/** A hint to a field, or with it what is wrong with the answer in the field of this `name`. */
type Hint = string | { readonly name: string; readonly hint: string; readonly error: string };

/** The hint of a field, with what is wrong with the answer. */
export function hintAt({ wrong }: Pick<Asked, 'wrong'>, name: string, hint: string): Hint {
  const error = wrong?.get(name);
  return error === undefined ? hint : { name, hint, error };
}

export function choices(legend: string, hint: Hint, chips: readonly Markup[]): Markup {
  const isWrong = typeof hint !== 'string';
  const { above, below, described } = hinted(isWrong ? hint.name : '', hint);
  const inside = html`${above}<div class="chips">${chips}</div>${below}`;
  if (!isWrong) return fieldset(legend, inside);
  return fieldset(legend, inside, html` id="${hint.name}" tabindex="-1"${described}`, '--error');
}

/** The words above and below a field, and the attributes that lead to them. */
function hinted(name: string, given: Hint) {
  const { hint, error } = typeof given === 'string' ? { hint: given, error: '' } : given;
  const [hintId, errorId] = [`${name}-hint`, `${name}-error`];
  const ids = [...(hint === '' ? [] : [hintId]), ...(error === '' ? [] : [errorId])];
  return {
    look: error === '' ? '' : '--error',
    above:
      hint === ''
        ? ''
        : html`<div class="kern-hint"${name === '' ? '' : html` id="${hintId}"`}>${hint}</div>`,
    below:
      error === ''
        ? ''
        : html`<p class="kern-error" id="${errorId}"><span class="kern-icon kern-icon--danger kern-icon--default" aria-hidden="true"></span><span class="kern-body">${linked(error)}</span></p>`,
    described: ids.length === 0 ? '' : html` aria-describedby="${ids.join(' ')}"`,
    invalid: error === '' ? '' : html` aria-invalid="true"`,
  };
}

type Hinted = ReturnType<typeof hinted>;

function field(
  name: string,
  words: string,
  { look, above, below }: Hinted,
  input: Markup,
  size = '',
): Markup {
  const wrong = look === '' ? '' : ` kern-form-input${look}`;
  return html`<div class="kern-form-input${wrong}"><label class="kern-label${size}" for="${name}">${words}</label>${above}${input}${below}</div>`;
}

export function textInput(
  name: string,
  words: string,
  hint: Hint,
  value: string | null = '',
  type = 'text',
  fills = 'off',
): Markup {
  const said = hinted(name, hint);
  const wrong = said.look === '' ? '' : ` kern-form-input__input${said.look}`;
  const named = html`class="kern-form-input__input${wrong}" id="${name}" name="${name}"`;
  const more = html`${said.described}${said.invalid} autocomplete="${fills}"`;
  // A field of one line would join the lines without a word, and send that as somebody's answer.
  const lines = value?.split('\n').length ?? 1;
  const input =
    lines > 1
      ? html`<textarea ${named} rows="${lines}"${more}>${value}</textarea>`
      : html`<input ${named} type="${type}" value="${value ?? ''}"${more}>`;
  return field(name, words, said, input);
}

export interface Option {
  readonly value: string;
  readonly words: string;
}

export function select(
  name: string,
  words: string,
  hint: Hint,
  options: readonly Option[],
  chosen: string,
  size: '' | ' kern-label--large' = '',
): Markup {
  const said = hinted(name, hint);
  const wrong = said.look === '' ? '' : ` kern-form-input__select${said.look}`;
  const input = html`<div class="kern-form-input__select-wrapper"><select class="kern-form-input__select${wrong}" id="${name}" name="${name}"${said.described}${said.invalid}>${options.map((one) => html`<option value="${unredacted(one.value)}"${one.value === chosen ? html` selected` : ''}>${one.words}</option>`)}</select></div>`;
  return field(name, words, said, input, size);
}

/** One box to be ticked, with a sentence. */
export function checkbox(name: string, value: string, words: string, checked = false): Markup {
  const id = `${name}-${value}`.replace(/[^\w-]/g, '_');
  return html`<div class="kern-form-check"><input class="kern-form-check__checkbox" type="checkbox" id="${id}" name="${name}" value="${unredacted(value)}"${checked ? html` checked` : ''}><label class="kern-label" for="${id}">${words}</label></div>`;
}

export function hidden(name: string, value: string | number): Markup {
  return html`<input type="hidden" name="${name}" value="${value}">`;
}

/** Hidden fields of a form. */
export function hiddenInputs(fields: Iterable<readonly [name: string, value: string]>): readonly Markup[] {
  return [...fields].map(([name, value]) => hidden(name, value));
}

/** The text of a post, in its language: what screen readers know of Leichte Sprache is that it is German. */
export function postText(words: Markup, language: Language, look = ''): Markup {
  return html`<p class="text${look}" lang="${iso639(language)}" dir="auto">${words}</p>`;
}

/** A post that can be opened where the public reads it; nothing where it has no address, or is gone. `of`: whose and where, for lists. */
export function openPost({ url, removedAt }: Pick<Entry, 'url' | 'removedAt'>, of = ''): Markup {
  const spoken = of === '' ? '' : html` aria-label="${say('console-open-post')}: ${of}"`;
  return url === null || removedAt !== null
    ? ''
    : html`<a class="kern-link" href="${url}" target="_blank" rel="noopener noreferrer"${spoken}>${say('console-open-post')}</a>`;
}
