import type { ConfigurationReading } from '../core/delivery/reconcile.ts';
import type { Instant } from '../core/domain/clock.ts';
import type { Configuration } from '../core/domain/configuration.ts';
import { mistakesIn, OperatorError, operatorError } from '../core/domain/errors.ts';
import { signatureMistake } from '../files/incident/source.ts';
import { readState } from '../files/incident/state.ts';
import type { Files } from './files.ts';

/**
 * Everything that the files say now, with this content of the state file. Throws an OperatorError where that has mistakes, where it
 * is not signed though it must be, and where it holds a secret: its words are meant for the public.
 */
export function configurationOf(
  files: Files,
  content: Uint8Array | string,
  file: string,
  now: Instant,
): Configuration {
  const { channels, region, services, settings, messages, mute, cache } = files;
  refuseSecrets(files, content, file);
  refuseUnsigned(files, content, file);
  const state = readState(content, file, region, services, settings, now);
  return { region, services, state, settings, messages, channels, limits: new Map(), mute, cache };
}

/** Throws where the file must be signed, and is not or does not say when it was updated: only that time tells old from new. */
function refuseUnsigned({ settings }: Files, content: Uint8Array | string, file: string): void {
  const key = settings.state.signature;
  const found = key === null ? null : signatureMistake(content, key, file);
  if (found !== null) throw new OperatorError([found]);
}

/** The same, with mistakes as a value. */
export function configurationReading(
  files: Files,
  content: Uint8Array | string,
  file: string,
  now: Instant,
): ConfigurationReading {
  try {
    return { kind: 'configuration', configuration: configurationOf(files, content, file, now) };
  } catch (error) {
    return { kind: 'broken', mistakes: mistakesIn(error) };
  }
}

function refuseSecrets({ redact }: Files, content: Uint8Array | string, file: string): void {
  const text = typeof content === 'string' ? content : Buffer.from(content).toString();
  if (redact(text) === text) return;
  throw operatorError('secret-in-state-file.here', { file });
}
