/** Items by a key, each list in their order. */
export function groupBy<T, K>(items: Iterable<T>, keyOf: (item: T, index: number) => K): ReadonlyMap<K, T[]> {
  const groups = new Map<K, T[]>();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index++);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
