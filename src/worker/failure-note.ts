import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';

/** What staff were told of that the ledger can't hold, so that a new process neither repeats it nor forgets to take it back. */
export interface AlarmNote {
  read(): Promise<readonly Alarm[]>;
  /** Best effort: a disk that is full takes no note, and then a new process tells it once more. */
  write(alarms: readonly Alarm[]): Promise<void>;
}

const alarm = z.object({
  code: z.string(),
  what: z.string(),
  advice: z.string(),
  since: z.number(),
  isTold: z.boolean(),
});
export type Alarm = z.infer<typeof alarm>;

export function alarmNoteAt(file: string): AlarmNote {
  return {
    async read() {
      try {
        const noted = z.array(alarm).safeParse(JSON.parse(await readFile(file, 'utf8')));
        return noted.success ? noted.data : [];
      } catch (error) {
        if (error instanceof SyntaxError || isOfDisk(error)) return [];
        throw error;
      }
    },
    async write(alarms) {
      try {
        if (alarms.length === 0) return await rm(file, { force: true });
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, JSON.stringify(alarms));
      } catch (error) {
        if (!isOfDisk(error)) throw error;
      }
    },
  };
}

function isOfDisk(error: unknown): boolean {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
