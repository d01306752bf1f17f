import type { People } from '../../../app/people/people.ts';
import { SESSION_MS, type Session, sessionOf } from '../../../app/people/sign-in.ts';
import { SECOND } from '../../../core/domain/clock.ts';

/*
 * The cookie of a session. Over https browsers take it from this host only, for all of it, and send it encrypted only. On
 * http://localhost, in the sandbox, they would not take such a one.
 */

function isSecure({ origin }: Pick<People, 'origin'>): boolean {
  return origin.startsWith('https:');
}

function nameFor(people: Pick<People, 'origin'>): string {
  return isSecure(people) ? '__Host-sitzung' : 'sitzung';
}

/** Lax: a link in a messenger finds the person signed in, and yet changes nothing, because every change is a POST. */
function cookie(people: Pick<People, 'origin'>, value: string, seconds: number): string {
  const secure = isSecure(people) ? '; Secure' : '';
  return `${nameFor(people)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}

export function cookieFor(people: Pick<People, 'origin'>, token: string): string {
  return cookie(people, token, SESSION_MS / SECOND);
}

export function cookieGone(people: Pick<People, 'origin'>): string {
  return cookie(people, '', 0);
}

/** The person who is signed in; null for nobody. */
export async function sessionIn(people: People, headers: Headers): Promise<Session | null> {
  const name = nameFor(people);
  const found = (headers.get('cookie') ?? '').split(/;\s*/).find((one) => one.startsWith(`${name}=`));
  const token = found?.slice(name.length + 1) ?? '';
  return /^[\w-]{43}$/.test(token) ? sessionOf(people, token) : null;
}
