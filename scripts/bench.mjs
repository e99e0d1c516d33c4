// `npm run bench`: kvlint against its budgets, as ratios within one run. Fails when a budget is exceeded.
// Usage: npm run bench [-- --nodes] [-- --record]
// --nodes: also the start under Node 22 and 24, which are fetched from npm. --record: adds the figures to scripts/bench-history.tsv.
// Every figure is the median of several runs of a whole process; the commands of a pair take turns, so that a machine that slows down slows both.
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  configurationOfBytes,
  configurationOfConfigIds,
  configurationOfLines,
  configurationsOfCluster,
  instancesOfBytes,
  pairOfInstances,
  serversOfBytes,
} from './bench-configurations.mjs';
import { hostileInputs } from './hostile-inputs.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const KVLINT = join(here, '..', 'dist', 'kvlint.js');
const PEAK_MEMORY = join(here, 'peak-memory.cjs');
const WARM = join(here, 'bench-warm.mjs');

/** Seconds; keepalived is stopped after it, kvlint fails. */
const LIMIT = 60;
/** The same for keepalived and instances alone, each of which it compares with each. */
const LONG_LIMIT = 600;
const FILES = 1000;
const CONFIG_IDS = 20_000;
/** Versions of Node beside the one that runs the benchmark. */
const OTHER_NODES = [22, 24];
const HISTORY = join(here, 'bench-history.tsv');
const flags = new Set(process.argv.slice(2));

const scratch = mkdtempSync(join(tmpdir(), 'kvlint-bench-'));
// The code cache that a first run writes is the benchmark's own.
process.env.XDG_CACHE_HOME = join(scratch, 'cache');
const rows = [];
try {
  measure();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
print();
if (flags.has('--record')) record();
process.exitCode = rows.some((row) => row.verdict === 'EXCEEDED') ? 1 : 0;

function measure() {
  const small = file('300-lines.conf', configurationOfLines(300));
  const large = file('10-mb.conf', configurationOfBytes(10_000_000));
  const lines = file('10000-lines.conf', configurationOfLines(10_000));
  const manyLines = file('100000-lines.conf', configurationOfLines(100_000));
  const directory = files('site', FILES, configurationOfLines(300));
  const hasKeepalived = spawnSync('keepalived', ['--version']).error === undefined;

  const [start, node] = medians(25, [kvlint(small), () => run(process.execPath, ['-e', '0'])]);
  ratio('start + one file of 300 lines', start, node, 2.3, 'node -e 0');

  for (const version of OTHER_NODES) startUnder(version, small);

  const manyIds = file('config-ids.conf', configurationOfConfigIds(CONFIG_IDS));
  const [ids] = medians(1, [kvlint(manyIds)]);
  row(`${CONFIG_IDS} config-ids in one file`, milliseconds(ids), '', milliseconds(ids), '≤ 1.5 s', ids <= 1.5);

  warm('300 lines again and again in one process', small, 1000, start, 3.5);
  warm('one line changed in 1 MB, in one process', file('1-mb.conf', configurationOfBytes(1_000_000)), 40, start, 400);

  const [short, long] = medians(5, [kvlint(lines), kvlint(manyLines)]);
  ratio('growth: 100,000 lines, beyond start', long - start, short - start, 11, '10,000 lines');

  const [few, many] = medians(3, [kvlint(cluster(50)), kvlint(cluster(200))]);
  ratio('200 nodes in one cluster', many, few, 5, '50 nodes');

  const [fewChecks, manyChecks] = medians(3, [kvlint(pairWithChecks(50)), kvlint(pairWithChecks(200))]);
  ratio('two nodes, 200 instances with a check each, beyond start', manyChecks - start, fewChecks - start, 5, '50 instances');

  const halfOfThem = pairs(500);
  const [half, all] = medians(3, [kvlint(halfOfThem), kvlint(pairs(1000))]);
  ratio('2,000 files, in clusters of two', all, half, 2.5, '1,000 files');
  ratio('1,000 files with --cache, one of them changed', cached(halfOfThem), half, 0.5, 'without');

  hostile();

  const memory = peakMemory(large);
  row('memory for a file of 10 MB', `${memory.toFixed(0)} MB`, '', `${memory.toFixed(0)} MB`, '≤ 350 MB', memory <= 350);

  const servers = file('10-mb-servers.conf', serversOfBytes(10_000_000));
  const instances = file('10-mb-instances.conf', instancesOfBytes(10_000_000));
  for (const [what, path] of [
    ['virtual servers', servers],
    ['instances', instances],
  ]) {
    const most = peakMemory(path);
    row(`memory for 10 MB of ${what}`, `${most.toFixed(0)} MB`, '', `${most.toFixed(0)} MB`, '≤ 400 MB', most <= 400);
  }

  if (hasKeepalived) {
    const [kvlintServers, keepalivedServers] = medians(3, [kvlint(servers), keepalived(servers)]);
    ratio('10 MB of virtual servers, beyond start', kvlintServers - start, keepalivedServers, 2, 'keepalived -t');

    const [kvlintInstances] = medians(3, [kvlint(instances)]);
    const keepalivedInstances = run('keepalived', ['-t', '-f', instances], { anyStatus: true, limit: LONG_LIMIT });
    ratio('10 MB of instances, beyond start', kvlintInstances - start, keepalivedInstances, 1.6, 'keepalived -t (once)');

    const [kvlintLarge, keepalivedLarge] = medians(5, [kvlint(large), keepalived(large)]);
    ratio('one file of 10 MB, beyond start', kvlintLarge - start, keepalivedLarge, 2.5, 'keepalived -t');

    const [whole, wholePairs] = medians(3, [kvlint(directory), kvlint(largePairs())]);
    const [one] = medians(25, [keepalived(small)]);
    for (const [what, seconds] of [
      [`${FILES} files of 300 lines`, whole],
      [`${FILES} files of 300 lines, in clusters of two`, wholePairs],
    ]) {
      const faster = (one * FILES) / seconds;
      row(
        what,
        milliseconds(seconds),
        `${milliseconds(one * FILES)} keepalived -t (${FILES} × the median of 25)`,
        `${faster.toFixed(1)} × faster`,
        '≥ 3 × faster',
        faster >= 3,
      );
    }
  } else {
    rows.push({
      what: 'against keepalived -t',
      kvlint: '',
      other: 'keepalived is not installed',
      figure: '',
      bound: '',
      verdict: 'skipped',
    });
  }
}

/** Seconds of a run over the files of clusters of which one was changed since the last run. */
function cached(directory) {
  const changed = join(directory, 'site0', 'lb0.conf');
  const text = readFileSync(changed, 'utf8');
  const again = kvlint('--cache', directory);
  again();
  let times = 0;
  const [seconds] = medians(3, [
    () => {
      writeFileSync(changed, `${text}# changed ${times++} times\n`);
      return again();
    },
  ]);
  return seconds;
}

/** The files of one cluster. */
function cluster(nodes) {
  return folderOf(
    `cluster-${nodes}`,
    configurationsOfCluster(nodes).map((text, i) => [`lb${i}.conf`, text]),
  );
}

function pairWithChecks(instances) {
  return folderOf(
    `checks-${instances}`,
    pairOfInstances(instances).map((text, i) => [`lb${i}.conf`, text]),
  );
}

/** The files of many clusters of two nodes, each in a folder of its own. */
function pairs(count) {
  const all = Array.from({ length: count }, (_, site) =>
    configurationsOfCluster(2, site).map((text, i) => [`site${site}/lb${i}.conf`, text]),
  );
  return folderOf(`pairs-${count}`, all.flat());
}

/** The same with 300 lines each: several virtual routers with checks, and virtual servers. */
function largePairs() {
  const sites = Array.from({ length: FILES / 2 }, (_, site) =>
    [0, 1].map((node) => [`site${site}/lb${node}.conf`, configurationOfLines(300, { site, node })]),
  );
  return folderOf('pairs-of-300-lines', sites.flat());
}

function folderOf(name, entries) {
  const folder = join(scratch, name);
  for (const [path, text] of entries) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Start under another Node, once its code cache is written. */
function startUnder(version, path) {
  const what = `start + one file of 300 lines, Node ${version}`;
  if (!flags.has('--nodes')) {
    rows.push({ what, kvlint: '', other: 'only with --nodes', figure: '', bound: '', verdict: 'skipped' });
    return;
  }
  const folder = join(scratch, `node${version}`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{}');
  run('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', `node@${version}`]);
  const program = join(folder, 'node_modules', 'node', 'bin', 'node');
  const mine = () => run(program, [KVLINT, '--fail-on', 'never', path]);
  const [start, node] = medians(25, [mine, () => run(program, ['-e', '0'])]);
  ratio(what, start, node, 3.3, 'node -e 0');
}

/** What a lint takes once the process is warm, and beside it the start of a process. `bound`: milliseconds. */
function warm(what, path, count, start, bound) {
  const result = spawnSync(process.execPath, [WARM, path, String(count)], { encoding: 'utf8', timeout: LIMIT * 1000 });
  if (result.error ?? result.status !== 0) throw result.error ?? new Error(`${what} failed: ${result.stderr}`);
  const taken = Number(result.stdout);
  const figure = `${(taken / 1000 / start).toFixed(3)} ×`;
  row(what, `${taken.toFixed(1)} ms`, `${milliseconds(start)} start`, figure, `≤ ${bound} ms`, taken <= bound);
}

/** Adds the figures to the history, a line each, with the commit and the machine that they were measured on. */
function record() {
  if (!existsSync(HISTORY)) writeFileSync(HISTORY, 'commit\tmachine\tNode\twhat\tfigure\tkvlint\tagainst\n');
  const commit = spawnSync('git', ['describe', '--always', '--dirty'], { cwd: here, encoding: 'utf8' }).stdout.trim();
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`;
  const measured = rows.filter(({ verdict }) => verdict !== 'skipped');
  for (const { what, figure, kvlint: mine, other } of measured) {
    appendFileSync(HISTORY, `${[commit, machine, process.version, what, figure, mine, other].join('\t')}\n`);
  }
}

/** The slowest and the largest of the inputs that are made to be so. */
function hostile() {
  const results = [];
  for (const { what, files } of hostileInputs()) {
    const folder = join(scratch, 'hostile');
    mkdirSync(folder);
    for (const [name, content] of files) writeFileSync(join(folder, name), content);
    const begin = process.hrtime.bigint();
    const megabytes = peakMemory(join(folder, files[0][0]));
    results.push({ what, seconds: Number(process.hrtime.bigint() - begin) / 1e9, megabytes });
    rmSync(folder, { recursive: true });
  }
  const slowest = results.reduce((a, b) => (b.seconds > a.seconds ? b : a));
  row(`hostile input: ${slowest.what}`, milliseconds(slowest.seconds), '', `slowest of ${results.length}`, '≤ 5 s', slowest.seconds <= 5);
  const largest = results.reduce((a, b) => (b.megabytes > a.megabytes ? b : a));
  const megabytes = `${largest.megabytes.toFixed(0)} MB`;
  row(`hostile input: ${largest.what}`, megabytes, '', `largest of ${results.length}`, '≤ 1500 MB', largest.megabytes <= 1500);
}

function kvlint(...paths) {
  return () => run(process.execPath, [KVLINT, '--fail-on', 'never', ...paths]);
}

function keepalived(path) {
  // Under -t the exit status tells about the configuration, not about keepalived.
  return () => run('keepalived', ['-t', '-f', path], { anyStatus: true });
}

/** Seconds that one run of a command takes. */
function run(command, args, { anyStatus = false, limit = LIMIT } = {}) {
  const begin = process.hrtime.bigint();
  const result = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'], timeout: limit * 1000, maxBuffer: 1 << 28 });
  const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
  if (result.error) throw result.error;
  if (!anyStatus && result.status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${result.status}: ${result.stderr}`);
  return seconds;
}

/** The median of each command over several runs, after one that does not count. The commands take turns. */
function medians(runs, commands) {
  const times = commands.map(() => []);
  for (const command of commands) command();
  for (let i = 0; i < runs; i++) for (const [index, command] of commands.entries()) times[index].push(command());
  return times.map((list) => list.sort((a, b) => a - b)[list.length >> 1]);
}

/** The most memory that kvlint holds at once, in MB (10⁶ bytes). */
function peakMemory(path) {
  const result = spawnSync(process.execPath, ['--require', PEAK_MEMORY, KVLINT, '--fail-on', 'never', path], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    timeout: LIMIT * 1000,
  });
  if (result.error) throw result.error;
  return (Number(result.output[3]) * 1024) / 1e6;
}

/** A file in a folder of its own: beside others it would be looked at whether they are nodes of one cluster, or include it. */
function file(name, text) {
  const folder = join(scratch, `only-${name}`);
  mkdirSync(folder);
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function files(name, count, text) {
  const directory = join(scratch, name);
  mkdirSync(directory);
  for (let i = 0; i < count; i++) {
    const node = join(directory, `node${i}`);
    mkdirSync(node);
    writeFileSync(join(node, 'keepalived.conf'), text);
  }
  return directory;
}

function ratio(what, mine, other, bound, otherName) {
  const figure = mine / other;
  row(what, milliseconds(mine), `${milliseconds(other)} ${otherName}`, `${figure.toFixed(2)} ×`, `≤ ${bound} ×`, figure <= bound);
}

function row(what, mine, other, figure, bound, within) {
  rows.push({ what, kvlint: mine, other, figure, bound, verdict: within ? 'ok' : 'EXCEEDED' });
}

function milliseconds(seconds) {
  return seconds < 10 ? `${(seconds * 1000).toFixed(0)} ms` : `${seconds.toFixed(1)} s`;
}

function print() {
  const table = [{ what: 'what', kvlint: 'kvlint', other: 'against', figure: 'figure', bound: 'bound', verdict: '' }, ...rows];
  const columns = Object.keys(table[0]);
  const width = columns.map((column) => Math.max(...table.map((line) => line[column].length)));
  for (const line of table)
    console.log(
      columns
        .map((column, i) => line[column].padEnd(width[i]))
        .join('  ')
        .trimEnd(),
    );
}
