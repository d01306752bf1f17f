import { draftNamed } from '../../app/people/drafts.ts';
import { jsonIn } from '../../core/domain/json.ts';
import type { PauseScope } from '../../core/domain/pause.ts';
import { LOGGED, type LogLine } from '../../core/domain/signed-log.ts';
import { say } from '../../staff-words/say.ts';
import { taskOf } from './parts.ts';
import type { Asked } from './route.ts';

/** Words a line of the log as one sentence, with the names that staff know. Its ids and digests are shown beside it. */
export async function logSentence(asked: Asked, line: LogLine): Promise<string> {
  const { actor, what, about } = line;
  const { name } = actor;
  switch (what) {
    case 'changed':
    case 'approved':
      return changedWords(asked, line);
    case 'alone': {
      // Before the reason there may be rights, which have a line of their own.
      const [, of = '', why = about] =
        /^([^:]*): (?:(?:-|(?:writer|approver|stopper|admin) [^:]*): )?(.*)$/s.exec(about) ?? [];
      const draft = await draftNamed(asked.people, of);
      const task = draft === null ? of : taskOf(draft);
      return say('console-did-alone', { name, about: task, why });
    }
    case 'paused':
    case 'resumed':
      return say(`console-did-${what}`, { name, scope: scopeWords(asked, about) });
    case 'not-done': {
      const [, first = '', rest = ''] = /^(\S*) ?(.*)$/s.exec(about) ?? [];
      const undone = LOGGED.find((one) => one === first && one !== what);
      const wanted = undone
        ? await logSentence(asked, { ...line, what: undone, about: rest })
        : `${name}: ${about}`;
      return say('console-did-not-done', { what: wanted });
    }
    case 'settled':
      return say('console-did-settled', { name, about: await postWords(asked, about) });
    case 'draft-handed-in':
    case 'draft-returned':
    case 'draft-discarded': {
      const [, id = about, note = ''] = /^([\w-]+): (.*)$/s.exec(about) ?? [];
      const draft = await draftNamed(asked.people, id);
      const task = draft === null ? id : taskOf(draft);
      return what === 'draft-returned'
        ? say('console-did-draft-returned', { name, task, note: note === '' ? 'none' : note })
        : say(`console-did-${what}`, { name, task });
    }
    case 'archived':
    case 'translations-signed':
      return say(`console-did-${what}`, { name, about });
    case 'invited':
    case 'removed':
    case 'rights-asked':
    case 'rights-changed':
    case 'rights-refused':
    case 'session-ended':
      // `Krause: -`: a person, and the rights that are left.
      return say(`console-did-${what}`, { name, about: about.replace(/: .*$/s, '') });
    default:
      return say(`console-did-${what}`, { name: name || 'none' });
  }
}

/**
 * `hemer 3f9a… hemer:reach.phone`, `outage-siegen 3f9a… 7c1e…`, or from the command line `it-2026/outage-siegen 3f9a…` and
 * `3f9a… hemer:reach.phone` alone.
 */
async function changedWords(asked: Asked, { actor, what, about }: LogLine): Promise<string> {
  const { name } = actor;
  const of = about.replace(/ ?\b[\da-f]{64}\b.*$/s, '').replace(/^[\w-]+\//, '');
  const draft = await draftNamed(asked.people, of);
  if (draft !== null) {
    const n = draft.keys.length;
    return say(`console-did-${what as 'changed' | 'approved'}-task`, { name, n, task: taskOf(draft) });
  }
  if (what === 'approved') return say('console-did-approved', { name, about: of || '–' });
  return of === ''
    ? say('console-did-changed-file', { name })
    : say('console-did-changed', { name, names: asked.named.whos(of.split(', ')) });
}

function scopeWords(asked: Asked, about: string): string {
  const scope = jsonIn(about);
  return scope === undefined ? about : asked.named.scope(scope as PauseScope);
}

async function postWords({ posts, named }: Asked, about: string): Promise<string> {
  const [key] = about.split(' ');
  const post = (await posts()).find(({ entry }) => entry.key === key);
  return post === undefined ? about : named.place(post.entry);
}
