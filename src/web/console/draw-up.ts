import type { Change } from '../../app/changed-file.ts';
import { prepare, whileOthersWrite } from '../../app/changes.ts';
import {
  changeDraft,
  type Draft,
  draftNamed,
  newDraft,
  refuseUnlessTheirs,
} from '../../app/people/drafts.ts';
import { isMistake } from '../../core/domain/errors.ts';
import { say } from '../../staff-words/say.ts';
import { html } from './html.ts';
import { hidden } from './kern.ts';
import { configurationIn, typedBox } from './parts.ts';
import { type Asked, type Markup, seeDone, type WebAnswer } from './route.ts';

/** The answers of the draft that is being changed, and their version; null for a new draft. */
export async function answersSoFar(asked: Asked): Promise<URLSearchParams | null> {
  const draft = await draftNamed(asked.people, asked.query.get('entwurf') ?? '');
  if (draft === null) return null;
  const answers = new URLSearchParams(draft.fields);
  answers.set('entwurf', draft.id);
  answers.set('version', String(draft.version));
  return answers;
}

/**
 * Answers, and again from the files as they are by then where somebody else wrote the state file at the same time. Only for
 * what publishes nothing: facts that are saved twice are saved.
 */
export function answerWhileOthersWrite(
  asked: Asked,
  answer: (asked: Asked) => Promise<WebAnswer>,
): Promise<WebAnswer> {
  return whileOthersWrite(async (isAgain) => answer(isAgain ? { ...asked, ...(await asked.read()) } : asked));
}

/** With these fields the answers of a form take the place of the earlier ones; nothing where there are none. */
export function draftInputs(given: URLSearchParams | null): Markup {
  if (!given?.has('version')) return '';
  const fields = ['entwurf', 'version'].map((name) => hidden(name, given.get(name) ?? ''));
  return html`${typedBox('aside', 'fill', 'drop')}${fields}`;
}

/**
 * Keeps a change as a draft, in place of the one whose answers were changed, and goes on to its review. Times are those of now:
 * the texts stay the same however long somebody reads them. Throws `draft-changed` where somebody else changed the earlier
 * draft meanwhile, `no-right` where it is not theirs to change, and as `prepare`.
 */
export async function drawUp(asked: Asked, kind: string, given: Change): Promise<WebAnswer> {
  const { app, form, person, people, now } = asked;
  const earlier = await draftNamed(people, form.get('entwurf') ?? '');
  const isNew = earlier === null || earlier.state === 'published' || earlier.state === 'discarded';
  if (!isNew) await refuseUnlessTheirs(asked, earlier);
  // Open values, such as an id, stay open until it is published: another draft may take them meanwhile.
  const change: Change = { ...given, stated: now };
  const { replaces, below } = await prepare(app, change, false);
  const fields = new URLSearchParams(
    [...form].filter(([name]) => name !== 'entwurf' && name !== 'version'),
  ).toString();
  const by = person.name;
  // A person who changed the answers wrote what they say now, and so does not approve it.
  const own = {
    person: person.id,
    by,
    fields,
    change,
    mode: configurationIn(asked)?.state.incident.mode ?? null,
    seen: [...replaces, ...below],
  };
  const draft = isNew
    ? await newDraft(people, { kind, ...own }, now)
    : await changeDraft(
        people,
        { ...earlier, version: Number(form.get('version')) },
        { ...own, state: 'open' },
        by,
        now,
      ).catch((error) => sentBefore(asked, earlier.id, own, error));
  const path = `/pruefen/${draft.id}`;
  return isNew || earlier.state !== 'handed-in' || draft.state === 'handed-in'
    ? seeDone(path, '')
    : seeDone(path, say('console-done-taken-back'), say('console-done-taken-back-advice'));
}

/** Returns the draft where the same person has sent the same answers before, as with two taps; else throws the error again. */
async function sentBefore(
  { people }: Asked,
  id: string,
  { person, fields }: Pick<Draft, 'person' | 'fields'>,
  error: unknown,
): Promise<Draft> {
  const now = isMistake(error, 'draft-changed') ? await draftNamed(people, id) : null;
  if (now?.person !== person || now.fields !== fields) throw error;
  return now;
}
