/** Loads a module by its URL, be it an ES module or not. The build leaves this `import()` as it is. */
export function importModule(url: string): Promise<object> {
  return import(url);
}
