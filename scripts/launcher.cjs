#!/usr/bin/env node
'use strict';
// dist/kvlint.js. Runs the bundle with V8's code cache: V8 then neither parses nor compiles it again, which is a quarter of a short run.
// V8 takes a cache only from its own version. The build leaves the one of its Node beside the bundle; under another Node the first run that
// lints writes one to the user's cache directory, where that can be written. V8 does not notice damage, so the file holds the cache twice, and
// is not used where the two differ; Node's checksums would cost several times as much to load. Without a cache the bundle is compiled as any
// other file. NODE_DISABLE_COMPILE_CACHE=1 turns all of it off, as in Node.
const { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } = require('node:fs');
const { Script } = require('node:vm');

const bundle = `${__dirname}/CLI_BUNDLE`;
const { env } = process;
const cacheName = `CLI_BUNDLE-${process.versions.v8}-${process.arch}.cache`;
const cacheHome = env.XDG_CACHE_HOME || (env.HOME && `${env.HOME}/.cache`);
const userDirectory = cacheHome && `${cacheHome}/kvlint`;
const mayCache = env.NODE_DISABLE_COMPILE_CACHE !== '1';
const MONTH = 30 * 24 * 3600 * 1000;

/** The cache of a file, undefined where there is none or where it is not as it was written. */
function readCache(path) {
  try {
    const content = readFileSync(path);
    const cache = content.subarray(0, content.length / 2);
    return content.subarray(content.length / 2).equals(cache) ? cache : undefined;
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
    const content = script.createCachedData();
    // Renamed when it is whole: another run may read at any moment.
    const path = `${userDirectory}/${cacheName}`;
    writeFileSync(`${path}.${process.pid}`, Buffer.concat([content, content]), { mode: 0o600, flag: 'wx' });
    renameSync(`${path}.${process.pid}`, path);
  } catch {
    // A directory that cannot be written costs time, nothing else.
  }
}

// The file is one function expression, with the parameters that Node gives to every CommonJS module.
const cachedData = mayCache ? (readCache(`${__dirname}/${cacheName}`) ?? readUserCache()) : undefined;
const script = new Script(readFileSync(`${bundle}.js`, 'latin1'), { filename: `${bundle}.js`, cachedData });
if (mayCache && userDirectory && (cachedData === undefined || script.cachedDataRejected)) {
  process.once('exit', () => isUsualRun() && writeCache());
}
const main = { exports: {} };
script.runInThisContext()(main.exports, require, main, `${bundle}.js`, __dirname);
