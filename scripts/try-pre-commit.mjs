// Tries the hook as a user meets it: the real pre-commit, a repository of its own, and kvlint from a clone of this working tree.
// pre-commit installs it with npm, so the package as it is packed is tried as well. Needs git, pre-commit and a registry for npm.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const scratch = mkdtempSync(join(tmpdir(), 'kvlint-pre-commit-'));
const clone = join(scratch, 'kvlint');
const site = join(scratch, 'site');

const GOOD = readFileSync(join(root, 'fixtures/clean.conf'), 'utf8');
const BAD = GOOD.replace('    virtual_ipaddress {\n', '    virtual_ipaddress \n');

const SCRIPTS = 'keepalived/conf.d/10-scripts.conf';
const PARTS = {
  'keepalived/keepalived.conf': 'include conf.d/*.conf\n',
  [SCRIPTS]: 'vrrp_script chk {\n    script "/usr/bin/true"\n}\n',
  'keepalived/conf.d/20-vi.conf': GOOD.replace(/}\n$/, '    track_script {\n        chk\n    }\n}\n'),
};

const OLD = GOOD.replace('priority', 'prioritty');

const NGINX = 'user nginx;\nhttp {\n    server {\n        listen 80;\n    }\n}\n';

/**
 * One after the other, each over what the ones before have committed: the files that are written or (null) removed, the hook's exit status, and
 * what its output must hold. `all`: as in CI, over all files; else over those that changed. `merge`: files that are changed on a branch, which is merged.
 * `onlyOnce`: what its output holds in one place only. `baseline`: what is found is known from now on.
 */
const TRIES = [
  { what: 'a clean file passes', files: { 'keepalived.conf': GOOD }, all: true, status: 0, output: 'Passed' },
  { what: 'a bad file fails', files: { 'keepalived.conf': BAD }, all: true, status: 1, output: 'keepalived.conf:' },
  { what: 'a configuration in parts passes', files: { 'keepalived.conf': GOOD, ...PARTS }, status: 0, output: 'Passed' },
  {
    what: 'a script that has another name fails where it is used',
    files: { [SCRIPTS]: PARTS[SCRIPTS].replace('chk', 'check') },
    status: 1,
    output: '20-vi.conf:16:9',
  },
  {
    what: 'a file that has another name fails where it is missed',
    files: { [SCRIPTS]: null, 'keepalived/conf.d/10-scripts.off': PARTS[SCRIPTS] },
    status: 1,
    output: '20-vi.conf:16:9',
  },
  {
    what: 'what has nothing to do with keepalived passes',
    files: { [SCRIPTS]: PARTS[SCRIPTS], 'keepalived/conf.d/10-scripts.off': null, 'README.md': 'x\n', 'keepalived/nginx.conf': NGINX },
    status: 0,
    output: 'Passed',
  },
  {
    what: 'a deleted fragment fails where it is missed, though no other file is in the commit',
    files: { [SCRIPTS]: null },
    status: 1,
    output: '20-vi.conf:16:9',
  },
  {
    what: 'settings above a file hold for it, and what they ignore passes',
    files: {
      [SCRIPTS]: PARTS[SCRIPTS],
      'sites/kvlint.config.yaml': 'rules: { syntax/unknown-keyword: off }\nignore: [old]\n',
      'sites/lb1/keepalived.conf': GOOD.replace('priority', 'prioritty'),
      'sites/old/keepalived.conf': BAD,
    },
    status: 0,
    output: 'Passed',
  },
  {
    what: 'a template passes, with a warning',
    files: { 'roles/lb/templates/keepalived.conf.j2': GOOD.replace('eth0', '{{ interface }}') },
    status: 0,
    output: 'a Jinja2 template',
  },
  {
    what: 'a name with a blank and a name with an ending of its own are read',
    files: { 'two words/keepalived.conf.node01': BAD },
    status: 1,
    output: 'two words/keepalived.conf.node01:',
  },
  {
    what: 'of 150 nodes, only the one with a mistake is told',
    files: {
      'two words/keepalived.conf.node01': null,
      ...nodes(150),
      'nodes/n77/keepalived.conf': node(77).replace('priority', 'prioritty'),
    },
    status: 1,
    output: 'nodes/n77/keepalived.conf:6:5',
    onlyOnce: 'is no keyword of',
  },
  { what: '150 nodes without one pass', files: { 'nodes/n77/keepalived.conf': node(77) }, status: 0, output: 'Passed' },
  {
    what: 'a merge passes when both sides are clean',
    files: {},
    merge: { 'nodes/n1/keepalived.conf': node(1).replace('priority 100', 'priority 101') },
    status: 0,
    output: 'Passed',
  },
  { what: 'a finding that the baseline lists passes', files: { 'old/keepalived.conf': OLD }, baseline: true, status: 0, output: 'Passed' },
  {
    what: 'an edit beside a finding of the baseline passes',
    files: { 'old/keepalived.conf': OLD.replace('interface eth0\n', 'interface eth1\n\n    # the second line\n') },
    status: 0,
    output: 'Passed',
  },
  {
    what: 'a new mistake beside a finding of the baseline fails, and is told alone',
    files: { 'old/keepalived.conf': OLD.replace('    interface', '    garp_master_dely 5\n    interface') },
    status: 1,
    output: 'old/keepalived.conf:4:5',
    onlyOnce: 'is no keyword of',
  },
];

/** The configuration of one of many nodes that have nothing to do with each other. */
function node(number) {
  return GOOD.replace('VI_1', `VI_${number}`).replaceAll('192.0.2.', `10.0.${number}.`).replace('router_id 51', `router_id ${number}`);
}

function nodes(count) {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`nodes/n${i + 1}/keepalived.conf`, node(i + 1)]));
}

let failed = 0;
try {
  cloneWorkingTree();
  makeSite();
  for (const { what, files, merge, all, baseline, status, output, onlyOnce } of TRIES) {
    if (merge) mergeBranch(merge);
    for (const [path, text] of Object.entries(files)) put(join(site, path), text);
    if (baseline) kvlint('--quiet', '--update-baseline');
    git(site, 'add', '--all', '.');
    const result = spawnSync('pre-commit', ['run', ...(all ? ['--all-files'] : []), '--verbose', '--color', 'never'], {
      cwd: site,
      encoding: 'utf8',
      env: { ...process.env, PRE_COMMIT_HOME: join(scratch, 'home') },
    });
    if (result.error) throw result.error;
    const ok = result.status === status && result.stdout.includes(output) && (!onlyOnce || result.stdout.split(onlyOnce).length === 2);
    if (!ok) failed++;
    if (status === 0) commit(site);
    console.log(`${ok ? 'ok' : 'FAILED'}: ${what}`);
    if (!ok) console.log(`expected status ${status} and '${output}', got status ${result.status}:\n${result.stdout}${result.stderr}`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
process.exitCode = failed > 0 ? 1 : 0;

/** pre-commit clones a commit; so the files as they are now, committed or not, become one in a repository of their own. */
function cloneWorkingTree() {
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'], {
    cwd: root,
    encoding: 'utf8',
  });
  const deleted = execFileSync('git', ['ls-files', '-z', '--deleted'], { cwd: root, encoding: 'utf8' }).split('\0');
  for (const path of files.split('\0')) {
    if (path !== '' && !deleted.includes(path)) cpSync(join(root, path), join(clone, path));
  }
  git(clone, 'init', '--quiet');
  git(clone, 'add', '--force', '.');
  commit(clone);
}

function makeSite() {
  mkdirSync(site);
  const revision = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: clone, encoding: 'utf8' }).trim();
  writeFileSync(
    join(site, '.pre-commit-config.yaml'),
    `repos:\n  - repo: ${clone}\n    rev: ${revision}\n    hooks:\n      - id: kvlint\n`,
  );
  git(site, 'init', '--quiet');
}

/** Begins the merge of a branch on which these files were changed. */
function mergeBranch(files) {
  git(site, 'checkout', '--quiet', '-b', 'other');
  for (const [path, text] of Object.entries(files)) put(join(site, path), text);
  git(site, 'add', '--all', '.');
  commit(site);
  git(site, 'checkout', '--quiet', '-');
  put(join(site, 'README.md'), 'y\n');
  git(site, 'add', '--all', '.');
  commit(site);
  git(site, '-c', 'user.name=kvlint', '-c', 'user.email=kvlint@example.org', 'merge', '--quiet', '--no-commit', 'other');
}

/** Runs the kvlint of this working tree, which `npm ci` has built, over the site. */
function kvlint(...args) {
  execFileSync(process.execPath, [join(root, 'dist/kvlint.js'), ...args], { cwd: site, stdio: ['ignore', 'ignore', 'inherit'] });
}

function put(path, text) {
  if (text === null) return rmSync(path);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function commit(directory) {
  git(
    directory,
    '-c',
    'user.name=kvlint',
    '-c',
    'user.email=kvlint@example.org',
    'commit',
    '--quiet',
    '--no-verify',
    '--allow-empty',
    '--message',
    'All',
  );
}

function git(directory, ...args) {
  execFileSync('git', args, { cwd: directory, stdio: ['ignore', 'ignore', 'inherit'] });
}
