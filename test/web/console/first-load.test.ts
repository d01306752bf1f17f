import { get } from 'node:http';
import { expect, test } from 'vitest';
import { openPracticeForTest } from '../../fixtures/practice.ts';

const FIRST_LOAD_BYTES_MAX = 60_000;

test.each(['br', 'gzip'])(
  'a phone loads at most 60 kB before it shows its first page, packed as %s',
  async (packing) => {
    await using practice = await openPracticeForTest();
    const page = await practice.get('/');
    const assets = [...page.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '');
    expect(assets).toHaveLength(3);
    const sizes = await Promise.all(
      ['/', ...assets].map((path) => bytesOnWire(`${practice.origin}${path}`, practice.cookie, packing)),
    );
    expect(sizes.every((bytes) => bytes > 0)).toBe(true);
    expect(sizes.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(FIRST_LOAD_BYTES_MAX);
  },
);

/** Head and body, as they are sent. */
function bytesOnWire(url: string, cookie: string, packing: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { cookie, 'accept-encoding': packing } }, (answer) => {
      let bytes = 0;
      answer.on('data', (part: Buffer) => {
        bytes += part.byteLength;
      });
      answer.on('end', () => resolve(bytes + answer.rawHeaders.join(': ').length));
    }).on('error', reject);
  });
}
