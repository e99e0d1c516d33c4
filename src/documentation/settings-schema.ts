import { type JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import type { RuleInfo } from '../rule/rule.ts';
import type { RuleOption, RuleOptions } from '../rule/rule-options.ts';
import { SEVERITIES } from '../rule/severity.ts';
import { settingsSchema } from '../settings/schema.ts';

/** What a settings file may say as a JSON Schema, for editors: with the rules and profiles that exist, and what each is about. */
export function settingsJsonSchema(
  rules: readonly RuleInfo[],
  profiles: readonly { readonly name: string; readonly title: string }[],
  id: string,
): object {
  const { $schema, ...schema } = toJsonSchema(settingsSchema, { errorMode: 'ignore' });
  const { overrides } = schema.properties as Record<string, JsonSchema>;
  const items = overrides?.items as JsonSchema;
  const named = { rules: reference('rules'), profiles: reference('profiles') };
  return {
    $schema,
    $id: id,
    title: 'Settings of kvlint',
    definitions: { severity: SEVERITY, setting: SETTING, profiles: profilesSchema(profiles), rules: rulesSchema(rules) },
    ...schema,
    properties: {
      ...withNames(schema, named),
      overrides: { ...overrides, items: { ...items, properties: withNames(items, named) } },
    },
  };
}

/** The properties of a table, with names that exist instead of any names. What is said of them stays. */
function withNames({ properties = {} }: JsonSchema, named: Readonly<Record<string, JsonSchema>>): JsonSchema['properties'] {
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => {
      const description = (value as JsonSchema).description;
      return [key, named[key] ? { ...(description !== undefined && { description }), allOf: [named[key]] } : value];
    }),
  );
}

function reference(name: string): JsonSchema {
  return { $ref: `#/definitions/${name}` };
}

const SEVERITY: JsonSchema = { enum: [...SEVERITIES, 'off'] };

/** A rule without options, which may be written as one with them. */
const SETTING: JsonSchema = { anyOf: [reference('severity'), { type: 'array', items: [reference('severity')], minItems: 1, maxItems: 1 }] };

function rulesSchema(rules: readonly RuleInfo[]): JsonSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(
      rules.map((rule) => [
        rule.id,
        {
          description: rule.title,
          ...(rule.options ? { anyOf: [reference('severity'), withOptions(rule.options)] } : { allOf: [reference('setting')] }),
        },
      ]),
    ),
    // Such as l3/*.
    patternProperties: { '\\*': reference('setting') },
    additionalProperties: true,
  };
}

/** `[severity, { option: value }]` */
function withOptions(options: RuleOptions): JsonSchema {
  return {
    type: 'array',
    items: [
      reference('severity'),
      {
        type: 'object',
        properties: Object.fromEntries(Object.entries(options).map(([name, option]) => [name, optionSchema(option)])),
        additionalProperties: false,
      },
    ],
    minItems: 1,
    maxItems: 2,
  };
}

function optionSchema(option: RuleOption): JsonSchema {
  const { what: description } = option;
  return option.is === 'number'
    ? { type: 'number', minimum: option.minimum, default: option.default, description }
    : { type: 'array', items: { type: 'string' }, default: [...option.default], description };
}

function profilesSchema(profiles: readonly { readonly name: string; readonly title: string }[]): JsonSchema {
  return { type: 'array', items: { anyOf: profiles.map(({ name, title }) => ({ const: name, description: title })) } };
}
