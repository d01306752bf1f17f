import type { WorldReading } from '../core/delivery/reconcile.ts';
import { type Mistake, OperatorError } from '../core/domain/errors.ts';
import { type StateSource, stateSource } from '../files/incident/source.ts';
import type { App } from './load.ts';
import { worldReading } from './read-configuration.ts';
import { type Files, type FileTexts, parsedFiles, readTexts } from './read-files.ts';

/** Reads everything that people wrote, again and again: what has not changed is not parsed anew. */
export interface FilesReader {
  read(): Promise<WorldReading>;
  /** As of the last reading that had no mistakes in them. A new object where something changed. */
  files(): Files;
}

export function filesReader({ host, options, files: first }: App): FilesReader {
  const source: StateSource = stateSource(options.state, host);
  let files = first;
  let texts: string | null = null;

  /** A mistake in the configuration is one like any other: nothing new is planned until it is mended. */
  async function refresh(): Promise<readonly Mistake[]> {
    try {
      const read = await readTexts(options);
      const print = fingerprint(read);
      if (texts !== null && texts !== print) {
        files = parsedFiles(read, options, host.env);
        host.conceal(files.redact);
      }
      texts = print;
      return [];
    } catch (error) {
      if (error instanceof OperatorError) return error.mistakes;
      throw error;
    }
  }

  return {
    files: () => files,
    async read() {
      const mistakes = await refresh();
      const state = await source.read(host.signal);
      const reading: WorldReading =
        state.kind === 'unreadable'
          ? { kind: 'broken', mistakes: [state.mistake] }
          : worldReading(files, state.bytes, options.stateShown);
      if (mistakes.length === 0) return reading;
      // Whoever writes `mode: draft` wants nothing more to go out, whatever is wrong elsewhere.
      const isDraft = reading.kind === 'world' && reading.world.state.incident.mode === 'draft';
      return isDraft ? { ...reading, mistakes } : { kind: 'broken', mistakes };
    },
  };
}

function fingerprint({ config, services, municipalities, messages }: FileTexts): string {
  const bytes = [config, services, municipalities].map((file) => Buffer.from(file).toString('base64'));
  return JSON.stringify([bytes, [...messages]]);
}
