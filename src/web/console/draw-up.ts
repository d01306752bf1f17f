import type { Change } from '../../app/changed-file.ts';
import { prepare } from '../../app/changes.ts';
import { changeDraft, draftNamed, newDraft } from '../../app/people/drafts.ts';
import type { Answer, Asked } from './route.ts';

/**
 * Keeps a change as a draft, in place of the one whose answers were changed, and goes on to its review. Times are those of now:
 * the texts stay the same however long somebody reads them. Throws `draft-changed` where somebody else changed the earlier
 * draft meanwhile, and as `prepare`.
 */
export async function drawUp(asked: Asked, kind: string, given: Change): Promise<Answer> {
  const { app, form, visitor, desk, now } = asked;
  const { change: filled } = await prepare(app, given);
  // The id stays open until it is published: another draft may take it meanwhile.
  const change: Change = given.announcement ? { ...filled, announcement: given.announcement } : filled;
  const fields = new URLSearchParams(
    [...form].filter(([name]) => name !== 'entwurf' && name !== 'version'),
  ).toString();
  const { id, name } = visitor.person;
  const earlier = form.has('entwurf') ? await draftNamed(desk, form.get('entwurf') ?? '') : null;
  if (earlier === null || earlier.state === 'published' || earlier.state === 'discarded') {
    const draft = await newDraft(desk, { kind, person: id, by: name, fields, change }, now);
    return { kind: 'see', path: `/pruefen/${draft.id}` };
  }
  const asRead = { ...earlier, version: Number(form.get('version')) };
  // A person who changed the answers wrote what they say now, and so does not approve it.
  const own = { person: id, by: name, fields, change, state: 'open' } as const;
  const draft = await changeDraft(desk, asRead, own, name, now);
  return { kind: 'see', path: `/pruefen/${draft.id}` };
}
