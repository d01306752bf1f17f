/* Announces an outage of a town from a script: `node docs/use-case.ts CONFIG DATA MUNICIPALITY`. A test runs it. */
import { apply, prepare, SILENTLY } from '../src/app/changes.ts';
import { load } from '../src/app/load.ts';
import { optionsFrom } from '../src/app/options.ts';
import { systemRuntime } from '../src/cli/system-runtime.ts';

const [config = 'config', data = 'data', town = 'hemer'] = process.argv.slice(2);
const app = await load(systemRuntime(new AbortController().signal), optionsFrom({ config, data }));
const announcement = { kind: 'outage', post_as: [town] };
const { change, plan, digest } = await prepare(app, { announcement });
for (const { intent } of plan.posts) app.runtime.out(`${intent.account}: ${intent.text}\n`);
const { by, sent } = await apply(app, change, digest, { id: town, name: town, via: 'script' }, SILENTLY);
app.runtime.out(`${plan.posts.length} texts approved, ${sent} sent by ${by}.\n`);
