import { execFileSync } from 'node:child_process';

/** A CycloneDX list, as far as this reads it. */
interface Bom {
  readonly components: readonly {
    readonly 'bom-ref': string;
    readonly properties: readonly { readonly name: string }[];
  }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

/*
 * Prints the packages that production installs by the lock file, Node.js itself included, as CycloneDX. With `--omit dev` npm
 * would also leave out packages that a development dependency needs as well, such as `yaml` and half of `pg`.
 */
const npm = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only'];
const all = JSON.parse(execFileSync('npm', npm, { encoding: 'utf8' })) as Bom;
const left = all.components
  .filter(({ properties }) => properties.some(({ name }) => name === 'cdx:npm:package:development'))
  .map((one) => one['bom-ref']);
const isKept = (ref: string) => !left.includes(ref);
const components = all.components.filter((one) => isKept(one['bom-ref']));
const dependencies = all.dependencies
  .filter(({ ref }) => isKept(ref))
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter(isKept) }));
process.stdout.write(`${JSON.stringify({ ...all, components, dependencies }, null, 2)}\n`);
