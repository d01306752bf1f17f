import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Hono } from 'hono';
import { once } from '../../core/domain/cache.ts';
import { sha256 } from '../../core/domain/post-key.ts';

interface Asset {
  readonly path: string;
  readonly type: string;
  readonly plain: Buffer;
  readonly brotli: Buffer;
  readonly gzip: Buffer;
}

const own = (name: string) => readFileSync(join(import.meta.dirname, name));
/** The design system of Germany's public sector, without its fonts: those of the device are there already. */
const kern = () => readFileSync(createRequire(import.meta.url).resolve('@kern-ux/native/dist/kern.min.css'));

/** Addresses of the assets, which change with their content, so that browsers keep them. */
export const assets = once(() => ({
  style: asset('style', 'css', 'text/css', Buffer.concat([kern(), own('console.css')])),
  script: asset('script', 'js', 'text/javascript', own('console.js')),
  icon: asset('icon', 'svg', 'image/svg+xml', own('icon.svg')),
}));

function asset(name: string, ending: string, type: string, plain: Buffer): Asset {
  const path = `/assets/${name}-${sha256(plain.toString()).slice(0, 12)}.${ending}`;
  const brotli = brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
  return { path, type, plain, brotli, gzip: gzipSync(plain, { level: 9 }) };
}

export function mountAssets(app: Hono): void {
  for (const { path, type, plain, brotli, gzip } of Object.values(assets()))
    app.get(path, (context) => {
      const accepted = context.req.header('accept-encoding') ?? '';
      const encoding = accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : null;
      const body = encoding === 'br' ? brotli : encoding === 'gzip' ? gzip : plain;
      return context.body(new Uint8Array(body), 200, {
        'content-type': `${type}; charset=utf-8`,
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'accept-encoding',
        ...(encoding && { 'content-encoding': encoding }),
      });
    });
}
