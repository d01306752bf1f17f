import type { ConfigurationReading } from '../core/delivery/reconcile.ts';
import { type Mistake, OperatorError } from '../core/domain/errors.ts';
import { type StateSource, stateSource } from '../files/incident/source.ts';
import type { App } from './load.ts';
import { configurationReading } from './read-configuration.ts';
import { type Files, type FileTexts, parsedFiles, readTexts } from './read-files.ts';

/** Reads everything that people wrote, again and again: what has not changed is not parsed anew. */
export interface FilesReader {
  read(): Promise<ConfigurationReading>;
  /** As of the last reading that had no mistakes in them. A new object where something changed. */
  files(): Files;
}

export function filesReader({ runtime, options, files: first }: App): FilesReader {
  const source: StateSource = stateSource(options.state, runtime);
  let files = first;
  let texts: string | null = null;

  /** A mistake in the configuration is one like any other: nothing new is planned until it is mended. */
  async function refresh(): Promise<readonly Mistake[]> {
    try {
      const read = await readTexts(options);
      const print = fingerprint(read);
      if (texts !== null && texts !== print) {
        files = parsedFiles(read, options, runtime.env);
        runtime.conceal(files.redact);
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
      const state = await source.read(runtime.signal);
      const reading: ConfigurationReading =
        state.kind === 'unreadable'
          ? { kind: 'broken', mistakes: [state.mistake] }
          : configurationReading(files, state.bytes, options.stateShown);
      if (mistakes.length === 0) return reading;
      // Whoever writes `mode: draft` wants nothing more to go out, whatever is wrong elsewhere.
      const isDraft =
        reading.kind === 'configuration' && reading.configuration.state.incident.mode === 'draft';
      return isDraft ? { ...reading, mistakes } : { kind: 'broken', mistakes };
    },
  };
}

function fingerprint({ config, services, municipalities, messages }: FileTexts): string {
  const bytes = [config, services, municipalities].map((file) => Buffer.from(file).toString('base64'));
  return JSON.stringify([bytes, [...messages]]);
}
