# Needs Docker's BuildKit, for its cache of packages. One stage: there is nothing to build.
FROM node:26-slim

ENV NODE_ENV=production
WORKDIR /app

COPY package.json package-lock.json ./
# Optional is what the bot can do without: TypeScript too, which npm otherwise leaves as a peer of i18next, at 30 MB.
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --omit=optional --no-audit --no-fund

# What .dockerignore lets through. It belongs to root: the bot may read it, and no more.
COPY . .

# All that it writes, where it keeps its records in SQLite; the rest may be read-only.
RUN install --directory --owner=node --group=node data
VOLUME /app/data
USER node

# Heard inside the container only, by the check below, unless HTTP_HOST=0.0.0.0 is set.
ENV HTTP_PORT=8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HTTP_PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]

# Node itself, without a shell or npm between, is sent SIGTERM; the bot is gone 5 seconds later.
CMD ["node", "src/start.js"]
