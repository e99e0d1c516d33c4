#!/usr/bin/env node
'use strict';
// dist/kvlint.js. Runs the bundle with V8's code cache: V8 then neither parses nor compiles it again, which is a quarter of a short run.
// V8 takes a cache only from its own version. The build leaves the one of its Node beside the bundle; under another Node the first run that
// lints writes one to the user's cache directory, where that can be written. V8 does not notice damage, so a checksum stands behind the cache.
// Without a cache, or a Node that makes checksums (before 20.15), the bundle is compiled as any other file. NODE_DISABLE_COMPILE_CACHE=1 turns
// all of it off, as in Node.
const {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} = require('node:fs');
const { Script } = require('node:vm');
const { crc32 } = require('node:zlib');

const bundle = `${__dirname}/CLI_BUNDLE.js`;
const { env } = process;
const cacheName = `CLI_BUNDLE-${process.versions.v8}-${process.arch}.cache`;
const cacheHome = env.XDG_CACHE_HOME || (env.HOME && `${env.HOME}/.cache`);
const userDirectory = cacheHome && `${cacheHome}/kvlint`;
const mayCache = env.NODE_DISABLE_COMPILE_CACHE !== '1' && crc32 !== undefined;
const CHECKSUM_BYTES = 4;
const MONTH = 30 * 24 * 3600 * 1000;

/** The bundle and its cache are read into the same memory: to use memory for the first time costs as much as to read. What is not used costs nothing. */
let memory = Buffer.allocUnsafeSlow(4 << 20);

/** The content of a file, until the next one is read. */
function readOver(path) {
  const file = openSync(path);
  try {
    const { size } = fstatSync(file);
    if (size > memory.length) memory = Buffer.allocUnsafeSlow(size);
    let length = 0;
    while (length < size) {
      const read = readSync(file, memory, length, size - length, null);
      // The file has become shorter.
      if (read === 0) break;
      length += read;
    }
    return memory.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

/** The cache of a file, undefined where there is none or where it is not as it was written. */
function readCache(path) {
  try {
    const content = readOver(path);
    const cache = content.subarray(0, -CHECKSUM_BYTES);
    return content.readUInt32LE(cache.length) === crc32(cache) ? cache : undefined;
  } catch {
    return undefined;
  }
}

/** What another user wrote would run with the rights of this one. */
function readUserCache() {
  if (!userDirectory || !existsSync(userDirectory)) return undefined;
  const path = `${userDirectory}/${cacheName}`;
  const owner = process.getuid?.();
  const isOwn = [userDirectory, path].every((each) => statSync(each, { throwIfNoEntry: false })?.uid === owner);
  return isOwn ? readCache(path) : undefined;
}

/** Whether the run has used what usual runs need, so that its cache serves them: `kvlint FILE`, not `kvlint rules`. */
function isUsualRun() {
  const [first, ...rest] = process.argv.slice(2);
  if (first === undefined || process.exitCode > 1) return false;
  return existsSync(rest.at(-1) ?? first) && (first.startsWith('-') || existsSync(first));
}

function writeCache() {
  try {
    mkdirSync(userDirectory, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(userDirectory)) {
      const path = `${userDirectory}/${name}`;
      if (Date.now() - statSync(path).mtimeMs > MONTH) rmSync(path);
    }
    const cache = script.createCachedData();
    const checksum = Buffer.alloc(CHECKSUM_BYTES);
    checksum.writeUInt32LE(crc32(cache));
    // Renamed when it is whole: another run may read at any moment.
    const path = `${userDirectory}/${cacheName}`;
    writeFileSync(`${path}.${process.pid}`, Buffer.concat([cache, checksum]), { mode: 0o600, flag: 'wx' });
    renameSync(`${path}.${process.pid}`, path);
  } catch {
    // A directory that cannot be written costs time, nothing else.
  }
}

// The file is one function expression, with the parameters that Node gives to every CommonJS module.
const text = readOver(bundle).latin1Slice();
const cachedData = mayCache ? (readCache(`${__dirname}/${cacheName}`) ?? readUserCache()) : undefined;
const script = new Script(text, { filename: bundle, cachedData });
if (mayCache && userDirectory && (cachedData === undefined || script.cachedDataRejected)) {
  process.once('exit', () => isUsualRun() && writeCache());
}
const main = { exports: {} };
script.runInThisContext()(main.exports, require, main, bundle, __dirname);
