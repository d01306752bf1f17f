import type { ChannelModule } from '../core/domain/channel-module.ts';
import { mastodon } from './mastodon/module.ts';
import { x } from './x/module.ts';

/** Every platform that can be posted to. A new one is a folder beside this file, and one line here. */
export const CHANNELS: readonly ChannelModule[] = [x, mastodon];
