import type { SandboxLimits } from './limits.ts';

const VERSION = '4.4.8';
const TITLE = 'Sandbox';
const DESCRIPTION = 'A pretended Mastodon server. Nothing here is public.';

function configuration(limits: SandboxLimits) {
  return {
    accounts: { max_featured_tags: 10, max_pinned_statuses: 5 },
    statuses: {
      max_characters: limits.characters.mastodon,
      max_media_attachments: 4,
      characters_reserved_per_url: limits.perUrl,
    },
    media_attachments: {
      supported_mime_types: ['image/jpeg', 'image/png', 'image/webp'],
      image_size_limit: 16_777_216,
      image_matrix_limit: 33_177_600,
      video_size_limit: 103_809_024,
      video_frame_rate_limit: 120,
      video_matrix_limit: 8_294_400,
    },
    polls: { max_options: 4, max_characters_per_option: 50, min_expiration: 300, max_expiration: 2_629_746 },
  };
}

/** https://docs.joinmastodon.org/entities/Instance/ */
export function instanceV2(origin: string, limits: SandboxLimits) {
  return {
    domain: new URL(origin).host,
    title: TITLE,
    version: VERSION,
    source_url: 'https://github.com/mastodon/mastodon',
    description: DESCRIPTION,
    usage: { users: { active_month: 0 } },
    thumbnail: { url: `${origin}/assets/account.svg` },
    icon: [],
    languages: ['de'],
    configuration: {
      urls: { streaming: origin.replace('http', 'ws') },
      vapid: { public_key: '' },
      ...configuration(limits),
      translation: { enabled: false },
    },
    registrations: { enabled: false, approval_required: false, message: null, url: null },
    api_versions: { mastodon: 6 },
    contact: { email: '', account: null },
    rules: [],
  };
}

/** https://docs.joinmastodon.org/entities/V1_Instance/ */
export function instanceV1(origin: string, limits: SandboxLimits) {
  return {
    uri: new URL(origin).host,
    title: TITLE,
    short_description: DESCRIPTION,
    description: DESCRIPTION,
    email: '',
    version: VERSION,
    urls: { streaming_api: origin.replace('http', 'ws') },
    stats: { user_count: 0, status_count: 0, domain_count: 0 },
    thumbnail: `${origin}/assets/account.svg`,
    languages: ['de'],
    registrations: false,
    approval_required: false,
    invites_enabled: false,
    configuration: configuration(limits),
    contact_account: null,
    rules: [],
  };
}
