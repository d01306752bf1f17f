import { z } from 'zod';
import {
  type Call,
  identityIn,
  json,
  type Reply,
  type SandboxPlatform,
} from '../../../src/sandbox/platform.ts';
import { type SandboxPost, timedId } from '../../../src/sandbox/timelines.ts';
import { board } from './module.ts';

const PAGE_NOTES = 4;
const { characters } = board.defaults.limits;

/** A pretended notice board, under `/board/`. */
export const boardSandbox: SandboxPlatform = {
  channel: board.id,
  name: board.name,
  colours: { background: '#064', text: '#fff' },
  footnote: null,
  address: /^\/of\/(?<handle>[^/]+)\/(?<id>[^/]+)$/,
  charactersMax: characters,
  length: (text) => [...text].length,
  pieces: (text) => [{ kind: 'words', text }],
  postId: (at, number) => timedId(at, 16n, number),
  repeatGuardMs: 60_000,
  speaksHtml: false,
  prefix: '/board/',
  routes: [
    { method: 'GET', path: '/board/owner', operation: 'identity', rates: [], act: owner },
    { method: 'GET', path: '/board/notes', operation: 'timeline', rates: [], act: list },
    { method: 'GET', path: '/board/notes/:id', operation: 'read', rates: [], act: read },
    { method: 'POST', path: '/board/notes', operation: 'publish', rates: ['notes'], act: publish },
    { method: 'DELETE', path: '/board/notes/:id', operation: 'delete', rates: [], act: remove },
  ],
  replyField: 'answers',
  rates: { notes: { count: 1_000, withinMs: 60_000 } },
  readToken: (authorization) => /^Passphrase (.+)$/.exec(authorization)?.[1] ?? null,
  rateHeaders: () => ({}),
  answers: { unauthorized: json(401, {}), 'not-found': json(404, {}) },
  unavailable: (status) => json(status, {}),
  tooManyRequests: () => json(429, {}),
  limitedBy: { 'rate-limited': 'notes' },
};

const publication = z.object({ words: z.string(), answers: z.string().nullable(), once: z.string() });

function publish({ account, when, body, timelines }: Call): Reply {
  const { words, answers, once } = publication.parse(body);
  const known = timelines.all(account, when).find((one) => one.idempotencyKey === once);
  if (known) return json(409, {});
  if ([...words].length > characters) return json(413, {});
  if (answers !== null && !timelines.find(answers, when)) return json(410, {});
  const version = { text: words, language: null, at: when };
  return json(201, noteOf(timelines.add(account, { replyTo: answers, idempotencyKey: once }, version)));
}

function owner(call: Call): Reply {
  return json(200, { owner: identityIn(call).handle });
}

function list({ account, asOf, query, timelines }: Call): Reply {
  const notes = timelines.published(account, asOf, { olderThan: query.before });
  return json(200, notes.slice(0, PAGE_NOTES).map(noteOf));
}

function read({ id, asOf, timelines }: Call): Reply {
  const found = timelines.find(id, asOf);
  return found ? json(200, noteOf(found)) : json(404, {});
}

function remove({ id, when, timelines }: Call): Reply {
  if (!timelines.find(id, when)) return json(404, {});
  timelines.delete(id, when);
  return json(200, {});
}

function noteOf({ id, text, at, replyTo }: SandboxPost) {
  return { number: id, words: text, at, answers: replyTo };
}
