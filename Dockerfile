# kvlint in a small image, as a user without rights: docker build --tag kvlint . && docker run --rm --volume "$PWD:/work:ro" kvlint
FROM node:22-alpine AS build
WORKDIR /kvlint
COPY . .
RUN npm ci --no-audit --no-fund && npm pack --pack-destination /tmp && mv /tmp/kvlint-*.tgz /tmp/kvlint.tgz

FROM node:22-alpine
RUN apk add --no-cache git
COPY --from=build /tmp/kvlint.tgz /tmp/kvlint.tgz
RUN npm install --global --no-audit --no-fund /tmp/kvlint.tgz && rm -rf /tmp/kvlint.tgz /root/.npm
USER node
WORKDIR /work
ENTRYPOINT ["kvlint"]
