import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jsonIn } from '../core/domain/json.ts';
import { nullIfUnreadable, readFileBounded, systemCode } from '../files/read-file.ts';

/** 80 bits. They name a digest among those that one person was shown, and nowhere else. */
const SHORT_CHARACTERS = 20;

/** The name of a digest for reading aloud: `3f9a-0c11-d2e4-77b2-0e4f`. */
function shortDigest(digest: string): string {
  return digest.slice(0, SHORT_CHARACTERS).replace(/.{4}(?=.)/g, '$&-');
}

/**
 * Keeps the digests that `plan` shows to this user of the machine, in place of those it showed before. Returns how `plan`
 * names them: in short, or in full where the folder of the ledgers does not exist or cannot be written.
 */
export async function rememberShown(
  data: string,
  digests: readonly string[],
): Promise<(digest: string) => string> {
  const file = fileIn(data);
  try {
    await writeFile(`${file}.new`, JSON.stringify(digests), { mode: 0o600 });
    await rename(`${file}.new`, file);
    return shortDigest;
  } catch (error) {
    systemCode(error);
    return (digest) => digest;
  }
}

/** The whole digest that a person means: the one written, or the only one shown to this user by that short name. */
export async function digestMeant(data: string, written: string): Promise<string | null> {
  if (/^[0-9a-f]{64}$/.test(written)) return written;
  const meant = (await shownIn(data)).filter((digest) => shortDigest(digest) === written);
  return meant.length === 1 ? (meant[0] ?? null) : null;
}

async function shownIn(data: string): Promise<readonly string[]> {
  const bytes = await readFileBounded(fileIn(data)).catch(nullIfUnreadable);
  return (jsonIn(Buffer.from(bytes ?? '').toString()) ?? []) as readonly string[];
}

function fileIn(data: string): string {
  return join(data, `shown-to-${process.getuid?.() ?? 'user'}.json`);
}
