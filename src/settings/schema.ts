import * as v from 'valibot';
import { build } from '../../grammar/keywords/build.ts';
import { SEVERITIES } from '../rule/severity.ts';
import { readRequestedVersion } from './requested-version.ts';

/*
 * The message of each part says what is expected there, as the end of a sentence: `'rules.l3/no-vmac' must be …`.
 * The description is for the JSON Schema, which editors show.
 */

const LEVELS = [...SEVERITIES, 'off'] as const;

const text = v.string('a text');
const texts = v.array(text, 'a list of texts');
const severity = v.picklist(LEVELS, `one of ${LEVELS.join(', ')}`);

const rules = v.record(
  text,
  v.union(
    [severity, v.strictTuple([severity]), v.strictTuple([severity, v.record(text, v.unknown())])],
    `one of ${LEVELS.join(', ')}, or [severity, { option: value }]`,
  ),
  "rules with their severities, such as 'l3/no-vmac: error'",
);

const keepalivedVersion = v.pipe(
  v.string("a text, such as '2.2.7' or 'debian-12'"),
  v.check((value) => readRequestedVersion(value) !== null, "three numbers such as 2.2.7, 'auto', or a distribution such as debian-12"),
);

/** The platforms are profiles too: where nodes run decides what their network lets through. */
const platform = v.picklist(['aws', 'azure', 'gcp', 'openstack', 'vmware'], 'one of aws, azure, gcp, openstack, vmware');

const lacks = v.record(
  v.picklist(Object.keys(build), `one of ${Object.keys(build).join(', ')}`),
  v.boolean('true or false'),
  'a table of true and false',
);

/** What may hold for some files only. */
const common = {
  profiles: v.exactOptional(
    v.pipe(texts, v.description('What to demand: names of profiles. Where several are named, the worst severity counts.')),
  ),
  rules: v.exactOptional(
    v.pipe(
      rules,
      v.description("Severities by the id of a rule, or by a pattern such as 'l3/*'; the last one that names or matches a rule counts."),
    ),
  ),
  keepalivedVersion: v.exactOptional(
    v.pipe(
      keepalivedVersion,
      v.description("The keepalived that runs the files, the distribution that ships it, or 'auto' for the one that is installed."),
    ),
  ),
  build: v.exactOptional(
    v.pipe(lacks, v.description('What keepalived was built with (true) and without (false), where it differs from the usual package.')),
  ),
  platform: v.exactOptional(v.pipe(platform, v.description('Where the nodes run; adds the profile of that name.'))),
};

const overrides = v.array(
  v.strictObject(
    { files: v.pipe(v.union([text, texts], 'a glob or a list of globs'), v.description('Globs, relative to this file.')), ...common },
    'a table',
  ),
  'a list of tables, each with files: [glob]',
);

const clusters = v.record(
  text,
  v.strictObject(
    {
      nodes: v.pipe(texts, v.description('Nodes by name, path or glob, relative to this file.')),
      facts: v.exactOptional(
        v.pipe(
          v.record(text, text, 'a table of node: file'),
          v.description("What is known of the hosts: the name of a node, and a JSON file as for 'kvlint simulate --facts'."),
        ),
      ),
    },
    'a table with nodes: [pattern]',
  ),
  'a table of clusters by name',
);

/** What a settings file may say. */
export const settingsSchema = v.strictObject(
  {
    $schema: v.exactOptional(v.pipe(text, v.description('Where the schema of this file is, for editors.'))),
    extends: v.exactOptional(
      v.pipe(
        v.union([text, texts], 'a profile, a file or a package, or a list of these'),
        v.description("Settings that these are added to: the name of a profile, a file ('./base.yaml'), or an npm package."),
      ),
    ),
    ...common,
    overrides: v.exactOptional(v.pipe(overrides, v.description('What holds for some files only; later ones win.'))),
    clusters: v.exactOptional(v.pipe(clusters, v.description('Which nodes form a cluster, where kvlint cannot see it by itself.'))),
    roots: v.exactOptional(
      v.pipe(
        v.record(text, v.pipe(text, v.startsWith('/', 'an absolute path of the host, such as /etc/keepalived')), 'a table of folder: path'),
        v.description(
          "Folders that stand for one of the host, such as 'hosts/*/etc/keepalived: /etc/keepalived': absolute includes are found there.",
        ),
      ),
    ),
    ignore: v.exactOptional(
      v.pipe(texts, v.description('Globs of what is not searched, relative to this file. A file that is named is read all the same.')),
    ),
    include: v.exactOptional(
      v.pipe(texts, v.description('Globs of configurations that the search would not know by their names, relative to this file.')),
    ),
    allowInclude: v.exactOptional(
      v.pipe(texts, v.description('Further directories that included files may be read from, relative to this file.')),
    ),
    env: v.exactOptional(
      v.pipe(
        v.record(text, v.union([text, v.literal(true)], 'a text, or true'), 'a table of name: value'),
        v.description("What '${_ENV NAME}' stands for: a text, or true for the value in the environment of kvlint."),
      ),
    ),
    plugins: v.exactOptional(v.pipe(texts, v.description('Modules with further rules: files or npm packages. Their code is run.'))),
    baseline: v.exactOptional(v.pipe(text, v.description('The file that lists the findings that are known, relative to this file.'))),
    failOn: v.exactOptional(
      v.pipe(
        v.picklist(['error', 'warning', 'info', 'never'], 'one of error, warning, info, never'),
        v.description('Lowest severity that makes the exit status 1.'),
      ),
    ),
  },
  'a table of settings',
);

/** A settings file as it was written. */
export type SettingsFile = v.InferOutput<typeof settingsSchema>;

/** What holds for some files only. */
export type Override = NonNullable<SettingsFile['overrides']>[number];
