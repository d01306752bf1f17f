import { createHmac, randomBytes } from 'node:crypto';
import { type Credential, secretNamed } from '../../core/domain/channel-module.ts';
import { type Instant, SECOND } from '../../core/domain/clock.ts';
import type { Question } from '../lines.ts';

/**
 * The header `Authorization` of a request to X, by OAuth 1.0a (RFC 5849): `now` and `nonce` make it another each time. The
 * signature covers the address and its query; a body of JSON is not signed.
 */
export function authorizationOf(
  { method, url }: Pick<Question, 'method' | 'url'>,
  credential: Credential,
  now: Instant,
  nonce = randomBytes(16).toString('hex'),
): string {
  const own: Record<string, string> = {
    oauth_consumer_key: secretNamed(credential, 'X_APP_KEY'),
    oauth_nonce: nonce,
    oauth_signature_method: 'HMAC-SHA1',
    oauth_timestamp: String(Math.floor(now / SECOND)),
    oauth_token: secretNamed(credential, 'ACCESS_TOKEN'),
    oauth_version: '1.0',
  };
  const signed = [...url.searchParams, ...Object.entries(own)]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
  const base = [method, `${url.origin}${url.pathname}`, signed.join('&')].map(encoded).join('&');
  const key = ['X_APP_SECRET', 'ACCESS_SECRET'].map((name) => encoded(secretNamed(credential, name)));
  own.oauth_signature = createHmac('sha1', key.join('&')).update(base).digest('base64');
  const parts = Object.entries(own).map(([name, value]) => `${name}="${encoded(value)}"`);
  return `OAuth ${parts.join(', ')}`;
}

/** RFC 3986 leaves fewer signs as they are than JavaScript does. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
