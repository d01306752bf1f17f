import { generateCookie } from 'hono/cookie';
import { parse } from 'hono/utils/cookie';
import { z } from 'zod';
import type { People } from '../../app/people/people.ts';
import { type ConsoleSession, SESSION_MS, sessionOf } from '../../app/people/sign-in.ts';
import { SECOND } from '../../core/domain/clock.ts';
import { jsonIn } from '../../core/domain/json.ts';
import { type Asked, type Done, localPath } from './route.ts';

const YEAR_SECONDS = 31_536_000;
/** The next page tells what was done, or no page does. */
const DONE_SECONDS = 60;
/** Browsers take 4,096 bytes for a cookie. */
const DONE_CHARACTERS_MAX = 3_000;

/** Lax: a link in a messenger finds the person signed in, and yet changes nothing, because every change is a POST. */
function cookie(name: string, value: string, maxAge: number, secure = false): string {
  return generateCookie(name, value, { path: '/', maxAge, httpOnly: true, sameSite: 'Lax', secure });
}

function cookieIn(headers: Headers, name: string): string {
  return parse(headers.get('cookie') ?? '', name)[name] ?? '';
}

/**
 * The cookie of a session. Over https browsers take it from this host only, for all of it, and send it encrypted only. On
 * http://localhost, in the sandbox, they would not take such a one.
 */
function sessionCookie({ origin }: Pick<People, 'origin'>) {
  const secure = origin.startsWith('https:');
  return { name: secure ? '__Host-sitzung' : 'sitzung', secure };
}

/** The cookie that opens the session with this token; an empty one takes it away. */
export function cookieFor(people: Pick<People, 'origin'>, token: string): string {
  const { name, secure } = sessionCookie(people);
  return cookie(name, token, token === '' ? 0 : SESSION_MS / SECOND, secure);
}

/** The person who is signed in; null for nobody. */
export async function sessionIn(people: People, headers: Headers): Promise<ConsoleSession | null> {
  const token = cookieIn(headers, sessionCookie(people).name);
  return /^[\w-]{43}$/.test(token) ? sessionOf(people, token) : null;
}

export function languageCookie(language: string): string {
  return cookie('sprache', language, YEAR_SECONDS);
}

/** A practice beside the console has the same address, and tells of its own only. */
function doneName({ timelines }: Asked): string {
  return timelines === null ? 'getan' : 'getan-geuebt';
}

/** A cookie carries it to the next page: an address that says so could be sent to somebody who did nothing. */
export function doneCookie(asked: Asked, done: Done): string {
  const whole = JSON.stringify(done);
  const isLong = encodeURIComponent(whole).length > DONE_CHARACTERS_MAX;
  return cookie(doneName(asked), isLong ? JSON.stringify({ ...done, body: '' }) : whole, DONE_SECONDS);
}

export function doneGone(asked: Asked): string {
  return cookie(doneName(asked), '', 0);
}

const DONE = z.object({
  title: z.string(),
  body: z.string(),
  link: z.object({ path: z.string().transform(localPath), words: z.string() }).nullable(),
});

/** Null where nothing was done, and where the cookie holds nothing that this program wrote. */
export function doneIn(asked: Asked, headers: Headers): Done | null {
  return DONE.safeParse(jsonIn(cookieIn(headers, doneName(asked)))).data ?? null;
}
