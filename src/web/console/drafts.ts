export { changeDraft, type Draft, draftNamed, newDraft, openDrafts } from '../../app/people/drafts.ts';
