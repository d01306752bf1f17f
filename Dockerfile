# The tag moves with each release of Node.js 24 and of Debian, so that a rebuild brings security fixes; two builds may
# differ. Where a build must be repeatable, pin the digest that you have tested and renew it with every update:
#   docker buildx imagetools inspect node:24-slim     # prints "Digest: sha256:…"
#   FROM node:24-slim@sha256:…
# No digest is written here, because nothing in this repository would renew it: an old one would keep old holes open.
FROM node:24-slim

ENV NODE_ENV=production
WORKDIR /ausrufer

# The optional dependencies are Node.js itself, which the image already has.
COPY package.json package-lock.json ./
COPY vendor ./vendor
RUN npm ci --omit=dev --omit=optional --ignore-scripts && npm cache clean --force

COPY LICENSE ./
COPY src ./src
COPY messages ./messages
# The example region, with `sandbox: true`. Mount your own folder over it, writable by the user node (1000).
COPY --chown=node:node config ./config

# The ledgers outlive the container. The folder must belong to the user node before it becomes a volume.
RUN chmod +x src/cli/main.ts \
  && ln -s /ausrufer/src/cli/main.ts /usr/local/bin/ausrufer \
  && mkdir data && chown node:node data
VOLUME /ausrufer/data

USER node

# /healthz and /metrics. To reach them from outside the container, set `web: {host: 0.0.0.0}` in config.yaml.
EXPOSE 8080

# Checks from inside the container, where 127.0.0.1 works, on the port of config.yaml.
HEALTHCHECK --interval=60s --timeout=10s --start-period=60s --retries=3 \
  CMD ["node", "--input-type=module", "--eval", "import { readFileSync } from 'node:fs'; import { parse } from 'yaml'; const port = parse(readFileSync('config/config.yaml', 'utf8'))?.web?.port ?? 8080; const { ok } = await fetch(`http://127.0.0.1:${port}/healthz`); process.exit(ok ? 0 : 1);"]

# `docker run … ausrufer plan` runs `ausrufer plan`.
ENTRYPOINT ["ausrufer"]
CMD ["run"]
