// Chevrotain, which Langium parses with, calls Object.groupBy when it analyses a grammar. Node 20 has none:
// delete this file when Node 20 goes.
Object.groupBy ??= (items, keyOf) => {
  const groups = Object.create(null);
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index++);
    groups[key] ??= [];
    groups[key].push(item);
  }
  return groups;
};
