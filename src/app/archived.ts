import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { systemCode } from '../files/read-file.ts';

/** Returns the folder for the rows of archived incidents, inside the data folder. */
export const archiveIn = (data: string) => join(data, 'archive');

/** The files of archived incidents, by name; none where the folder is not there or cannot be read. */
export function archivedIn(data: string): readonly string[] {
  const folder = archiveIn(data);
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
    return names.sort().map((name) => join(folder, name));
  } catch (error) {
    systemCode(error);
    return [];
  }
}
