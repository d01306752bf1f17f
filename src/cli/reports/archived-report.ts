import { archivedIn } from '../../app/archived.ts';
import { names, say } from '../../staff-words/say.ts';

/** Files that are named before the rest is counted. */
const FILES_MAX = 3;

/** Says in which files the posts of archived incidents are, which neither plan nor history knows; '' where there are none. */
export function archivedReport(data: string): string {
  const files = archivedIn(data);
  return files.length === 0 ? '' : `${say('archived-earlier', { files: names(files, FILES_MAX) })}\n`;
}
