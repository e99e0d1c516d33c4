/** What a site may want otherwise in one rule. `what`: what it decides, as a short sentence with its unit. */
export type RuleOption =
  | { readonly is: 'number'; readonly default: number; readonly minimum: number; readonly what: string }
  | { readonly is: 'texts'; readonly default: readonly string[]; readonly what: string };

/** The options of a rule by their names. */
export type RuleOptions = Readonly<Record<string, RuleOption>>;

type ValueOf<Option extends RuleOption> = Option extends { readonly is: 'number' } ? number : readonly string[];

/** What the options of a rule are in a run. */
export type OptionValues<Options extends RuleOptions = RuleOptions> = { readonly [Name in keyof Options]: ValueOf<Options[Name]> };

/** The value of each option: as given, or its default. What is given has been looked at before ({@link wrongOption}). */
export function optionValues(options: RuleOptions, given: Readonly<Record<string, unknown>> = {}): OptionValues {
  return Object.fromEntries(Object.entries(options).map(([name, option]) => [name, given[name] ?? option.default])) as OptionValues;
}

/** What an option of a rule must be; null where it is. */
export function wrongOption(option: RuleOption, value: unknown): string | null {
  if (option.is === 'texts') {
    return Array.isArray(value) && value.every((each) => typeof each === 'string') ? null : 'a list of texts';
  }
  return typeof value === 'number' && value >= option.minimum ? null : `a number from ${option.minimum} on`;
}
