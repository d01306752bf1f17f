# The Node.js that package-lock.json installs too, pinned by the digest of its multi-platform index. Renew both together, and
# at least with every security release of Node.js or Debian:
#   docker buildx imagetools inspect node:24.21.0-slim     # prints "Digest: sha256:…"
FROM node:24.21.0-slim@sha256:0e0ff40c39bc087845bfb27465a0df4ea419520094bc35842ff83dd8cbe6f9b6

ENV NODE_ENV=production NODE_COMPILE_CACHE=/tmp/compiled
WORKDIR /ausrufer

# The optional dependencies are Node.js itself, which the image already has.
COPY package.json package-lock.json ./
COPY vendor ./vendor
RUN npm ci --omit=dev --omit=optional --ignore-scripts && npm cache clean --force

COPY LICENSE ausrufer ./
COPY src ./src
COPY messages ./messages
# The example region, with `sandbox: true`. Mount your own folder over it, writable by the user node (1000).
COPY --chown=node:node config ./config

# The ledgers outlive the container. The folder must belong to the user node before it becomes a volume.
RUN ln -s /ausrufer/ausrufer /usr/local/bin/ausrufer \
  && mkdir data && chown node:node data
VOLUME /ausrufer/data

USER node

# /healthz and /metrics. To reach them from outside the container, set `web: {host: 0.0.0.0}` in config.yaml.
EXPOSE 8080

# Checks from inside the container, where config.yaml says that it listens: 0.0.0.0 and :: are this machine.
HEALTHCHECK --interval=60s --timeout=10s --start-period=60s --retries=3 \
  CMD ["node", "--input-type=module", "--eval", "import { readFileSync } from 'node:fs'; import { parse } from 'yaml'; const { host = '127.0.0.1', port = 8080 } = parse(readFileSync('config/config.yaml', 'utf8'))?.web ?? {}; const { ok } = await fetch(`http://${host.includes(':') ? `[${host}]` : host}:${port}/healthz`); process.exit(ok ? 0 : 1);"]

# `docker run … ausrufer plan` runs `ausrufer plan`.
ENTRYPOINT ["ausrufer"]
CMD ["run"]
