import type { ChannelWithSandbox } from '../sandbox/platform.ts';
import { mastodon } from './mastodon/module.ts';
import { x } from './x/module.ts';

/** Every platform that can be posted to. A new one is a folder beside this file, and one line here. */
export const CHANNELS: readonly ChannelWithSandbox[] = [x, mastodon];
