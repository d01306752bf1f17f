import { html } from 'hono/html';
import { z } from 'zod';
import { alertBox, link as linkTo } from './kern.ts';
import { type Asked, type Done, localPath, type Markup } from './route.ts';

/** A cookie carries it to the next page: an address that says so could be sent to somebody who did nothing. */
const SECONDS = 60;
/** Browsers take 4,096 bytes for a cookie. */
const CHARACTERS_MAX = 3_000;

/** A practice beside the console has the same address, and tells of its own only. */
function nameFor({ timelines }: Asked): string {
  return timelines === null ? 'getan' : 'getan-geuebt';
}

export function doneCookie(asked: Asked, done: Done): string {
  const whole = encodeURIComponent(JSON.stringify(done));
  const value =
    whole.length > CHARACTERS_MAX ? encodeURIComponent(JSON.stringify({ ...done, body: '' })) : whole;
  return `${nameFor(asked)}=${value}; Path=/; Max-Age=${SECONDS}; HttpOnly; SameSite=Lax`;
}

const DONE = z.object({
  title: z.string(),
  body: z.string(),
  link: z.object({ path: z.string().transform(localPath), words: z.string() }).nullable(),
});

/** Null where nothing was done, and where the cookie holds nothing that this program wrote. */
export function doneIn(asked: Asked, headers: Headers): Done | null {
  const [, value = ''] =
    new RegExp(`(?:^|;\\s*)${nameFor(asked)}=([^;]+)`).exec(headers.get('cookie') ?? '') ?? [];
  if (value === '') return null;
  try {
    return DONE.safeParse(JSON.parse(decodeURIComponent(value))).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof URIError) return null;
    throw error;
  }
}

export function doneGone(asked: Asked): string {
  return `${nameFor(asked)}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax`;
}

export function doneMarkup({ title, body, link }: Done): Markup {
  const words = html`${body}${link === null ? '' : html` ${linkTo(link.path, link.words)}`}`;
  return html`<div role="status" data-done>${alertBox('success', title, body === '' && link === null ? '' : words)}</div>`;
}
