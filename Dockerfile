# One image for web, worker and command line. Needs PostgreSQL 15 or newer elsewhere: see compose.yaml.
FROM node:22-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1 STANDALONE=1
COPY package.json package-lock.json ./
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN npx next build && node deploy/bundle.mjs

FROM node:22-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOSTNAME=0.0.0.0 PORT=3000 DATA_DIR=/data
# The worker's mark of how far it had come with sending: mount something lasting here, it is the only thing ever written.
RUN install --directory --owner=node --group=node --mode=0700 /data
COPY --from=build --chown=root:root /app/dist ./
# Of the program nothing is written to at run time, and node owns nothing of it.
USER node
EXPOSE 3000
# worker: node bin/worker.mjs    command line: node bin/cli.mjs db migrate
CMD ["node", "server.js"]
